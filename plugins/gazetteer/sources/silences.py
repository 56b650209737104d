"""Comments that silence findings, wherever they stand: a useless one is told where nothing else is wrong, too."""

from collections.abc import Iterator

from gazetteer.evidence.inline import inline_silences
from gazetteer.extension import File, Siblings
from gazetteer.model.catalog import Record
from gazetteer.model.fact import Fact

name = "silences"
version = 1
patterns: tuple[str, ...] = (
    "**/*.{md,markdown,rst,adoc,asciidoc}",
    "**/*.{yaml,yml,toml}",
    "**/*.{proto,graphql,graphqls,gql}",
)


def read(file: File, _siblings: Siblings) -> Iterator[Record]:
    """Yields each comment as a fact."""
    for silence in inline_silences(file.path, file.text):
        yield Fact(file.path, silence)
