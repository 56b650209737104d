"""The catalog browser: one page that narrows all entities by facets; their list is a file that only it loads."""

import json
from collections.abc import Iterator, Sequence
from importlib.resources import files

import msgspec

from gazetteer.model.page import Asset, Page
from gazetteer.model.survey import Survey
from gazetteer.pages import address
from gazetteer.pages._common import INDEXES, index_uri
from gazetteer.pages._sheet import Sheet
from gazetteer.pages.names import KINDS, Named, entity_named
from gazetteer.pages.view import PAGED, View

SCRIPT = "assets/gazetteer-browse.js"
STYLE = "assets/gazetteer-browse.css"
COLUMNS = ("kind", "owner", "system", "lifecycle", "status")
"""What entities have one value of, in the order of the row."""


def render(survey: Survey) -> Iterator[Page | Asset]:
    """Yields the page, the list of entities, and the script and the style of the page."""
    view = survey.once(View)
    if view.is_log:
        return  # the log has filters of its own
    home = address.home(view.site)
    sheet = Sheet(view, f"{home}browse/")
    entities = [e for e in view.catalog.entities.values() if e.kind in PAGED]
    rows = sorted(
        (entity_named(view, entity) for entity in entities),
        key=lambda named: (KINDS.index(named.kind), named.name.lower(), named.uri),
    )
    listed = Asset(uri=f"{sheet.uri}entities.js", content=_list(rows, view.site.index))
    indexes = {
        index_uri(view, entity.kind): INDEXES[entity.kind][1]
        for entity in entities
        if entity.kind in INDEXES
    }
    page = sheet.page(
        "browse",
        "Browse",
        description="All entities of the catalog, narrowed by kind, owner, lifecycle, system, tag and status.",
        nav=("Catalog", "Browse"),
        crumbs=(("Catalog", home),),
        total=len(rows),
        indexes=sorted(indexes.items(), key=lambda pair: pair[1]),
        style=address.relative("", sheet.uri, STYLE),
    )
    yield msgspec.structs.replace(page, scripts=(SCRIPT, listed.uri))
    yield listed
    for uri in (SCRIPT, STYLE):
        yield Asset(uri=uri, content=(files("gazetteer.pages") / uri).read_bytes())


def _list(rows: Sequence[Named], index: str) -> bytes:
    """A script that hands the entities over: values by number, because few owners have many services."""
    values: dict[str, dict[str, int]] = {name: {} for name in (*COLUMNS, "tag")}

    def number(column: str, value: str) -> int:
        return values[column].setdefault(value, len(values[column])) if value else -1

    entities = [
        (
            named.name,
            f"{named.uri}{index}",
            *(number(column, getattr(named, column)) for column in COLUMNS),
            [number("tag", tag) for tag in named.tags],
        )
        for named in rows
    ]
    given = {"values": {name: list(found) for name, found in values.items()}, "rows": entities}
    text = json.dumps(given, ensure_ascii=False, separators=(",", ":"))
    return f"gazetteerBrowse({text});\n".encode("utf-8", "replace")
