"""Real catalogs: every document is taken or refused as Backstage's own model package does it, and nothing is extra."""

import json
from collections import defaultdict
from pathlib import Path

import pytest
from _descriptors import catalog_of_folder

from gazetteer.formats.text import decode
from gazetteer.formats.yaml import YamlDocument, load_all
from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.place import Place

FOLDERS = (
    "1-Platform__one-platform",
    "RoadieHQ__roadie-backstage-plugins",
    "giantswarm__backstage-catalogs",
    "redhat-developer__rhdh",
    "rules",
)
STAGES = ("yaml", "not-a-mapping", "envelope", "policy", "entity", "kind", "unknown-kind")
"""In the order in which Backstage stops at the first; we tell all, so the first stage is what must agree."""

PARTS = {"placeholder", "location-target", "annotation", "link"}
"""Codes of faults that concern a part of an entity which is in the catalog all the same."""

Key = tuple[str, int]


class Documents:
    """Finds the document of a place: the expected answers number the documents of a file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lines: dict[str, list[int]] = {}

    def key(self, place: Place) -> Key:
        if place.path not in self._lines:
            text = decode((self._folder / place.path).read_bytes())
            assert isinstance(text, str)
            self._lines[place.path] = [
                read.line for read in load_all(text) if isinstance(read, YamlDocument)
            ] or [1]
        return place.path, sum(line <= place.line for line in self._lines[place.path]) - 1


def taken(catalog: Catalog, documents: Documents) -> dict[Key, dict[str, object]]:
    relations = defaultdict(set)
    for relation in catalog.relations:
        field = relation.place.key.split(".")[1]
        relations[documents.key(relation.place)].add((field, str(relation.target)))
    bad = defaultdict(set)
    for fault in catalog.faults:
        if fault.kind == "ref":
            bad[documents.key(fault.place)].add(fault.place.key.split(".")[1])

    def answer(entity: Entity, **more: str) -> dict[str, object]:
        key = documents.key(entity.place)
        return {"ref": str(entity.ref), "relations": relations[key], "bad": bad[key], **more}

    answers = {documents.key(e.place): answer(e) for e in catalog.entities.values()}
    for entity in catalog.duplicates:
        first = catalog.entities[entity.ref].place.path
        answers[documents.key(entity.place)] = answer(entity, duplicate=first)
    return answers


def refused(catalog: Catalog, documents: Documents) -> dict[Key, dict[str, object]]:
    codes = defaultdict(set)
    for fault in catalog.faults:
        if fault.kind != "ref" and fault.code not in PARTS:
            codes[documents.key(fault.place)].add(fault.code)
    return {key: {"refused": min(found, key=STAGES.index)} for key, found in codes.items()}


def wanted(lines: list[str], got: dict[Key, dict[str, object]]) -> dict[Key, dict[str, object]]:
    answers: dict[Key, dict[str, object]] = {}
    for line in lines:
        expected = json.loads(line)
        key = expected["path"], expected["index"]
        if expected.get("kind") == "Template":
            # The model package does not know templates; the catalog lists them.
            assert str(got[key]["ref"]).startswith("template:")
            answers[key] = got[key]
        elif "refused" in expected:
            answers[key] = {"refused": expected["refused"]}
        else:
            answers[key] = {
                "ref": expected["ref"],
                "relations": {tuple(relation) for relation in expected["relations"]},
                "bad": {field for field, _ in expected.get("bad", ())},
            }
            if "duplicate" in expected:
                answers[key]["duplicate"] = expected["duplicate"]
    return answers


@pytest.mark.parametrize("name", FOLDERS)
def test_every_document_is_judged_as_backstage_judges_it(corpora: Path, name: str) -> None:
    folder = corpora / "backstage" / name
    catalog, documents = catalog_of_folder(folder), Documents(folder)
    got = {**taken(catalog, documents), **refused(catalog, documents)}
    lines = (corpora / "backstage" / f"{name}.expected.jsonl").read_text().splitlines()
    assert got == wanted(lines, got)


@pytest.mark.parametrize("name", FOLDERS)
def test_every_fault_has_a_place_and_a_remedy(corpora: Path, name: str) -> None:
    for fault in catalog_of_folder(corpora / "backstage" / name).faults:
        assert fault.place.line > 0
        assert fault.mend
