"""Reads files with the descriptor source alone and links what it yields."""

from collections.abc import Mapping
from pathlib import Path

from gazetteer.extension import File
from gazetteer.formats.text import NotText, decode
from gazetteer.model.catalog import Catalog
from gazetteer.model.fact import Skipped
from gazetteer.repo.tree import MemoryTree
from gazetteer.sources import descriptor
from gazetteer.surveyor.gather import Dependencies, RecordingSiblings


def catalog_of(files: Mapping[str, str | bytes]) -> Catalog:
    tree = MemoryTree(files)
    siblings = RecordingSiblings(tree, Dependencies(tree.paths()))
    records = []
    for path in tree.paths():
        if path.endswith((".yaml", ".yml")):
            text = decode(tree.read(path) or b"")
            assert not isinstance(text, NotText)
            records += descriptor.read(File(path, text), siblings)
    return Catalog.of(records)


def catalog_of_folder(folder: Path) -> Catalog:
    return catalog_of(
        {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
    )


def skipped(catalog: Catalog) -> list[str]:
    return [
        path
        for path, values in catalog.facts.items()
        for value in values
        if isinstance(value, Skipped)
    ]
