"""The glossary and the meanings that stand behind words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.pages.test_pages import TEAM, made, service

from gazetteer.model.place import Place
from gazetteer.model.term import Term
from gazetteer.pages._hover import Hover

HUB = Term("Hub", 'A "place"', Place("g.md"))
SLO = Term("SLO", "promise", Place("g.md"))
HOVER = Hover({"hub": HUB, "slo": SLO, "sort code": Term("Sort code", "five signs", Place("g.md"))})


def test_the_first_use_is_explained_and_no_other() -> None:
    assert HOVER.over("<p>The hub. A hub.</p>") == (
        '<p>The <abbr title="A &quot;place&quot;">hub</abbr>. A hub.</p>'
    )


def test_nothing_is_explained_in_links_code_and_headings() -> None:
    html = (
        '<h2>Hub</h2><a href="#">hub</a><pre><code>hub <b>hub</b></code></pre><p title="hub">x</p>'
    )
    assert HOVER.over(html) == html


def test_acronyms_are_told_by_their_capitals() -> None:
    assert HOVER.over("slo-mo SLOS slo slos") == "slo-mo SLOS slo slos"
    assert "abbr" in HOVER.over("the SLO.")


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("SLO", "SLOs"),
        ("SLOs", "SLO"),
        ("waybill", "Waybills"),
        ("Waybills", "waybill"),
        ("sort key", "sort keys"),
        ("duty", "duties"),
        ("duties", "duty"),
        ("batch", "batches"),
        ("boxes", "box"),
        ("cases", "case"),
    ],
)
def test_a_term_is_explained_in_either_number(term: str, text: str) -> None:
    hover = Hover({term.lower(): Term(term, "meaning", Place("g.md"))})
    assert hover.over(f"the {text}, {term}") == f'the <abbr title="meaning">{text}</abbr>, {term}'


@pytest.mark.parametrize(
    ("term", "text"), [("status", "statu"), ("DNS", "DN"), ("address", "addres"), ("hub", "hubris")]
)
def test_what_only_looks_like_a_plural_is_none(term: str, text: str) -> None:
    assert Hover({term.lower(): Term(term, "meaning", Place("g.md"))}).over(text) == text


def test_terms_of_several_words() -> None:
    assert HOVER.over("a sort code here") == 'a <abbr title="five signs">sort code</abbr> here'


@given(st.text(alphabet="hubHUB <>/apr\"'&-", max_size=60))
def test_only_markup_of_ours_is_added(html: str) -> None:
    assert re.sub(r"</?abbr[^>]*>", "", HOVER.over(html)) == re.sub(r"</?abbr[^>]*>", "", html)


def test_the_page_lists_what_documents_explain() -> None:
    files = {
        "catalog-info.yaml": TEAM + service("cart"),
        "docs/glossary.md": "# Glossary\n\n**Hub** (a place): where parcels meet.\n\n**Evil**: <script>alert(1)</script>x\n",  # noqa: E501 # a file on one line
        "cart/docs/x.md": "# X\n\nThe Hub.\n",
    }
    page = made(files)["catalog/glossary/"]
    assert "where parcels meet" in page.html
    assert "<script>" not in page.html


def test_without_terms_there_is_no_page() -> None:
    assert "catalog/glossary/" not in made({"catalog-info.yaml": TEAM + service("cart")})
