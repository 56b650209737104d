"""Links of documents lead to what exists, and say what was probably meant where they do not."""

import pytest

from gazetteer.evidence.links import Broken, Resolved, resolve
from gazetteer.formats.slug import heading_id
from gazetteer.model.catalog import Catalog, Record
from gazetteer.model.document import Document, DocumentLink, Heading
from gazetteer.model.entity import Entity
from gazetteer.model.fact import Fact
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref

HERE = Place("docs/guide.md", 3, 1)


def entity(kind: str, name: str, namespace: str = "default") -> Entity:
    ref = Ref.of(kind, name, namespace)
    return Entity(ref=ref, name=name, place=Place("c.yaml", 1), source="descriptor")


def page(path: str, *ids: str, anchors: tuple[str, ...] = ()) -> Fact:
    headings = tuple(Heading(1, id_, id_) for id_ in ids)
    return Fact(path, Document(title=path, headings=headings, anchors=anchors))


PATHS = (
    "README.md",
    "docs/guide.md",
    "docs/api.md",
    "docs/img/a b.png",
    "docs/api/index.md",
    "src/x.py",
    "docs/[id].md",
)
RECORDS: tuple[Record, ...] = (
    page("docs/guide.md", "setup", "errors", anchors=("raw",)),
    page("docs/api.md", "errors"),
    page("docs/api/index.md", "top-level"),
    entity("component", "cart"),
    entity("component", "web"),
    entity("api", "web"),
    entity("group", "pay"),
    entity("system", "shop"),
    entity("resource", "shop"),
    entity("decision", "0001-x", "cart"),
    entity("component", "ledger", "finance"),
)
CATALOG = Catalog.of(
    RECORDS, paths=dict.fromkeys(PATHS, "1"), known_refs=("component:legacy/*", "group:ops")
)


def follow(target: str, kind: str = "link") -> Resolved | Broken:
    return resolve(CATALOG, "docs/guide.md", DocumentLink(target, kind, HERE))


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("api.md", "docs/api.md"),
        ("api.md#errors", "docs/api.md"),
        ("./api.md?x=1#errors", "docs/api.md"),
        ("#setup", "docs/guide.md"),
        ("#raw", "docs/guide.md"),
        ("api/", "docs/api/index.md"),
        ("api/#top-level", "docs/api/index.md"),
        ("..", "README.md"),
        ("../src/", "src"),
        ("../src/x.py#L10", "src/x.py"),
        ("img/a%20b.png", "docs/img/a b.png"),
        ("guide", "docs/guide.md"),
        ("guide.html", "docs/guide.md"),
        ("%5Bid%5D.md", "docs/[id].md"),
        ("", "docs/guide.md"),
    ],
)
def test_files_and_anchors_that_exist(target: str, path: str) -> None:
    found = follow(target)
    assert isinstance(found, Resolved)
    assert found.path == path
    assert not found.unchecked


@pytest.mark.parametrize(
    ("target", "suggestion"),
    [
        ("apu.md", "api.md"),
        ("API.md", "api.md"),
        ("img/a-b.png", "img/a b.png"),
        ("#Errors", "#errors"),
        ("api.md#erors", "api.md#errors"),
        ("nothing-like-it.md", ""),
        ("src/x.py", "../src/x.py"),
        ("x" * 5000, ""),
    ],
)
def test_broken_files_and_anchors_come_with_a_suggestion(target: str, suggestion: str) -> None:
    found = follow(target)
    assert isinstance(found, Broken)
    assert found.suggestion == suggestion


@pytest.mark.parametrize(
    "target",
    [
        "https://x.example/a",
        "mailto:a@b",
        "//cdn/x",
        "/site/root/",
        "../../other-repo/x",
        "{{ base }}/x",
    ],
)
def test_what_cannot_be_known_is_believed_with_a_reason(target: str) -> None:
    found = follow(target)
    assert isinstance(found, Resolved)
    assert found.unchecked


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("component:cart", "component:default/cart"),
        ("Cart", "component:default/cart"),
        ("web", "component:default/web"),
        ("pay", "group:default/pay"),
        ("decision:0001-x", "decision:cart/0001-x"),
        ("component:legacy/a", "component:legacy/a"),
        ("finance/ledger", "component:finance/ledger"),
        ("ops", "group:default/ops"),
        ("component: cart", "component:default/cart"),
    ],
)
def test_refs(text: str, ref: str) -> None:
    found = follow(text, "ref")
    assert isinstance(found, Resolved)
    assert str(found.ref) == ref


def test_broken_refs() -> None:
    ambiguous = follow("shop", "ref")
    assert isinstance(ambiguous, Broken)
    assert len(ambiguous.candidates) == 2
    typo, wrong_kind = follow("component:crat", "ref"), follow("api:cart", "ref")
    assert isinstance(typo, Broken)
    assert typo.suggestion == "component:cart"
    assert isinstance(wrong_kind, Broken)
    assert wrong_kind.suggestion == "component:cart"
    assert isinstance(follow("nobody-knows", "ref"), Broken)
    assert isinstance(follow("component:", "ref"), Broken)


@pytest.mark.parametrize(
    ("title", "anchor"),
    [
        ("Overview & Goals", "overview--goals"),
        ("Overview & Goals", "overview-goals"),
        ("--pending", "--pending"),
        ("Über uns", "über-uns"),
        ("🚀 Start", "-start"),
        ("What's `new`?", "whats-new"),
    ],
)
@pytest.mark.parametrize(
    ("path", "config", "holds"),
    [
        ("README.md", None, True),
        ("handbook/a.md", "site_name: x\n", True),
        ("docs/a.md", "site_name: x\n", False),
        ("docs/a.md", "toc: {slugify: mine}\n", True),
    ],
)
def test_ids_of_the_host_hold_where_no_site_makes_its_own(
    title: str, anchor: str, path: str, config: str | None, holds: bool
) -> None:
    headings = (Heading(1, heading_id(title), title.replace("`", "")),)
    files = {} if config is None else {"mkdocs.yml": config}
    catalog = Catalog.of(
        [Fact(path, Document(title="A", headings=headings))],
        paths=dict.fromkeys((path, *files), "1"),
        read=files.get,
    )
    found = resolve(catalog, path, DocumentLink(f"#{anchor}", "link", Place(path, 1)))
    expected = Resolved if holds or anchor == heading_id(title) else Broken
    assert isinstance(found, expected)


def test_equal_headings_are_numbered_as_the_host_does() -> None:
    headings = (Heading(1, "a", "A"), Heading(1, "a_1", "A"))
    catalog = Catalog.of(
        [Fact("README.md", Document(title="A", headings=headings))], paths={"README.md": "1"}
    )
    for anchor, kind in (("a-1", Resolved), ("a_1", Resolved), ("a-2", Broken)):
        link = DocumentLink(f"#{anchor}", "link", Place("README.md", 1))
        assert isinstance(resolve(catalog, "README.md", link), kind)
