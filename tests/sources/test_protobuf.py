"""What the source `protobuf` yields."""

from pathlib import Path

import pytest

from gazetteer.extension import File
from gazetteer.formats.globs import matcher
from gazetteer.model.fact import Fact
from gazetteer.repo.tree import MemoryTree
from gazetteer.sources import protobuf as source
from gazetteer.surveyor.gather import Dependencies, RecordingSiblings

ROOT = Path(__file__).parents[2]
ESTATE = sorted(
    path for path in (ROOT / "catalog").rglob("*") if matcher(source.patterns)(path.name)
)


def records(path, text):
    alone = RecordingSiblings(MemoryTree({}), Dependencies({}))
    return list(source.read(File(path, text), alone))


@pytest.mark.parametrize("path", ESTATE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_estate_is_sound(path):
    (fact,) = records(path.name, path.read_text())
    assert isinstance(fact, Fact)
    assert fact.value.operations


def test_the_monorepos_of_the_corpora(corpora):
    paths = [p for p in (corpora / "monorepos").rglob("*") if matcher(source.patterns)(p.name)]
    for path in paths[:8]:
        assert all(isinstance(record, Fact) for record in records(path.name, path.read_text()))
