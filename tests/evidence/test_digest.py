"""A digest is what a file says by its kind: formatting, comments and prose make no difference, everything else does."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.evidence.digest import LARGEST, binary_digest, difference, digest, digest_as

CASES = Path(__file__).parents[1] / "cases" / "evidence" / "digest.yml"
ENDINGS = (
    "py",
    "ts",
    "tsx",
    "go",
    "java",
    "yaml",
    "json",
    "toml",
    "graphql",
    "proto",
    "sh",
    "sql",
    "x",
)


@pytest.mark.parametrize(
    "case", yaml.safe_load(CASES.read_text("utf-8")), ids=lambda case: case["name"]
)
def test_case(case: dict[str, Any]) -> None:
    old = digest(case["path"], case["before"])
    new = digest_as(old.kind, case["path"], case["after"])
    assert new is not None
    assert (old.value == new.value) is bool(case.get("same"))
    found = difference(old.pieces, new.pieces)
    told = [*("+" + n for n in found.added), *("-" + n for n in found.removed)]
    assert sorted([*told, *("~" + n for n in found.changed)]) == sorted(case.get("pieces", []))


@pytest.mark.parametrize("ending", ENDINGS)
@given(text=st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_text_has_a_digest_that_does_not_change(ending: str, text: str) -> None:
    path = f"a.{ending}"
    found = digest(path, text)
    assert found == digest(path, text)
    again = digest_as(found.kind, path, text)
    assert again is not None
    assert again.value == found.value


@pytest.mark.parametrize(
    ("path", "symbol", "text", "other", "same"),
    [
        ("a.py", "f", "def f(a): ...\ndef g(): ...\n", "def f(a): ...\ndef g(b): ...\n", True),
        ("a.py", "f", "def f(a): ...\n", "def f(b): ...\n", False),
        ("a.py", "A", "class A:\n    x: int = 1\n", "class A:\n    x: int = 2\n", False),
        ("a.yaml", "a.b", "a: {b: 1, c: 2}\n", "a: {b: 1, c: 3}\n", True),
        ("a.yaml", "a", "a: {b: 1, c: 2}\n", "a: {b: 1, c: 3}\n", False),
        ("a.py", "_f", "def _f(a): ...\n", "def _f(b): ...\n", False),
    ],
)
def test_a_symbol_stands_for_itself_and_what_is_below(
    path: str, symbol: str, text: str, other: str, same: bool
) -> None:
    old = digest(path, text, symbol)
    new = digest_as(old.kind, path, other, symbol)
    assert new is not None
    assert (old.value == new.value) is same


def test_a_symbol_that_is_gone() -> None:
    old = digest("a.py", "def f(a): ...\ndef g(): ...\n", "f")
    new = digest_as(old.kind, "a.py", "def g(): ...\n", "f")
    assert new is not None
    assert difference(old.pieces, new.pieces).removed == ("f",)


def test_what_cannot_be_read_as_before_is_no_answer() -> None:
    assert digest_as("python", "a.py", "def f(:\n  class\n ) def") is None
    assert digest_as("data", "a.yaml", "a: [") is None
    assert digest_as("openapi", "a.yaml", "a: 1\n") is None


@pytest.mark.parametrize(
    "text", ["[" * 50_000, "{" * 50_000, "(" * 50_000, "a: " * 5_000, "<a " * 20_000]
)
@pytest.mark.parametrize("ending", ENDINGS)
def test_hostile_texts_end(ending: str, text: str) -> None:
    assert digest(f"a.{ending}", text).value


def test_large_and_binary_parts_are_compared_as_they_are() -> None:
    large = "x" * (LARGEST + 1)
    assert digest("a.py", large).kind == "text"
    assert binary_digest("abc").value == "abc"
