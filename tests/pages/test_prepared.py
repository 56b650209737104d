"""Texts of an installation are converted once, and never differ from a conversion of now."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from gazetteer.pages import _prepared
from gazetteer.pages._markdown_prose import converted
from gazetteer.pages._prepared import prepared

TEXTS = (
    "# One\n\n`code`",
    '```yaml title="a.yaml"\nkey: value\n```\n',
    "<script>alert(1)</script>",
)


@pytest.fixture(autouse=True)
def _writing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def test_what_was_kept_is_what_a_conversion_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = {text: converted(text) for text in TEXTS}
    assert prepared(TEXTS, tmp_path / "cache") == fresh
    monkeypatch.setattr(_prepared._markdown_prose, "converted", lambda _: pytest.fail("again"))
    assert prepared(TEXTS, tmp_path / "cache") == fresh


@pytest.mark.parametrize("damage", [b"", b"\x00\xff", b"[]", b'{"digest": "", "converted": []}'])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    made = prepared(TEXTS, tmp_path)
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(damage)
    assert prepared(TEXTS, tmp_path) == made
    assert kept.read_bytes() == whole


def test_other_texts_replace_what_was_kept(tmp_path: Path) -> None:
    prepared(TEXTS, tmp_path)
    assert prepared(["_new_"], tmp_path) == {"_new_": converted("_new_")}
    assert len(list(tmp_path.iterdir())) == 1


def test_another_way_to_convert_makes_them_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared(["_a_"], tmp_path)
    (tmp_path / "other.py").write_text("", "utf-8")
    other = SimpleNamespace(__file__=str(tmp_path / "other.py"))
    monkeypatch.setattr(_prepared, "CONVERTING", (*_prepared.CONVERTING, other))
    monkeypatch.setattr(_prepared._markdown_prose, "converted", lambda _: ("anew", ()))
    assert prepared(["_a_"], tmp_path) == {"_a_": ("anew", ())}


def test_where_nobody_may_write_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    assert prepared(["_a_"], tmp_path / "file" / "cache") == {"_a_": converted("_a_")}
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    prepared(["_a_"], tmp_path / "cache")
    assert not (tmp_path / "cache").exists()
