"""What the gate sees on the written site and no other check can, alone on any MkDocs site."""

from pathlib import Path

import pytest

from .conftest import Build, Write, run

pytestmark = pytest.mark.slow
ALONE = """
site_name: x
site_url: https://docs.example.org/handbook/
theme: {name: material, font: false}
exclude_docs: drafts/
markdown_extensions: [attr_list, footnotes, tables, toc: {permalink: true}]
plugins: [gazetteer/gate: {rules: {doc-orphaned: off}}]
"""
INDEX = """\
# Welcome

<a href="gone-page/">raw</a> <img src='img/gone.png' alt=""> <a href="guide.md">raw to a source</a>

An [undefined reference][nowhere] and `[no][reference]`, and a[0][1].

An undefined footnote[^lost], a good one[^1].

[own](https://docs.example.org/handbook/lost/) [well](https://docs.example.org/handbook/guide/#setup)
[other](https://docs.example.org/elsewhere/) [net](https://example.com/x) [mail](mailto:a@example.org)

[excluded](drafts/plan.md)

[second](guide.md#setup_1) [good](guide.md#own-id) [top](#welcome)

```md
[a][nowhere] <a href="gone-page/">x</a>
```

[^1]: Well.
"""
GUIDE = """\
# Guide

## Setup

## Setup

## Other {#own-id}

[TOC]

[back](index.md) <a id="raw"></a> [raw](#raw) <a href="../">up</a> <img src="../img/p.png">
"""
FILES = {
    "mkdocs.yml": ALONE,
    "docs/index.md": INDEX,
    "docs/guide.md": GUIDE,
    "docs/drafts/plan.md": "# Plan\n",
    "docs/img/p.png": "x",
}


def site(tmp_path: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        file = tmp_path / "w" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path / "w"


@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
def test_what_only_the_site_shows(tmp_path: Path, build: Build, host: str) -> None:
    done = build(site(tmp_path, FILES), "-q", host=host)
    assert done.returncode == 1, done.stderr
    told = [line for line in done.stderr.splitlines() if "[link-broken]" in line]
    expected = [
        (3, "error", "the link guide.md leads nowhere"),
        (5, "error", "the reference [undefined reference][nowhere] leads nowhere"),
        (7, "error", "the footnote [^lost] leads nowhere"),
        (9, "error", "the link https://docs.example.org/handbook/lost/ leads nowhere"),
        (12, "error", "the link drafts/plan/ leads nowhere"),
        (14, "note", "the link guide/#setup_1 leads by chance"),
    ]
    for line, severity, words in expected:
        (found,) = [t for t in told if words in t]
        assert f"docs/index.md:{line}: {severity}: On the site, " in found
    # These the sources tell already.
    for words in ("The link gone-page/ leads nowhere", "The image img/gone.png leads nowhere"):
        assert len([t for t in told if words in t]) == 1
    assert not [t for t in told if t.startswith("docs/guide.md:")]
    assert len(told) == len(expected) + 3, told


def test_silenced_like_any_other(tmp_path: Path, build: Build) -> None:
    reason = "<!-- gazetteer: ignore link-broken -- made by another job -->\n"
    page = f'# W\n\n{reason}<a href="gone-page/">raw</a>\n'
    files = {"mkdocs.yml": ALONE.replace("exclude_docs: drafts/\n", ""), "docs/index.md": page}
    done = build(site(tmp_path, files), "-q")
    assert done.returncode == 0, done.stderr
    off = ALONE.replace("doc-orphaned: off", "doc-orphaned: off, link-broken: off")
    done = build(site(tmp_path, {**FILES, "mkdocs.yml": off}), "-q")
    assert done.returncode == 0, done.stderr


def test_flat_addresses_and_the_catalog_beside_them(shop: Write) -> None:
    yml = "site_name: x\nuse_directory_urls: false\nplugins: [gazetteer, gazetteer/links, gazetteer/gate]\n"
    page = '# W\n\n[[cart]] <a href="catalog/default/component/cart/index.html">cart</a> <a href="a.md">a</a>\n'
    root = shop({"mkdocs.yml": yml, "docs/index.md": page, "docs/a.md": "# A\n"})
    done = run(root, "mkdocs", "build", "-q")
    assert "docs/index.md:3: error: On the site, the link a.md leads nowhere" in done.stderr
    assert (
        "cart.html leads" not in done.stderr
        or not (root / "site/catalog/default/component/cart/index.html").exists()
    )


def test_silences_of_what_the_site_alone_shows_are_judged_by_the_build(
    tmp_path: Path, build: Build
) -> None:
    comment = "<!-- gazetteer: ignore link-broken -- for a reason -->\n"
    page = f"# A\n\n{comment}See [it][nowhere].\n\n{comment}And nothing.\n"
    settings = ALONE.replace("doc-orphaned: off", "doc-orphaned: off, silence-unused: error")
    done = build(site(tmp_path, {"mkdocs.yml": settings, "docs/index.md": page}), "-q")
    told = [line for line in done.stderr.splitlines() if ": error:" in line]
    assert len(told) == 1, done.stderr
    assert "docs/index.md:6:1" in told[0]
    assert "[silence-unused]" in told[0]
