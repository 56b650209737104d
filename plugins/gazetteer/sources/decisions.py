"""Decisions: decision records in Markdown, reStructuredText and AsciiDoc, in whatever of the usual formats."""

import zlib
from collections.abc import Iterator

import msgspec

from gazetteer.extension import File, Siblings, Source
from gazetteer.model.catalog import Record
from gazetteer.model.fact import Fact, Skipped
from gazetteer.settings import DecisionsSettings
from gazetteer.sources._decisions_paths import ENDINGS, NO_LOGS, Logs, is_record, is_template
from gazetteer.sources._decisions_record import read_record

name = "decisions"
version = 6
patterns: tuple[str, ...] = tuple(f"**/*{ending}" for ending in ENDINGS)
"""Every page: which of them are records, `_decisions_paths.is_record` says for both sources that must know."""


def read(file: File, siblings: Siblings) -> Iterator[Record]:
    """Yields a record as entity and facts, its ties as relations, and a fault for each thing not understood."""
    return Decisions().read(file, siblings)


def configured(choices: DecisionsSettings, logs: Logs) -> Source:
    """The source with the choices of one survey."""
    return Decisions(choices, logs)


class Decisions(msgspec.Struct, frozen=True):
    """The source.

    Attributes:
        choices: the settings on decisions.
        logs: the folders that settings and files of the tree name.
    """

    choices: DecisionsSettings = DecisionsSettings()
    logs: Logs = NO_LOGS
    name: str = name
    patterns: tuple[str, ...] = patterns

    @property
    def version(self) -> int:
        """Tells the cache what the answers hang on."""
        chosen = (self.choices, self.logs)
        usual = chosen == (DecisionsSettings(), NO_LOGS)
        return version + (0 if usual else zlib.crc32(msgspec.json.encode(chosen)))

    def read(self, file: File, siblings: Siblings) -> Iterator[Record]:
        """As the module's `read`."""
        if is_record(file.path, file.text, self.logs):
            yield from read_record(file, siblings, self.choices, self.logs)
        elif not file.path.endswith((".md", ".markdown")) and is_template(file.path, self.logs):
            yield Fact(file.path, Skipped("the form that new decisions are copied from"))
