"""Pairs of schemas, each in a request and in a response (`tests/cases/apis/compare_schemas.yml`)."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from gazetteer.apis.compare import Comparison, Version, compare
from gazetteer.model.change import Level

CASES = Path(__file__).parents[2] / "cases" / "apis" / "compare_schemas.yml"
COMPONENTS = {
    "Named": {"type": "object", "properties": {"name": {"type": "string"}}},
    "Tree": {
        "type": "object",
        "properties": {
            "children": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}}
        },
    },
}


def document(schema: Any, side: str) -> Version:
    content = {"content": {"application/json": {"schema": schema}}}
    operation: dict[str, Any] = {"responses": {"200": {"description": "done"}}}
    if side == "request":
        operation["requestBody"] = content
    else:
        operation["responses"]["200"] |= content
    value = {
        "openapi": "3.1.0",
        "info": {"title": "A", "version": "1"},
        "paths": {"/a": {"post": operation}},
        "components": {"schemas": COMPONENTS},
    }
    return Version("openapi.json", json.dumps(value))


def told(old: Any, new: Any, side: str) -> dict[str, str]:
    found = compare(document(old, side), document(new, side), date(2026, 11, 22))
    assert isinstance(found, Comparison)
    assert all(change.operations == ("POST /a",) for change in found.changes)
    return {
        change.rule.removeprefix(f"{side}-").removeprefix("body-"): change.level.value
        for change in found.changes
        if change.level is not Level.SAFE
    }


@pytest.mark.parametrize("side", ["request", "response"])
@pytest.mark.parametrize(
    "case", yaml.safe_load(CASES.read_text("utf-8")), ids=lambda case: case["name"]
)
def test_case(case: dict[str, Any], side: str):
    expected = case.get(side, {})
    found = told(case["old"], case["new"], side)
    plain = {
        rule.removeprefix("property-") if rule not in expected else rule: level
        for rule, level in found.items()
    }
    assert plain == expected
