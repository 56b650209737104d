"""Pairs of AsyncAPI documents (`tests/cases/apis/compare_asyncapi.yml`), and the traits of both major versions."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from gazetteer.apis.compare import Comparison, Version, compare
from gazetteer.apis.read import read_surface

CASES = Path(__file__).parents[2] / "cases" / "apis" / "compare_asyncapi.yml"
OPERATIONS = {"tell": {"action": "send", "channel": {"$ref": "#/channels/placed"}}}
TODAY = date(2026, 11, 22)


def document(stated: dict[str, Any], **files: str) -> Version:
    value = {
        "asyncapi": "3.0.0",
        "info": {"title": "A", "version": "1"},
        "operations": OPERATIONS,
        **stated,
    }
    return Version("asyncapi.json", json.dumps(value), files.get)


@pytest.mark.parametrize(
    "case", yaml.safe_load(CASES.read_text("utf-8")), ids=lambda case: case["name"]
)
def test_case(case: dict[str, Any]):
    found = compare(document(case["old"]), document(case["new"]), TODAY)
    assert isinstance(found, Comparison), found
    told: dict[str, list[str]] = {}
    for change in found.changes:
        told.setdefault(change.rule, []).append(change.level.value)
        assert change.operation in {"SEND orders", "SEND orders/{region}"}
        assert change.place.path == "asyncapi.json"
    expected = {
        rule: levels if isinstance(levels, list) else [levels]
        for rule, levels in case.get("changes", {}).items()
    }
    assert told == expected


@pytest.mark.parametrize("name", ["order.avsc", "order.proto"])
def test_payloads_in_files_of_their_own_have_places_there(name: str):
    avro = '{"type": "record", "name": "Order", "fields": [{"name": "id", "type": "%s"}]}'
    proto = 'syntax = "proto3";\nmessage Order { %s id = 1; }'
    form, text, kinds = {
        "order.avsc": ("application/vnd.apache.avro", avro, ("string", "int")),
        "order.proto": ("application/vnd.google.protobuf", proto, ("string", "int32")),
    }[name]
    payload = {"schemaFormat": f"{form};version=3", "schema": {"$ref": name}}
    channels = {"placed": {"address": "orders", "messages": {"Placed": {"payload": payload}}}}
    stated = {"channels": channels}
    old, new = (document(stated, **{name: text % kind}) for kind in kinds)
    found = compare(old, new, TODAY)
    assert isinstance(found, Comparison)
    assert [(c.level.value, c.place.path) for c in found.changes] == [("breaking", name)]


@pytest.mark.parametrize(("version", "summary"), [("2.6.0", "of the trait"), ("3.0.0", "own")])
def test_a_trait_overrides_in_version_2_and_is_overridden_in_version_3(version: str, summary: str):
    stated = {"summary": "own", "traits": [{"summary": "of the trait", "tags": [{"name": "a"}]}]}
    channel = {"subscribe": {**stated, "message": {"payload": {}}}}
    value: dict[str, Any] = {"asyncapi": version, "info": {"title": "A", "version": "1"}}
    if version.startswith("2"):
        value["channels"] = {"orders": channel}
    else:
        value["channels"] = {"placed": {"address": "orders"}}
        value["operations"] = {"tell": {**OPERATIONS["tell"], **stated}}
    surface, faults = read_surface(None, "a.json", json.dumps(value))
    assert surface
    assert not faults
    assert [(o.summary, o.tags) for o in surface.operations] == [(summary, ("a",))]
