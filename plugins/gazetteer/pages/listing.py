"""Index pages: every entity of a kind in one table, in pieces where there are many."""

from collections.abc import Iterator, Sequence

import msgspec

from gazetteer.model.entity import Entity
from gazetteer.model.page import Asset, Page
from gazetteer.model.survey import Survey
from gazetteer.pages import address
from gazetteer.pages._common import INDEXES, index_uri
from gazetteer.pages._paging import chunks, pager
from gazetteer.pages._sheet import Sheet
from gazetteer.pages.view import View


class Index(msgspec.Struct, frozen=True):
    """One index page: what it lists, under which headings, with which columns (`cards`: no table)."""

    kinds: tuple[str, ...]
    columns: tuple[str, ...] | str
    lead: str = ""


_INDEXES = (
    Index(("domain",), ("owner", "about"), "The areas of the business that software is cut into."),
    Index(("system",), ("domain", "owner", "about"), "Groups of components that do one job together."),
    Index(("group", "user"), ("about",), "Who answers for what."),
    Index(("component",), ("owner", "system", "type", "lifecycle", "changed"), "Everything that is built and run."),
    Index(("api",), ("owner", "system", "type", "lifecycle"), "What components offer one another."),
    Index(("resource",), ("owner", "system", "type"), "Databases, queues and stores: each has exactly one owner."),
)  # fmt: skip


def render(survey: Survey) -> Iterator[Page | Asset]:
    """Yields the index pages."""
    view = survey.once(View)
    for index in () if view.is_log else _INDEXES:
        yield from index_pages(view, index)


def index_pages(view: View, index: Index) -> Iterator[Page]:
    """The pieces of one index."""
    kind = index.kinds[0]
    title = INDEXES[kind][1]
    rows = sorted(
        view.catalog.of_kind(*index.kinds),
        key=lambda e: (index.kinds.index(e.kind), view.label(e.ref).lower(), e.ref),
    )
    root = index_uri(view, kind)
    parts = chunks(rows)
    columns = _columns(view, index.columns, rows)
    labels = [_range(view, part) for part in parts]
    for number, part in enumerate(parts, 1):
        sheet = Sheet(view, root if number == 1 else f"{root}{number}/")
        yield sheet.page(
            "listing",
            title,
            description=index.lead,
            nav=("Catalog", title) if number == 1 and rows else (),
            kind=kind,
            lead=index.lead,
            crumbs=(("Catalog", address.home(view.site)),),
            total=len(rows),
            groups=_groups(index, part),
            columns=columns,
            pager=pager(sheet, root, len(parts), number, labels),
        )


def _columns(
    view: View, columns: tuple[str, ...] | str, rows: Sequence[Entity]
) -> tuple[str, ...] | str:
    """Without the column of systems or domains in a catalog that has none."""
    if isinstance(columns, str) or any(view.others(e.ref, "partOf") for e in rows):
        return columns
    return tuple(column for column in columns if column not in {"system", "domain"})


def _groups(index: Index, part: Sequence[Entity]) -> list[tuple[str, list[Entity]]]:
    if len(index.kinds) == 1:
        return [("", list(part))] if part else []
    names = {"group": "Groups", "user": "People"}
    groups = [(names[kind], [e for e in part if e.kind == kind]) for kind in index.kinds]
    return [(name, found) for name, found in groups if found]


def _range(view: View, part: Sequence[Entity]) -> str:
    if not part:
        return ""
    first, last = view.label(part[0].ref)[:12], view.label(part[-1].ref)[:12]
    return f"{first} – {last}"  # noqa: RUF001 # a range of names
