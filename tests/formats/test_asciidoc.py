"""AsciiDoc becomes Markdown line by line, and whatever is found in it has the line of the file."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.formats.asciidoc import read_asciidoc, translate


@pytest.mark.parametrize(
    ("asciidoc", "markdown"),
    [
        ("= Title\n\n== Part\n\n=== Deeper", "# Title\n\n## Part\n\n### Deeper"),
        ("== Title\n\n=== Part", "# Title\n\n## Part"),
        ("Title\n=====\n\nPart\n----", "# Title\n\n\n## Part\n"),
        ("= T\nAnn Lee <a@b.example>\nv1.2, 2024-01-31: first\n:x: y\n\ntext", "# T\n\n\n\n\ntext"),
        ("*bold* `*code*` _it_ 2 * 3 * 4", "**bold** `*code*` _it_ 2 * 3 * 4"),
        (
            "link:a.adoc[A, window=_blank] xref:b.adoc#c[B] <<d,D>>",
            "[A](<a.adoc>) [B](<b.adoc#c>) [D](<#d>)",
        ),
        (
            "see https://x.example/a. https://x.example[X]",
            "see <https://x.example/a>. [X](<https://x.example>)",
        ),
        (":u: https://x.example\n\n{u}[X] {gone}", "\n\n[X](<https://x.example>) {gone}"),
        ("* a\n** b\n. c", "- a\n   - b\n1. c"),
        (
            "Status:: proposed\nDate::\n  2024-01-31",
            "- **Status:** proposed\n- **Date:** 2024-01-31",
        ),
        ("NOTE: mind <b>", "**Note:** mind &lt;b>"),
        ("// hidden\n////\n== hidden\n////\nshown", "\n\n\n\nshown"),
        ("include::/etc/passwd[]", "[/etc/passwd](</etc/passwd>)"),
        ("[[anchor]]\n[.role]#text# +\nmore", "\ntext  \nmore"),
        ("= T\n:slip x\n\ntext", "# T\n:slip x\n\ntext"),
    ],
)
def test_translation(asciidoc: str, markdown: str) -> None:
    assert translate(asciidoc).text == markdown


def test_listings_stay_as_they_are() -> None:
    made = translate(
        "[source,java]\n----\n== not a title\n*x*\n----\n\n++++\n<script>x</script>\n++++"
    ).text
    assert made.count("~~~~~~~~~~~~") == 4
    assert "java\n== not a title\n*x*\n" in made
    page, _ = read_asciidoc("----\n== x\n----\n", "a.adoc")
    assert page.headings == ()


@pytest.mark.parametrize(
    "table",
    [
        "|===\n| Status | Draft\n| Date\n| 2024\n|===",
        '[cols="1,1"]\n|===\n|Status\n|Draft\n\n|Date\n|2024\n|===',
        ",===\nStatus,Draft\nDate,2024\n,===",
    ],
)
def test_tables(table: str) -> None:
    page, _ = read_asciidoc(f"= T\n\n{table}\n", "a.adoc")
    cells = [block.text for block in page.blocks if block.kind == "cell" and block.text]
    assert cells == ["Status", "Draft", "Date", "2024"]


def test_places_are_those_of_the_file() -> None:
    text = "= T\n:state: accepted\n\n|===\n|a |b\n\n|c\n|link:x.adoc[X]\n|===\n\n== Part\n\nlink:y.adoc[Y]\n"
    page, attributes = read_asciidoc(text, "a.adoc")
    assert attributes == {"state": ("accepted", 2)}
    assert [(heading.title, heading.line) for heading in page.headings] == [("T", 1), ("Part", 11)]
    assert [(link.target, link.place.line) for link in page.links] == [
        ("x.adoc", 7),
        ("y.adoc", 13),
    ]


LINES = st.sampled_from(
    [
        "= T",
        "== A",
        "A",
        "---",
        "----",
        "====",
        "|===",
        "| a | b",
        "|",
        "* x",
        "a::",
        "a:: b",
        "::",
        ":a: {a}{a}",
        "{a}",
        "////",
        "```",
        "++++",
        "<<a,b>>",
        "link:x[y]",
        "https://x[",
        '[cols="99*"]',
        "[[x]]",
        "+",
        "",
        "\t",
        "`+x+`",
        "\0",
        "<script>",
        "image::x[]",
        "....",
        "____",
        "a +",
        ",===",
        "a,b",
        "!===",
        "2+|x",
        "=" * 9,
        "v1, 2020",
        "\u2028",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=30).map("\n".join))
def test_any_text_is_read_and_keeps_its_lines(text: str) -> None:
    made = translate(text)
    assert len(made.lines) == len(made.origins)
    assert list(made.origins) == sorted(made.origins)
    last = text.count("\n") + 1
    assert all(1 <= origin <= last for origin in made.origins)
    page, _ = read_asciidoc(text, "a.adoc")
    assert all(1 <= block.line <= last for block in page.blocks)
    assert "<script>" not in "".join(b.text for b in page.blocks if b.kind == "html")
