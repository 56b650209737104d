"""`gazetteer api diff`: two versions of a description, from files and refs, in every format."""

import json
from pathlib import Path

import jsonschema
import pytest

import gazetteer

from .conftest import Folder

SCHEMA = Path(gazetteer.__file__).parent / "schemas" / "api-diff.json"
ORDERS = """\
openapi: 3.0.3
info: {title: Orders, version: 1.0.0}
paths:
  /orders/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        "200":
          description: The order
          content:
            application/json:
              schema:
                type: object
                required: [total]
                properties: {total: {type: number}, note: {type: string}}
"""
BROKEN = ORDERS.replace("[total]", "[]").replace("total: {type: number}, ", "")
RISKY = ORDERS.replace(", note: {type: string}", "")


@pytest.fixture
def two(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "estate").write({"old.yaml": ORDERS, "new.yaml": BROKEN})


def test_a_breaking_change_is_told_with_place_operation_and_exit_1(two: Folder):
    text = two.run("api", "diff", "old.yaml", "new.yaml", code=1).stdout
    assert text.startswith("new.yaml:15:17: breaking: GET /orders/{id}: `total`")
    assert "[response-required-property-removed]" in text
    assert "    mend: Keep it, mark it `deprecated`" in text
    assert text.endswith("\n\n1 breaking\n")


def test_json_has_the_published_shape(two: Folder):
    value = two.json("api", "diff", "old.yaml", "new.yaml", code=1)
    jsonschema.validate(value, json.loads(SCHEMA.read_text("utf-8")))
    change = value["changes"][0]
    assert change["rule"] == "response-required-property-removed"
    assert (change["level"], change["operation"]) == ("breaking", "GET /orders/{id}")
    assert change["place_old"]["path"] == "old.yaml"
    assert change["place_old"]["line"] == 15


@pytest.mark.parametrize(
    ("new", "limit", "code"),
    [
        (ORDERS, "breaking", 0),
        (BROKEN, "never", 0),
        (RISKY, "breaking", 0),
        (RISKY, "risky", 1),
    ],
)
def test_the_limit_decides_the_exit_code(two: Folder, new: str, limit: str, code: int):
    two.write({"new.yaml": new})
    two.run("api", "diff", "old.yaml", "new.yaml", "--fail-on", limit, code=code)


def test_a_file_on_disk_against_the_same_file_at_a_ref(two: Folder):
    two.commit({"api/orders.yaml": ORDERS})
    two.write({"api/orders.yaml": BROKEN})
    text = two.run("api", "diff", "HEAD:api/orders.yaml", code=1).stdout
    assert text.startswith("api/orders.yaml:15:17: breaking")
    same = two.run("api", "diff", "HEAD:api/orders.yaml", "HEAD:api/orders.yaml").stdout
    assert same == "no changes\n"


def test_other_files_are_followed_but_never_out_of_the_folder(two: Folder):
    whole = ORDERS.replace("schema: {type: string}", "schema: {$ref: 'parts/id.yaml'}")
    secret = ORDERS.replace("schema: {type: string}", "schema: {$ref: '../secret.yaml'}")
    (two.root.parent / "secret.yaml").write_text("type: string")
    two.write({"old.yaml": whole, "new.yaml": ORDERS, "parts/id.yaml": "type: integer"})
    text = two.run("api", "diff", "old.yaml", "new.yaml", code=1).stdout
    assert "was integer and is string now" in text
    two.write({"new.yaml": secret})
    text = two.run("api", "diff", "old.yaml", "new.yaml").stdout
    assert "request-parameter-reference-changed" in text


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["old.yaml", "gone.yaml"], 2, "no such file"),
        (["old.yaml"], 2, "REF:PATH"),
        (["v9:old.yaml", "new.yaml"], 3, "v9"),
        (["HEAD:gone.yaml", "new.yaml"], 3, "gone.yaml"),
        (["old.yaml", "bad.yaml"], 3, "bad.yaml:3"),
        (["old.yaml", "schema.graphql"], 3, "openapi and graphql"),
    ],
)
def test_what_cannot_be_decided_is_not_called_clean(
    two: Folder, arguments: list[str], code: int, said: str
):
    two.commit({"bad.yaml": "openapi: 3.0.3\npaths: [", "schema.graphql": "type Query { a: Int }"})
    result = two.run("api", "diff", *arguments, code=code)
    assert said in result.stderr
    assert result.stdout == ""


def test_markdown_is_a_changelog_in_which_nothing_of_theirs_is_markup(two: Folder):
    hostile = ORDERS.replace("/orders/{id}:", "/<script>{id}:")
    two.write({"old.yaml": hostile, "new.yaml": BROKEN.replace("version: 1.0.0", "version: 2.0.0")})
    text = two.run("api", "diff", "old.yaml", "new.yaml", "--format", "markdown", code=1).stdout
    assert text.startswith("## new.yaml 1.0.0 to 2.0.0\n\n### Breaking\n")
    assert "<script>" not in text


def test_github_and_junit(two: Folder):
    two.write({"new.yaml": BROKEN})
    text = two.run("api", "diff", "old.yaml", "new.yaml", "--format", "github", code=1).stdout
    assert text.startswith("::error file=new.yaml,line=15,col=17,")
    text = two.run("api", "diff", "old.yaml", "new.yaml", "--format", "junit", code=1).stdout
    assert 'failures="1"' in text


CATALOG = """\
apiVersion: backstage.io/v1alpha1
kind: API
metadata: {name: orders}
spec: {type: openapi, lifecycle: production, owner: shop, definition: {$text: ./new.yaml}}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: order-service}
spec: {type: service, lifecycle: production, owner: shop, providesApis: [orders]}
"""
PACT = """\
{"consumer": {"name": "web"}, "provider": {"name": "order-service"}, "interactions": [
{"description": "an order", "request": {"method": "GET", "path": "/orders/7"},
 "response": {"status": 200, "body": {"total": 9}}}]}
"""


def test_consumers_are_those_that_the_catalog_on_disk_knows(two: Folder):
    two.write({"catalog-info.yaml": CATALOG, "pacts/web-orders.json": PACT})
    value = two.json("api", "diff", "old.yaml", "new.yaml", code=1)
    [hit] = value["changes"][0]["consumers"]
    assert (hit["name"], hit["evidence"]) == ("web", "pact")
    assert hit["place"] == {"path": "pacts/web-orders.json", "line": 2, "column": 1}
    assert hit["reads_unknown"] is False
    text = two.run("api", "diff", "old.yaml", "new.yaml", code=1).stdout
    assert "known consumers: web (pact, pacts/web-orders.json:2:1)" in text


EVENTS = """\
asyncapi: 3.0.0
info: {title: Order events, version: 1.0.0}
channels:
  placed:
    address: orders
    messages:
      Placed: {payload: {type: object, properties: {total: {type: %s}, note: {type: string}}}}
operations: {tell: {action: send, channel: {$ref: "#/channels/placed"}}}
"""


def test_a_pact_about_messages_tells_which_fields_of_an_event_are_read(two: Folder):
    pact = {
        "consumer": {"name": "mail"},
        "provider": {"name": "order-service"},
        "messages": [{"description": "placed", "contents": {"total": 1}}],
    }
    old = EVENTS % "number"
    catalog = CATALOG.replace("openapi", "asyncapi")
    two.commit({"new.yaml": old, "catalog-info.yaml": catalog, "p.json": json.dumps(pact)})
    two.write({"new.yaml": (EVENTS % "string").replace(", note: {type: string}", "")})
    changes = two.json("api", "diff", "HEAD:new.yaml", code=1)["changes"]
    told = {c["rule"]: [(h["name"], h["evidence"]) for h in c["consumers"]] for c in changes}
    assert told == {
        "sent-property-type-changed": [("mail", "pact")],
        "sent-optional-property-removed": [],
    }
