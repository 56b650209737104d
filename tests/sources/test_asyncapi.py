"""What the source `asyncapi` yields."""

from pathlib import Path

import pytest
from _alone import Alone

from gazetteer.extension import File
from gazetteer.formats.globs import matcher
from gazetteer.model.fact import Fact
from gazetteer.sources import asyncapi as source

ROOT = Path(__file__).parents[2]
ESTATE = sorted(
    path for path in (ROOT / "catalog").rglob("*") if matcher(source.patterns)(path.name)
)


def records(path, text):
    return list(source.read(File(path, text), Alone()))


def test_a_surface():
    (fact,) = records("a.yaml", 'asyncapi: 3.0.0\ninfo: {title: t, version: "1"}\n')
    assert fact.value.format == "asyncapi"
    assert records("a.yaml", "openapi: 3.0.0\npaths: {}\n") == []


@pytest.mark.parametrize("path", ESTATE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_estate_is_sound(path):
    found = records(path.name, path.read_text())
    assert all(isinstance(record, Fact) for record in found)
    if path.stem == "asyncapi":
        assert found[0].value.operations
