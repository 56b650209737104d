"""Documents are read with who owns them, what they cover and when they were reviewed."""

import pytest

from gazetteer.extension import File
from gazetteer.model.document import Document
from gazetteer.model.entity import Entity
from gazetteer.model.fact import Fact, Skipped
from gazetteer.model.fault import Fault
from gazetteer.model.relation import Relation
from gazetteer.repo.tree import MemoryTree
from gazetteer.sources import documents
from gazetteer.sources._dates import dates_in, days_of, is_ambiguous
from gazetteer.surveyor.gather import Dependencies, RecordingSiblings

SIBLINGS = RecordingSiblings(MemoryTree({}), Dependencies({}))


def read(text: str, path: str = "docs/a.md") -> tuple[object, ...]:
    return tuple(documents.read(File(path, text), SIBLINGS))


def document(text: str, path: str = "docs/a.md") -> Document:
    return next(
        r.value for r in read(text, path) if isinstance(r, Fact) and isinstance(r.value, Document)
    )


def faults(text: str) -> list[tuple[str, int]]:
    return [(r.code, r.place.line) for r in read(text) if isinstance(r, Fault)]


FULL = """---
title: Refunds
description: How to refund.
class: runbook
owner: payments
tags: [money, night]
covers:
  - src/**
  - "!src/test/**"
last_reviewed: 2026-01-31
review_every: 6 months
reviewed_by: Ada
---
# Refunding

See [x](b.md#c).
"""


def test_every_field() -> None:
    found = document(FULL)
    assert (found.title, found.summary, found.class_, found.owner) == (
        "Refunds",
        "How to refund.",
        "runbook",
        "payments",
    )
    assert (found.tags, found.covers) == (("money", "night"), ("src/**", "!src/test/**"))
    assert found.covers_place is not None
    assert (found.covers_place.line, found.links[0].place.line) == (7, 16)
    review = found.review
    assert (review.on, review.every_days, review.by) == ("2026-01-31", 182, "Ada")
    assert review.on_place is not None
    assert review.on_place.line == 10
    records = read(FULL)
    entity = next(r for r in records if isinstance(r, Entity))
    owned = next(r for r in records if isinstance(r, Relation))
    assert (str(entity.ref), entity.label, entity.type) == (
        "document:default/docs.a",
        "Refunds",
        "runbook",
    )
    assert (owned.type, str(owned.target), owned.place.line) == (
        "ownedBy",
        "group:default/payments",
        5,
    )
    assert faults(FULL) == []


@pytest.mark.parametrize(
    ("front", "found"),
    [
        ("last_reviewed: 2026-02-30", [("date", 2)]),
        ("last_reviewed: 05/02/2026", [("date", 2)]),
        ("review_every: soon", [("interval", 2)]),
        ("title: [a]", [("type", 2)]),
        ("owner: {a: b}", [("type", 2)]),
        ("covers: {a: b}", [("type", 2)]),
        ("tags: [{a: b}, c]", [("type", 2)]),
        ("class: runbok", [("class", 2)]),
        ("owner: 'group:'", [("malformed", 2)]),
        ("a: b: c", [("front-matter", 2)]),
        ("owner: a\nowner: b", [("duplicate-key", 3)]),
        ("type: adr-thing", []),
        ("review_every: 90", []),
        ("reviewed: true", []),
    ],
)
def test_what_cannot_be_taken_is_told_with_its_line(
    front: str, found: list[tuple[str, int]]
) -> None:
    assert faults(f"---\n{front}\n---\n# T\n") == found


def test_a_page_without_anything() -> None:
    bare = document("Just text.", "docs/how-it-works.md")
    assert (bare.title, bare.summary, bare.class_, bare.words) == (
        "how it works",
        "Just text.",
        "page",
        2,
    )
    assert document("").title == "a"


def test_other_peoples_review_fields() -> None:
    freshness = document(
        "<!--* freshness: { owner: 'ada'\n  reviewed: '2024-01-01' } *-->\n# T\n"
    ).review
    assert (freshness.on, freshness.by) == ("2024-01-01", "ada")
    assert (
        document("---\nlast_reviewed_on: 2024-1-2\nreview_in: 3 months\n---\n").review.every_days
        == 91
    )
    assert document("---\nms.date: 05/02/2024\n---\n").review.on == "2024-05-02"


@pytest.mark.parametrize(
    ("path", "class_"),
    [
        ("README.md", "readme"),
        ("runbooks/README.md", "readme"),
        ("docs/runbooks/refund.md", "runbook"),
        ("docs/refund-runbook.md", "runbook"),
        ("CHANGELOG.md", "changelog"),
        ("docs/getting-started.md", "onboarding"),
        ("docs/how_to/deploy.md", "how-to"),
        ("docs/onboarding/a.md", "onboarding"),
        ("docs/reference/api.md", "reference"),
        ("docs/postmortems/2024.md", "post-mortem"),
        ("docs/adr/README.md", "readme"),
        ("docs/adr/index.md", "decision"),
        ("docs/preferences.md", "page"),
    ],
)
def test_class_by_path(path: str, class_: str) -> None:
    assert document("# T", path).class_ == class_


def test_a_decision_record_is_no_document() -> None:
    assert read("# 1. T\n", "docs/adr/0001-t.md") == ()


def test_the_form_for_new_decisions_is_left_out_with_a_reason() -> None:
    (skipped,) = read("# {title}\n\n[x](yyyy-x.md)\n", "docs/adr/template.md")
    assert isinstance(skipped, Fact)
    assert isinstance(skipped.value, Skipped)


def test_names_of_pages_stay_apart() -> None:
    paths = ("a/b.md", "a-b.md", "a b.md", "A/ü.md", "a/b/c.md")
    assert len({documents.document_ref(path) for path in paths if path != "a b.md"}) == 4


def test_a_page_beyond_all_measure_is_cut_and_told() -> None:
    records = read("word " * 500_000)
    assert [r.code for r in records if isinstance(r, Fault)] == ["too-large"]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2024-1-2", ("2024-01-02",)),
        ("2023/2/14", ("2023-02-14",)),
        ("03.08.2022", ("2022-08-03",)),
        ("18-09-2018", ("2018-09-18",)),
        ("26/03/18", ("2018-03-26",)),
        ("September 20, 2024", ("2024-09-20",)),
        ("2nd of May 2024", ("2024-05-02",)),
        ("01-Aug-2023", ("2023-08-01",)),
        ("&#x31;2/16/2024", ("2024-12-16",)),
        ("2025-11- 05", ("2025-11-05",)),
        ("2024-01-01T10:00:00Z", ("2024-01-01",)),
        ("2026-04-27, 2023-07-03", ("2026-04-27", "2023-07-03")),
        ("2023-07-2i", ()),
        ("2024-023-2706", ()),
        ("2025-11019", ()),
        ("2022-09", ()),
        ("05/02/2018", ()),
        ("", ()),
        ("1.2.3", ()),
    ],
)
def test_dates(text: str, dates: tuple[str, ...]) -> None:
    assert dates_in(text) == dates
    assert is_ambiguous(text) is (text == "05/02/2018")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("180d", 180),
        (90, 90),
        ("6 months", 182),
        ("1 year", 365),
        ("P2W", 14),
        ("quarterly", 91),
        ("every month", 30),
        ("soon", 0),
        ("d", 0),
        ("-3d", 0),
    ],
)
def test_spans(text: object, days: int) -> None:
    assert days_of(text) == days
