"""Lists below paragraphs are lists, as on the platforms that people write for."""

import pytest

from gazetteer.pages._lists import spaced
from gazetteer.pages._prose import prose


@pytest.mark.parametrize("first", ["* a", "- a", "+ a", "1. a", "1) a"])
def test_a_list_may_follow_on_a_paragraph(first: str) -> None:
    assert spaced(f"This covers:\n{first}\n") == f"This covers:\n\n{first}\n"
    assert spaced(f"Two\nlines:\n{first}\n") == f"Two\nlines:\n\n{first}\n"


@pytest.mark.parametrize(
    "text",
    [
        "In the year\n1986. It was late.\n",
        "* a\nlazy\n* b\n",
        "```text\nwords\n* a\n```\n",
        "~~~\nwords\n```\n* a\n~~~\n",
        "    code\n    * a\n",
        "> words\n* a\n",
        "Title\n-----\n\nWords.\n",
        "Words\n-not a list\n",
    ],
)
def test_nothing_else_is_changed(text: str) -> None:
    assert spaced(text) == text


def test_it_is_shown_as_a_list() -> None:
    html = prose("This covers:\n* one\n* two\n\nMore.", lambda target, _: target).html
    assert html.count("<li>") == 2
    assert "<p>This covers:</p>" in html
