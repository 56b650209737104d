"""What documents name and the repository held when they were written, but holds no longer.

A name that the repository never held is an example, a file that a program makes, or another repository's: of 980 names
in real documents that lead nowhere, one was stale and never existed here (reference: freshness, signal G).
"""

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cached_property, partial
from posixpath import normpath

import msgspec

from gazetteer.evidence._held_words import CODE, HeldWords, Holder, Source
from gazetteer.evidence._past_paths import PastPaths
from gazetteer.evidence._timeline import Timeline
from gazetteer.evidence._words import (
    RUNNERS,
    PresentWords,
    holds_targets,
    targets,
)
from gazetteer.evidence.verdicts import Thresholds
from gazetteer.model.catalog import Catalog
from gazetteer.model.document import Document
from gazetteer.model.history import Commit
from gazetteer.model.mention import Mention

KINDS = ("path", "target", "variable", "symbol")


class Gone(msgspec.Struct, frozen=True):
    """A mention of what is no longer there.

    Attributes:
        document: path of the document.
        commit: that took it away; None for a change that is not committed yet.
        holder: the file that held it: of a path, itself; empty when only the base is known to have held it.
        to: what it is called now; empty when it is nowhere.
        is_sure: whether `to` is what git or the file tells, and not the nearest name.
    """

    document: str
    mention: Mention
    commit: Commit | None
    holder: str
    to: str = ""
    is_sure: bool = True


class Mentions:
    """Judges the mentions of one catalog's documents."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._timeline = Timeline(catalog, Thresholds())
        self._past = PastPaths(catalog, self._timeline)
        self._documents = {
            path: document
            for path in catalog.facts
            for document in catalog.facts_of(path, Document)
        }
        self._wanted = frozenset(
            mention.text.rpartition(" ")[2]
            for document in self._documents.values()
            for mention in document.mentions
            if mention.kind in {"target", "variable", "symbol"}
        )
        self._present = PresentWords(catalog, self._wanted)
        self._endings: dict[str, list[str]] | None = None
        self._sources: dict[str, Source] = {}
        self._held_words = HeldWords(catalog, self._timeline, self._wanted)

    def unresolved(self, classes: frozenset[str]) -> Iterator[tuple[str, Mention]]:
        """Path and mention of what documents name and the tree does not hold; those of some classes are left out."""
        for path, document in self._documents.items():
            if document.class_ not in classes:
                for mention in document.mentions:
                    if mention.kind in KINDS and not self._is_there(path, mention):
                        yield path, mention

    def gone(self, path: str, mention: Mention) -> Gone | None:
        """What became of a mention that leads nowhere; None when the repository never held it."""
        if mention.kind == "path":
            found = self._gone_path(path, mention)
        elif mention.kind == "target":
            command, _, name = mention.text.rpartition(" ")
            source = self._sources.setdefault(
                command, Source(holds_targets(command), partial(targets, command))
            )
            found = self._gone_word(path, mention, name, source)
        else:
            found = self._gone_word(path, mention, mention.text, CODE)
        return found or self._gone_since(path, mention)

    def _gone_since(self, path: str, mention: Mention) -> Gone | None:
        """What the base that is compared with still held, and named already."""
        before = self._before
        document = before and before._documents.get(path)
        if not before or not document or not before._is_there(path, mention):
            return None
        known = {(other.kind, other.text) for other in document.mentions}
        return Gone(path, mention, None, "") if (mention.kind, mention.text) in known else None

    @cached_property
    def _before(self) -> "Mentions | None":
        before = self._catalog.before
        return Mentions(before) if before else None

    def _is_there(self, path: str, mention: Mention) -> bool:
        if mention.kind == "target":
            command, _, name = mention.text.rpartition(" ")
            return command not in RUNNERS or self._present.has_target(command, name)
        if mention.kind != "path":
            return self._present.has_word(mention.text)
        text = mention.text.strip("/")
        here, folders = self._catalog.paths, self._catalog.folders
        if any(place in here or place in folders for place in candidates(path, text)):
            return True
        # Documents often leave out the folders that everybody knows.
        return any(known.endswith(f"/{text}") for known in self._named(text.rpartition("/")[2]))

    def _named(self, name: str) -> list[str]:
        """Files and folders with a name."""
        if self._endings is None:
            self._endings = {}
            for known in (*self._catalog.paths, *self._catalog.folders):
                self._endings.setdefault(known.rpartition("/")[2], []).append(f"/{known}")
        return self._endings.get(name, [])

    def _gone_path(self, path: str, mention: Mention) -> Gone | None:
        text = mention.text.strip("/")
        wanted = [(place, True) for place in candidates(path, text)]
        # Documents often leave out the folders that everybody knows.
        short = self._past.ending_with(text) if "/" in text else ""
        for place, is_sure in (*wanted, (short, False)):
            departure = self._past.departure(place) if place else None
            if departure and self._was_written_before(path, mention, departure.commit):
                commit = self._commit(departure.commit)
                return Gone(path, mention, commit, place, departure.to, is_sure)
        return None

    def _commit(self, index: int | None) -> Commit | None:
        return None if index is None else self._catalog.history.commits[index]

    def _was_written_before(self, path: str, mention: Mention, commit: int | None) -> bool:
        """Whether the document named it already before the commit."""
        for change in self._timeline.changes(path):
            if commit is None or self._timeline.order(change.commit) > self._timeline.order(commit):
                return mention.written in (self._catalog.past(change.blob) or "")
        return False

    def _gone_word(self, path: str, mention: Mention, word: str, source: Source) -> Gone | None:
        """The file that held a word when the document named it, and the commit that took it away."""
        for written in self._writings(path, mention):
            held = self._held_words.held(source, self._timeline.order(written)).get(word)
            if held:
                return self._removal(path, mention, word, held)
        return None

    def _writings(self, path: str, mention: Mention) -> Iterator[int]:
        """Commits of the newest and of the oldest version of a document that holds a mention."""
        having = [
            change.commit
            for change in self._timeline.changes(path)
            if change.blob and mention.written in (self._catalog.past(change.blob) or "")
        ]
        yield from dict.fromkeys((having[0], having[-1]) if having else ())

    def _removal(self, path: str, mention: Mention, word: str, held: Holder) -> Gone:
        """What became of a word: the first version that lacks it may have its new name."""
        found = self._held_words.removal(word, held)
        if found is None:
            return Gone(path, mention, None, held.path)
        change, fresh = found
        near = get_close_matches(word, fresh[:500], n=1, cutoff=0.5)
        if mention.kind == "target" and len(fresh) == 1:
            near = list(fresh)
        commit = self._catalog.history.commits[change.commit]
        return Gone(path, mention, commit, held.path, near[0] if near else "", is_sure=False)


def candidates(document: str, text: str) -> Iterator[str]:
    """The paths that a document may mean: from the root, from its own folder, and from each folder above it."""
    yield text
    folder = document.rpartition("/")[0]
    while folder:
        path = normpath(f"{folder}/{text}")
        if not path.startswith("../"):
            yield path
        folder = folder.rpartition("/")[0]
