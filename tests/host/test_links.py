"""The plugin `gazetteer/links`."""

from datetime import date

import pytest

from gazetteer.host.links import linked
from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref
from gazetteer.model.survey import Survey
from gazetteer.pages.view import View

from .conftest import Build, Write

CART = Entity(
    ref=Ref.of("component", "cart"),
    name="cart",
    title="The Cart",
    place=Place("c.yaml", 1),
    source="test",
)
VIEW = View(Survey(Catalog.of([CART], today=date(2026, 11, 22))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See [[component:cart]].", "See [The Cart](../catalog/default/component/cart/index.md)."),
        ("[[cart|it]] is", "[it](../catalog/default/component/cart/index.md) is"),
        ("[[COMPONENT:Cart]]", "[The Cart](../catalog/default/component/cart/index.md)"),
        ("`[[component:cart]]`", "`[[component:cart]]`"),
        ("```\n[[component:cart]]\n```", "```\n[[component:cart]]\n```"),
        ("no refs", "no refs"),
    ],
)
def test_refs_become_links(text: str, expected: str) -> None:
    assert linked(text, VIEW, "guide/a.md") == (expected, [])


def test_an_unknown_ref_is_told_with_its_line() -> None:
    text, unknown = linked("a\n\nb [[component:basket]]", VIEW, "a.md")
    assert text == "a\n\nb [[component:basket]]"
    assert unknown == [(3, "component:basket")]


@pytest.mark.slow
def test_in_a_build(shop: Write, build: Build) -> None:
    root = shop({})
    build(root)
    assert (
        '<a href="catalog/default/component/cart/">Cart</a>'
        in (root / "site/index.html").read_text()
    )


@pytest.mark.slow
def test_a_dead_ref_fails_the_build_with_its_place(shop: Write, build: Build) -> None:
    done = build(shop({"docs/index.md": "# W\n\n[[component:basket]]\n"}), "-q")
    assert done.returncode == 1
    assert "docs/index.md:3" in done.stderr
    assert "basket" in done.stderr


@pytest.mark.slow
def test_it_needs_the_catalog(shop: Write, build: Build) -> None:
    done = build(shop({"mkdocs.yml": "site_name: x\nplugins: [gazetteer/links]\n"}))
    assert done.returncode == 1
    assert "add the plugin `gazetteer`" in done.stderr
