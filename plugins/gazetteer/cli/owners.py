"""`gazetteer owners`: who owns a path, by which rule, in which file and line."""

import click

from gazetteer.cli._options import at_option, echo_json, format_option, guarded, project
from gazetteer.evidence.ownership import chosen_owners
from gazetteer.model.ownership import OwnersAnswer

WORDS = {
    "unowned": "nobody, on purpose",
    "unmatched": "nobody: no rule matches",
}


@click.command()
@click.argument("paths", nargs=-1, required=True)
@at_option
@format_option
@click.pass_context
@guarded
def owners(context: click.Context, *, paths: tuple[str, ...], at: str, format_: str) -> None:
    """Says who owns each of PATHS, given relative to the root of the project."""
    here = project(context)
    catalog = here.survey(at=at).catalog
    chosen = chosen_owners(catalog, here.settings)
    answers = {
        path: chosen.answer(path) if chosen else OwnersAnswer(state="unmatched") for path in paths
    }
    if format_ == "json":
        echo_json(
            {
                "schema": "gazetteer.owners/1",
                "paths": [_object(path, answer) for path, answer in answers.items()],
            }
        )
        return
    for path, answer in answers.items():
        click.echo(f"{path}: {' '.join(answer.owners) or WORDS[answer.state]}")
        for rule in answer.rules:
            section = f" [{rule.section}]" if rule.section else ""
            click.echo(f"  {rule.place}{section}: {rule.pattern}")


def _object(path: str, answer: OwnersAnswer) -> dict[str, object]:
    return {
        "path": path,
        "state": answer.state,
        "owners": list(answer.owners),
        "rules": [
            {
                "pattern": rule.pattern,
                "owners": list(rule.owners),
                "section": rule.section,
                "place": {
                    "path": rule.place.path,
                    "line": rule.place.line,
                    "column": rule.place.column,
                },
            }
            for rule in answer.rules
        ],
    }
