"""Protocol buffer files."""

from collections.abc import Iterator

from gazetteer.apis.read import read_surface
from gazetteer.apis.sniff import format_of
from gazetteer.extension import File, Siblings
from gazetteer.model.catalog import Record
from gazetteer.model.fact import Fact

name = "protobuf"
version = 3
patterns: tuple[str, ...] = ("**/*.proto",)


def read(file: File, siblings: Siblings) -> Iterator[Record]:
    """Yields the surface of a description, then its faults."""
    if format_of(file.path, file.text) != name:
        return
    surface, faults = read_surface(None, file.path, file.text, read=siblings.read)
    if surface is not None:
        yield Fact(file.path, surface)
    yield from faults
