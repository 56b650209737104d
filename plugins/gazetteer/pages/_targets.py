"""Where the targets of people's prose lead: never outside of the tree, never to a scheme that acts."""

from collections.abc import Callable
from posixpath import dirname, join, normpath
from urllib.parse import quote, unquote, urlsplit

from gazetteer.model.place import Place
from gazetteer.model.survey import Site
from gazetteer.pages import address
from gazetteer.pages.view import View

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
"""Pictures that cannot carry script; others are linked in the repository."""


def file_url(site: Site, place: Place) -> str:
    """The address of a file (and line) in the repository's web view; empty when that is unknown."""
    if not site.blob_url:
        return ""
    return f"{site.blob_url}{quote(place.path)}" + (f"#L{place.line}" if place.line else "")


def picture_uri(site: Site, path: str) -> str:
    """Where the site keeps its copy of a picture of the tree."""
    stem, _, ending = path.lower().rpartition(".")
    return f"{address.home(site)}files/{'/'.join(map(address.slug, stem.split('/')))}.{ending}"


def resolve(
    view: View,
    target: str,
    path: str,
    href: Callable[[str], str],
    picture: Callable[[str], str] | None,
) -> str | None:
    """Where a target leads; None for one that must not, or cannot.

    Args:
        view: of the survey.
        target: as written.
        path: of the file that it is written in.
        href: makes an address of the site relative.
        picture: takes a file of the tree as a picture, for a target that is shown; None for one that is followed.
    """
    if target.startswith("gz-ref:"):
        ref = view.resolve(unquote(target.removeprefix("gz-ref:")))
        uri = view.uri(ref) if ref else None
        return None if uri is None or picture else href(uri)
    if target.startswith("#"):
        return target
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        # Pictures of other hosts would tell them who reads the page.
        allowed = parts.scheme in {"http", "https", "mailto"} and picture is None
        return target if allowed else None
    local = unquote(parts.path)
    found = normpath(local.lstrip("/") if local.startswith("/") else join(dirname(path), local))
    if picture:
        shown = found in view.catalog.paths and found.lower().endswith(PICTURES)
        return picture(found) if shown else None
    return _page_or_file(view, found, f"#{parts.fragment}" if parts.fragment else "", href)


def _page_or_file(view: View, found: str, anchor: str, href: Callable[[str], str]) -> str | None:
    for candidate in (found, f"{found}/index.md", f"{found}/README.md"):
        shelved = view.documents.get(candidate)
        if shelved and shelved.uri:
            return href(shelved.at(anchor.removeprefix("#")))
        if candidate in view.decisions:
            entity, _ = view.decisions[candidate]
            return href(address.uri(view.site, entity.ref) + anchor)
    if found.startswith("..") or not (found in view.catalog.paths or found in view.folders):
        return None
    url = file_url(view.site, Place(found))
    return f"{url}{anchor}" if url else None
