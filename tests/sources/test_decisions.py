"""Decision records are read in every format that people use, and what they do not say stays unknown."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from _records import decision, faults, one, read
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.extension import File
from gazetteer.formats.text import decode
from gazetteer.model.decision import Decision
from gazetteer.model.document import Document
from gazetteer.model.entity import Entity
from gazetteer.model.fact import Fact
from gazetteer.model.fault import Fault
from gazetteer.model.relation import Relation
from gazetteer.repo.tree import MemoryTree
from gazetteer.sources import decisions
from gazetteer.sources._decisions_paths import is_record, number_of, slug_of
from gazetteer.sources._decisions_status import status_of
from gazetteer.surveyor.gather import Dependencies, RecordingSiblings


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Accepted", "accepted"),
        ("✅ Accepted", "accepted"),
        ("{ accepted }", "accepted"),
        ("**Accepted.**", "accepted"),
        ("[accepted] <!-- optional -->", "accepted"),
        ("Accepted & implemented\nSuperceded by [3. X](0003-x.md)", "superseded"),
        ("Accepted\nSupercedes [3. X](0003-x.md)", "accepted"),
        ("Superseded (as never implemented) by [ADR 32](/adr/32)", "superseded"),
        ("superseeded by ADR-5", "superseded"),
        ("Replaced by #33", "superseded"),
        ("~~Accepted~~ Rejected", "rejected"),
        ("Partly superseded", "superseded"),
        ("Implemented. Parts of this were superseded by [4](4.md).", "accepted"),
        ("Not-Implemented", "unknown"),
        ("not accepted", "rejected"),
        ("Not yet superseded by anything; proposed", "proposed"),
        ("Deprecated in favor of <https://x.example/1>", "deprecated"),
        ("Draft <!-- Draft | Proposed | Accepted -->", "draft"),
        (
            "proposed | rejected | accepted | deprecated | … | superseded by [ADR-1](1.md)",
            "unknown",
        ),
        ("{proposed | rejected | accepted}", "unknown"),
        ("In review", "proposed"),
        ("", "unknown"),
        ("Compliant", "unknown"),
        (
            "We discussed this at length in the meeting and the outcome was that it may be accepted one day",
            "unknown",
        ),
        ("Approved", "accepted"),
        ("Incomplete", "draft"),
        ("No longer relevant", "deprecated"),
        ("Withdrawn", "rejected"),
    ],
)
def test_status_words(text: str, status: str) -> None:
    assert status_of(text) == status


@pytest.mark.parametrize(
    ("text", "status", "date", "line"),
    [
        ("---\nstatus: accepted\ndate: 2024-01-02\n---\n# T\n", "accepted", "2024-01-02", 2),
        (
            "---\n# comment\nstatus: {proposed}\ndate: {2023-11-8}\n---\n# T\n",
            "proposed",
            "2023-11-08",
            3,
        ),
        (
            "# T\n\n* Status: rejected\n* Date: 2024-01-02\n\n## Context\n\nStatus: accepted\n",
            "rejected",
            "2024-01-02",
            3,
        ),
        (
            "# T\n\n<table>\n<tr><th>Status</th><td><b>Accepted</b></td></tr>\n<tr><td>Date<td>2024-01-02</table>\n",
            "accepted",
            "2024-01-02",
            4,
        ),
        (
            "# T\n\n- **Status:** Accepted\n- **Last Modified:** 2024-05-01, 2024-01-02\n",
            "accepted",
            "2024-01-02",
            3,
        ),
        (
            "# 9. T\n\nDate: 2024-01-02\n\n## Status\n\nAccepted\n\n## Context\n",
            "accepted",
            "2024-01-02",
            7,
        ),
        (
            "# T\n\nDate 26/03/2018\n\nStatus:\n-------\n\nDeprecated\n",
            "deprecated",
            "2018-03-26",
            8,
        ),
        (
            "# T\n\n| Metadata | Value |\n|---|---|\n| Date | 2024-01-02 |\n| Status | Approved |\n",
            "accepted",
            "2024-01-02",
            6,
        ),
        (
            "# T\n\n| Status | Date |\n|---|---|\n| Accepted | 2024-01-02 |\n",
            "accepted",
            "2024-01-02",
            5,
        ),
        ("# T\n\n| Date | 2024-01-02 |\n| Status | Draft |\n", "draft", "2024-01-02", 4),
        ("# T\n\nStatus: Draft | Date: 2024-01-02 | Review: never\n", "draft", "2024-01-02", 3),
        (
            "# T\n\n## Changelog\n\n- 2023/2/14: first\n- 2023/5/30: later\n\n### Status\n\nProposed\n",
            "proposed",
            "2023-02-14",
            10,
        ),
        (
            "# T\n\n## Context\n\nx\n\n# Status\n\n> A decision may be accepted\n\nStatus: Draft\n",
            "draft",
            "",
            11,
        ),
        ("---\n* Status: accepted\n---\n# T\n", "accepted", "", 2),
        ("# T\n\n## Status\n\n## Context\n\nWe accepted this.\n", "unknown", "", 3),
        ("# T\n\n```\nStatus: accepted\n```\n", "unknown", "", 0),
        ("# T\n\n## Status\n\nAccepted (January 5, 2019)\n", "accepted", "2019-01-05", 5),
    ],
)
def test_places_of_the_fields(text: str, status: str, date: str, line: int) -> None:
    found = one(text)
    assert (found.status, found.date) == (status, date)
    assert (found.status_place.line if found.status_place else 0) == line


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("# 9. Use X", "Use X"),
        ("# ADR 009: Use X", "Use X"),
        ("# ADR-9 Use X", "Use X"),
        ("# ADR: Use X", "Use X"),
        ("# 9 Use X", "Use X"),
        ("# 3 tiers for all", "3 tiers for all"),
        ("# ADR link resolver", "ADR link resolver"),
        ("#9. Use X", "Use X"),
        ("---\ntitle: |\n  9. Use X\n---\n\n## Status", "Use X"),
        ("# Use `X` *now*", "Use X now"),
        ("## Context", "This"),
        ("---\n# Use X\nstatus: draft\n---\n## Context\n# Option", "Use X"),
        ("# Decision records are kept", "Decision records are kept"),
    ],
)
def test_titles(heading: str, title: str) -> None:
    assert one(f"{heading}\n").title == title


@pytest.mark.parametrize(
    ("text", "type_", "target", "partial"),
    [
        ("Superseded by [x](0003-old.md)", "supersededBy", "docs/adr/0003-old.md", False),
        ("superseded by ADR-3", "supersededBy", "docs/adr/0003-old.md", False),
        ("Superseded by [ADR 3](/adr/3)", "supersededBy", "docs/adr/0003-old.md", False),
        ("Superseded by #3", "supersededBy", "docs/adr/0003-old.md", False),
        (
            "Superseded by [ADR003][]\n\n[ADR003]: 0003-old.html",
            "supersededBy",
            "docs/adr/0003-old.md",
            False,
        ),
        (
            "Superseded by [old](../../docs/adr/0003-old.md#status)",
            "supersededBy",
            "docs/adr/0003-old.md",
            False,
        ),
        (
            "Accepted\n\nSupercedes [3. Old](0003-old.md)",
            "supersedes",
            "docs/adr/0003-old.md",
            False,
        ),
        (
            "Accepted\n\nAmends [3. Supersedes all](0003-old.md)",
            "amends",
            "docs/adr/0003-old.md",
            False,
        ),
        (
            "Accepted\n\nAmended by [3. Old](0003-old.md)",
            "amendedBy",
            "docs/adr/0003-old.md",
            False,
        ),
        (
            "Accepted. Parts of this were superseded by [3](0003-old.md)",
            "supersededBy",
            "docs/adr/0003-old.md",
            True,
        ),
        (
            "Accepted\n\n## Decision\n\nWe supersede [ADR 3](0003-old.md).",
            "supersedes",
            "docs/adr/0003-old.md",
            False,
        ),
        (
            "Accepted\n\n## Links\n\n- [the old one](0003-old.md)",
            "relatesTo",
            "docs/adr/0003-old.md",
            False,
        ),
        ("Superseded by [gone](0099-gone.md)", "supersededBy", "", False),
    ],
)
def test_ties(text: str, type_: str, target: str, *, partial: bool) -> None:
    links = one(f"# T\n\n## Status\n\n{text}\n", "docs/adr/0003-old.md").links
    assert [(link.type, link.target, link.partial) for link in links] == [(type_, target, partial)]


def test_two_successors_and_no_tie_from_a_denial_or_an_issue() -> None:
    others = ("docs/adr/0003-a.md", "docs/adr/0004-b.md")
    both = one("# T\n\n## Status\n\nSuperseded by [3](0003-a.md) and [4](0004-b.md)\n", *others)
    assert [link.target for link in both.links] == list(others)
    text = "# T\n\n* Status: accepted\n\n"
    text += "## Decision\n\nThis does not directly supersede [3](0003-a.md). It replaces Redis.\n"
    assert one(text, *others).links == ()
    issue = one(
        "# T\n\n## Status\n\nDeprecated in favour of [x#3](https://x.example/pull/3)\n", *others
    )
    assert issue.links == ()


def test_two_records_of_one_number_are_no_answer() -> None:
    records = read(
        {
            "adr/0001-t.md": "# T\n\n## Status\n\nSuperseded by ADR-3\n",
            "adr/0003-a.md": "x",
            "adr/0003-b.md": "x",
        },
        "adr/0001-t.md",
    )
    assert [link.target for link in decision(records).links] == [""]
    assert ("unresolved-link", 5) in faults(records)


def test_order_of_day_and_month_is_learnt_from_the_log_or_unknown() -> None:
    ambiguous = "# T\n\nDate: 05/02/2018\n\n## Status\n\nAccepted\n"
    known = {"adr/0001-t.md": ambiguous, "adr/0002-u.md": "# U\n\nDate: 26/03/2018\n"}
    assert decision(read(known, "adr/0001-t.md")).date == "2018-02-05"
    alone = read({"adr/0001-t.md": ambiguous}, "adr/0001-t.md")
    assert decision(alone).date == ""
    assert faults(alone) == [("date", 3)]


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("2022-09", "2022-09"),
        ("09/2022", "2022-09"),
        ("September 2022", "2022-09"),
        ("May, 2026", "2026-05"),
        ("2022-13", ""),
        ("2022", ""),
    ],
)
def test_a_month_is_a_month_and_no_impossible_date(written: str, month: str) -> None:
    path = "adr/0001-a.md"
    records = read({path: f"# 1. A\n\nDate: {written}\n\n## Status\n\nAccepted\n"}, path)
    found = decision(records)
    assert (found.date, found.month, found.date_text) == ("", month, written)
    assert faults(records) == ([] if month else [("date", 3)])


def test_ties_in_later_paragraphs_of_the_status_stand_on_their_own_lines() -> None:
    status = (
        "Accepted\n\n<!-- a\nb -->\n\nSupersedes [2](0002-b.md)\n\n* Amends\n  [3](0003-c.md)\n"
    )
    text = f"# 1. A\n\n## Status\n\n{status}"
    found = one(text)
    assert {(link.type, link.place.line) for link in found.links} == {
        ("supersedes", 10),
        ("amends", 13),
    }


def test_faults_name_the_line() -> None:
    assert faults(
        read({"adr/0001-t.md": "# T\n\n* Status: shiny\n* Date: 2024-02-31\n"}, "adr/0001-t.md")
    ) == [("unknown-status", 3), ("date", 4)]
    assert faults(read({"adr/0001-t.md": "# T\n\nProse.\n"}, "adr/0001-t.md")) == [("no-status", 1)]
    assert ("front-matter", 3) in faults(
        read({"adr/0001-t.md": "---\nstatus: accepted\ntitle: a: b\n---\n"}, "adr/0001-t.md")
    )


def test_scope_people_and_relations() -> None:
    text = (
        "---\nstatus: accepted\ndecision-makers: Ada, Bo & Cy\nconsulted: [Di]\ninformed: {list everyone who}\n"
        "applies_to: [component:cart, 'services/cart/**', pay]\n---\n# T\n\n"
        "## Context\n\nSee [[api:cart-api]] and [[cart]].\n"
    )
    records = read({"services/cart/docs/adr/0001-t.md": text}, "services/cart/docs/adr/0001-t.md")
    found = decision(records)
    assert (found.deciders, found.consulted, found.informed, found.format) == (
        ("Ada", "Bo", "Cy"),
        ("Di",),
        (),
        "madr4",
    )
    assert found.covers == ("services/cart/**",)
    assert found.touches == ("component:cart", "pay", "api:cart-api", "cart")
    assert found.summary == "See cart-api and cart."
    relations = {(r.type, str(r.source), str(r.target)) for r in records if isinstance(r, Relation)}
    source = "decision:services-cart/0001-t"
    assert relations == {
        ("decides", source, "component:default/cart"),
        ("decides", source, "component:default/pay"),
        ("decides", source, "api:default/cart-api"),
    }
    assert [
        r.value.class_ for r in records if isinstance(r, Fact) and isinstance(r.value, Document)
    ] == ["decision"]


@pytest.mark.parametrize(
    ("path", "text", "answer"),
    [
        ("docs/adr/0001-x.md", "", True),
        ("docs/adr/x.md", "", True),
        ("docs/adr/README.md", "", False),
        ("docs/adr/template.md", "", False),
        ("docs/adr/0000-template.md", "", False),
        ("docs/adr/adr-template.md", "", False),
        ("docs/adr/index.md", "", False),
        ("docs/decisions/process.md", "How we decide", False),
        ("docs/decisions/use-x.md", "# X\n\n* Status: accepted", True),
        ("docs/decisions/0001-x/README.md", "", True),
        ("docs/architecture/adr-001-x.md", "", True),
        ("docs/0001-x.md", "", False),
        ("adr/ADR-1.md", "", True),
        ("docs/architecture-decision-records/20240101-x.md", "", True),
        ("docs/adr/img/0001-x.md", "", False),
    ],
)
def test_what_is_a_record(path: str, text: str, *, answer: bool) -> None:
    assert is_record(path, text) is answer


KEP = "keps/sig-a/1-a/README.md"


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "# T",
                "## Status",
                "Accepted",
                "* Status: ",
                "Superseded by ",
                "[a](0002-b.md)",
                "[a][b]",
                "\n",
                "\n\n",
                "---",
                "status: {",
                "date: 1/2/3",
                "| Status | x |",
                "|---|---|",
                "**Date:**",
                "ADR-2",
                "#2",
                " and ",
                "[[cart]]",
                "<!--",
                "> ",
                "\u2705",
                "(",
                "~~",
                "Supersedes ",
                "Statut: ",
                "Ersetzt durch ",
                "\n: ",
                '!!! note "Status: ',
                "superseded-by: [",
                ":status: ",
                "Status:: ",
                "== Status",
                "\n====\n",
                ".. list-table::",
                "   * - ",
                "+---+\n| ",
                ":ref:`a`",
                "link:0002-b.adoc[",
                "2024-01-02",
                "\r\n",
                "\t",
            ]
        ),
        max_size=40,
    ).map("".join),
    st.sampled_from(["adr/0001-a.md", "adr/0001-a.rst", "adr/0001-a.adoc", KEP]),
)
def test_any_record_is_read(text: str, path: str) -> None:
    files = {path: text, "adr/0002-b.md": text, KEP.replace("README.md", "kep.yaml"): text}
    records = read(files, path)
    assert sum(isinstance(record, Entity) for record in records) == 1
    found = decision(records)
    places = [
        *(record.place for record in records if isinstance(record, (Entity, Fault, Relation))),
        *(said.place for said in found.says),
        *(tie.place for tie in found.links),
        *(place for place in (found.title_place, found.status_place, found.dated) if place),
    ]
    for place in places:
        assert 0 <= place.line <= files[place.path].count("\n") + 1
    for section in found.sections:
        assert 1 <= section.line <= section.last <= text.count("\n") + 1


@pytest.mark.parametrize(("confidence", "records"), [("clear", 199), ("judgement", 44)])
def test_real_records_are_read_right(corpora: Path, confidence: str, records: int) -> None:
    rows = [pair for pair in _rows(corpora / "adr") if pair[0]["confidence"] == confidence]
    wrong = [
        f"{field}: {row['file']}"
        for row, found in rows
        for field, ok in _judge(row, found).items()
        if not ok
    ]
    assert len(rows) == records, "no record is lost"
    assert wrong == []


def _judge(row: dict[str, str], found: Decision) -> dict[str, bool]:
    # A date in the file's name counts where the record states none at all.
    date = row["date"] or (
        "" if found.date_text and found.date != row["filename_date"] else row["filename_date"]
    )
    return {
        "number": found.number == row["number"],
        "title_number": found.title_number == row["title_number"],
        "status": found.status == row["status"],
        "date": found.date == date,
        # A record without a title is called by its file's name, and says so.
        "title": found.title == row["title"].replace("`", "")
        or not (row["title"] or found.title_place),
        "supersedes": _named(found, "supersedes") == _wanted(row["supersedes"]),
        "superseded_by": _named(found, "supersededBy") == _wanted(row["superseded_by"]),
    }


def _named(found: Decision, type_: str) -> set[str]:
    return {
        (number_of(slug_of(link.target)) or slug_of(link.target))
        + (" (partial)" if link.partial else "")
        for link in found.links
        if link.type == type_
    }


def _wanted(text: str) -> set[str]:
    return {re.sub(r"^0+(?=\d)", "", part.strip()) for part in text.split(";") if part.strip()}


def _rows(root: Path) -> Iterator[tuple[dict[str, str], Decision]]:
    trees: dict[str, MemoryTree] = {}
    with (root / "expected.tsv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
            name, path = row["file"].split("/", 1)
            if name not in trees:
                files = [p for p in (root / name).rglob("*") if p.is_file()]
                trees[name] = MemoryTree(
                    {p.relative_to(root / name).as_posix(): p.read_bytes() for p in files}
                )
            tree = trees[name]
            text = decode(tree.read(path) or b"")
            assert isinstance(text, str)
            siblings = RecordingSiblings(tree, Dependencies(tree.paths()))
            records = tuple(decisions.read(File(path, text), siblings))
            assert bool(records) == (row["kind"] == "adr"), path
            if records:
                yield row, decision(records)
