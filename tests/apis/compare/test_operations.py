"""Pairs of OpenAPI documents and all their changes (`tests/cases/apis/compare_operations.yml`)."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from gazetteer.apis.compare import Comparison, Version, compare

CASES = Path(__file__).parents[2] / "cases" / "apis" / "compare_operations.yml"
STEM = {"openapi": "3.1.0", "info": {"title": "A", "version": "1"}}


@pytest.mark.parametrize(
    "case", yaml.safe_load(CASES.read_text("utf-8")), ids=lambda case: case["name"]
)
def test_case(case: dict[str, Any]):
    old, new = (Version("a.json", json.dumps(STEM | case[key])) for key in ("old", "new"))
    found = compare(old, new, date(2026, 11, 22))
    assert isinstance(found, Comparison), found
    assert {c.rule: c.level.value for c in found.changes} == case.get("changes", {})
