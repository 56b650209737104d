"""The four shapes that extend Gazetteer. A module is the plug: it has the names that one of these asks for."""

from collections.abc import Iterator
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Protocol

import msgspec

from gazetteer.errors import PlugError
from gazetteer.model.catalog import Catalog, Record
from gazetteer.model.finding import Finding
from gazetteer.model.page import Asset, Page
from gazetteer.model.rule import Rule
from gazetteer.model.survey import Survey

GROUPS = {
    "source": "gazetteer.sources",
    "check": "gazetteer.checks",
    "page": "gazetteer.pages",
    "report": "gazetteer.reports",
}
"""Entry-point groups through which other packages plug in modules of the same shapes."""


class File(msgspec.Struct, frozen=True):
    """One file of the tree, decoded: no byte-order mark, line ends as line feeds."""

    path: str
    text: str

    @property
    def folder(self) -> str:
        """The folder it stands in; "" is the root."""
        return self.path.rpartition("/")[0]


class Siblings(Protocol):
    """What a source may ask of the tree; every call is remembered, so that the cache knows what the answer hung on."""

    def read(self, path: str) -> str | None:
        """The decoded text of another file of the tree; None when there is none or it is no readable text."""
        ...

    def exists(self, path: str) -> bool:
        """Whether the tree holds a file at the path."""
        ...

    def glob(self, pattern: str) -> tuple[str, ...]:
        """The paths of the tree that fit a glob (`formats.globs`), sorted."""
        ...


class Source(Protocol):
    """Reads one kind of file into records.

    Names a module must have:
        name: how records and the settings call it.
        version: raised whenever `read` would answer differently: it is part of the cache key.
        patterns: globs of the paths it wants to see.
        read: a pure function of the file and the siblings it asks for.
    """

    @property
    def name(self) -> str:
        """See above."""
        ...

    @property
    def version(self) -> int:
        """See above."""
        ...

    @property
    def patterns(self) -> tuple[str, ...]:
        """See above."""
        ...

    def read(self, file: File, siblings: Siblings, /) -> Iterator[Record]:
        """Yields the records of one file; never raises because of what the file says."""
        ...


class NoOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The options of a check that has none."""


class Check(Protocol):
    """Finds one way in which a catalog can be wrong.

    Names a module must have: a docstring with the headings What it finds, Why, How to mend, Wrong, Right; `rule`;
    `Options` (a frozen msgspec Struct; `NoOptions` when absent); `check`.
    """

    rule: Rule

    def check(self, catalog: Catalog, options: Any, /) -> Iterator[Finding]:
        """Yields findings; a pure function of its arguments."""
        ...


class PageFamily(Protocol):
    """Renders one family of pages."""

    def render(self, survey: Survey, /) -> Iterator[Page | Asset]:
        """Yields finished pages and the files they need."""
        ...


class Report(Protocol):
    """Writes a survey as text in one format."""

    def report(self, survey: Survey, /) -> str:
        """The whole report."""
        ...


def plugged(shape: str) -> tuple[Any, ...]:
    """The modules that other packages plug in under one of the `GROUPS`, sorted by name of their entry point.

    Raises:
        PlugError: one of them cannot be imported.
    """
    return tuple(plugged_by_name(shape).values())


def plugged_by_name(shape: str) -> dict[str, Any]:
    """Name of the entry point -> module; the errors are those of `plugged`."""
    points = entry_points(group=GROUPS[shape])
    return {point.name: _loaded(point) for point in sorted(points, key=lambda point: point.name)}


def _loaded(point: EntryPoint) -> Any:
    try:
        return point.load()
    except (ImportError, AttributeError) as error:
        raise PlugError(
            f"the part {point.name!r} ({point.value}) cannot be imported: {error}; "
            "mend or remove the package that plugs it in"
        ) from error
