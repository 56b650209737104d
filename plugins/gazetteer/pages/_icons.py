"""Icons: one small drawing for each kind, in the colour of the text around it.

The drawings are masks in the style sheet, once for the whole site: a page that shows twenty of them only names them.
"""

# ruff: noqa: E501 # drawings are long words

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote

from markupsafe import Markup

_SHAPES = {
    "component": '<path d="M8 1.5 14 5v6l-6 3.5L2 11V5z"/><path d="M2 5l6 3.5L14 5M8 8.500V14.5"/>',
    "api": '<path d="M5 3.5 1.5 8 5 12.500M11 3.5 14.5 8 11 12.500M9.2 2.5 6.8 13.5"/>',
    "resource": '<ellipse cx="8" cy="3.8" rx="5.5" ry="2.3"/><path d="M2.5 3.800v8.400c0 1.3 2.5 2.3 5.5 2.300s5.5-1 5.5-2.300V3.800M2.5 8c0 1.3 2.5 2.3 5.5 2.300s5.5-1 5.5-2.3"/>',
    "system": '<rect x="1.5" y="1.5" width="5" height="5" rx="1"/><rect x="9.5" y="1.5" width="5" height="5" rx="1"/><rect x="1.5" y="9.5" width="5" height="5" rx="1"/><rect x="9.5" y="9.5" width="5" height="5" rx="1"/>',
    "domain": '<circle cx="8" cy="8" r="6.5"/><path d="M1.5 8h13M8 1.500c4.5 4 4.5 9 0 13c-4.5-4-4.5-9 0-13"/>',
    "group": '<circle cx="5.8" cy="5.2" r="2.6"/><path d="M1 13.500c.4-3 2.3-4.5 4.8-4.500s4.4 1.5 4.8 4.500M10.5 2.800a2.6 2.6 0 0 1 0 4.900M12 9.400c1.7.6 2.7 2 3 4.1"/>',
    "user": '<circle cx="8" cy="5" r="3"/><path d="M2.5 14.500c.5-3.5 2.5-5 5.5-5s5 1.5 5.5 5"/>',
    "channel": '<path d="M1.5 8c2-5 4-5 6.500 0s4.5 5 6.500 0M12.5 5.5l2 2.500-2.800 1.200"/>',
    "decision": '<path d="M8 14.500V9M8 9 3 5V1.500M8 9l5-4V1.500M1.5 3 3 1.5 4.5 3M11.5 3 13 1.5 14.5 3"/>',
    "document": '<path d="M3 1.500h6.500L13 5v9.500H3zM9.5 1.500V5H13M5.5 8h5M5.5 11h5"/>',
    "finding": '<path d="M8 1.8 15 14H1zM8 6v4M8 12v.3"/>',
    "on-call": '<path d="M8 2a4 4 0 0 1 4 4c0 4 1.5 5 1.5 5h-11S4 10 4 6a4 4 0 0 1 4-4zM6.8 13.500a1.3 1.3 0 0 0 2.400 0"/>',
    "chat": '<path d="M2 3h12v8H7l-3 2.500V11H2zM5 7h.01M8 7h.01M11 7h.01"/>',
    "runbook": '<path d="M8 4C6.5 2.8 4.5 2.5 2 2.500v9.500c2.5 0 4.5.3 6 1.500 1.5-1.2 3.5-1.5 6-1.500V2.500c-2.5 0-4.5.3-6 1.500zM8 4v9.5"/>',
    "dashboard": '<path d="M2 2v12h12M5 11V8M8.500 11V4.500M12 11V6.500"/>',
    "slo": '<circle cx="8" cy="8" r="6"/><circle cx="8" cy="8" r="2.8"/><path d="M8 8h.01"/>',
    "link": '<path d="M9 2.500h4.500V7M13.5 2.5 7 9M11.5 9.500v4h-9v-9h4"/>',
}


@lru_cache(maxsize=256)
def icon(kind: str, other: str = "document") -> Markup:
    """The drawing for a kind of entity or link; the other one for kinds without."""
    name = kind if kind in _SHAPES else other
    return Markup(f'<i class="gz-icon gz-icon--{name}"></i>')  # noqa: S704 # the names above are ours


def symbols(kinds: Iterable[tuple[str, str]]) -> Markup:
    """The drawings of kinds for use within the boxes of a picture, by the id `gz-k-<kind>`."""
    made = "".join(
        f'<g id="gz-k-{kind}" transform="translate(10 13)">{_SHAPES[kind]}</g>'
        for kind, _ in kinds
        if kind in _SHAPES
    )
    return Markup(made)  # noqa: S704 # the drawings are ours


def style_sheet() -> str:
    """The rules that draw the icons; tables and maps of entities show that of a component where nothing else stands."""
    usual = f".gz-table--impact, .gz-map {{ --gz-icon: {_url(_SHAPES['component'])}; }}\n"
    return usual + "".join(
        f".gz-icon--{name} {{ --gz-icon: {_url(_SHAPES[name])}; }}\n" for name in _SHAPES
    )


def _url(shape: str) -> str:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none" stroke="#000" '
        f'stroke-width="1.4" stroke-linejoin="round" stroke-linecap="round">{shape}</svg>'
    )
    quoted = quote(drawing, safe=' =:/"<>')
    return f"url('data:image/svg+xml,{quoted}')"
