"""Oddities of real decision records, one case each."""

from typing import Any

import pytest
from _records import decision, one, read

from gazetteer.model.decision import Decision
from gazetteer.model.fact import Fact
from gazetteer.model.fault import Fault
from gazetteer.model.place import Place

OTHERS = ("0002-b.md", "0032-c.md", "0033-d.md", "adr-024-e.md")
CASES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "colon heading": ("# 9. T\n\n## Status:\n\nAccepted\n", "accepted", {}),
    "level 1": ("# 9. T\n\n# Status\n\nAccepted\n", "accepted", {}),
    "wrapped": (
        "# 9. T\n\n## Status\n\nSuperseded\nby [2](0002-b.md)\n\n## Context\n\nx\n",
        "superseded",
        {"ties": [("supersededBy", "0002-b.md")]},
    ),
    "accepted kept above superceded": (
        "# 9. T\n\n## Status\n\nAccepted\n\nSuperceded by [2. B](0002-b.md)\n\n## Context\n\nx\n",
        "superseded",
        {"ties": [("supersededBy", "0002-b.md")]},
    ),
    "supercedes": (
        "# 9. T\n\n## Status\n\nAccepted\n\nSupercedes [2. B](0002-b.md)\n\n## Context\n\nx\n",
        "accepted",
        {"ties": [("supersedes", "0002-b.md")]},
    ),
    "reflink": (
        "# 9. T\n\n## Status\n\nSuperseded by [ADR024][]\n\n## Context\n\nx\n\n[ADR024]: adr-024-e.md\n",
        "superseded",
        {"ties": [("supersededBy", "adr-024-e.md")]},
    ),
    "sitepath": (
        "# 9. T\n\n## Status\n\nSuperseded by [ADR-32](/adr/32)\n\n## Context\n\nx\n",
        "superseded",
        {"ties": [("supersededBy", "0032-c.md")]},
    ),
    "abs": (
        "# 9. T\n\n## Status\n\nSuperseded by https://github.com/o/r/blob/main/docs/adr/0032-c.md\n\n## Context\n\nx\n",
        "superseded",
        {"ties": [("supersededBy", "0032-c.md")]},
    ),
    "#33": (
        "# 9. T\n\n## Status\n\nSuperseded by #33\n\n## Context\n\nx\n",
        "superseded",
        {"ties": [("supersededBy", "0033-d.md")]},
    ),
    "ext pr": (
        "# 9. T\n\n## Status\n\nSuperseded by https://github.com/o/r/pull/33\n\n## Context\n\nx\n",
        "superseded",
        {},
    ),
    "two": (
        "# 9. T\n\n## Status\n\nSuperseded by [32](0032-c.md) and [33](0033-d.md)\n\n## Context\n\nx\n",
        "superseded",
        {"ties": [("supersededBy", "0032-c.md"), ("supersededBy", "0033-d.md")]},
    ),
    "as never implemented": (
        "# 9. T\n\n## Status\n\nSuperseded (as never implemented) by [32](0032-c.md)\n\n## Context\n\nx\n",
        "superseded",
        {"ties": [("supersededBy", "0032-c.md")]},
    ),
    "missing by": (
        "# 9. T\n\n## Status\n\nSuperseded [32](0032-c.md)\n\n## Context\n\nx\n",
        "superseded",
        {"ties": [("supersededBy", "0032-c.md")]},
    ),
    "an earlier status struck through, a successor": (
        "# 9. T\n\n## Status\n\n~~Accepted~~ Superseded by #33\n\n## Context\n\nx\n",
        "superseded",
        {},
    ),
    "strike2": (
        "# 9. T\n\n## Status\n\n~~Proposed~~\n\nAccepted\n\n## Context\n\nx\n",
        "accepted",
        {},
    ),
    "emoji": ("# 9. T\n\n## Status\n\n✅ Accepted\n\n## Context\n\nx\n", "accepted", {}),
    "emoji2": (
        "# 9. T\n\n## Status\n\n:white_check_mark: Accepted\n\n## Context\n\nx\n",
        "accepted",
        {},
    ),
    "brace": ("---\nstatus: { accepted }\n---\n# T\n", "accepted", {}),
    "bracket": ("# T\n\n* Status: [accepted] <!-- optional -->\n", "accepted", {}),
    "comment": ("# T\n\nStatus: Draft <!-- Draft | Proposed | Accepted -->\n", "draft", {}),
    "line": (
        "# T\n\nStatus: accepted | Date: 2024-01-02 | Review: 2025-01-02\n",
        "accepted",
        {"date": "2024-01-02"},
    ),
    "statusstatus": ("# T\n\n## Status\n\nStatus: Status: Draft\n", "draft", {}),
    "audit": (
        "# T\n\n## Status\n\nProposed\n\n## Audit\n\n**Status:** Compliant\n\n**Status:** Accepted\n",
        "proposed",
        {},
    ),
    "glossary": (
        "# T\n\n## Decision\n\n| Status | Meaning |\n|---|---|\n| accepted | done |\n\nStatus: 200 OK\n",
        "unknown",
        {},
    ),
    "statemachine": (
        "# T\n\n## Context\n\n### Status machine\n\naccepted -> done\n",
        "unknown",
        {},
    ),
    "semi": (
        '---\nstatus: "accepted; supersedes ADR-0032"\n---\n# T\n',
        "accepted",
        {"ties": [("supersedes", "0032-c.md")]},
    ),
    "a comment that looks like a title": (
        "---\n# These are optional elements. Feel free to remove any of them.\nstatus: accepted\n---\n# Real\n",
        "accepted",
        {"title": "Real"},
    ),
    "byte-order mark": ("\ufeff---\nstatus: accepted\n---\n# T\n", "accepted", {"title": "T"}),
    "blank": ("\n\n# T\n\n## Status\n\nAccepted\n", "accepted", {"title": "T"}),
    "#46.": (
        "#46. Title here\n\n## Status\n\nAccepted\n",
        "accepted",
        {"path": "docs/adr/0046-title.md", "title": "Title here"},
    ),
    "no h1": (
        "---\ntitle: In front\nstatus: accepted\n---\n## Context\n",
        "accepted",
        {"title": "In front"},
    ),
    "nowhere": ("## Status\n\nAccepted\n", "accepted", {"title": "This"}),
    "two h1": ("# Doc\n\n# Real title\n\n## Status\n\nAccepted\n", "accepted", {}),
    "repeat": ("# T one\n\n## T one\n\n## Status\n\nAccepted\n", "accepted", {"title": "T one"}),
    "banner": ("> This is archived.\n\n# T\n\n## Status\n\nAccepted\n", "accepted", {"title": "T"}),
    "rules": (
        "# T\n\n---\n\n* Status: accepted\n* Date: 2024-01-02\n\n---\n\n## Context\n",
        "accepted",
        {"date": "2024-01-02"},
    ),
    "rst": (
        ".. _ADR-9:\n\nT one\n#####\n\nStatus\n******\n\n**Accepted** *2023-06-09*\n",
        "accepted",
        {"path": "docs/adr/0009-this.rst", "title": "T one", "date": "2023-06-09"},
    ),
    "adoc": (
        "== ADR 9: T\n\n:jbake-status: published\n\n=== Status\n\nProposed\n",
        "proposed",
        {"path": "docs/adr/ADR-9-this.adoc", "title": "T"},
    ),
    "0009-a (1).md": (
        "# 9. T\n\n## Status\n\nAccepted\n\n## Context\n\nx\n",
        "accepted",
        {"path": "docs/adr/0009-a (1).md"},
    ),
    "0009-a.b.c.md": (
        "# 9. T\n\n## Status\n\nAccepted\n\n## Context\n\nx\n",
        "accepted",
        {"path": "docs/adr/0009-a.b.c.md"},
    ),
    "0009 a b copy.md": (
        "# 9. T\n\n## Status\n\nAccepted\n\n## Context\n\nx\n",
        "accepted",
        {"path": "docs/adr/0009 a b copy.md"},
    ),
    "0009-a.html.md": (
        "# 9. T\n\n## Status\n\nAccepted\n\n## Context\n\nx\n",
        "accepted",
        {"path": "docs/adr/0009-a.html.md"},
    ),
    "nocolon": ("# T\n\nDate 09/04/2018\n\n## Status\n\nAccepted\n", "accepted", {}),
    "nocolon2": (
        "# T\n\nDate 29/04/2018\n\n## Status\n\nAccepted\n",
        "accepted",
        {"date": "2018-04-29"},
    ),
    "gap": (
        "# T\n\nDate: 2025-11- 05\n\n## Status\n\nAccepted\n",
        "accepted",
        {"date": "2025-11-05"},
    ),
    "entity": (
        "# T\n\nDate: &#x31;2/16/2024\n\n## Status\n\nAccepted\n",
        "accepted",
        {"date": "2024-12-16"},
    ),
    "quote template": (
        '# T\n\n## Status\n\n> A decision may be "proposed" if it hasn\'t been agreed upon yet\n\nAccepted\n',
        "accepted",
        {},
    ),
    "quote only": (
        '# T\n\n## Status\n\n> A decision may be "proposed" if it hasn\'t been agreed upon yet, or "accepted"\n',
        "unknown",
        {},
    ),
    "celestia": (
        "# ADR 012: T\n\n## Changelog\n\n- 2023/2/14: draft\n\n## Status\n\nACCEPTED Not Implemented\n",
        "accepted",
        {"date": "2023-02-14"},
    ),
    "html": (
        "# T\n\nStatus: superseded by [x](0032-c.html)\n",
        "superseded",
        {"ties": [("supersededBy", "0032-c.md")]},
    ),
    "pep": (
        "PEP: 9\nTitle: A PEP\nStatus: Superseded\nCreated: 19-Dec-2002\nSuperseded-By: 32, 33\n\nAbstract\n========\n\nx\n",  # noqa: E501 # a file on one line
        "superseded",
        {"path": "docs/adr/pep-0009.rst", "title": "A PEP", "date": "2002-12-19"},
    ),
    "a Y-statement": (
        "# T\n\nIn the context of x, facing y, we decided for z and neglected w, to achieve v, accepting that u.\n",
        "unknown",
        {},
    ),
    "bold": (
        "# T\n\n**Status**: Accepted\n\n**Date**: 2024-01-02\n",
        "accepted",
        {"date": "2024-01-02"},
    ),
    "oep": (
        "T\n#\n\n.. list-table::\n\n   * - OEP\n     - 9\n   * - Status\n     - Replaced (by 32)\n   * - Created\n     - 2024-01-02\n",  # noqa: E501 # a file on one line
        "superseded",
        {"path": "docs/adr/oep-0009.rst"},
    ),
    "German": (
        "# T\n\n* Status: Ersetzt durch [ADR-0032](0032-c.md)\n* Datum: 02.01.2024\n",
        "superseded",
        {"ties": [("supersededBy", "0032-c.md")], "date": "2024-01-02"},
    ),
    "German, and not": ("# T\n\n* Status: nicht akzeptiert\n", "unknown", {}),
    "French": ("# T\n\n## Statut\n\nAccepté\n\n## Contexte\n\nx\n", "accepted", {}),
    "Spanish": (
        "# T\n\n- Estado: Propuesto\n- Fecha: 2024-01-02\n",
        "proposed",
        {"date": "2024-01-02"},
    ),
    "Portuguese": (
        "# T\n\n- Estado: Aceito\n- Data: 2024-01-02\n",
        "accepted",
        {"date": "2024-01-02"},
    ),
    "data that is no date": (
        "# T\n\n- Status: Accepted\n- Data: MySQL\n",
        "accepted",
        {"date": ""},
    ),
    "two languages": ("# T\n\n## Status / Statut\n\nAccepted / Accepté\n", "accepted", {}),
    "a request for comments of Rust": (
        "- Start Date: 2014-03-11\n- RFC PR: #2\n\n# Summary\n\nx\n\n# Motivation\n\nx\n",
        "unknown",
        {"path": "text/0002-rfc-process.md", "title": "Rfc process", "date": "2014-03-11"},
    ),
    "a proposal of Swift": (
        "# T\n\n* Proposal: [SE-0001](0001-t.md)\n* Status: **Implemented (Swift 2.2)**\n",
        "accepted",
        {"path": "proposals/0001-t.md", "title": "T"},
    ),
    "a numbered title above a line of signs": (
        "9. T one\n========\n\nStatus\n------\n\nAccepted\n",
        "accepted",
        {"title": "T one"},
    ),
    "signs behind the title": (
        "# 9. T one ##\n\n## Status ##\n\nAccepted\n",
        "accepted",
        {"title": "T one"},
    ),
    "a comment before the title": (
        "<!-- lint-disable\n# none\n-->\n\n# 9. T one\n\n## Status\n\nAccepted\n",
        "accepted",
        {"title": "T one"},
    ),
    "sections on the level of the title": (
        "# T one\n\n# Status\n\nAccepted\n\n# Context\n\nx\n",
        "accepted",
        {"title": "T one"},
    ),
    "a list of definitions": (
        "# T\n\nStatus\n: Accepted\n\nDate\n: 2024-01-02\n",
        "accepted",
        {"date": "2024-01-02"},
    ),
    "italics": (
        "# T\n\n_Status: accepted_\n_Date: 2024-01-02_\n",
        "accepted",
        {"date": "2024-01-02"},
    ),
    "an admonition": ('# T\n\n!!! success "Status: Accepted"\n    Since May.\n', "accepted", {}),
    "a quote": (
        "# T\n\n> Status: Accepted\n> Date: 2024-01-02\n",
        "accepted",
        {"date": "2024-01-02"},
    ),
    "an alert": ("# T\n\n> [!NOTE]\n> Status: Rejected\n", "rejected", {}),
    "the successor's name begins with a date": (
        "# T\n\n## Status\n\nSuperseded by [B](2026-11-22-b.md)\n",
        "superseded",
        {"path": "docs/adr/2024-01-02-this.md", "date": "2024-01-02"},
    ),
    "a wide gap": ("# T\n\n* Status: accepted" + " " * 300_000 + "x\n", "accepted", {}),
    "choices name no successor": (
        "# T\n\nStatus: proposed | accepted | superseded by [32](0032-c.md)\n",
        "unknown",
        {"none": True},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_an_oddity_is_read_as_people_mean_it(name: str) -> None:
    text, status, more = CASES[name]
    others = (f"docs/adr/{other}" for other in OTHERS)
    found = one(text, *others, path=more.get("path", "docs/adr/0009-this.md"))
    assert found.status == status
    assert found.title == more.get("title", found.title)
    assert found.date == more.get("date", found.date)
    ties = {(tie.type, tie.target.rpartition("/")[2]) for tie in found.links}
    assert set(more.get("ties", ())) <= ties
    assert not (more.get("none") and ties)


def test_an_enhancement_of_kubernetes_keeps_its_metadata_beside_it() -> None:
    folder = "keps/sig-node/1287-in-place"
    files: dict[str, str | bytes] = {
        f"{folder}/README.md": "# KEP-1287: In-place update\n\n## Summary\n\nIt is.\n",
        f"{folder}/kep.yaml": "title: In-place update\nstatus: implementable\ncreation-date: 2018-11-06\n"
        "approvers:\n  - '@ana'\nsuperseded-by:\n  - /keps/sig-arch/99-other\nsee-also:\n  - keps/sig-node/7-gone\n",
        "keps/sig-arch/99-other/README.md": "# KEP-99: Other\n",
    }
    records = read(files, f"{folder}/README.md")
    found = decision(records)
    assert (found.title, found.number, found.format) == ("In-place update", "1287", "kep")
    assert (found.status, found.certainty, found.date) == ("accepted", "likely", "2018-11-06")
    assert found.status_place == Place(f"{folder}/kep.yaml", 2)
    assert found.deciders == ("@ana",)
    ties = {(tie.type, tie.target) for tie in found.links}
    assert ("supersededBy", "keps/sig-arch/99-other/README.md") in ties
    assert {fault.place for fault in records if isinstance(fault, Fault)} == {
        Place(f"{folder}/kep.yaml", 8)
    }


@pytest.mark.parametrize(
    "path",
    [
        "docs/adr/README.md",
        "docs/adr/index.md",
        "docs/adr/template.md",
        "docs/adr/0000-template.md",
        "docs/adr/templates/0001-x.md",
        "keps/NNNN-kep-template/README.md",
    ],
)
def test_pages_about_records_are_none(path: str) -> None:
    found = read({path: "# 1. T\n\n## Status\n\nAccepted\n"}, path)
    assert not any(isinstance(r, Fact) and isinstance(r.value, Decision) for r in found)
