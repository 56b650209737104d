"""The record that somebody means: by path, number, slug, title or ref."""

from collections.abc import Callable

from gazetteer.cli._output import USAGE, stop
from gazetteer.model.catalog import Catalog
from gazetteer.model.decision import Decision
from gazetteer.model.ref import MalformedRef, parse_ref

Fits = Callable[[str, Decision], bool]

SHOWN = 6
"""Records that a question names."""


def record_named(catalog: Catalog, name: str, folder: str = "") -> tuple[str, Decision]:
    """Path and record; ends the command when none or several fit.

    Args:
        catalog: where to look.
        name: `12`, `ADR-12`, `0012-use-postgresql`, `Use PostgreSQL`, a path or a ref.
        folder: of the log, where several have such a record; empty for any.
    """
    records = {
        path: value
        for path, values in catalog.facts.items()
        for value in values
        if isinstance(value, Decision) and (not folder or value.folder == folder)
    }
    wanted = name.strip()
    ways = (_exact(catalog, wanted), _numbered(wanted), _called(wanted))
    fitting = (
        [path for path, decision in records.items() if fits(path, decision)] for fits in ways
    )
    found = next(filter(None, fitting), [])
    if not found:
        where = f" in {folder}" if folder else ""
        stop(f"no decision {name!r}{where}; `gazetteer list --kind decision` shows them", USAGE)
    if len(found) > 1:
        some = ", ".join(found[:SHOWN]) + (" and others" if len(found) > SHOWN else "")
        stop(f"{name} is not unique, say which by its path: {some}", USAGE)
    return found[0], records[found[0]]


def _exact(catalog: Catalog, wanted: str) -> Fits:
    ref = parse_ref(wanted, default_kind="decision")
    entity = None if isinstance(ref, MalformedRef) else catalog.entity(ref)
    path = wanted.removeprefix("./")
    return lambda at, _: at == path or bool(entity and entity.place.path == at)


def _numbered(wanted: str) -> Fits:
    number = wanted.lower().removeprefix("adr").strip("-_ #")
    plain = number.lstrip("0") or "0"
    return lambda _, decision: number.isdecimal() and decision.number == plain


def _called(wanted: str) -> Fits:
    lowered = wanted.lower()
    return lambda _, decision: lowered in {decision.slug.lower(), decision.title.lower()}
