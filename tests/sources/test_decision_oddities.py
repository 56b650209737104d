"""Oddities of real decision records, one case each."""

from typing import Any

import pytest
from _records import one

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
