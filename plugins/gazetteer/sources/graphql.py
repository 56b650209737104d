"""GraphQL schemas in their own language (SDL); files of queries are passed over."""

from collections.abc import Iterator

from gazetteer.apis.read import read_surface
from gazetteer.apis.sniff import format_of
from gazetteer.extension import File, Siblings
from gazetteer.model.catalog import Record
from gazetteer.model.fact import Fact

name = "graphql"
version = 2
patterns: tuple[str, ...] = ("**/*.graphql", "**/*.graphqls", "**/*.gql")


def read(file: File, _siblings: Siblings) -> Iterator[Record]:
    """Yields the surface of a description, then its faults."""
    if format_of(file.path, file.text) != name:
        return
    surface, faults = read_surface(None, file.path, file.text)
    if surface is not None:
        yield Fact(file.path, surface)
    yield from faults
