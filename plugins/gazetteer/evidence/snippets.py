"""Blocks of code in documents that say from which file they are, against that file as it was and as it is."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

import msgspec

from gazetteer.evidence._timeline import Timeline
from gazetteer.evidence.mentions import candidates
from gazetteer.evidence.verdicts import Thresholds
from gazetteer.model.catalog import Catalog
from gazetteer.model.document import Document
from gazetteer.model.history import Change, Commit
from gazetteer.model.mention import Mention

MOST_VERSIONS = 200
"""Earlier versions of one file that are searched for a snippet."""

MOST_LINES = 5_000
"""Of a longer file no present form of a snippet is looked for."""

_LEFT_OUT = re.compile(r"(?:#|//|--|;|/\*|<!--)?\s*(?:\.\.\.|…)\s*(?:\*/|-->)?")


class Drift(msgspec.Struct, frozen=True):
    """A snippet that stood in its file, and does not any more.

    Attributes:
        document: path of the document.
        file: path of the file that it is from.
        commit: that changed the lines; None for a change that is not committed yet, or is not known.
        fresh: the lines of the file that took their place, without common indentation; empty when that is not sure.
    """

    document: str
    mention: Mention
    file: str
    commit: Commit | None
    fresh: tuple[str, ...] = ()


class Doubt(msgspec.Struct, frozen=True):
    """A snippet that its file does not hold; whether it ever did is not known."""

    mention: Mention


class _Line(NamedTuple):
    number: int
    text: str


def drifts(catalog: Catalog) -> Iterator[Drift | Doubt]:
    """The snippets of documents that stood in an earlier version of the file they name and do not now.

    White space and empty lines make no difference, and a line of three dots stands for any number of lines. What never
    stood there is an example of what a file may look like.
    """
    timeline = Timeline(catalog, Thresholds())
    for path in catalog.facts:
        for document in catalog.facts_of(path, Document):
            for mention in document.mentions:
                if mention.kind == "snippet" and mention.content:
                    yield from _judged(catalog, timeline, path, mention)


def _judged(
    catalog: Catalog, timeline: Timeline, path: str, mention: Mention
) -> Iterator[Drift | Doubt]:
    file = next((p for p in candidates(path, mention.text) if p in catalog.paths), "")
    now = catalog.read(file) if file and file != path else None
    parts = _parts(mention.content)
    if now is None or not parts or stands(parts, now):
        return
    newer: Change | None = None
    for change in timeline.changes(file)[:MOST_VERSIONS]:
        text = catalog.past(change.blob) if change.blob else None
        if text is not None and stands(parts, text):
            commit = timeline.history.commits[newer.commit] if newer else None
            yield Drift(path, mention, file, commit, _fresh(parts, text, now))
            return
        newer = change
    before = catalog.before and catalog.before.read(file)
    if before and stands(parts, before):
        yield Drift(path, mention, file, None, _fresh(parts, before, now))
    elif timeline.history.state not in {"full", "none"}:
        yield Doubt(mention)


def stands(parts: list[list[str]], text: str) -> bool:
    """Whether a text holds the parts of a snippet, one after another."""
    return _found(parts, [line.text for line in _lines(text)]) is not None


def _lines(text: str) -> list[_Line]:
    """The lines that are not empty, without white space around them."""
    rows = ((number, row.strip()) for number, row in enumerate(text.split("\n")))
    return [_Line(number, row) for number, row in rows if row]


def _parts(content: str) -> list[list[str]]:
    """A snippet as runs of lines; nothing when it says too little to be told from chance."""
    parts: list[list[str]] = [[]]
    for line in _lines(content):
        if _LEFT_OUT.fullmatch(line.text):
            parts.append([])
        else:
            parts[-1].append(line.text)
    found = [part for part in parts if part]
    told = sum(len(re.findall(r"\w", text)) for part in found for text in part)
    return found if told > 4 else []


def _found(parts: list[list[str]], lines: list[str]) -> int | None:
    """Where the first part begins, when all of them follow one another."""
    whole, first, behind = "\n" + "\n".join(lines) + "\n", None, 0
    for part in parts:
        wanted = "\n" + "\n".join(part) + "\n"
        at = whole.find(wanted, behind)
        if at < 0:
            return None
        first = whole.count("\n", 0, at) if first is None else first
        behind = at + len(wanted) - 1
    return first


def _fresh(parts: list[list[str]], old: str, new: str) -> tuple[str, ...]:
    """The lines of a file that took the place of a snippet: what lies between the lines around it that are the same."""
    was, now = _lines(old), _lines(new)
    first = _found(parts, [line.text for line in was])
    if len(parts) > 1 or first is None or max(len(was), len(now)) > MOST_LINES:
        return ()
    matcher = SequenceMatcher(
        None, [line.text for line in was], [line.text for line in now], autojunk=False
    )
    same = matcher.get_matching_blocks()[:-1]
    last = first + len(parts[0])
    begins = [b + first - a for a, b, size in same if a <= first < a + size]
    begins += [b + size for a, b, size in same if a + size == first] or [0] * (first == 0)
    ends = [b + last - a for a, b, size in same if a < last <= a + size]
    ends += [b for a, b, size in same if a == last] or [len(now)] * (last == len(was))
    if not begins or not ends or begins[0] >= ends[0]:
        return ()
    rows = new.split("\n")[now[begins[0]].number : now[ends[0] - 1].number + 1]
    return tuple(row.rstrip() for row in rows)
