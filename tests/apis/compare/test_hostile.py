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


PLACES = places(WHOLE)


def mutated(changes: list[tuple[tuple[Any, ...], Any]]) -> Version:
    value = copy.deepcopy(WHOLE)
    for way, junk in changes:
        holder = value
        for key in way[:-1]:
            inside = isinstance(holder, dict) and key in holder
            if not inside and not (
                isinstance(holder, list) and isinstance(key, int) and key < len(holder)
            ):
                break
            holder = holder[key]
        if isinstance(holder, dict):
            holder[way[-1]] = copy.deepcopy(junk)
    return Version("a/openapi.json", json.dumps(value, default=str))


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(PLACES), JUNK), max_size=3))
def test_no_shape_of_a_description_makes_it_fail(changes):
    whole, other = mutated([]), mutated(changes)
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
