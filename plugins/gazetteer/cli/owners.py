"""`gazetteer owners`: who owns a path, by which rule, in which file and line."""

import os
from pathlib import Path

import click

from gazetteer.cli._options import at_option, format_option, project
from gazetteer.cli._output import USAGE, guarded, say, say_json, stop
from gazetteer.evidence.ownership import chosen_file
from gazetteer.formats.codeowners_match import Owners
from gazetteer.formats.inert import inert
from gazetteer.history.snapshot import place_object
from gazetteer.model.catalog import Catalog
from gazetteer.model.ownership import OwnersAnswer

UNMATCHED = OwnersAnswer(state="unmatched")


@click.command()
@click.argument("paths", nargs=-1, required=True)
@at_option
@format_option
@guarded
def owners(*, paths: tuple[str, ...], at: str | None, format_: str) -> None:
    """Says who owns each of PATHS, given relative to the root of the project."""
    here = project()
    asked = {path: _relative(path, here.root) for path in paths}
    catalog = here.survey(at=at).catalog
    chosen = chosen_file(catalog, here.settings)
    rules = Owners(chosen[1]) if chosen else None
    answers = {path: rules.answer(path) if rules else UNMATCHED for path in asked.values()}
    if format_ == "json":
        say_json(
            {
                "schema": "gazetteer.owners/1",
                "file": chosen[0] if chosen else None,
                "paths": [
                    _object(path, answer, exists=_exists(catalog, path))
                    for path, answer in answers.items()
                ],
            }
        )
        return
    for path, answer in answers.items():
        say("\n".join(_lines(path, answer, catalog, chosen[0] if chosen else "")))


def _relative(path: str, root: Path) -> str:
    """A path as the ownership file sees it: below the root, with slashes; a folder keeps its slash."""
    inside = os.path.relpath(os.path.normpath(root / path), root).replace(os.sep, "/")
    if inside == ".." or inside.startswith("../"):
        stop(f"{path} lies outside {root}", USAGE)
    return f"{inside}/" if path.endswith(("/", os.sep)) and inside != "." else inside


def _exists(catalog: Catalog, path: str) -> bool:
    return path in catalog.paths or path.rstrip("/") in catalog.folders or path == "."


def _lines(path: str, answer: OwnersAnswer, catalog: Catalog, file: str) -> list[str]:
    words = {
        "unowned": "nobody, on purpose",
        "unmatched": f"nobody: no rule of {file} matches"
        if file
        else "nobody: there is no CODEOWNERS file",
    }
    who = inert(" ".join(answer.owners)) or words[answer.state]
    absent = "" if _exists(catalog, path) else "  (no such file)"
    lines = [f"{inert(path)}: {who}{absent}"]
    for rule in answer.rules:
        section = f" [{rule.section}]" if rule.section else ""
        lines.append(inert(f"  {rule.place}{section}: {rule.pattern}"))
    return lines


def _object(path: str, answer: OwnersAnswer, *, exists: bool) -> dict[str, object]:
    return {
        "path": path,
        "exists": exists,
        "state": answer.state,
        "owners": list(answer.owners),
        "rules": [
            {
                "pattern": rule.pattern,
                "owners": list(rule.owners),
                "section": rule.section,
                "place": place_object(rule.place),
            }
            for rule in answer.rules
        ],
    }
