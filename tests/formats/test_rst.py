"""reStructuredText in the shape of Markdown, with lines of the file, and nothing in it that acts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.formats.rst import read_rst, rst_html


def cells(text: str) -> list[tuple[str, int]]:
    return [(b.text, b.line) for b in read_rst(text, "a.rst").blocks if b.kind == "cell"]


def test_titles_of_any_underline_with_lines() -> None:
    text = ".. _ADR-3:\n\n3. Title\n########\n\nStatus\n~~~~~~\n\n**Accepted**\n\nDeeper\n^^^^^^\n"
    page = read_rst(text, "a.rst")
    assert [(h.level, h.id, h.title, h.line) for h in page.headings] == [
        (1, "title", "3. Title", 3),
        (2, "status", "Status", 6),
        (3, "deeper", "Deeper", 11),
    ]
    assert "adr-3" in page.anchors
    assert [(b.kind, b.text, b.line) for b in page.blocks if b.kind != "heading"] == [
        ("paragraph", "**Accepted**", 9)
    ]


@pytest.mark.parametrize(
    "text",
    [
        ":Status: Draft\n:Date: 2024\n",
        "Status\n  Draft\nDate\n  2024\n",
        "+--------+-------+\n| Status | Draft |\n+--------+-------+\n| Date   | 2024  |\n+--------+-------+\n",
        "====== =====\nStatus Draft\nDate   2024\n====== =====\n",
        ".. list-table::\n\n   * - Status\n     - Draft\n   * - Date\n     - 2024\n",
    ],
)
def test_fields_and_tables_are_rows_of_two(text: str) -> None:
    found = cells(text)
    assert [cell for cell, _ in found] == ["Status", "Draft", "Date", "2024"]
    lines = text.split("\n")
    assert all("Status" in lines[line - 1] for _, line in found[:2])
    assert all("Date" in lines[line - 1] for _, line in found[2:])


def test_links_and_the_roles_of_sphinx() -> None:
    text = (
        "See :ref:`ADR-3`, :ref:`this <b>`, :doc:`0004-x`, `named`_, `there <0005-y.rst>`_ and :func:`f`.\n\n"
        ".. _named: https://x.example/\n"
    )
    page = read_rst(text, "a.rst")
    assert page.blocks[0].text == (
        "See [ADR-3](<ref:ADR-3>), [this](<ref:b>), [0004-x](<0004-x.rst>), [named](<https://x.example/>), "
        "[there](<0005-y.rst>) and `f`."
    )
    assert [link.target for link in page.links] == [
        "0004-x.rst",
        "https://x.example/",
        "0005-y.rst",
    ]


def test_nothing_is_inserted_run_or_kept_for_the_next_text(tmp_path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", "utf-8")
    text = (
        f"T\n=\n\n.. include:: {secret}\n\n.. csv-table::\n   :file: {secret}\n"
        "\n.. raw:: html\n\n   <script>x</script>\n"
        f"\n.. image:: {secret}\n   :loading: embed\n\n.. literalinclude:: {secret}\n"
        "\n.. role:: mine\n\n:mine:`a`\n"
    )
    made = rst_html(text)
    assert made is not None
    assert "SECRET" not in made[0]
    assert "<script>" not in made[0]
    assert "SECRET" not in str(read_rst(text, "a.rst").blocks)
    assert read_rst(":mine:`a`\n", "b.rst").blocks[0].text == "`a`"


def test_what_docutils_refuses_is_shown() -> None:
    made = rst_html(
        "T\n=\n\n.. mermaid::\n\n   a --> b\n\n.. code-block:: python\n   :caption: x\n\n   y = 1\n"
    )
    assert made is not None
    assert "a --&gt; b" in made[0]
    assert "<h1>" not in made[0]
    assert ":caption:" not in made[0]
    assert "y = 1" in made[0]


@pytest.mark.parametrize(
    "text",
    [
        "".join("  " * n + "* a\n\n" for n in range(300)),
        "".join(" " * n + "x\n\n" for n in range(3_000)),
        "".join(f".. |{n}| replace:: |{n + 1}| |{n + 1}|\n" for n in range(40)) + "\n|0|\n",
        "`" * 5_000,
        "*" * 50_000,
        "x" * 300_000,
        "a_ " * 20_000,
        ".. _a: b_\n.. _b: a_\n\na_\n",
    ],
    ids=[
        "bullets",
        "quotes",
        "substitutions",
        "backticks",
        "stars",
        "long",
        "references",
        "circle",
    ],
)
def test_hostile_texts_end(text: str) -> None:
    read_rst(text, "a.rst")
    rst_html(text)


LINES = st.sampled_from(
    [
        "T",
        "=====",
        "-----",
        "~~~",
        ":a: b",
        ":a:",
        "  b",
        "* x",
        "   * y",
        "+--+--+",
        "| a| b|",
        "| line",
        "== ==",
        "a  b",
        ".. note:: x",
        ".. x::",
        ".. |a| replace:: |b|",
        "|a|",
        "a_",
        "`b`_",
        ":ref:`c`",
        ".. _a:",
        ".. [1] x",
        "[1]_",
        "::",
        "   code",
        "",
        "",
        ">>> x",
        ".. contents::",
        ".. math:: a",
        ".. image:: x",
        "\\",
        "``x``",
        "__ x",
        "#. a",
        ".. class:: x",
        ".. list-table::",
        "   * - a",
        "     - b",
        ".. code-block:: x",
        "   :y: z",
        ".. figure:: x\n   :figwidth: image",
        "....",
        ".. sectnum::",
        ".. target-notes::",
        ".. meta::\n   :a: b",
        ".. epigraph::",
        ".. csv-table::\n\n   a,b",
        "a\n  b : c",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=25).map("\n".join))
def test_any_text_is_read(text: str) -> None:
    last = text.count("\n") + 1
    page = read_rst(text, "a.rst")
    assert all(1 <= block.line <= last for block in page.blocks)
    rst_html(text)
