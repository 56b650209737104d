"""`gazetteer list`: prints the entities of the catalog."""

import click

from gazetteer.cli._options import at_option, echo_json, format_option, guarded, project
from gazetteer.history.snapshot import listing
from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import KINDS, Entity


@click.command("list")
@click.option("--kind", type=click.Choice(KINDS, case_sensitive=False), help="Only one kind.")
@at_option
@format_option
@click.pass_context
@guarded
def list_(context: click.Context, *, kind: str | None, at: str, format_: str) -> None:
    """Lists what the catalog holds."""
    catalog = project(context).survey(at=at).catalog
    if format_ == "json":
        echo_json(listing(catalog, kind))
        return
    entities = [e for e in catalog.entities.values() if kind in {None, e.kind}]
    for line in _table(catalog, entities):
        click.echo(line)


def _table(catalog: Catalog, entities: list[Entity]) -> list[str]:
    rows = [("REF", "TYPE", "LIFECYCLE", "OWNER", "WHERE")]
    rows += [
        (
            entity.ref.short,
            entity.type or "-",
            entity.lifecycle or "-",
            owner.short if (owner := catalog.owner(entity.ref)) else "-",
            str(entity.place),
        )
        for entity in entities
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(f"{cell:<{w}}" for cell, w in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
