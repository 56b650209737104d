"""The freshness banner says what is known, and no more."""

from datetime import date

import pytest

from gazetteer.evidence.standing import Standing
from gazetteer.evidence.verdicts import Changed, Difference, Verdict
from gazetteer.model.document import Document
from gazetteer.pages._banner import banner
from gazetteer.pages.freshness import SCRIPT, with_banner

DUE = date(2027, 1, 1)


def told(**given: object) -> str:
    verdict = given.pop("verdict", Verdict(state="fresh", reason="r", covered=("a.py", "b.py")))
    values = {"path": "a.md", "document": Document(title="A"), "verdict": verdict} | given
    return str(banner(Standing(**values)))  # type: ignore[arg-type] # a table of cases


def test_a_review_against_parts_and_by_a_date_alone() -> None:
    locked = Verdict(
        state="fresh", reason="r", locked=True, by="Ann", batch=3, covered=("a.py",), reviewed="x"
    )
    assert "Reviewed on 2026-01-01 by Ann against 1 covered part, together with 2 others." in told(
        verdict=locked, reviewed="2026-01-01"
    )
    assert "by its date alone" in told(reviewed="2026-01-01")
    assert "since its last edit" in told()


def test_due_dates_are_left_to_the_readers_clock() -> None:
    html = told(reviewed="2026-01-01", due=DUE)
    assert 'data-gz-due="2027-01-01"' in html
    assert 'data-gz-state="fresh"' in html
    assert "To be reviewed again by 2027-01-01" in html
    late = told(reviewed="2026-01-01", due=DUE, overdue=True)
    assert 'data-gz-state="due"' in late
    assert "Due for review since 2027-01-01" in late


def test_stale_says_since_when_and_why() -> None:
    changed = Changed(part="a.py", kind="python", pieces=Difference(removed=("add",)))
    verdict = Verdict(state="stale", reason="r", since="2026-04-01", changed=(changed,))
    html = told(verdict=verdict, reviewed="2026-01-01")
    assert "Stale</strong> Since 2026-04-01: a.py changed its public signatures" in html
    assert "<code>add</code> removed" in html


def test_unknown_is_never_fresh() -> None:
    html = told(verdict=Verdict(state="unknown", reason="this is a shallow clone", covered=("a",)))
    assert "gz-fresh--unknown" in html
    assert "cannot be told: this is a shallow clone." in html


def test_what_people_wrote_is_inert() -> None:
    changed = Changed(part="<script>x</script>")
    html = told(
        verdict=Verdict(state="stale", reason="r", changed=(changed,)), reviewed="2026-01-01"
    )
    assert "<script>" not in html


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h1>T</h1><p>x</p>", "<h1>T</h1>\n<div"),
        ("<p>x</p>", '<div class="gz"><p class="gz-fresh'),
    ],
)
def test_on_pages_that_people_wrote_it_stands_below_the_title(html: str, expected: str) -> None:
    standing = Standing(
        path="a",
        document=Document(title="A"),
        verdict=Verdict(state="fresh", reason="r"),
        reviewed="2026-01-01",
    )  # a case
    assert with_banner(html, standing).startswith(expected)
    nothing = Standing(
        path="a", document=Document(title="A"), verdict=Verdict(state="fresh", reason="r")
    )  # a case
    assert with_banner(html, nothing) == html
    assert with_banner(html, None) == html
    assert SCRIPT.endswith(".js")
