"""`gazetteer list`: prints the entities of the catalog."""

import click

from gazetteer.cli._options import at_option, format_option, project
from gazetteer.cli._output import guarded, say, say_json, tell
from gazetteer.formats.inert import inert
from gazetteer.history.snapshot import listing
from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import KINDS, Entity


@click.command("list")
@click.option("--kind", type=click.Choice(KINDS, case_sensitive=False), help="Only one kind.")
@at_option
@format_option
@guarded
def list_(*, kind: str | None, at: str | None, format_: str) -> None:
    """Lists what the catalog holds."""
    catalog = project().survey(at=at).catalog
    if format_ == "json":
        say_json(listing(catalog, kind))
        return
    entities = [e for e in catalog.entities.values() if kind in {None, e.kind}]
    say("\n".join(_table(catalog, entities)))
    if catalog.faults:
        told = "1 thing" if len(catalog.faults) == 1 else f"{len(catalog.faults)} things"
        tell(f"{told} could not be understood and may be missing here: see `gazetteer check`")


def _table(catalog: Catalog, entities: list[Entity]) -> list[str]:
    rows = [("REF", "TYPE", "LIFECYCLE", "OWNER", "WHERE")]
    rows += [
        (
            inert(entity.ref.short),
            inert(entity.type) or "-",
            inert(entity.lifecycle) or "-",
            inert(owner.short) if (owner := catalog.owner(entity.ref)) else "-",
            inert(str(entity.place)),
        )
        for entity in entities
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(f"{cell:<{w}}" for cell, w in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
