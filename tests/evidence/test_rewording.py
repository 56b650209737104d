"""What counts as rewriting a decision, and what only corrects, dresses or connects it."""

import pytest

from gazetteer.evidence.reasoning import reasoning
from gazetteer.evidence.rewording import rewordings

RECORD = """\
# 1. Use PostgreSQL

Date: 2026-01-31

## Status

Accepted

## Context

We recieve ten orders a second, and each must not be lost.
One machine is enough.

## Decision

We use PostgreSQL, because:

* it is known to all of us
* it keeps what it promises

## Consequences

Backups are needed. See the wiki.
"""

FINE = {
    "status": ("Accepted", "Superseded by [2. Use MySQL](0002-use-mysql.md)"),
    "date": ("Date: 2026-01-31", "Date: 2026-02-28"),
    "people": ("Date: 2026-01-31", "Date: 2026-01-31\n\nDeciders: Ann, Tom"),
    "spelling": ("recieve", "receive"),
    "an article": ("One machine is", "The one machine is"),
    "case and punctuation": ("because:", "because --"),
    "wrapping": ("be lost.\nOne machine", "be\nlost. One machine"),
    "a link": ("PostgreSQL, because", "[PostgreSQL](https://example.org/pg), because"),
    "a link with text": ("See the wiki", "See the [wiki][w]"),
    "a reference": ("See the wiki.", "See the wiki.\n\n[w]: https://example.org"),
    "a line of links": ("See the wiki.", "See the wiki.\n\nSee also [ADR 7](0007-seven.md)."),
    "emphasis": ("is known to all", "is **known** to `all`"),
    "another bullet": ("* it", "- it"),
    "another heading": ("## Decision", "## Decision Outcome"),
    "order of entries": (
        "* it is known to all of us\n* it keeps what it promises",
        "* it keeps what it promises\n* it is known to all of us",
    ),
    "number in the title": ("# 1. Use", "# ADR-0001: Use"),
    "state in the title": ("# 1. Use PostgreSQL", "# 1. ~~Use PostgreSQL~~ (superseded)"),
    "a comment": ("## Decision", "<!-- checked -->\n## Decision"),
    "a section that may grow": ("See the wiki.\n", "See the wiki.\n\n## Links\n\n* Amended by 7\n"),
    "an amendment": (
        "wiki.\n",
        "wiki.\n\n## Amendments\n\n### 2026\n\nThe wiki has gone, and all of it with it.\n",
    ),
    "a note": ("## Context", "> Superseded by ADR 7 since we grew.\n\n## Context"),
    "a note below": ("## Context\n", "## Context\n\n**Note:** this decision was amended by 7.\n"),
    "front matter": ("# 1. Use", "---\ntags: [data]\n---\n# 1. Use"),
    "words joined": ("ten orders a second", "ten orders asecond"),
}
REWRITTEN = {
    "the choice": ("We use PostgreSQL", "We use MySQL"),
    "a negation taken away": ("must not be lost", "must be lost"),
    "a negation added": ("is enough", "is not enough"),
    "a number": ("ten orders", "10 orders"),
    "another entry": ("* it keeps", "* it is what the new architect likes\n* it keeps"),
    "an entry less": ("* it is known to all of us\n", ""),
    "a new section": (
        "## Consequences",
        "## Security\n\nEverything is encrypted.\n\n## Consequences",
    ),
    "the title": ("# 1. Use PostgreSQL", "# 1. Use MySQL for orders"),
    "code": ("See the wiki.", "See the wiki.\n\n```sql\ndrop table orders;\n```\n"),
}


@pytest.mark.parametrize(("old", "new"), FINE.values(), ids=FINE)
def test_what_does_not_count(old: str, new: str):
    assert old in RECORD
    changed = RECORD.replace(old, new, 1)
    assert rewordings(RECORD, changed) == ()
    assert rewordings(changed, RECORD) == ()


@pytest.mark.parametrize(("old", "new"), REWRITTEN.values(), ids=REWRITTEN)
def test_what_counts(old: str, new: str):
    assert old in RECORD
    changed = RECORD.replace(old, new, 1)
    assert rewordings(RECORD, changed)
    assert rewordings(changed, RECORD)


def test_it_is_told_what_was_put_for_what_and_where():
    (found,) = rewordings(RECORD, RECORD.replace("We use PostgreSQL", "We use MySQL"))
    assert (found.removed, found.added, found.section) == ("PostgreSQL", "MySQL", "Decision")


def test_very_many_corrections_are_a_rewriting():
    words = [f"w{chr(97 + n)}rdingly" for n in range(20)]
    text = "# T\n\n## Context\n\n" + " and ".join(words)
    assert rewordings(text, text.replace("rdingly", "rdingli"))


@pytest.mark.parametrize(
    "text",
    [
        "= Use PostgreSQL\n\n== Status\n\nAccepted\n\n== Context\n\nIt is link:x.adoc[so].\n",
        "1. Use PostgreSQL\n#################\n\nStatus\n======\n\nAccepted\n\nWhy\n===\n\nIt is :ref:`so <x>`.\n",
        "Use PostgreSQL\n==============\n\nStatus\n------\n\nAccepted\n\nContext\n-------\n\nIt is so.\n",
        "---\nstatus: accepted\n---\n\n# Use PostgreSQL\n\n## Context\n\n[It is][1] so.\n\n[1]: http://x\n",
    ],
)
def test_every_syntax_argues_alike(text: str):
    words = [word for passage in reasoning(text) for word in passage.words]
    assert words == ["Use", "PostgreSQL", "It", "is", "so"]


@pytest.mark.parametrize(
    "text", ["", "\n" * 50_000, "[" * 50_000, "* " * 50_000, "<!--" * 20_000, "`<" * 50_000]
)
def test_hostile_text_costs_no_more_than_its_length(text: str):
    assert rewordings(text, f"a b c\n{text}")
    assert not rewordings(text, text)
