"""Pairs of OpenAPI documents and all their changes (`tests/cases/apis/compare_operations.yml`)."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from gazetteer.apis.compare import Comparison, Version, compare

CASES = Path(__file__).parents[2] / "cases" / "apis" / "compare_operations.yml"
ABOUT = {"info": {"title": "A", "version": "1"}}


def document(stated: dict[str, Any]) -> Version:
    dialect = {} if "swagger" in stated else {"openapi": "3.1.0"}
    return Version("a.json", json.dumps(dialect | ABOUT | stated))


@pytest.mark.parametrize(
    "case", yaml.safe_load(CASES.read_text("utf-8")), ids=lambda case: case["name"]
)
def test_case(case: dict[str, Any]):
    old, new = document(case["old"]), document(case["new"])
    found = compare(old, new, date(2026, 11, 22))
    assert isinstance(found, Comparison), found
    assert {c.rule: c.level.value for c in found.changes} == case.get("changes", {})
