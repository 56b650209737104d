"""Short documents stand on the page of what they belong to; their own addresses lead there."""

import re
from datetime import date

import pytest

from gazetteer.model.page import Asset, Page
from gazetteer.pages import component, document
from gazetteer.repo.tree import MemoryTree
from gazetteer.settings import parse_settings
from gazetteer.surveyor import survey

CART = """apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: cart}
spec: {type: service, lifecycle: production, owner: shop}
"""
README = """# The cart

See [the runbook](docs/runbook.md#when-it-stands-still) and [below](#run-it).

## Run it

`make run`, then the note[^1].

[^1]: As always.

<h2 id="own" onclick="alert(1)">Raw</h2>
"""
RUNBOOK = """# Runbook

## When it stands still

Wait, then read [how it is run](../README.md#run-it).
"""
HOME = "catalog/default/component/cart/"


def made(**files: str) -> dict[str, Page | Asset]:
    tree = MemoryTree(
        {
            "cart/catalog-info.yaml": CART,
            **{path.replace("__", "/"): text for path, text in files.items()},
        }
    )
    found = survey(tree, parse_settings({}), today=date(2026, 11, 22))
    return {out.uri: out for family in (component, document) for out in family.render(found)}


def shown(outputs: dict[str, Page | Asset], uri: str) -> str:
    page = outputs[uri]
    assert isinstance(page, Page)
    return page.html


@pytest.fixture
def short() -> dict[str, Page | Asset]:
    return made(**{"cart/README.md": README, "cart/docs/runbook.md": RUNBOOK})


def test_a_short_document_is_read_on_the_page_of_its_service(
    short: dict[str, Page | Asset],
) -> None:
    html = shown(short, HOME)
    assert '<h3 id="docs-readme">The cart' in html
    assert "Wait, then read" in html
    assert HOME + "docs/readme/" not in short


def test_its_headings_stand_below_and_never_share_an_id(short: dict[str, Page | Asset]) -> None:
    html = shown(short, HOME)
    assert '<h4 id="docs-readme-run-it">' in html
    assert '<h4 id="docs-runbook-when-it-stands-still">' in html
    assert "onclick" not in html


def test_links_into_it_and_inside_it_lead_to_the_section(short: dict[str, Page | Asset]) -> None:
    html = shown(short, HOME)
    assert '<a href="#docs-runbook-when-it-stands-still">the runbook</a>' in html
    assert '<a href="#docs-readme-run-it">below</a>' in html
    assert '<a href="#docs-readme-run-it">how it is run</a>' in html
    assert 'href="#docs-readme-fn:1"' in html
    assert 'id="docs-readme-fn:1"' in html


def test_its_own_address_leads_there(short: dict[str, Page | Asset]) -> None:
    signpost = short[f"{HOME}docs/runbook/index.html"]
    assert isinstance(signpost, Asset)
    assert b'content="0; url=../../#docs-runbook"' in signpost.content
    assert (
        b'<link rel="icon" href="data:,">' in signpost.content
    )  # else a browser asks for /favicon.ico


def test_it_is_searched_for_by_its_title(short: dict[str, Page | Asset]) -> None:
    page = short[HOME]
    assert isinstance(page, Page)
    assert ("Runbook", "docs-runbook") in {(e.title, e.anchor) for e in page.search}


@pytest.mark.parametrize(
    ("first", "second"),
    [("readme", "readme-run-it"), ("a/b", "a-b"), ("a", "a/b"), ("run-it-now", "run-it")],
)
def test_where_ids_could_be_shared_the_second_has_a_page_of_its_own(
    first: str, second: str
) -> None:
    text = "# Notes\n\n## Run it\n\nText.\n"
    paths = sorted([f"cart/docs/{first}.md", f"cart/docs/{second}.md"])
    outputs = made(**dict.fromkeys(paths, text))
    html = shown(outputs, HOME)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert html.count("gz-part") > 0
    pages = [uri for uri in outputs if uri.startswith(f"{HOME}docs/") and uri.endswith("/")]
    assert len(pages) == 1
    assert '<h2 id="run-it">' in shown(outputs, pages[0])


def test_a_long_path_costs_no_more_than_a_page() -> None:
    path = "/".join(["a-" * 100 + "b"] * 15)
    outputs = made(**{f"cart/docs/{path}.md": "# Notes\n\nText.\n"})
    assert "gz-part" not in shown(outputs, HOME)
    assert (
        len([uri for uri in outputs if uri.startswith(f"{HOME}docs/") and uri.endswith("/")]) == 1
    )


@pytest.mark.parametrize("more", ["word " * 101, f"```\n{'x = 1' * 400}\n```\n"])
def test_a_longer_one_has_a_page_of_its_own(more: str) -> None:
    outputs = made(**{"cart/README.md": f"# The cart\n\n## Run it\n\n{more}\n"})
    assert '<h2 id="run-it">' in shown(outputs, f"{HOME}docs/readme/")
    assert "gz-part" not in shown(outputs, HOME)


def test_a_title_of_markup_is_inert_on_the_signpost() -> None:
    outputs = made(**{"cart/README.md": "# `<script>alert(1)</script>`\n\nText.\n"})
    signpost = outputs[f"{HOME}docs/readme/index.html"]
    assert isinstance(signpost, Asset)
    assert b"<script>" not in signpost.content
