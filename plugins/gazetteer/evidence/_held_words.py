"""Words that files held once: in which file a word stood at a point in time, and which commit took it away."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from gazetteer.evidence._timeline import Timeline
from gazetteer.evidence._words import holds_words, words
from gazetteer.model.catalog import Catalog
from gazetteer.model.history import Change

MOST_VERSIONS = 20_000
"""Earlier versions of files that are read in one run."""


class Source(NamedTuple):
    """Where words of one kind stand: in which files, and how they are read from a text."""

    holds: Callable[[str], bool]
    names: Callable[[str], frozenset[str]]


CODE = Source(holds_words, words)


class Holder(NamedTuple):
    """A file that held a word: its changes since, newest first, and last the version that held it."""

    path: str
    changes: tuple[Change, ...]
    source: Source


class HeldWords:
    """Answers for the files of one catalog's history.

    Args:
        catalog: whose earlier versions are read.
        timeline: of its history.
        wanted: the words that are asked for.
    """

    def __init__(self, catalog: Catalog, timeline: Timeline, wanted: frozenset[str]) -> None:
        self._catalog = catalog
        self._timeline = timeline
        self._wanted = wanted
        self._read: dict[tuple[str, Source], frozenset[str]] = {}
        self._files: dict[Source, list[tuple[str, Sequence[Change]]]] = {}
        self._words_then: dict[tuple[Source, int], Mapping[str, Holder]] = {}

    def held(self, source: Source, since: int) -> Mapping[str, Holder]:
        """Word -> file that held it just before a point in time and was changed after it.

        Other files need no look: what they held then they hold now, and the tree does not.
        """
        key = (source, since)
        if key not in self._words_then:
            found: dict[str, Holder] = {}
            for holder, changes in self._holders(source):
                if self._timeline.order(changes[0].commit) >= since:
                    continue
                newer = [c for c in changes if self._timeline.order(c.commit) < since]
                if len(newer) < len(changes):
                    then = Holder(holder, tuple(changes[: len(newer) + 1]), source)
                    for word in self._names(changes[len(newer)].blob, source):
                        found.setdefault(word, then)
            self._words_then[key] = found
        return self._words_then[key]

    def _holders(self, source: Source) -> list[tuple[str, Sequence[Change]]]:
        """The files that hold such words, or did under an earlier name, with their changes, newest first."""
        if source not in self._files:
            self._files[source] = [
                (path, self._timeline.changes(path))
                for path, changes in self._timeline.history.changes.items()
                if changes and any(source.holds(name) for name in (path, *_earlier(changes)))
            ]
        return self._files[source]

    def removal(self, word: str, held: Holder) -> tuple[Change, Sequence[str]] | None:
        """The first change after which a file no longer has the word, and the words that are new in it, sorted.

        None when no commit took it away.
        """
        before = held.changes[-1]
        for change in reversed(held.changes[:-1]):
            if word not in self._names(change.blob, held.source):
                return change, sorted(self._all_names(change, held) - self._all_names(before, held))
            before = change
        return None

    def _all_names(self, change: Change, held: Holder) -> frozenset[str]:
        text = self._catalog.past(change.blob) if change.blob else None
        return held.source.names(text) if text else frozenset()

    def _names(self, blob: str, source: Source) -> frozenset[str]:
        """The words of an earlier version that documents name."""
        key = (blob, source)
        if key not in self._read:
            if not blob or len(self._read) >= MOST_VERSIONS:
                return frozenset()
            text = self._catalog.past(blob)
            self._read[key] = source.names(text) & self._wanted if text else frozenset()
        return self._read[key]


def _earlier(changes: tuple[Change, ...]) -> Iterator[str]:
    return (change.old for change in changes if change.old)
