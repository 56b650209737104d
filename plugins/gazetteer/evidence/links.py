"""Where a link in a document leads: to a file, an anchor or an entity that exists, or nowhere, with a suggestion."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice
from posixpath import normpath
from urllib.parse import unquote

import msgspec

from gazetteer.formats.slug import host_ids
from gazetteer.model.catalog import Catalog
from gazetteer.model.document import Document, DocumentLink
from gazetteer.model.ref import MalformedRef, Ref, parse_ref

SEARCHED = (
    "component",
    "api",
    "resource",
    "system",
    "domain",
    "group",
    "user",
    "decision",
    "document",
)
"""Kinds in which a bare name is looked for."""

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_PAGES = ("README.md", "index.md", "readme.md", "README.markdown", "index.html")
_TEMPLATED = re.compile(r"\{\{|\{%|\$\{|<%")
_MANY = 2_000
_FEW = 100
"""Names among which a suggestion is looked for: difflib compares them one by one."""
_LONG = 300
"""Longer targets get no suggestion, for the same reason."""


class Resolved(msgspec.Struct, frozen=True, omit_defaults=True):
    """A link that leads somewhere.

    Attributes:
        path: of the file, or of a folder without a page; empty when it leads out of the tree or to an entity.
        anchor: on the page; empty for none.
        ref: of the entity.
        unchecked: why it was believed without a look.
    """

    path: str = ""
    anchor: str = ""
    ref: Ref | None = None
    unchecked: str = ""


class Broken(msgspec.Struct, frozen=True, omit_defaults=True):
    """A link that leads nowhere.

    Attributes:
        reason: one clause for the writer.
        suggestion: what was probably meant, spelled as it can be written; empty for none.
        candidates: the refs among which a bare name cannot choose; two or more, else empty.
    """

    reason: str
    suggestion: str = ""
    candidates: tuple[Ref, ...] = ()


def resolve(catalog: Catalog, document_path: str, link: DocumentLink) -> Resolved | Broken:
    """Follows one link of a document over the catalog; nothing is opened or fetched.

    Relative paths may name files, folders (their README or index), pages without their ending as MkDocs writes them,
    and anchors on the same or on another page. Addresses and paths from the site's root are believed.
    """
    if link.kind == "ref":
        return resolve_ref(catalog, link.target)
    target = link.target.strip()
    if _SCHEME.match(target):
        return Resolved(unchecked="it leads out of the repository")
    if _TEMPLATED.search(target):
        return Resolved(unchecked="it is filled in by a template")
    address, _, anchor = target.partition("#")
    return _address(
        catalog, document_path, unquote(address.partition("?")[0]), unquote(anchor), link
    )


def _address(
    catalog: Catalog, document_path: str, address: str, anchor: str, link: DocumentLink
) -> Resolved | Broken:
    if address.startswith("/"):
        return _from_root(catalog, address, anchor)
    if not address:
        return _anchored(catalog, document_path, anchor, link)
    folder = document_path.rpartition("/")[0]
    path = normpath(f"{folder}/{address}" if folder else address)
    if path == ".." or path.startswith("../"):
        return Resolved(unchecked="it leads out of the repository")
    found = _page(catalog, path)
    if found is None:
        return _missing(catalog, folder, address, path, link)
    return _anchored(catalog, found, anchor, link)


def resolve_ref(catalog: Catalog, text: str) -> Resolved | Broken:
    """What `[[text]]` means: `kind:name` exactly, a bare name in any of the kinds `SEARCHED`."""
    text = re.sub(r"\s*([:/])\s*", r"\1", text.strip())
    if ":" not in text:
        return _bare(catalog, text)
    ref = parse_ref(text)
    if isinstance(ref, MalformedRef):
        return Broken(f"[[{text}]] is no reference: {ref.reason}")
    if catalog.knows(ref):
        return Resolved(ref=ref)
    # Decisions of a folder live in its namespace, which people leave out where the name is unique.
    same = [known for known in catalog.named(ref.name) if known.kind == ref.kind]
    if len(same) == 1 and "/" not in text:
        return Resolved(ref=same[0])
    if same:
        return Broken(f"there is no {ref} here", same[0].short)
    elsewhere = [known.short for known in catalog.named(ref.name)]
    names = elsewhere or _like(ref.short, (known.ref.short for known in catalog.of_kind(ref.kind)))
    return Broken(f"there is no {ref.short} here", names[0] if names else "")


def _bare(catalog: Catalog, text: str) -> Resolved | Broken:
    namespace, _, name = text.rpartition("/")
    found = [
        ref
        for ref in catalog.named(name)
        if ref.kind in SEARCHED and (not namespace or ref.namespace == namespace.lower())
    ]
    # People say the name of a thing they run, even where its API or its page has the same name.
    for kind in SEARCHED:
        of_kind = [ref for ref in found if ref.kind == kind]
        if len(of_kind) == 1 and (kind == "component" or len(found) == 1):
            return Resolved(ref=of_kind[0])
    if found:
        names = " or ".join(f"[[{ref.short}]]" for ref in found[:4])
        return Broken(f"[[{text}]] could mean {names}", found[0].short, tuple(found))
    for kind in SEARCHED:
        ref = Ref.of(kind, name, namespace or "default")
        if catalog.is_known_elsewhere(ref):
            return Resolved(ref=ref)
    close = _like(name.lower(), (ref.name for ref in catalog.entities if ref.kind != "document"))
    return Broken(f"nothing is called {text!r} here", close[0] if close else "")


def _page(catalog: Catalog, path: str) -> str | None:
    """The path of the file or folder that a path means; None when there is none."""
    if path in catalog.paths:
        return path
    for page in _PAGES:
        if (inside := page if path == "." else f"{path}/{page}") in catalog.paths:
            return inside
    if path == "." or path in catalog.folders:
        return path
    for ending in (".md", ".markdown"):
        if f"{path}{ending}" in catalog.paths:
            return f"{path}{ending}"
    # A site made of `a.md` has `a.html`.
    stem = path.removesuffix(".html")
    return f"{stem}.md" if stem != path and f"{stem}.md" in catalog.paths else None


def _from_root(catalog: Catalog, address: str, anchor: str) -> Resolved:
    path = normpath(address).lstrip("/")
    found = _page(catalog, path) if path else None
    return Resolved(
        path=found or "",
        anchor=anchor,
        unchecked="it is a path from the site's root, which is not known here",
    )


def _anchored(catalog: Catalog, path: str, anchor: str, link: DocumentLink) -> Resolved | Broken:
    document = catalog.fact(path, Document)
    if not anchor or document is None or link.kind == "image" or anchor.startswith(":~:"):
        return Resolved(path=path, anchor=anchor)
    if anchor == "top" or anchor in document.anchors:
        return Resolved(path=path, anchor=anchor)
    ids = [heading.id for heading in document.headings]
    if anchor in ids:
        return Resolved(path=path, anchor=anchor)
    if anchor in host_ids(h.title for h in document.headings) and not _has_own_ids(catalog, path):
        return Resolved(path=path, anchor=anchor)
    if re.match(r"fn(?:ref)?[:\d-]|__|L\d+", anchor):
        return Resolved(path=path, anchor=anchor, unchecked="the site makes such anchors itself")
    lowered = {id_.lower(): id_ for id_ in ids}
    close = lowered.get(anchor.lower()) or next(iter(_like(anchor, ids)), "")
    before = link.target.partition("#")[0]
    return Broken(f"{path} has no anchor #{anchor}", f"{before}#{close}" if close else "")


def _has_own_ids(catalog: Catalog, path: str) -> bool:
    """Whether a page stands in a site of MkDocs that leaves the ids of headings to Python-Markdown."""
    folder = path.rpartition("/")[0]
    while folder:
        above, _, name = folder.rpartition("/")
        config = f"{above}/mkdocs.yml" if above else "mkdocs.yml"
        if name == "docs" and config in catalog.paths:
            return "slugify" not in (catalog.read(config) or "")
        folder = above
    return False


def _missing(catalog: Catalog, folder: str, address: str, path: str, link: DocumentLink) -> Broken:
    parent, _, name = path.rpartition("/")
    written = address.rpartition("/")[0]
    siblings = catalog.folders.get(parent, ())
    lowered = {sibling.lower(): sibling for sibling in siblings}
    close = lowered.get(name.lower()) or next(iter(_like(name, siblings)), "")
    if path in lowered.values():
        close = ""
    what = "image" if link.kind == "image" else "file"
    if not close and path != address and _page(catalog, normpath(address)):
        # Written from the root of the tree instead of from the document's folder.
        up = "../" * (folder.count("/") + 1) if folder else ""
        return Broken(f"there is no {what} {path}", f"{up}{normpath(address)}")
    return Broken(
        f"there is no {what} {path}", (f"{written}/{close}" if written else close) if close else ""
    )


def _like(name: str, names: Iterable[str]) -> list[str]:
    if len(name) > _LONG:
        return []
    few = [other for other in islice(names, _MANY) if _resembles(name, other)]
    return get_close_matches(name, few[:_FEW], n=1, cutoff=0.7)


def _resembles(name: str, other: str) -> bool:
    """A cheap test before the costly one: about as long, and equal at one end."""
    about = abs(len(name) - len(other)) <= max(2, len(name) // 3)
    return about and (name[:1] == other[:1] or name[-3:] == other[-3:])
