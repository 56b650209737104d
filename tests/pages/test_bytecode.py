"""Templates are compiled once for an installation, wherever it may be written to."""

from pathlib import Path

import pytest
from jinja2 import DictLoader

from gazetteer.pages import _bytecode
from gazetteer.pages._bytecode import Beside
from gazetteer.pages._templates import StraightEnvironment


def _rendered(folder: Path, text: str = "{{ 1 + 1 }}", generator: Path = Path(__file__)) -> str:
    environment = StraightEnvironment(
        loader=DictLoader({"page": text}), bytecode_cache=Beside(generator, folder)
    )
    return environment.get_template("page").render()


def _never(*_: object, **__: object) -> str:
    raise AssertionError("compiled again")


@pytest.fixture(autouse=True)
def may_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_bytecode.sys, "dont_write_bytecode", False)


def test_a_template_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "__pycache__"
    assert _rendered(folder) == "2"
    monkeypatch.setattr(StraightEnvironment, "compile", _never)
    assert _rendered(folder) == "2"
    with pytest.raises(AssertionError):
        _rendered(folder, "{{ 1 + 2 }}")


def test_another_generator_compiles_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    generator = tmp_path / "generator.py"
    generator.write_text("one")
    _rendered(tmp_path / "kept", generator=generator)
    generator.write_text("two")
    monkeypatch.setattr(StraightEnvironment, "compile", _never)
    with pytest.raises(AssertionError):
        _rendered(tmp_path / "kept", generator=generator)


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    _rendered(tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:20])
    assert _rendered(tmp_path) == "2"


def test_where_nothing_may_be_written_each_run_compiles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _rendered(tmp_path / "missing" / "folder") == "2"
    monkeypatch.setattr(_bytecode.sys, "dont_write_bytecode", True)
    assert _rendered(tmp_path) == "2"
    assert not list(tmp_path.iterdir())
