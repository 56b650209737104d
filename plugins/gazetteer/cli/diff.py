"""`gazetteer diff`: what changed in the catalog between two git refs."""

import click

from gazetteer.cli._options import as_ref, format_option, project
from gazetteer.cli._output import guarded, say, say_json
from gazetteer.formats.inert import inert
from gazetteer.history.diff import CatalogChange, compare


@click.command()
@click.argument("old", callback=as_ref)
@click.argument("new", required=False, callback=as_ref)
@format_option
@guarded
def diff(*, old: str, new: str | None, format_: str) -> None:
    """Compares the catalog at OLD with the one at NEW (default: the files on disk)."""
    here = project()
    before = here.survey(at=old)
    after = here.survey(at=new, as_of=before.catalog.today)
    changes = compare(before.catalog, after.catalog)
    if format_ == "json":
        say_json(
            {"schema": "gazetteer.diff/1", "changes": [change.as_object() for change in changes]}
        )
        return
    counted = "1 change" if len(changes) == 1 else f"{len(changes)} changes"
    say("\n".join([*map(_line, changes), counted]))


def _line(change: CatalogChange) -> str:
    ref, place = inert(change.ref.short), inert(str(change.place))
    old, new = inert(change.old) or "(none)", inert(change.new) or "(none)"
    match change.what:
        case "added":
            return f"{click.style(f'+ {ref}', fg='green')}  {place}"
        case "removed":
            return f"{click.style(f'- {ref}', fg='red')}  was at {place}"
        case "changed":
            return f"~ {ref}  {change.field}: {old} -> {new}  {place}"
        case "tied":
            return f"~ {ref}  + {change.field} {new}  {place}"
        case _:
            return f"~ {ref}  - {change.field} {old}"
