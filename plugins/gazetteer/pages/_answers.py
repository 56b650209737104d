"""Answers: what a reader asks of a service first, gathered so that all of it stands on one screen."""

import re
from collections.abc import Iterator

import msgspec

from gazetteer.model.document import Heading
from gazetteer.model.entity import Entity, Link
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Severity
from gazetteer.pages._shelf import Shelved
from gazetteer.pages.view import View

CALLING = ("on-call", "chat")
"""Types of links that lead to people."""

WATCHING = frozenset({"dashboard", "slo", "status", "metrics", "monitoring", "alerts", "logs"})
"""Types of links that show how it does."""

SHORT = 4
"""More names of a kind than these are only counted."""

WAYS = {
    "compose": "Docker Compose",
    "make": "make",
    "npm": "npm",
    "pyproject": "Python",
    "procfile": "Procfile",
    "dockerfile": "Docker",
    "kubernetes": "Kubernetes",
}
"""How the ways of `evidence.running` are called."""

_TIER = re.compile(r"tier[-_: ]?(\w+)", re.IGNORECASE)
_STEPS = (
    ("Release", re.compile(r"\b(?:deploy\w*|releas\w+|roll ?out|ship\w*)\b", re.IGNORECASE)),
    ("Roll back", re.compile(r"\broll(?:ing)?[ -]?back\b|\brevert\w*\b", re.IGNORECASE)),
)
_RUNNING = re.compile(
    r"\b(?:run(?:ning)? (?:it|locally)|local(?:ly| development)?|getting started|quick ?start|develop\w*)\b",
    re.IGNORECASE,
)


class Step(msgspec.Struct, frozen=True):
    """A thing to do and where it is told: a page of the site, with the anchor of the section."""

    what: str
    uri: str
    title: str


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """How it does, as far as the repository says.

    Attributes:
        tier: as written (`1`, `gold`); empty when nobody says.
        counts: (severity, number) of its findings, the worst first.
        links: to dashboards, objectives and the like.
        objectives: its documents about objectives.
    """

    tier: str = ""
    counts: tuple[tuple[str, int], ...] = ()
    links: tuple[Link, ...] = ()
    objectives: tuple[Shelved, ...] = ()


class Freshness(msgspec.Struct, frozen=True, kw_only=True):
    """How its documents stand: (state, number), the worst first, and the newest review's date."""

    states: tuple[tuple[str, int], ...] = ()
    reviewed: str = ""


def tier(entity: Entity) -> str:
    """How much hangs on it: an annotation or label that ends in `tier`, else a tag `tier-1`."""
    for key, value in (*entity.annotations.items(), *entity.labels.items()):
        if key.rpartition("/")[2].lower() in {"tier", "service-tier"} and value.strip():
            found = _TIER.fullmatch(value.strip())
            return found[1] if found else value.strip()
    tags = (_TIER.fullmatch(tag) for tag in entity.tags)
    return next((found[1] for found in tags if found), "")


def health(entity: Entity, found: tuple[Finding, ...], documents: tuple[Shelved, ...]) -> Health:
    """What says how a service does."""
    counts = (
        (severity.value, sum(finding.severity == severity for finding in found))
        for severity in Severity
    )
    return Health(
        tier=tier(entity),
        counts=tuple((severity, number) for severity, number in counts if number),
        links=tuple(link for link in entity.links if link.type in WATCHING),
        objectives=tuple(d for d in documents if d.uri and is_objectives(d)),
    )


def is_objectives(shelved: Shelved) -> bool:
    """Whether a document states what a service promises."""
    stem = shelved.path.rpartition("/")[2].rpartition(".")[0].lower()
    return (
        stem in {"slo", "slos", "objectives", "sla"}
        or "objectives" in shelved.document.title.lower()
    )


def freshness(view: View, documents: tuple[Shelved, ...]) -> Freshness:
    """How the documents of a service stand."""
    counts: dict[str, int] = {}
    reviewed = ""
    for shelved in documents:
        standing = view.standings.of(shelved.path)
        if standing is not None and standing.is_claim:
            counts[standing.state] = counts.get(standing.state, 0) + 1
            reviewed = max(reviewed, standing.reviewed)
    worst = ("stale", "unknown", "due", "fresh")
    return Freshness(
        states=tuple((state, counts[state]) for state in worst if state in counts),
        reviewed=reviewed,
    )


def steps(documents: tuple[Shelved, ...]) -> tuple[Step, ...]:
    """Where a service's own documents tell how it is run, released, rolled back and rescued."""
    shown = [d for d in documents if d.uri and d.document.class_ not in {"decision", "changelog"}]
    found = [_told("Run", _RUNNING, shown)]
    found += [_told(what, sign, shown) for what, sign in _STEPS]
    runbooks = [d for d in shown if d.document.class_ == "runbook"]
    found += [Step("When it breaks", d.uri, d.document.title) for d in runbooks[:2]]
    return tuple(step for step in found if step)


def _told(what: str, sign: re.Pattern[str], shelf: list[Shelved]) -> Step | None:
    """The section whose heading says it; runbooks after the others, a page's title before its sections."""
    ordered = sorted(shelf, key=lambda d: d.document.class_ == "runbook")
    for shelved, heading in _headings(ordered):
        if sign.search(heading.title):
            return Step(what, shelved.at(heading.id if heading.level > 1 else ""), heading.title)
    return None


def _headings(shelf: list[Shelved]) -> Iterator[tuple[Shelved, Heading]]:
    for shelved in shelf:
        yield from ((shelved, heading) for heading in shelved.document.headings)
