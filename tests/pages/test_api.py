"""API pages: what a caller finds on them in every format; large APIs; versions; nothing hostile acts."""

import json
import re
import subprocess
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from gazetteer.model.page import Asset, Page
from gazetteer.model.survey import Site
from gazetteer.pages import api
from gazetteer.repo.tree import MemoryTree
from gazetteer.settings import Settings
from gazetteer.surveyor import survey

ROOT = "catalog/default/api/orders/"


def declared(path: str, type_: str = "openapi", name: str = "orders") -> str:
    return (
        "apiVersion: backstage.io/v1alpha1\nkind: API\n"
        f"metadata: {{name: {name}}}\n"
        f"spec: {{type: {type_}, lifecycle: production, owner: shop, definition: {{$text: ./{path}}}}}\n"
    )


def made(
    files: dict[str, str], *, try_it: bool = False
) -> tuple[dict[str, Page], dict[str, Asset]]:
    site = Site(name="Acme", try_it=try_it)
    found = survey(MemoryTree(files), Settings(), today=date(2026, 11, 22), site=site)
    outputs = list(api.render(found))
    pages = {output.uri: output for output in outputs if isinstance(output, Page)}
    assets = {output.uri: output for output in outputs if isinstance(output, Asset)}
    assert len(pages) + len(assets) == len(outputs), "addresses are unique"
    return pages, assets


def text(page: Page) -> str:
    return text_of(page.html)


def text_of(html: str) -> str:
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", html).split()))


SPEC = """\
openapi: 3.1.0
info: {title: Orders, version: 2.0.0, description: Buys things.}
servers: [{url: "https://orders.example/v2"}]
security: [{token: []}]
tags: [{name: orders, description: All about `orders`.}]
paths:
  /orders/{id}:
    get:
      tags: [orders]
      operationId: getOrder
      summary: Read an order
      deprecated: true
      x-sunset: 2026-12-02
      x-stability-level: beta
      x-since: "1.4"
      parameters:
        - {name: id, in: path, required: true, description: Its `id`., schema: {type: string, pattern: "^o", example: o-1}}
        - {name: view, in: query, schema: {type: string, enum: [short, long], default: short}}
      responses:
        "200":
          description: The order.
          headers: {X-Left: {description: Calls left., schema: {type: integer}}}
          content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}
        "404": {description: There is none., content: {application/json: {schema: {$ref: "#/components/schemas/Problem"}}}}
  /orders:
    post:
      tags: [orders]
      operationId: makeOrder
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}
      responses: {"201": {description: Made.}}
components:
  securitySchemes: {token: {type: http, scheme: bearer}}
  schemas:
    Order:
      type: object
      required: [id]
      properties:
        id: {type: string, readOnly: true, maxLength: 9}
        lines:
          type: array
          items: {type: object, properties: {sku: {type: string, examples: [S-1]}, price: {$ref: "#/components/schemas/Price"}}}
        before: {$ref: "#/components/schemas/Order"}
    Price: {type: object, properties: {value: {type: integer, minimum: 0}, tax: {type: object, properties: {rate: {type: object, properties: {percent: {type: number}}}}}}}
    Problem: {type: object, properties: {title: {type: string}}}
"""  # noqa: E501 # flow style keeps the cases short


def test_an_operation_answers_every_question_of_a_caller() -> None:
    pages, assets = made({"catalog-info.yaml": declared("o.yaml"), "o.yaml": SPEC})
    page = pages[ROOT]
    words = text(page)
    for expected in (
        "ends 2026-12-02, 10 days left",
        "deprecated",
        "beta",
        "since 1.4",
        "Auth: bearer token token",
        "matches ^o · for example o-1",
        "One of short , long",
        "default short",
        "Messages application/json",
        "200 Order The order.",
        "X-Left header integer",
        "404 Problem There is none.",
        'curl https://orders.example/v2/orders/o-1 \\ -H "Authorization: Bearer $TOKEN"',
        "at most 9 characters · read only",
        "All about orders .",
    ):
        assert expected in words, expected
    assert 'id="getOrder"' in page.html
    assert f"{ROOT}o.yaml" in assets
    assert assets[f"{ROOT}o.yaml"].path == "o.yaml"


def test_schemas_are_opened_three_levels_and_cut_with_a_link() -> None:
    pages, _ = made({"catalog-info.yaml": declared("o.yaml"), "o.yaml": SPEC})
    operation = pages[ROOT].html.split('id="getOrder"')[1].split("</section>")[0]
    rows = re.findall(
        r'<tr(?: class="gz-(d\d)")?><th>(?:<code>(\w+)</code>)', operation.split("200")[1]
    )
    assert rows == [
        ("", "id"),
        ("", "lines"),
        ("d1", "sku"),
        ("d1", "price"),
        ("d2", "value"),
        ("d2", "tax"),
        ("", "before"),
    ]
    assert re.search(r'see <a href="#type-order">Order</a>', operation), "a circle ends in a link"
    assert pages[ROOT].html.count('id="type-order"') == 1


def test_the_members_of_a_type_stand_once_on_a_page_and_are_named_where_it_comes_again() -> None:
    pages, _ = made({"catalog-info.yaml": declared("o.yaml"), "o.yaml": SPEC})
    read, make = pages[ROOT].html.split('id="makeOrder"')
    assert '<table class="gz-fields" id="type-order">' in read
    request = text_of(make.split("</section>")[0])
    assert "Request required Order id, lines, before" in request
    assert "Told where an operation has them first: Order ." in text(pages[ROOT])
    assert 'id="type-price"' in make, "what is only part of others has its own place"
    large_pages, _ = made({"catalog-info.yaml": declared("o.json"), "o.json": large(tags=True)})
    chapter = large_pages[f"{ROOT}carts/"].html
    assert chapter.count('<table class="gz-fields" id="type-thing">') == 1
    assert chapter.count("<small>next</small>") == 19


def test_what_a_server_sets_is_not_in_the_example_of_a_request() -> None:
    pages, _ = made({"catalog-info.yaml": declared("o.yaml"), "o.yaml": SPEC})
    operation = unescape(pages[ROOT].html.split('id="makeOrder"')[1].split("</section>")[0])
    sample = json.loads(re.search(r"-d '(\{.*?\})'", operation, re.DOTALL)[1])
    assert "id" not in sample
    assert sample["lines"][0]["sku"] == "S-1"


def test_every_operation_is_a_search_entry() -> None:
    pages, _ = made({"catalog-info.yaml": declared("o.yaml"), "o.yaml": SPEC})
    entries = {entry.title: entry for entry in pages[ROOT].search}
    entry = entries["GET /orders/{id}"]
    assert entry.anchor == "getOrder"
    for word in ("Read an order", "getOrder", "view", "lines", "before", "deprecated"):
        assert word in entry.text
    assert "POST /orders" in entries


def large(tags: bool) -> str:
    paths = {
        f"/v1/{thing}/{{id}}/{number}": {
            "get": {
                "operationId": f"{thing}{number}",
                **({"tags": [thing.title()]} if tags else {}),
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
                ],
                "responses": {
                    "200": {
                        "description": "ok",
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}
                        },
                    }
                },
            }
        }
        for thing in ("orders", "carts", "types")
        for number in range(20)
    }
    thing = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Thing"}}}
    return json.dumps(
        {
            "openapi": "3.0.3",
            "info": {"title": "Shop", "version": "1.0.0"},
            "paths": paths,
            "components": {"schemas": {"Thing": thing}},
        }
    )


@pytest.mark.parametrize("tags", [True, False])
def test_a_large_api_has_a_page_for_each_tag(tags: bool) -> None:
    pages, _ = made({"catalog-info.yaml": declared("o.json"), "o.json": large(tags)})
    assert set(pages) == {
        ROOT,
        f"{ROOT}orders/",
        f"{ROOT}carts/",
        f"{ROOT}types-2/",
        f"{ROOT}types/",
    }
    chapter = pages[f"{ROOT}carts/"]
    assert len(chapter.headings) == 20
    assert {e.anchor for e in chapter.search} == {f"carts{n}" for n in range(20)}
    assert f"{ROOT}types/#type-thing" in chapter.links
    assert 'href="../types/#type-thing"' in chapter.html
    overview = pages[ROOT]
    assert 'id="carts7"' in overview.html, "an address from when the API was small still leads"
    assert f"{ROOT}carts/#carts7" in overview.links
    assert not any("carts7" in heading.id for heading in overview.headings)
    for page in pages.values():
        for link in page.links:
            target, _, anchor = link.partition("#")
            if target in pages and anchor:
                assert f'id="{anchor}"' in pages[target].html


def test_the_other_formats() -> None:
    graphql = '"All."\ntype Query { "One order." order(id: ID!): Order @deprecated(reason: "Use orders.") }\ntype Order { id: ID! "Its lines." lines(first: Int): [Line!] }\ntype Line { sku: String }\n'  # noqa: E501 # a file on one line
    proto = 'syntax = "proto3";\npackage shop.v1;\n// Orders.\nservice Orders {\n  // Reads one.\n  rpc Get (GetRequest) returns (stream Order);\n}\nmessage GetRequest { string id = 1; // Which.\n}\nmessage Order { repeated Line lines = 7; }\nmessage Line { string sku = 1; }\n'  # noqa: E501
    asyncapi = 'asyncapi: 3.0.0\ninfo: {title: Turned, version: "1"}\nchannels:\n  c: {address: lights, messages: {on: {payload: {type: object, properties: {by: {type: string}}}, headers: {type: object, properties: {trace: {type: string}}}}}}\noperations:\n  turn: {action: send, channel: {$ref: "#/channels/c"}, summary: Turns on.}\n'  # noqa: E501
    cases = {
        ("graphql", "a.graphql", graphql): ["QUERY order", "Deprecated: Use orders.", "takes (first: Int)", "sku", "query Order($id: ID!)"],  # noqa: E501
        ("grpc", "a.proto", proto): ["RPC shop.v1.Orders/Get", "stream of Order", "= 7", "Which.", "grpcurl -d"],
        ("asyncapi", "a.yaml", asyncapi): ["SEND lights", "Message on application", "by string", "trace", "Example"],
    }  # fmt: skip
    for (type_, path, content), expected in cases.items():
        pages, _ = made({"catalog-info.yaml": declared(path, type_), path: content})
        words = text(pages[ROOT])
        for word in expected:
            assert word.removesuffix(" application") in words, (type_, word)


def test_versions_side_by_side_are_one_api() -> None:
    def spec(version: str) -> str:
        return SPEC.replace("version: 2.0.0", f"version: {version}")

    files = {f"api/orders-v{n}.yaml": spec(f"{n}.0.0") for n in (1, 2, 10)}
    pages, _ = made({"catalog-info.yaml": declared("api/orders-v10.yaml"), **files})
    assert set(pages) == {ROOT, f"{ROOT}versions/2.0.0/", f"{ROOT}versions/1.0.0/"}
    words = text(pages[ROOT])
    assert "Versions: 10.0.0 production 2.0.0 1.0.0" in words
    assert f"{ROOT}versions/2.0.0/" in pages[ROOT].links
    assert pages[f"{ROOT}versions/1.0.0/"].title == "orders 1.0.0"
    assert ROOT in pages[f"{ROOT}versions/1.0.0/"].links
    undeclared, _ = made(files)
    assert f"{ROOT}versions/2.0.0/" in undeclared
    assert "10.0.0" in text(undeclared[ROOT])


def test_versions_that_are_entities_know_each_other() -> None:
    files = {
        "catalog-info.yaml": declared("a.yaml", name="orders-v1")
        + "---\n"
        + declared("b.yaml", name="orders-v2"),
        "a.yaml": SPEC.replace("2.0.0", "1.9.0"),
        "b.yaml": SPEC,
    }
    pages, _ = made(files)
    first, second = (f"catalog/default/api/orders-v{n}/" for n in (1, 2))
    assert second in pages[first].links
    assert first in pages[second].links
    assert "Versions: 2.0.0 production 1.9.0" in text(pages[first])


EVIL = "<img src=x onerror=alert(1)>'\"$(touch x)`id`"


def test_an_operation_names_its_known_consumers() -> None:
    web = (
        "---\napiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: web}\n"
        "spec: {type: website, lifecycle: production, owner: shop, consumesApis: [orders]}\n"
    )
    pact = {
        "consumer": {"name": "till"},
        "provider": {"name": "orders"},
        "interactions": [
            {"description": "reads", "request": {"method": "GET", "path": "/orders/7"}, "response": {"status": 200}}
        ],
        "metadata": {"pactSpecification": {"version": "2.0.0"}},
    }  # fmt: skip
    files = {"catalog-info.yaml": declared("o.yaml") + web, "o.yaml": SPEC}
    pages, _ = made({**files, "pacts/till-orders.json": json.dumps(pact)})
    read, make = (
        pages[ROOT].html.split(f'id="{anchor}"')[1].split("</section>")[0]
        for anchor in ("getOrder", "makeOrder")
    )
    assert re.search(r"Known consumers: till \(pact\)", unescape(re.sub("<[^>]+>", "", read)))
    assert "1 known consumer of the API" in unescape(re.sub("<[^>]+>", "", make))


def test_a_page_tells_what_breaks_without_the_api_by_way_of_others_too() -> None:
    def component(name: str, more: str) -> str:
        return (
            f"---\napiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {{name: {name}}}\n"
            f"spec: {{type: service, lifecycle: production, owner: {name}-team, {more}}}\n"
        )

    chain = component("web", "consumesApis: [orders]") + component(
        "kiosk", "dependsOn: [component:web]"
    )
    pages, _ = made({"catalog-info.yaml": declared("o.yaml") + chain, "o.yaml": SPEC})
    section = pages[ROOT].html.split('id="used-by"')[1].split("<h2")[0]
    assert "If it stops, 2 break (1 uses it directly)" in text_of(section)
    assert text_of(section).index("web") < text_of(section).index("2 steps away")
    assert "kiosk-team" in section
    alone, _ = made({"catalog-info.yaml": declared("o.yaml"), "o.yaml": SPEC})
    assert "Nobody says that they call this API." in alone[ROOT].html


def test_the_viewer_is_an_extra_that_loads_nothing_from_elsewhere() -> None:
    hostile = SPEC.replace("Buys things.", "'</script><script>alert(1)</script>'")
    files = {
        "catalog-info.yaml": declared("o.yaml"),
        "o.yaml": hostile.replace('$ref: "#/components/schemas/Problem"', "$ref: problem.yaml"),
        "problem.yaml": "type: object\nproperties: {title: {type: string}}\n",
    }
    pages, assets = made(files, try_it=True)
    trial = assets[f"{ROOT}try/index.html"].content.decode()
    assert trial.lower().count("</script>") == 3
    described = json.loads(trial.split('id="description">')[1].split("</script>")[0])
    assert described["x-gazetteer-files"]["problem.yaml"]["type"] == "object"
    assert "default-src 'none'" in unescape(trial)
    loaded = re.findall(r'(?:src|href)="([^"]+)"', trial)
    assert all(not re.match(r"(?:https?:)?//", target) for target in loaded)
    assert {"swagger-ui-bundle.js", "swagger-ui.css", "try.js", "try.css"} == {
        uri.rpartition("/")[2] for uri in assets if uri.startswith("catalog/swagger-ui/")
    }
    assert f"{ROOT}try/index.html" in pages[ROOT].links
    without, plain = made(files)
    assert "Swagger UI" not in without[ROOT].html
    assert not any("swagger" in uri or "/try/" in uri for uri in plain)


class Attributes(HTMLParser):
    """Every attribute of every tag."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[tuple[str, str, str]] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.update((tag, name, value or "") for name, value in attrs)


def test_nothing_of_an_author_acts(tmp_path: Path) -> None:
    schema = {"type": "string", "enum": [EVIL], "default": EVIL, "pattern": EVIL}
    member = {"type": EVIL, "example": EVIL, "description": EVIL}
    operation = {
        "operationId": EVIL,
        "tags": [EVIL],
        "x-sunset": EVIL,
        "x-since": EVIL,
        "x-stability-level": EVIL,
        "parameters": [
            {"name": EVIL, "in": "header", "required": True, "example": EVIL, "schema": schema}
        ],
        "requestBody": {
            "content": {f"json{EVIL}": {"schema": {"$ref": f"#/components/schemas/{EVIL}"}}}
        },
        "responses": {f"4{EVIL}": {"description": EVIL}, "200": {"description": EVIL}},
    }
    evil = {
        "openapi": "3.1.0",
        "info": {"title": EVIL, "version": EVIL},
        "servers": [{"url": f"https://{EVIL}"}],
        "security": [{EVIL: []}],
        "tags": [{"name": EVIL, "description": EVIL}],
        "paths": {f"/{EVIL}": {"post": operation}},
        "components": {
            "schemas": {EVIL: {"type": "object", "properties": {EVIL: member}}},
            "securitySchemes": {EVIL: {"type": "apiKey", "in": "header", "name": EVIL}},
        },
    }
    pages, _ = made({"catalog-info.yaml": declared("o.json"), "o.json": json.dumps(evil)})
    for page in pages.values():
        for tag, name, value in Attributes(page.html).found:
            assert not name.startswith("on")
            assert name != "src"
            assert (tag, value.partition(":")[0]) != ("a", "javascript")
    call = "curl " + unescape(pages[ROOT].html.split("<code>curl ")[1].split("</code>")[0])
    subprocess.run(["sh", "-c", f"curl() {{ :; }}\n{call}"], cwd=tmp_path, check=True)
    assert list(tmp_path.iterdir()) == [], "what an author wrote is quoted for the shell"
