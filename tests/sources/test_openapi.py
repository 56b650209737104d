"""What the source `openapi` yields."""

from pathlib import Path

import pytest
from _alone import Alone

from gazetteer.extension import File
from gazetteer.formats.globs import matcher
from gazetteer.model.fact import Fact
from gazetteer.sources import openapi as source

ROOT = Path(__file__).parents[2]
ESTATE = sorted(
    path for path in (ROOT / "catalog").rglob("*") if matcher(source.patterns)(path.name)
)


def records(path, text):
    return list(source.read(File(path, text), Alone()))


def test_a_surface_then_its_faults():
    fact, fault = records("a.yaml", 'openapi: 3.0.3\ninfo: {title: t, version: "1"}\npaths: []\n')
    assert isinstance(fact, Fact)
    assert fact.path == fault.place.path == "a.yaml"
    assert (fault.kind, fault.place.line) == ("api", 3)


def test_broken_files_that_claim_to_be_descriptions_are_faults():
    (fault,) = records("a.yaml", "openapi: 3.0.3\npaths:\n  /a: [\n")
    assert (fault.code, fault.place.path) == ("syntax", "a.yaml")
    assert records("a.yaml", "other: 3\npaths:\n  /a: [\n") == []


def test_other_formats_are_left_to_other_sources():
    assert records("a.yaml", "asyncapi: 3.0.0\ninfo: {}\n") == []


@pytest.mark.parametrize("path", ESTATE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_estate_is_sound(path):
    found = records(path.name, path.read_text())
    assert not [record for record in found if not isinstance(record, Fact)]
    if path.stem.startswith(("openapi", "swagger")):
        assert found[0].value.operations


def test_the_monorepos_of_the_corpora(corpora):
    folder = corpora / "monorepos" / "aws-containers__retail-store-sample-app" / "src"
    counts = {
        path.parent.name: len(records(path.name, path.read_text())[0].value.operations)
        for path in folder.glob("*/openapi.yml")
    }
    assert counts == {"catalog": 5, "orders": 2, "checkout": 3, "cart": 8, "recommendations": 1}
