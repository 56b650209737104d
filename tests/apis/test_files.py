"""Descriptions of many files, read as one."""

import json

import pytest

from gazetteer.apis.files import joined
from gazetteer.apis.read import read_surface
from gazetteer.apis.references import MOUNT, resolve
from gazetteer.formats.structured import load_structured

MAIN = """\
openapi: 3.0.3
info: {title: Orders, version: 1.0.0}
paths:
  /orders/{id}:
    $ref: paths/order.yaml
components:
  schemas:
    Order: {$ref: ./schemas/order.yaml}
"""
PATH = """\
parameters:
  - $ref: "../common.json#/parameters/id"
get:
  operationId: getOrder
  responses:
    "200":
      description: The order.
      content: {application/json: {schema: {$ref: ../schemas/order.yaml}}}
    default: {$ref: "../common.json#/responses/wrong"}
"""
ORDER = """\
type: object
description: What was bought.
properties:
  id: {type: string}
  next: {$ref: "#"}
  line: {$ref: "line.yaml#/Line"}
"""
LINE = "Line: {type: object, properties: {order: {$ref: order.yaml}, price: {type: number}}}\n"
COMMON = {
    "parameters": {
        "id": {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    },
    "responses": {"wrong": {"description": "It went wrong.", "content": {}}},
}
FILES = {
    "api/openapi.yaml": MAIN,
    "api/paths/order.yaml": PATH,
    "api/schemas/order.yaml": ORDER,
    "api/schemas/line.yaml": LINE,
    "api/common.json": json.dumps(COMMON, indent=1),
}


def read(files, path="api/openapi.yaml"):
    asked = []

    def reader(name):
        asked.append(name)
        return files.get(name)

    surface, faults = read_surface(None, path, files[path], read=reader)
    return surface, faults, asked


def test_files_are_one_surface_with_places_in_each():
    surface, faults, asked = read(FILES)
    assert not faults
    (operation,) = surface.operations
    assert (operation.id, operation.place.path, operation.place.line) == (
        "getOrder",
        "api/paths/order.yaml",
        3,
    )
    (parameter,) = operation.parameters
    assert (parameter.name, parameter.place.path) == ("id", "api/common.json")
    assert [body.type for body in operation.responses] == ["Order", ""]
    order, line = surface.types
    assert (order.name, order.description, order.place.path) == (
        "Order",
        "What was bought.",
        "api/schemas/order.yaml",
    )
    assert [(f.name, f.type, f.parts) for f in order.fields] == [
        ("id", "string", ()),
        ("next", "Order", ("Order",)),
        ("line", "Line", ("Line",)),
    ]
    assert [f.type for f in line.fields] == ["Order", "number"]
    assert len(asked) == len(set(asked)) == 4


def test_references_lead_on_from_any_file():
    document = load_structured("api/openapi.yaml", MAIN, merge=True)
    whole = joined("api/openapi.yaml", MAIN, document, FILES.get)
    found, keys = resolve(whole.value, {"$ref": "#/components/schemas/Order"}, ())
    assert found["description"] == "What was bought."
    assert keys == (MOUNT, "api/schemas/order.yaml")
    line, _ = resolve(whole.value, found["properties"]["line"], ())
    back, again = resolve(whole.value, line["properties"]["order"], ())
    assert back is found
    assert again == keys


@pytest.mark.parametrize(
    ("reference", "code", "words"),
    [
        ("https://elsewhere.example/pet.yaml#/Pet", "ref-remote", "never asked"),
        ("//elsewhere.example/pet.yaml", "ref-remote", "never asked"),
        ("file:///etc/passwd", "ref-remote", "never asked"),
        ("../../secrets.yaml", "ref-outside", "outside of the repository"),
        ("/etc/passwd", "ref-outside", "outside of the repository"),
        ("%2e%2e/%2e%2e/x.yaml", "ref-outside", "outside of the repository"),
        ("gone.yaml#/Pet", "dangling-ref", "does not exist"),
        ("line.yaml#/Nothing", "dangling-ref", "`api/line.yaml#/Nothing`, which does not exist"),
        ("broken.yaml", "syntax", "(line 2)"),
    ],
)
def test_what_cannot_be_followed_is_told_where_it_is_written(reference, code, words):
    text = (
        'openapi: 3.0.3\ninfo: {title: t, version: "1"}\npaths: {}\ncomponents:\n  schemas:\n'
        f"    Pet:\n      $ref: '{reference}'\n"
    )
    files = {"api/a.yaml": text, "api/line.yaml": LINE, "api/broken.yaml": "a: [\n"}
    files["api/order.yaml"] = "{}"
    surface, (fault,), _ = read(files, "api/a.yaml")
    assert (fault.code, fault.place.path, fault.place.line) == (code, "api/a.yaml", 7)
    assert fault.place.key == "/components/schemas/Pet/$ref"
    assert words in fault.message
    assert fault.mend
    assert surface is not None


def test_a_fault_in_another_file_has_its_place_there():
    files = {**FILES, "api/schemas/line.yaml": "Line:\n  properties:\n    a: {$ref: '#/Gone'}\n"}
    _, (fault,), _ = read(files)
    assert (fault.place.path, fault.place.line) == ("api/schemas/line.yaml", 3)
    assert fault.place.key == "/Line/properties/a/$ref"
    assert "`api/schemas/line.yaml#/Gone`" in fault.message


@pytest.mark.parametrize(
    ("path", "old", "new", "line", "key"),
    [
        ("api/paths/order.yaml", "operationId: getOrder", "operationID: getOrder", 4, "/get/operationID"),
        ("api/schemas/order.yaml", "type: object", "type: objekt", 1, "/type"),
        ("api/schemas/line.yaml", "type: number", "type: nummer", 1, "/Line/properties/price/type"),
        ("api/common.json", '"in": "path"', '"inn": "path"', 5, "/parameters/id/inn"),
        ("api/common.json", '"description": "It went wrong."', '"descr": ""', 14, "/responses/wrong/descr"),
    ],
)  # fmt: skip
def test_parts_in_other_files_are_judged_as_what_refers_to_them_takes_them_for(
    path, old, new, line, key
):
    assert old in FILES[path]
    _, faults, _ = read({**FILES, path: FILES[path].replace(old, new)})
    assert (path, line, key) in [(f.place.path, f.place.line, f.place.key) for f in faults]


def test_files_in_a_circle_and_many_files_end():
    files = {
        f"{number}.yaml": f"$ref: {(number + 1) % 600}.yaml\n"
        f"properties: {{a: {{$ref: '{(number + 7) % 600}.yaml'}}}}\n"
        for number in range(600)
    }
    files["api.yaml"] = (
        "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\n"
        "components: {schemas: {A: {$ref: 1.yaml}}}\n"
    )
    surface, faults, _ = read(files, "api.yaml")
    assert surface.types
    assert "too-many-files" in {fault.code for fault in faults}


def test_asyncapi_too():
    files = {
        "a.yaml": "asyncapi: 2.6.0\ninfo: {title: t, version: '1'}\nchannels:\n  turned:\n"
        "    subscribe: {message: {$ref: 'messages.yaml#/Turned'}}\n",
        "messages.yaml": "Turned: {payload: {type: object, properties: {by: {type: integer}}}}\n",
    }
    surface, faults, _ = read(files, "a.yaml")
    assert not faults
    (operation,) = surface.operations
    assert [field.name for field in operation.request.fields] == ["by"]
    assert operation.request.place.path == "messages.yaml"


def test_the_set_of_files_in_the_corpus(corpora):
    folder = corpora / "openapi" / "OAI__OpenAPI-Specification" / "69d8b79" / "petstore-separate"
    files = {
        path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*.json")
    }
    surface, faults, asked = read(files, "spec/swagger.json")
    assert not faults
    assert set(asked) == set(files) - {"spec/swagger.json"}
    assert {type_.name for type_ in surface.types} >= {"Pet", "NewPet", "Error"}
    assert [p.name for p in surface.operations[0].parameters] == ["tags", "limit"]
