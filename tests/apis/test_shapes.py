"""What a surface says of schemas: members, limits, alternatives, types by name."""

import pytest

from gazetteer.apis.limits import limits
from gazetteer.apis.read import read_surface
from gazetteer.apis.shapes import Shapes
from gazetteer.model.place import Place


def shape(schema, **defined):
    return Shapes({"$defs": defined}, ("$defs",), lambda _keys: Place("a")).shape(schema)


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"minimum": 1, "maximum": 100}, ("1 to 100",)),
        ({"minimum": 0}, ("≥ 0",)),
        ({"minimum": 0, "exclusiveMinimum": True}, ("> 0",)),
        ({"exclusiveMaximum": 5, "minimum": 1}, ("≥ 1, < 5",)),
        ({"minLength": 1, "maxLength": 80}, ("1 to 80 characters",)),
        ({"maxLength": 1}, ("at most 1 character",)),
        ({"minItems": 2, "maxItems": 2}, ("exactly 2 entries",)),
        ({"minItems": 0, "maxItems": 3}, ("at most 3 entries",)),
        ({"pattern": "^a", "readOnly": True}, ("matches ^a", "read only")),
        ({"discriminator": {"propertyName": "kind"}}, ("told apart by kind",)),
        ({"multipleOf": 0.5, "uniqueItems": True}, ("a multiple of 0.5", "no entry twice")),
        ({"minimum": "x", "pattern": None}, ("≥ x",)),
        ({"type": "string"}, ()),
    ],
)
def test_limits(schema, words):
    assert limits(schema) == words


def test_members_of_lists_and_maps_and_all_of():
    member = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}
    for schema in (
        {"type": "array", "items": {"type": "array", "items": member}},
        {"type": "object", "additionalProperties": member},
        {"oneOf": [member, {"type": "null"}]},
    ):
        assert [(f.name, f.required) for f in shape(schema)["fields"]] == [("a", True)]
    both = shape({"allOf": [{"$ref": "#/$defs/B"}, member]}, B={"type": "object"})
    assert (both["parts"], [f.name for f in both["fields"]]) == (("B",), ["a"])


def test_alternatives_are_told_apart():
    found = shape({"oneOf": [{"$ref": "#/$defs/A"}, {"type": "string"}]}, A={"type": "object"})
    assert [(c.type, c.parts) for c in found["choices"]] == [("A", ("A",)), ("string", ())]
    assert "choices" not in shape({"type": ["string", "integer"]})
    assert "choices" not in shape({"anyOf": [{"type": "string"}, {"type": "integer"}]})


def test_the_same_name_in_two_places_is_two_types():
    root = {
        "openapi": "3.0.3",
        "components": {
            "schemas": {
                "Error": {"type": "object", "properties": {"x": {"$ref": "#/x-more/Error"}}}
            }
        },
        "x-more": {"Error": {"type": "string"}},
    }
    shapes = Shapes(root, ("components", "schemas"), lambda keys: Place("/".join(map(str, keys))))
    types = list(shapes.types())
    assert [(t.name, t.place.path) for t in types] == [
        ("Error", "components/schemas/Error"),
        ("Error 2", "x-more/Error"),
    ]
    assert types[0].fields[0].parts == ("Error 2",)


def test_a_bomb_of_aliases_ends():
    lines = ["a0: &a0 {type: object, properties: {x: {type: string}}}"]
    for n in range(1, 12):
        inner = ", ".join(f"{name}: *a{n - 1}" for name in "pqrst")
        lines.append(f"a{n}: &a{n} {{type: object, properties: {{{inner}}}}}")
    inner = "\n".join(f"    {line}" for line in lines)
    surface, _ = read_surface(
        "openapi",
        "a.yaml",
        f"openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\ncomponents:\n  schemas:\n{inner}\n",
    )
    assert surface is None or len(surface.types) == 12


OPERATIONS = """\
openapi: 3.1.0
info: {title: t, version: "1"}
security: [{key: []}, {}]
tags: [{name: orders, description: All about them.}]
paths:
  /orders:
    post:
      tags: [orders]
      x-stability-level: beta
      x-since: "2.1"
      requestBody:
        content:
          application/json:
            schema: {type: object, properties: {callback: {type: string}}}
            example: {callback: x}
      responses:
        "201":
          description: Made.
          headers: {Location: {description: Where., schema: {type: string}}}
      callbacks:
        done:
          "{$request.body#/callback}":
            post: {operationId: isDone, responses: {"200": {description: ok}}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    token: {type: http, scheme: bearer, bearerFormat: JWT}
    oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: x, scopes: {}}}}
"""


def test_what_an_operation_says_of_itself():
    surface, faults = read_surface(None, "a.yaml", OPERATIONS)
    assert not faults
    post, back = surface.operations
    assert (post.stability, post.since, post.security, post.anonymous) == (
        "beta",
        "2.1",
        ("key",),
        True,
    )
    assert post.request.example == '{"callback": "x"}'
    assert [(h.name, h.description) for h in post.responses[0].headers] == [("Location", "Where.")]
    assert (back.method, back.path, back.parent, back.tags) == (
        "CALLBACK",
        "done {$request.body#/callback}",
        post.anchor,
        ("orders",),
    )
    assert surface.tags[0].description == "All about them."
    assert [(s.kind, s.header) for s in surface.schemes] == [
        ("API key in the header X-Key", "X-Key: $KEY"),
        ("bearer token (JWT)", "Authorization: Bearer $TOKEN"),
        ("OAuth 2.0, client credentials", "Authorization: Bearer $TOKEN"),
    ]
