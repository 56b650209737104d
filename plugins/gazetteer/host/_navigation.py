"""Where the index pages stand in the theme's navigation; the many others never stand there."""

from collections.abc import Sequence
from typing import Any

from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page  # noqa: TC002 # like the others above

from gazetteer.host._page import GeneratedPage


def placed(nav: list[Any], directory: str, pages: Sequence[GeneratedPage]) -> list[Any]:
    """The user's `nav` with our index pages in it.

    They stand where an entry names the catalog's folder (`- Catalog: catalog/`), else in a section at the end. Pages
    that the user has placed already are left where they are.
    """
    named = set(_leaves(nav))
    ours = [page.file.src_uri for page in pages if page.file.src_uri not in named]
    if not ours:
        return nav
    out, found = _filled(nav, {directory, f"{directory}/"}, ours)
    return out if found else [*out, {"Catalog": ours}]


def appended(nav: Navigation, pages: Sequence[GeneratedPage]) -> Navigation:
    """A navigation that MkDocs made from the files, with our section at the end of it."""
    section = Section("Catalog", list(pages))
    last: Page | None = nav.pages[-1] if nav.pages else None
    for page in pages:
        page.parent = section
        page.previous_page = last
        if last is not None:
            last.next_page = page
        last = page
    nav.items.append(section)
    nav.pages.extend(pages)
    return nav


def _filled(nav: list[Any], names: set[str], ours: list[str]) -> tuple[list[Any], bool]:
    out: list[Any] = []
    found = False
    for entry in nav:
        if isinstance(entry, dict):
            filled = {title: _value(value, names, ours) for title, value in entry.items()}
            found = found or filled != entry
            out.append(filled)
        elif isinstance(entry, str) and entry in names:
            out.append({"Catalog": ours})
            found = True
        else:
            out.append(entry)
    return out, found


def _value(value: Any, names: set[str], ours: list[str]) -> Any:
    if isinstance(value, str) and value in names:
        return ours
    return _filled(value, names, ours)[0] if isinstance(value, list) else value


def _leaves(nav: object) -> list[str]:
    if isinstance(nav, str):
        return [nav]
    if isinstance(nav, dict):
        return [leaf for value in nav.values() for leaf in _leaves(value)]
    if isinstance(nav, list):
        return [leaf for value in nav for leaf in _leaves(value)]
    return []
