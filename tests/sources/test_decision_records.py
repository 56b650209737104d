"""What a record says beside its status: how sure that is, the work, sections, left-overs, in three languages."""

import pytest
from _records import decision, faults, one, read

from gazetteer.model.decision import Decision
from gazetteer.model.fact import Fact
from gazetteer.settings import DecisionsSettings
from gazetteer.sources import decisions
from gazetteer.sources._decisions_paths import NO_LOGS
from gazetteer.sources._decisions_status import build_of, read_status


@pytest.mark.parametrize(
    ("text", "status", "certainty"),
    [
        ("Accepted", "accepted", "clear"),
        ("Approved by the board", "accepted", "clear"),
        ("Superseded by [4](4.md)", "superseded", "clear"),
        ("Accepted\nSuperseded by [4](4.md)", "superseded", "likely"),
        ("Implemented", "accepted", "likely"),
        ("Deferred", "proposed", "likely"),
        ("This decision is currently in effect.", "accepted", "guess"),
        ("Compliant", "unknown", ""),
    ],
)
def test_how_sure_the_status_is(text: str, status: str, certainty: str) -> None:
    found = read_status(text)
    assert (found.status, found.certainty) == (status, certainty)


@pytest.mark.parametrize(
    ("text", "build"),
    [
        ("Accepted & implemented", "implemented"),
        ("Accepted (lazy consensus).\nPartially implemented.", "partial"),
        ("Proposed, not implemented yet. Work had been started.\nAnother is implemented.", "not"),
        ("ACCEPTED Not Implemented", "not"),
        ("Not-Implemented", "not"),
        ("Accepted & removed", "removed"),
        ("Removed", ""),
        ("Accepted\nSupersedes [what was implemented](x.md)", ""),
        ("Accepted", ""),
    ],
)
def test_the_work_is_another_matter(text: str, build: str) -> None:
    assert build_of(text)[0] == build


def test_a_companys_own_words_win() -> None:
    source = decisions.configured(
        DecisionsSettings(statuses={"Parked": "proposed", "accepted-ish": "draft"}), NO_LOGS
    )
    for written, status in (
        ("Parked until May", "proposed"),
        ("Accepted-ish", "draft"),
        ("Accepted", "accepted"),
    ):
        records = read({"adr/1-a.md": f"# A\n\nStatus: {written}\n"}, "adr/1-a.md", source)
        assert decision(records).status == status
        assert decision(records).certainty == "clear"


OLD = "docs/adr/0003-old.md"
OEP = """\
OEP-41: T
#########

.. list-table::

   * - Status
     - Accepted
   * - Created
     - 2020-05-01
"""
PEP = """\
PEP: 8
Title: T
Status: Final
Created: 05-Jul-2001

Abstract
========
"""
RECORDS = {
    "docs/adr/0009-this.md": (
        "# 9. Use X\n\nDate: 2024-01-02\n\n## Status\n\nAccepted\n\nSupersedes [3. Old](0003-old.md)\n\n"
        "## Context\n\nWe need `cart-db`, see [[component:cart]].\n\n## Decision\n\nX.\n"
    ),
    "docs/adr/0009-this.rst": (
        ".. _x:\n\n9. Use X\n########\n\nDate: 2024-01-02\n\nStatus\n******\n\n**Accepted**\n\n"
        "Supersedes :doc:`0003-old`\n\nContext\n*******\n\nWe need ``cart-db``, see [[component:cart]].\n\n"
        "Decision\n********\n\nX.\n"
    ),
    "docs/adr/0009-this.adoc": (
        "= 9. Use X\n:date: 2024-01-02\n\n== Status\n\nAccepted\n\nSupersedes link:0003-old.adoc[3. Old]\n\n"
        "== Context\n\nWe need `cart-db`, see [[component:cart]].\n\n== Decision\n\nX.\n"
    ),
}


@pytest.mark.parametrize("path", RECORDS)
def test_the_three_languages_say_the_same(path: str) -> None:
    ending = path.rpartition(".")[2]
    other = f"docs/adr/0003-old.{ending}"
    records = read({path: RECORDS[path], other: "3. Old\n=======\n"}, path)
    found = decision(records)
    lines = RECORDS[path].split("\n")
    assert (found.title, found.title_number, found.status, found.date) == (
        "Use X",
        "9",
        "accepted",
        "2024-01-02",
    )
    assert [(link.type, link.target) for link in found.links] == [("supersedes", other)]
    assert found.touches == ("component:cart",)
    assert [name for name, _ in found.mentions] == ["cart-db"]
    assert [section.kind for section in found.sections] == ["status", "context", "decision"]
    assert found.summary == "We need cart-db, see cart."
    assert faults(records) == []
    for place, part in (
        (found.status_place, "Accepted"),
        (found.title_place, "Use X"),
        (found.dated, "2024"),
    ):
        assert place is not None
        assert part in lines[place.line - 1]
    for section in found.sections:
        assert section.title in lines[section.line - 1]


@pytest.mark.parametrize(
    ("path", "text", "status", "date"),
    [
        ("oeps/oep-0041.rst", OEP, "accepted", "2020-05-01"),
        ("peps/pep-0008.rst", PEP, "accepted", "2001-07-05"),
        ("adr/0001-t.rst", "T\n=\n\n:Status: Draft\n:Date: 2020-05-01\n", "draft", "2020-05-01"),
        ("adr/0001-t.adoc", "= T\n:state: rejected\n:revdate: 2020-05-01\n", "rejected", "2020-05-01"),
        ("adr/0001-t.adoc", "== T\n\nStatus:: proposed\nDate:: 2020-05-01\n", "proposed", "2020-05-01"),
        ("adr/0001-t.adoc", "= T\n\n|===\n|Status |Approved\n|Date |2020-05-01\n|===\n", "accepted", "2020-05-01"),
        ("adr/0001-t.adoc", "= T\n:jbake-status: published\n:jbake-date: 1\n", "unknown", ""),
    ],
)  # fmt: skip
def test_forms_of_other_languages(path: str, text: str, status: str, date: str) -> None:
    found = decision(read({path: text}, path))
    assert (found.title, found.status, found.date) == ("T", status, date)


def test_superseded_by_several_numbers_and_by_a_label() -> None:
    files = {
        "peps/pep-0563.rst": "PEP: 563\nTitle: T\nStatus: Superseded\nSuperseded-By: 649, 749\n",
        "peps/pep-0649.rst": "PEP: 649\nTitle: U\nStatus: Final\n",
        "peps/pep-0749.rst": "PEP: 749\nTitle: V\nStatus: Final\n",
    }
    links = decision(read(files, "peps/pep-0563.rst")).links
    assert [link.target for link in links] == ["peps/pep-0649.rst", "peps/pep-0749.rst"]
    files = {
        "adr/1-a.rst": "A\n=\n\nStatus\n------\n\nSuperseded by :ref:`the outbox`\n",
        "adr/2-b.rst": ".. _the outbox:\n\nB\n=\n",
        "adr/3-c.rst": "C\n=\n",
    }
    assert [link.target for link in decision(read(files, "adr/1-a.rst")).links] == ["adr/2-b.rst"]


def test_a_bare_title_is_a_tie_only_where_a_record_is_called_so() -> None:
    found = one(
        "# T\n\n## Status\n\nSuperseded by Use Old Things\n", "docs/adr/0003-use-old-things.md"
    )
    assert [link.target for link in found.links] == ["docs/adr/0003-use-old-things.md"]
    assert one("# T\n\n## Status\n\nSuperseded by common sense\n", "docs/adr/0003-x.md").links == ()


def test_two_records_of_a_number_are_both_told_unless_the_title_decides() -> None:
    files = {"adr/3-a.md": "# 3. Alpha\n", "adr/3-b.md": "# 3. Beta\n"}
    vague = {**files, "adr/1-t.md": "# T\n\n## Status\n\nSuperseded by ADR-3\n"}
    link = decision(read({**vague}, "adr/1-t.md")).links[0]
    assert (link.target, link.candidates) == ("", ("adr/3-a.md", "adr/3-b.md"))
    told = {**files, "adr/1-t.md": "# T\n\n## Status\n\nSuperseded by [ADR-3 Beta](/adr/three)\n"}
    assert decision(read({**told}, "adr/1-t.md")).links[0].target == "adr/3-b.md"


def test_every_statement_is_kept() -> None:
    found = one(
        "---\nstatus: accepted\ndate: 2024-01-02\nreview-by: 2025-06-30\ntags: [db]\n---\n# T\n\n"
        "Date: 2024-01-03\n\n## Status\n\nProposed\n"
    )
    assert [(s.field, s.value, s.origin, s.place.line) for s in found.says] == [
        ("status", "accepted", "front", 2),
        ("status", "proposed", "section", 13),
        ("date", "2024-01-02", "front", 3),
        ("date", "2024-01-03", "label", 9),
    ]
    assert (found.review_by, found.tags) == ("2025-06-30", ("db",))
    assert found.review_by_place is not None
    assert found.review_by_place.line == 4


def test_left_overs_of_forms() -> None:
    form = "# T\n\n## Context\n\nSay here what forces are at play in this matter.\n"
    text = (
        "# Real\n\nStatus: accepted\n\n## Context\n\nSay here what forces are at play in this matter.\n\n"
        "## Options\n\n* {title of option 1}\n* Redis `{key}` of ours\n\n## Consequences\n\nTBD\n"
    )
    found = decision(read({"adr/1-r.md": text, "adr/template.md": form}, "adr/1-r.md"))
    assert [(left, place.line) for left, place in found.leftovers] == [
        ("Say here what forces are at play in this matter.", 7),
        ("{title of option 1}", 11),
        ("TBD", 16),
    ]
    assert {s.kind: s.words for s in found.sections} == {
        "context": 0,
        "options": 4,
        "consequences": 0,
    }


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("API-001-x", "1"),
        ("ODH-ADR-Team-0009-x", "9"),
        ("pep-0008", "8"),
        ("HTTP-2-only", ""),
        ("2024-01-31-x", ""),
        ("20240131_004-x", "4"),
    ],
)
def test_numbers_in_names(name: str, number: str) -> None:
    assert one("# T\n", path=f"adr/{name}.md").number == number


def test_forms_in_other_languages_are_no_records() -> None:
    for path in ("adr/template.rst", "adr/0000-template.adoc", "docs/guide.rst", "adr/index.rst"):
        records = read({path: "T\n=\n"}, path)
        assert not [r for r in records if isinstance(r, Fact) and isinstance(r.value, Decision)]


@pytest.mark.parametrize(
    ("text", "status", "ties"),
    [
        (
            "---\nstatus: 'accepted; supersedes ADR-0003'\n---\n# T\n",
            "accepted",
            [("supersedes", OLD)],
        ),
        (
            "# T\n\n## Status\n\nSuperseded\nby [x](0003-old.md)\n",
            "superseded",
            [("supersededBy", OLD)],
        ),
        ("# T\n\n# Status\n\n## Accepted\n\n## Context\n", "accepted", []),
        (
            "# T\n\n## Status\n\n| Status | Accepted |\n|---|---|\n| Date | 2024-01-02 |\n",
            "accepted",
            [],
        ),
        ("# T\n\n## Status\n\n- [ ] Proposed\n- [x] Accepted\n", "accepted", []),
        ("# T\n\n## Status\n\n:white_check_mark: Accepted\n", "accepted", []),
        (
            "# T\n\n## Status\n\nAccepted, partially superseded by #3\n",
            "accepted",
            [("supersededBy", OLD)],
        ),
        (
            f"# T\n\n## Status\n\nSuperseded by https://h.example/o/r/{OLD}.\n",
            "superseded",
            [("supersededBy", OLD)],
        ),
        ("# T\n\n## Status\n\nSuperseded by https://h.example/o/r/pull/3\n", "superseded", []),
        (
            "---\nadr: {status: accepted, superseded_by: '3'}\n---\n# T\n",
            "accepted",
            [("supersededBy", OLD)],
        ),
        ("In the context of carts, facing load, we decided for X, accepting Y.\n", "unknown", []),
    ],
)
def test_oddities(text: str, status: str, ties: list[tuple[str, str]]) -> None:
    found = one(text, OLD)
    assert (found.status, [(link.type, link.target) for link in found.links]) == (status, ties)
