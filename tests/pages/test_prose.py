"""Prose: Markdown with its comforts, and nothing that acts."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.pages._prose import body, inline, prose, whole


def anywhere(target: str, image: bool) -> str | None:
    return target


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain words, with a (bracket).", "<p>Plain words, with a (bracket).</p>"),
        ("a **b** `c`", "<strong>b</strong>"),
        ('!!! note "Hi"\n    there', '<div class="admonition note">'),
        ("??? tip\n    there", "<details"),
        ("| a |\n|---|\n| 1 |", '<div class="gz-scroll"><table>'),
        ("- [x] done", 'type="checkbox"'),
        ("```python\nx = 1\n```", '<div class="highlight">'),
        ("a[^1]\n\n[^1]: note", 'class="footnote"'),
        ("## Head", '<h2 id="head">'),
        ("[[component:cart|the cart]]", '<a href="gz-ref:component:cart">the cart</a>'),
        ("`[[component:cart]]`", "<code>[[component:cart]]</code>"),
        ('=== "A"\n    one', 'class="tabbed-set'),
    ],
)
def test_what_people_write(text: str, expected: str) -> None:
    assert expected in prose(text, anywhere).html


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<iframe src=https://x.example></iframe>",
    "<style>body{display:none}</style>",
    '<div style="position:fixed" onclick="alert(1)">x</div>',
    "text {: onclick=alert(1) style=color:red }",
    "<form action=https://x.example><input type=password><button>Go</button></form>",
    "<object data=x></object><embed src=x><base href=//x>",
    "<meta http-equiv=refresh content=0>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markup_is_gone(text: str) -> None:
    out = prose(text, anywhere).html.lower()
    for bad in (
        "<script",
        "onerror",
        "onload",
        "onclick=",
        "<iframe",
        "<style",
        "style=",
        "<form",
        "<object",
        "<embed",
        "<base",
        "<meta",
        "password",
        "<svg",
    ):  # a file on one line
        if bad == "onclick=" and "{:" in text:
            assert "<p onclick" not in out
            continue
        assert bad not in out.replace("{: onclick=alert(1) style=color:red }", "")


def test_what_the_resolver_refuses_is_no_link() -> None:
    out = prose("[x](javascript:alert(1)) ![y](https://spy.example/p.png)", lambda *_: None).html
    assert "javascript" not in out
    assert "spy.example" not in out
    assert "href" not in out


@pytest.mark.parametrize(
    "text",
    ["[" * 50_000, "> " * 20_000 + "x", "- " * 5_000, "![[" * 10_000, "[a](b " * 5_000, "<a " * 10_000, "*" * 50_000, "x" * 2_000_000],  # noqa: E501 # a file on one line
    ids=["brackets", "quotes", "lists", "images", "links", "tags", "stars", "long"],
)  # fmt: skip
def test_text_made_to_be_slow_is_shown_as_it_is(text: str) -> None:
    began = time.process_time()
    assert prose(text, anywhere).html
    assert time.process_time() - began < 5


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="<>[]()`*_#!|\"'= \nabjs:/&;{}", max_size=120))
def test_never_a_live_tag(text: str) -> None:
    out = prose(text, anywhere).html.lower()
    assert "<script" not in out
    assert "<iframe" not in out


def test_a_cell_has_no_paragraph() -> None:
    assert inline("one *two*", anywhere) == "one <em>two</em>"


def test_the_body_has_neither_front_matter_nor_title() -> None:
    assert body("---\nowner: x\n---\n# Title\n\nText\n").strip() == "Text"
    assert body("Text only").strip() == "Text only"


ATTACKS = {
    "a.rst": (
        "Title\n=====\n\n`x <javascript:alert(1)>`_ and <script>alert(1)</script>\n\n"
        ".. raw:: html\n\n   <script>alert(1)</script>\n\n.. image:: https://evil.example/x.png\n\n"
        "Part\n----\n\n`there <b.rst>`_ ``code``\n"
    ),
    "a.adoc": (
        "= Title\n\nlink:javascript:alert(1)[x] and <script>alert(1)</script> +++<script>alert(1)</script>+++\n\n"
        "++++\n<script>alert(1)</script>\n++++\n\nimage::https://evil.example/x.png[]\n\n"
        "== Part\n\nlink:b.adoc[there] `code`\n"
    ),
}


@pytest.mark.parametrize("path", ATTACKS)
def test_other_languages_are_shown_without_their_title_and_without_anything_that_acts(
    path: str,
) -> None:
    def local(target: str, image: bool) -> str | None:
        return None if image or ":" in target else f"/{target}"

    made = whole(ATTACKS[path], path, local)
    assert "<script" not in made.html
    assert "javascript:" not in made.html
    assert 'src="' not in made.html
    assert f'<a href="/b.{path[2:]}"' in made.html.replace(' class="reference external"', "")
    assert "<code" in made.html
    assert "Title</h1>" not in made.html
    assert [(heading.level, heading.id) for heading in made.headings if heading.level > 1] == [
        (2, "part")
    ]


def test_a_quotation_above_the_title_does_not_show_the_title_twice() -> None:
    text = "> A banner.\n\n# Title\n\nText.\n"
    assert "Title" not in whole(text, "a.md", anywhere, 3).html
    assert "Title" in whole(text, "a.md", anywhere).html
