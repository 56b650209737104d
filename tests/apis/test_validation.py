"""What is wrong with a description, where, and in words that help."""

import json
import socket
import threading
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.apis import structure
from gazetteer.apis.read import read_surface

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/apis/validation.yml").read_text())
BASE = {"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {}}


def faults(text, path="openapi.yaml", kind="openapi"):
    return read_surface(kind, path, text)[1]


def judged(case):
    return faults(case["text"], case.get("path", "openapi.yaml"))


def as_json(**parts):
    return json.dumps({**BASE, **parts})


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_cases(case):
    found = [f"{f.place.line} {f.code} {f.place.key}" for f in judged(case)]
    assert found == case["faults"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_every_message_is_one_line_of_ours(case):
    for fault in judged(case):
        assert fault.kind == "api"
        assert "\n" not in fault.message
        assert len(fault.message) < 300
        assert "schema[" not in fault.message


def test_messages_name_the_operation():
    text = as_json(paths={"/a": {"get": {"responses": {"200": {}}}}})
    (fault,) = faults(text, "a.json")
    assert fault.message == "GET /a, `responses.200` has no `description`, which it must have"


def test_many_faults_are_counted():
    paths = {f"/p{number}": {"get": {"responses": 3}} for number in range(100)}
    found = faults(as_json(paths=paths), "a.json")
    assert len(found) == 21
    assert (found[-1].code, found[-1].message) == ("more", "And 80 more faults in this file")


@pytest.mark.parametrize("dialect", ["2.0", "3.0.4", "3.1.2", "3.2.0"])
def test_every_dialect_has_a_validator(dialect):
    key = "swagger" if dialect == "2.0" else "openapi"
    sound = {key: dialect, "info": {"title": "t", "version": "1"}, "paths": {}}
    assert faults(json.dumps(sound), "a.json") == ()
    assert [f.code for f in faults(json.dumps({**sound, "info": {}}), "a.json")] == [
        "missing-key"
    ] * 2


def test_a_validator_that_raises_is_a_fault(monkeypatch):
    class Broken:
        def is_valid(self, _document):
            raise ValueError("Recursion limit reached\nmore")

    monkeypatch.setattr(structure, "_validator", lambda _dialect: Broken())
    (fault,) = faults(json.dumps(BASE), "a.json")
    assert fault.code == "validator"
    assert fault.message == "The validator gave up on this document: Recursion limit reached"


def test_nothing_is_fetched():
    """A server of our own stands behind every kind of reference; nobody may knock at it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        knocked = threading.Event()

        def listen():
            try:
                server.accept()[0].close()
                knocked.set()
            except TimeoutError:
                pass

        thread = threading.Thread(target=listen)
        thread.start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/x.json"
        for version in ("3.0.3", "3.1.0", "3.2.0"):
            text = as_json(
                openapi=version,
                paths={
                    "/a": {"$ref": url},
                    "/b": {"get": {"responses": {"200": {"$ref": f"{url}#/r"}}}},
                },
                components={"schemas": {"A": {"$ref": url, "$schema": url}, "B": {"$id": url}}},
            )
            surface, _ = read_surface("openapi", "a.json", text)
            assert [o.path for o in surface.operations] == ["/b"]
            assert not surface.complete
        thread.join()
    assert not knocked.is_set()


HOSTILE = {
    "paths is a list": as_json(paths=[1]),
    "nothing has its shape": as_json(
        info=[],
        servers={},
        tags=3,
        components=[],
        security="x",
        paths={
            "/a": "x",
            "/b": None,
            "/c": {"get": [], "post": {"parameters": "x", "responses": [], "requestBody": 3}},
            "/d": {"parameters": {}, "put": {"tags": "x", "security": {}, "operationId": ["x"]}},
        },
    ),
    "circles": as_json(
        paths={
            "/a": {"$ref": "#/paths/~1a"},
            "/b": {"get": {"parameters": [{"$ref": "#/components/parameters/A"}]}},
        },
        components={
            "parameters": {"A": {"$ref": "#/components/parameters/A"}},
            "schemas": {"S": {"properties": {"s": {"$ref": "#/components/schemas/S"}}}},
        },
    ),
    "deep": '{"openapi": "3.0.0", "paths": ' + '{"a":' * 50_000 + "1" + "}" * 50_000 + "}",
    "deep yaml": "openapi: 3.0.0\npaths: " + "[" * 50_000,
    "nested alternatives": as_json(
        components={"schemas": {"A": json.loads('{"oneOf":[' * 60 + '{"type":"x"}' + "]}" * 60)}}
    ),
    "many wrong entries": as_json(tags=[1] * 100_000),
    "not a mapping": "[]",
    "empty": "",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_documents_are_faults(text):
    found = faults(text, "a.yaml")
    assert found
    assert len(found) <= 41


def test_ten_thousand_operations_and_a_huge_enum():
    operation = {"get": {"responses": {"200": {"description": "x"}}}}
    text = as_json(
        paths={f"/p{number}": operation for number in range(10_000)},
        components={"schemas": {"E": {"type": "string", "enum": [str(n) for n in range(50_000)]}}},
    )
    surface, found = read_surface("openapi", "a.json", text)
    assert found == ()
    assert len(surface.operations) == len({o.anchor for o in surface.operations}) == 10_000


KEYS = ["get", "post", "parameters", "responses", "200", "content", "schema", "$ref", "in", "name"]
KEYS += ["type", "items", "default", "properties", "allOf", "oneOf", "enum", "required", "security"]
KEYS += ["tags", "examples", "headers", "$id"]

values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["", "x", "#/paths", "path"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(KEYS),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(
    version=st.sampled_from([("swagger", "2.0"), ("openapi", "3.0.3"), ("openapi", "3.2.0")]),
    paths=values,
    item=values,
    components=values,
)
def test_no_shape_raises(version, paths, item, components):
    document = {
        version[0]: version[1],
        "info": {"title": "t", "version": "1"},
        "paths": {"/a/{b}": item, "/c": paths},
        "components": {"schemas": components, "parameters": paths},
        "definitions": components,
    }
    read_surface("openapi", "a.json", json.dumps(document))
