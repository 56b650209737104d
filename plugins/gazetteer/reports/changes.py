"""Changes of an API as text, as a changelog in Markdown, as JSON, and as findings for the reports of checks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, groupby
from typing import Any

from gazetteer.apis.compare.mends import mend
from gazetteer.formats.inert import inert
from gazetteer.history.snapshot import place_object
from gazetteer.model.catalog import Catalog
from gazetteer.model.change import ApiChange, Hit, Level
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Severity
from gazetteer.model.survey import Survey

SCHEMA = "gazetteer.api-diff/1"
SEVERITIES = {
    Level.BREAKING: Severity.ERROR,
    Level.RISKY: Severity.WARNING,
    Level.SAFE: Severity.NOTE,
}
HEADINGS = {Level.BREAKING: "Breaking", Level.RISKY: "Risky", Level.SAFE: "Compatible"}
COLOURS = {Level.BREAKING: "31;1", Level.RISKY: "33;1", Level.SAFE: "32"}
SHOWN = 8
"""Operations and consumers that a line names."""

_CODE = re.compile(r"(`[^`]*`)")


def text(changes: Sequence[ApiChange], *, colour: bool = False) -> str:
    """For people: by operation, the worst first, each change with its place, whom it hits and what to do about it."""
    lines = partial(_lines, colour=colour)
    groups: dict[str, list[ApiChange]] = {}
    for change in changes:
        groups.setdefault(change.operation, []).append(change)
    blocks = ["".join(chain.from_iterable(map(lines, group))) for group in groups.values()]
    return "\n".join([*blocks, f"{closing(changes)}\n"])


def _lines(change: ApiChange, *, colour: bool) -> Iterator[str]:
    word = change.level.value
    painted = f"\x1b[{COLOURS[change.level]}m{word}\x1b[0m" if colour else word
    yield f"{inert(str(change.place))}: {painted}: {inert(told(change))} [{change.rule}]\n"
    others = [operation for operation in change.operations if operation != change.operation]
    if others:
        yield f"    also in {inert(_listed(others))}\n"
    if change.consumers:
        yield f"    known consumers: {inert(_listed(map(hit_words, change.consumers)))}\n"
    if todo := mend(change):
        yield f"    mend: {todo}\n"


def told(change: ApiChange) -> str:
    """The sentence with the operation that it is about."""
    operation = change.operation
    if not operation or operation in change.message:
        return change.message
    return f"{operation}: {change.message}"


def hit_words(hit: Hit) -> str:
    """A consumer and the evidence for it."""
    name = hit.consumer.short if hit.consumer else hit.name
    unknown = "; what it reads is not known" if hit.reads_unknown else ""
    return f"{name} ({hit.evidence}, {hit.place}{unknown})"


def closing(changes: Sequence[ApiChange]) -> str:
    """How many there are of each level."""
    counts = [
        f"{number} {level.value}"
        for level in Level
        if (number := sum(change.level is level for change in changes))
    ]
    return ", ".join(counts) or "no changes"


def markdown(changes: Sequence[ApiChange], title: str, versions: tuple[str, str]) -> str:
    """A section of a changelog: by level, then by operation."""
    old, new = versions
    named = f" {_prose(old)} to {_prose(new)}" if old and new and old != new else ""
    lines = [f"## {_prose(title)}{named}", ""]
    if not changes:
        lines += ["No changes.", ""]
    for level, group in groupby(changes, key=lambda change: change.level):
        lines += [f"### {HEADINGS[level]}", ""]
        for change in group:
            lines.append(f"- {_prose(told(change))}")
            others = [operation for operation in change.operations if operation != change.operation]
            if others:
                lines.append(f"  Also in {_prose(_listed(others))}.")
            if change.consumers:
                hit = _listed(map(hit_words, change.consumers))
                lines.append(f"  Known consumers: {_prose(hit)}.")
        lines.append("")
    return "\n".join(lines)


def as_object(changes: Sequence[ApiChange], versions: tuple[str, str] = ("", "")) -> dict[str, Any]:
    """For JSON; the shape is `schemas/api-diff.json`."""
    return {
        "schema": SCHEMA,
        "changes": [change_object(change) for change in changes],
        "summary": {level.value: sum(c.level is level for c in changes) for level in Level},
        "versions": {"old": versions[0], "new": versions[1]},
    }


def change_object(change: ApiChange) -> dict[str, Any]:
    """One change (DESIGN §6)."""
    return {
        "rule": change.rule,
        "level": change.level.value,
        "operation": change.operation,
        "operations": list(change.operations),
        "message": change.message,
        "mend": mend(change),
        "place_old": place_object(change.place_old) if change.place_old else None,
        "place_new": place_object(change.place_new) if change.place_new else None,
        "arguments": change.arguments,
        "fingerprint": change.fingerprint,
        "consumers": [
            {
                "name": hit.name,
                "ref": str(hit.consumer) if hit.consumer else None,
                "evidence": hit.evidence,
                "place": place_object(hit.place),
                "reads_unknown": hit.reads_unknown,
            }
            for hit in change.consumers
        ],
    }


def as_survey(changes: Iterable[ApiChange]) -> Survey:
    """The changes as findings, for the reports that checks have (GitHub, JUnit)."""
    return Survey(
        catalog=Catalog(entities={}),
        findings=tuple(
            Finding(
                rule=change.rule,
                message=_whole(change),
                mend=mend(change),
                place=change.place,
                severity=SEVERITIES[change.level],
                fingerprint=change.fingerprint,
            )
            for change in changes
        ),
    )


def _whole(change: ApiChange) -> str:
    """The sentence, and whom the change hits."""
    hit = _listed(map(hit_words, change.consumers))
    return f"{told(change)}." + (f" Known consumers: {hit}." if hit else "")


def _listed(words: Iterable[str]) -> str:
    named = list(words)
    more = f" and {len(named) - SHOWN} more" if len(named) > SHOWN else ""
    return ", ".join(named[:SHOWN]) + more


def _prose(text: str) -> str:
    """Text of others inside Markdown: nothing of it is markup, except the code spans that our sentences have."""
    parts = _CODE.split(inert(text))
    return "".join(
        part if part.startswith("`") else re.sub(r"([\\*_<>\[\]|#~])", r"\\\1", part)
        for part in parts
    )
