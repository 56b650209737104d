"""Addresses: safe, unique, relative."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.model.ref import Ref
from gazetteer.model.survey import Site
from gazetteer.pages.address import document_uri, relative, slug, uri

SITE = Site(directory="catalog")
CART = Ref.of("component", "cart")


@given(st.text(min_size=1))
def test_a_segment_is_safe_whatever_the_name(name: str) -> None:
    segment = slug(name)
    assert segment
    assert segment.isascii()
    assert segment == segment.lower()
    assert not set(segment) & set('/\\:*?"<>|%#& ')
    assert segment.strip(".") == segment


@given(st.text(min_size=1), st.text(min_size=1))
def test_two_names_never_share_a_segment(one: str, other: str) -> None:
    assert (slug(one) == slug(other)) == (one == other)


@pytest.mark.parametrize("name", ["..", ".", "a..b", "a/b", "Über", "a b", "", "x" * 300])
def test_odd_names(name: str) -> None:
    assert ".." not in slug(name)
    assert len(slug(name)) < 110


def test_an_entity_has_its_address() -> None:
    assert uri(SITE, CART) == "catalog/default/component/cart/"
    assert uri(Site(directory=""), CART) == "default/component/cart/"


@pytest.mark.parametrize(
    ("path", "root", "expected"),
    [
        ("cart/docs/runbook.md", "cart", "runbook/"),
        ("cart/README.md", "cart", None),
        ("cart/docs/a/index.md", "cart/docs", "a/"),
        ("docs/index.md", "docs", "index/"),
    ],
)
def test_documents_stand_below_their_entity(path: str, root: str, expected: str | None) -> None:
    found = document_uri(SITE, CART, path, root)
    assert found.startswith("catalog/default/component/cart/docs/")
    if expected:
        assert found.endswith(f"docs/{expected}")


@pytest.mark.parametrize(
    ("page", "target", "expected"),
    [
        ("a/b/", "a/c/", "../c/"),
        ("a/b/", "a/b/#x", "#x"),
        ("a/b/", "a/c/#x", "../c/#x"),
        ("", "a/b/", "a/b/"),
        ("a/", "", "../"),
        ("a/", "a/style.css", "style.css"),
    ],
)
def test_links_are_relative(page: str, target: str, expected: str) -> None:
    assert relative("", page, target) == expected


def test_links_for_sites_on_a_disk() -> None:
    assert relative("index.html", "a/b/", "a/c/") == "../c/index.html"
