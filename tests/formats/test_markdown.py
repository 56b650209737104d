"""Markdown is read with the ids that the site will give and with places that an editor can jump to."""

import time
from pathlib import Path

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.formats.frontmatter import as_text, as_texts, split
from gazetteer.formats.inline import spans
from gazetteer.formats.markdown import plain, read_markdown, shorten
from gazetteer.formats.text import decode

MARKUP = st.lists(
    st.sampled_from(
        [
            "[",
            "]",
            "[[",
            "]]",
            "(",
            ")",
            "![",
            "`",
            "``",
            "<",
            ">",
            "<!--",
            "-->",
            "{#a}",
            "\\",
            "\n",
            "\n\n",
            "# ",
            "> ",
            "- ",
            "    ",
            "```\n",
            "|",
            "\n|-|-|\n",
            "[a]: b\n",
            "a",
            " ",
            "*",
            "_",
            "!!! note\n",
            "é",
            "\t",
            "&amp;",
            '<a id="x">',
            "cart",
            ":",
            "---\n",
            "key: v\n",
        ]
    ),
    max_size=60,
).map("".join)


def links(text: str) -> list[tuple[str, str, int, int]]:
    return [
        (k.kind, k.target, k.place.line, k.place.column) for k in read_markdown(text, "a.md").links
    ]


def ids(text: str) -> list[str]:
    return [heading.id for heading in read_markdown(text, "a.md").headings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Häuser & Co.\n", ["hauser-co"]),
        ("# a\n# a\n# a\n", ["a", "a_1", "a_2"]),
        ("# a_1\n# a\n# a\n# a_1\n", ["a_1", "a", "a_2", "a_3"]),
        ("# `load()` and *more*\n", ["load-and-more"]),
        ("# Title {#own}\n\nSet\n===\n\nSub {: #sub .x }\n---\n", ["own", "set", "sub"]),
        ("```\n# no\n```\n<!-- \n# no\n-->\n# yes\n", ["yes"]),
        ("# [text](a.md) ![pic](b.png)\n", ["text"]),
        ("# 日本\n# 日本\n", ["_1", "_2"]),
        ('<a id="x"></a>\n\n# x\n', ["x_1"]),
    ],
)
def test_ids_are_those_of_the_site(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See [a](b.md).", [("link", "b.md", 1, 5)]),
        ('> - x\n>   [a](<b c.md> "t")', [("link", "b c.md", 2, 5)]),
        (
            "![i](i.png) and [![j](j.png)](j.md)",
            [("image", "i.png", 1, 1), ("image", "j.png", 1, 18), ("link", "j.md", 1, 17)],
        ),
        (
            "[a][L] [l][] [l] [nope][x]\n\n[l]: c.md 't'\n",
            [("link", "c.md", 1, 1), ("link", "c.md", 1, 8), ("link", "c.md", 1, 14)],
        ),
        ("`[a](b)` ``[a` [b](c)`` \\[a](b)", []),
        ("```\n[a](b)\n```\n\n    [a](b)\n", []),
        (
            "!!! note\n\n    [a](b)\n\n    !!! tip\n\n        [c](d)\n",
            [("link", "b", 3, 5), ("link", "d", 7, 9)],
        ),
        ("x <!-- [a](b) --> [c](d)", [("link", "d", 1, 19)]),
        (
            "[[component:cart]] and [[cart|the cart]]",
            [("ref", "component:cart", 1, 1), ("ref", "cart", 1, 24)],
        ),
        ("[[ -f x ]] [[0]] [[a]](b.md) `[[cart]]`", [("link", "b.md", 1, 18)]),
        (
            "| a | b |\n|---|---|\n| [x](1) | [x](2) |\n",
            [("link", "1", 3, 3), ("link", "2", 3, 12)],
        ),
        (
            "<https://x.example/> <div><a href='c.md'>c</a></div>",
            [("link", "https://x.example/", 1, 1), ("link", "c.md", 1, 27)],
        ),
        ("[a](b_(c).md) [d](e\\)f)", [("link", "b_(c).md", 1, 1), ("link", "e)f", 1, 15)]),
    ],
)
def test_links_have_places(text: str, expected: list[tuple[str, str, int, int]]) -> None:
    assert sorted(links(text)) == sorted(expected)


def test_anchors_beside_headings() -> None:
    page = read_markdown(
        '<div id="raw"></div>\n\nText <a name="old"></a>. {: #par }\n\n# H {#h}\n', "a.md"
    )
    assert page.anchors == ("raw", "old", "par")


def test_lines_count_from_where_the_body_starts() -> None:
    front = split("---\ntitle: x\n---\n\n# H\n[a](b)\n")
    page = read_markdown(front.body, "a.md", line=front.body_line)
    assert (page.headings[0].line, page.links[0].place.line) == (5, 6)


def test_summary_is_the_first_real_paragraph() -> None:
    text = "# T\n\n[![badge](a.svg)](b)\n\n!!! note\n    no\n\n"
    text += "The *cart* [service](x), see [[component:web|the shop]].\n"
    assert read_markdown(text, "a.md").summary == "The cart service, see the shop."
    assert len(shorten("word " * 100)) <= 300


def test_ids_agree_with_the_renderer_on_real_pages(corpora: Path) -> None:
    """Three pages of 488 differ: two have raw HTML or lists that Python-Markdown reads otherwise, one `#46.`."""

    def flat(tokens: list[dict[str, object]]) -> list[str]:
        return [id_ for t in tokens for id_ in (str(t["id"]), *flat(t["children"]))]  # type: ignore[arg-type]

    different, pages = 0, 0
    for path in sorted(corpora.rglob("*.md"))[::3]:
        text = decode(path.read_bytes())
        if not isinstance(text, str):
            continue
        body = split(text).body
        renderer = markdown.Markdown(
            extensions=["toc", "attr_list", "tables", "fenced_code", "admonition"]
        )
        renderer.convert(body)
        pages += 1
        different += flat(renderer.toc_tokens) != ids(body)  # type: ignore[attr-defined]
    assert pages > 100
    assert different <= 3


HOSTILE = {
    "brackets": "[" * 10_000 + "]" * 10_000,
    "images": "![" * 10_000 + "](a)" * 10_000,
    "quotes": ">" * 10_000,
    "long line": "word [a](b) " * 50_000,
    "comments": "<!-- " * 50_000,
    "tags": '<a href="' * 20_000,
    "titles": '[a](b "' * 20_000,
    "backticks": "".join("`" * (n % 300) + " " for n in range(3_000)),
    "headings": "# a\n" * 10_000,
    "lists": "\n".join(" " * (2 * n) + "- a" for n in range(1_000)),
    "heading": "# " + "![" * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_in_linear_time(name: str) -> None:
    started = time.process_time()
    read_markdown(HOSTILE[name], "a.md")
    assert time.process_time() - started < 3


@settings(max_examples=150, deadline=None)
@given(MARKUP)
def test_any_text_is_read_and_places_lie_in_it(text: str) -> None:
    front = split(text)
    page = read_markdown(front.body, "a.md", line=front.body_line)
    lines = text.split("\n")
    for link in page.links:
        assert 1 <= link.place.line <= len(lines)
        assert link.place.column <= len(lines[link.place.line - 1]) + 1
        if link.place.column:
            assert lines[link.place.line - 1][link.place.column - 1] in "[!<"
    assert (
        len({h.id for h in page.headings if h.id})
        >= len({h.title for h in page.headings if h.title}) - text.count("{#a}") * 2 - 1
    )


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_characters_are_read(text: str) -> None:
    read_markdown(split(text).body, "a.md")
    plain(text)
    tuple(spans(text))


def test_front_matter_with_places() -> None:
    front = split("---\ntitle: A\nlist: [a, {b: c}]\nstatus: {accepted}\n---\nbody\n")
    assert front.values["title"] == "A"
    assert front.at("status") == (4, 1)
    assert (front.body, front.body_line) == ("body\n", 6)
    assert as_text(front.values["status"]) == "accepted"
    assert as_texts(front.values["list"]) == ("a", "b: c")
    assert as_texts("a, b,") == ("a", "b")


@pytest.mark.parametrize(
    "text", ["no\n---\n", "---\n\nprose\n", "---\n* a: b\n---\nx\n", "", "----\na: b\n----\n"]
)
def test_what_is_no_front_matter_stays_text(text: str) -> None:
    front = split(text)
    assert (front.values, front.body, front.problems) == ({}, text, ())


def test_unreadable_front_matter_is_told_with_its_line_and_plain_pairs_are_kept() -> None:
    front = split("---\nowner: pay\ntitle: a: b\n---\nbody")
    assert [(p.line, p.code) for p in front.problems] == [(3, "yaml")]
    assert front.values == {"owner": "pay", "title": "a: b"}
    assert front.at("title") == (3, 1)
    assert front.body == "body"
    unfinished = split("---\ntitle: a\n\nbody\n")
    assert [(p.line, p.code) for p in unfinished.problems] == [(1, "front-matter")]


def test_deep_front_matter_is_refused_not_followed() -> None:
    assert split("---\na: " + "[" * 10_000 + "\n---\n").problems
