"""The quick block parser gives what markdown-it gives, token for token."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from gazetteer.formats._markdown_blocks import block_parser

_PLAIN = MarkdownIt("commonmark").enable("table").disable(["inline"])
_QUICK = block_parser()
_BEGINNINGS = ("", "  ", "   ", "    ", "\t", "> ", "- ", ">   ", "1. ")
_LINES = (
    *(
        "",
        " ",
        "word",
        "Two words",
        "é",
        "٣. x",
        "===",
        "---",
        "--",
        "=",
        "- x",
        "* y",
        "+ z",
        "_ _ _",
    ),
    *(
        "1. z",
        "10) q",
        "1.",
        "> q",
        ">",
        "```",
        "~~~ py",
        "# h",
        "#h",
        "|a|b|",
        "|-|-|",
        "a | b",
        ":-:",
        ": d",
    ),
    *(
        "[l]: /u",
        "[l]: <u> 't",
        "  'title'",
        "<div>",
        "<!-- c",
        "-->",
        "<span>",
        "\\",
        "\x0bx",
        "!!! note",
    ),
)


def _tokens(parser: MarkdownIt, text: str) -> tuple[list[Any], dict[str, Any]]:
    environment: dict[str, Any] = {}
    return [token.as_dict() for token in parser.parse(text, environment)], environment


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(_BEGINNINGS), st.sampled_from(_LINES)), max_size=12))
def test_it_answers_as_markdown_it_does(lines: list[tuple[str, str]]) -> None:
    text = "\n".join(map("".join, lines))
    assert _tokens(_QUICK, text) == _tokens(_PLAIN, text)
