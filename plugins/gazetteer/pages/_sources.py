"""Sources: where a fact is written, as a link, as a mere sign, and with what one may do with the file."""

from urllib.parse import quote

from markupsafe import Markup

from gazetteer.model.place import Place
from gazetteer.model.survey import Site
from gazetteer.pages._targets import file_url
from gazetteer.pages._templates import safe, written

NOTHING = Markup("")


def source(site: Site, place: Place | None, text: str = "") -> Markup:
    """A small link to file and line."""
    if place is None or not place.path:
        return NOTHING
    where = written(_where(place))
    url = written(file_url(site, place))
    title = f' title="{where}"' if text else ""
    shown = written(text) if text else where
    if not url:
        return safe(f'<span class="gz-source"{title}>{shown}</span>')
    return safe(f'<a class="gz-source" href="{url}"{title}>{shown}</a>')


def mark(site: Site, place: Place | None) -> Markup:
    """The same as a sign behind a fact."""
    if place is None or not place.path:
        return NOTHING
    where = written(_where(place))
    url = written(file_url(site, place))
    if not url:
        return safe(f'<span class="gz-mark" title="{where}">§</span>')
    return safe(
        f'<a class="gz-mark" href="{url}" title="{where}" aria-label="Source: {where}">§</a>'
    )


def work(site: Site, path: str, copy: str) -> Markup:
    """Where a file is edited, its history, and its raw copy beside the page; `copy`: the way there, or empty."""
    path, links = quote(path), list[str]()
    if copy:
        links.append(f'<a href="{written(copy)}" type="text/markdown">Markdown</a>')
    if site.edit_url:
        links.append(f'<a href="{written(f"{site.edit_url}{path}")}">Edit</a>')
    if "/blob/" in site.blob_url:
        history = site.blob_url.replace("/blob/", "/commits/", 1)
        links.append(f'<a href="{written(f"{history}{path}")}">History</a>')
    return safe(f'<span class="gz-work">{" ".join(links)}</span>' if links else "")


def _where(place: Place) -> str:
    return f"{place.path}:{place.line}" if place.line else place.path
