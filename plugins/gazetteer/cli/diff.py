"""`gazetteer diff`: what changed in the catalog between two git refs."""

import click

from gazetteer.cli._options import echo_json, format_option, guarded, project
from gazetteer.history.diff import CatalogChange, compare


@click.command()
@click.argument("old")
@click.argument("new", default="")
@format_option
@click.pass_context
@guarded
def diff(context: click.Context, *, old: str, new: str, format_: str) -> None:
    """Compares the catalog at OLD with the one at NEW (default: the files on disk)."""
    here = project(context)
    before = here.survey(at=old)
    after = here.survey(at=new, as_of=before.catalog.today)
    changes = compare(before.catalog, after.catalog)
    if format_ == "json":
        echo_json(
            {"schema": "gazetteer.diff/1", "changes": [change.as_object() for change in changes]}
        )
        return
    for change in changes:
        click.echo(_line(change))
    click.echo(f"{len(changes)} changes")


def _line(change: CatalogChange) -> str:
    ref = change.ref.short
    match change.what:
        case "added":
            return click.style(f"+ {ref}", fg="green") + f"  {change.place}"
        case "removed":
            return click.style(f"- {ref}", fg="red") + f"  was at {change.place}"
        case "changed":
            return f"~ {ref}  {change.field}: {change.old or '(none)'} -> {change.new or '(none)'}  {change.place}"
        case "tied":
            return f"~ {ref}  + {change.field} {change.new}  {change.place}"
        case _:
            return f"~ {ref}  - {change.field} {change.old}"
