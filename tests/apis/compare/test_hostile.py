"""Whatever a description holds, comparing it ends, and says nothing about what is equal."""

import copy
import json
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gazetteer.apis.compare import Comparison, Refused, Version, compare
from gazetteer.apis.read import read_surface

TODAY = date(2026, 11, 22)
WHOLE: dict[str, Any] = yaml.safe_load("""
openapi: 3.1.0
info: {title: A, version: 1.0.0}
servers: [{url: "https://a.example"}]
security: [{key: []}]
paths:
  /a/{id}:
    parameters: [{$ref: "#/components/parameters/Id"}]
    post:
      deprecated: true
      x-sunset: 2027-01-01
      parameters: [{name: q, in: query, schema: {type: array, items: {type: string}}}]
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/A"}}}}
      responses:
        "200":
          description: done
          headers: {X-A: {schema: {type: integer, minimum: 1}}}
          content: {application/json: {schema: {$ref: "#/components/schemas/A"}}}
      callbacks: {done: {"{$request.body#/u}": {post: {responses: {"200": {description: x}}}}}}
components:
  parameters: {Id: {name: id, in: path, required: true, schema: {type: string}}}
  securitySchemes: {key: {type: apiKey, name: k, in: header}}
  schemas:
    A:
      type: object
      required: [a]
      properties:
        a: {type: string, enum: [x, y], default: x}
        b: {oneOf: [{$ref: "#/components/schemas/A"}, {type: "null"}]}
        c: {allOf: [{$ref: "#/components/schemas/A"}, {properties: {d: {const: 1}}}]}
      additionalProperties: {type: number, exclusiveMinimum: 1}
      discriminator: {propertyName: a, mapping: {x: "#/components/schemas/A"}}
""")
JUNK = st.sampled_from(
    [
        *(None, True, 0, -1.5, "", "x", [], [None], [[1]], {}, {"a": 1}),
        *(
            {"$ref": text}
            for text in (1, "#", "#/components/schemas/A", "#/no", "../../etc/passwd")
        ),
        *({"$ref": "other.json"}, {"x-sunset": [1]}, ["null", {"type": {}}], 10**30),
        *({"$ref": "http://169.254.169.254/"}, {"type": ["string", 1]}, {"oneOf": [{}]}),
        *({"allOf": 1}, {"enum": "x"}, {"required": [[]]}, {"properties": [1]}),
    ]
)


def places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [way] if way else []
    if isinstance(value, dict):
        return found + [w for key in value for w in places(value[key], (*way, key))]
    if isinstance(value, list):
        return found + [w for i, inner in enumerate(value) for w in places(inner, (*way, i))]
    return found


EVENTS: dict[str, Any] = yaml.safe_load("""
asyncapi: 3.0.0
info: {title: A, version: 1.0.0}
channels:
  one:
    address: a/{id}
    parameters: {id: {enum: [x]}}
    bindings: {kafka: {topic: a}}
    messages:
      A:
        traits: [{headers: {type: object, properties: {a: {type: string}}}}]
        payload: {type: object, properties: {a: {type: string}}}
        bindings: {kafka: {key: {type: string}}}
      B:
        payload:
          schemaFormat: application/vnd.apache.avro;version=1.9.0
          schema: {type: record, name: R, fields: [{name: a, type: ["null", {type: enum, name: E, symbols: [A]}]}]}
      C: {payload: {schemaFormat: application/vnd.google.protobuf, schema: "message M { string a = 1; }"}}
operations:
  tell:
    action: send
    channel: {$ref: "#/channels/one"}
    traits: [{bindings: {kafka: {groupId: {type: string}}}}]
    reply: {address: {location: "$message.header#/r"}, channel: {$ref: "#/channels/one"}}
""")
AVRO = EVENTS["channels"]["one"]["messages"]["B"]["payload"]["schema"]
DOCUMENTS: dict[str, tuple[str, dict[str, Any]]] = {
    "a/openapi.json": ("openapi", WHOLE),
    "a/asyncapi.json": ("asyncapi", EVENTS),
    "a/schema.avsc": ("avro", AVRO),
    "a/schema.json": ("jsonschema", WHOLE["components"]["schemas"]["A"]),
}
PLACES = [(path, way) for path, (_, value) in DOCUMENTS.items() for way in places(value)]


def mutated(path: str, changes: list[tuple[tuple[str, tuple[Any, ...]], Any]]) -> Version:
    kind, whole = DOCUMENTS[path]
    value = copy.deepcopy(whole)
    for (_, way), junk in changes:
        holder: Any = value
        for key in way[:-1]:
            inside = isinstance(holder, dict) and key in holder
            if not inside and not (
                isinstance(holder, list) and isinstance(key, int) and key < len(holder)
            ):
                break
            holder = holder[key]
        if isinstance(holder, dict):
            holder[way[-1]] = copy.deepcopy(junk)
    return Version(path, json.dumps(value, default=str), {"a/other.json": "{}"}.get, kind)


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(PLACES), JUNK), min_size=1, max_size=3))
def test_no_shape_of_a_description_makes_it_fail(changes):
    path = changes[0][0][0]
    whole, other = mutated(path, []), mutated(path, [c for c in changes if c[0][0] == path])
    _surface, faults = read_surface(other.kind, path, other.text, read=other.read)
    assert all(fault.message and fault.place.path for fault in faults)
    for old, new in ((whole, other), (other, whole)):
        found = compare(old, new, TODAY)
        assert isinstance(found, Comparison | Refused)
        for change in found.changes if isinstance(found, Comparison) else ():
            assert change.message
            assert change.place.path
    same = compare(other, other, TODAY)
    assert isinstance(same, Refused) or same.changes == ()


def test_every_description_of_the_corpus_equals_itself(corpora):
    folder = corpora / "openapi"
    for path in sorted(folder.rglob("*")):
        if path.suffix not in {".yaml", ".yml", ".json", ".proto", ".graphql"}:
            continue
        if path.stat().st_size > 400_000:
            continue
        version = Version(path.relative_to(folder).as_posix(), path.read_text("utf-8"))
        found = compare(version, version, TODAY)
        assert isinstance(found, Refused) or found.changes == (), path


def ring(length: int) -> Version:
    schemas = {
        f"S{number}": {
            "type": "object",
            "properties": {"next": {"$ref": f"#/components/schemas/S{(number + 1) % length}"}},
        }
        for number in range(length)
    }
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/S0"}}}
    operation = {"responses": {"200": {"description": "x", "content": content}}}
    value = {
        "openapi": "3.0.3",
        "info": {"title": "A", "version": "1"},
        "paths": {"/a": {"get": operation}},
        "components": {"schemas": schemas},
    }
    return Version("a.json", json.dumps(value))


def test_rings_of_other_lengths_are_equal():
    found = compare(ring(7), ring(5), TODAY)
    assert isinstance(found, Comparison)
    assert found.changes == ()


def test_what_never_ends_is_given_up_and_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("gazetteer.apis.compare.pairs.MOST", 1_000)
    found = compare(ring(101), ring(100), TODAY)
    assert isinstance(found, Comparison)
    assert [change.rule for change in found.changes] == ["comparison-incomplete"]
