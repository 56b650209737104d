"""`gazetteer new`: starts a decision record, a component's descriptor or a check, in the habit of its neighbours."""

import re
from importlib.resources import files
from pathlib import Path

import click

from gazetteer.cli._folder import inside, one_line, write_new
from gazetteer.cli._new_decision import decision
from gazetteer.cli._options import project
from gazetteer.cli._output import USAGE, guarded, stop, tell
from gazetteer.cli._yaml_text import yaml_text
from gazetteer.model.catalog import Catalog
from gazetteer.model.ref import MalformedRef, Ref, parse_ref


@click.group()
def new() -> None:
    """Starts a new file where it belongs."""


new.add_command(decision)


@new.command()
@click.argument("name")
@click.option("--owner", required=True, help="Ref of the team, such as group:payments.")
@click.option("--folder", default="", help="Where its code lives (default: a folder of its name).")
@click.option("--type", "type_", default="service")
@click.option("--lifecycle", default="experimental")
@click.option("--description", default="", help="One sentence.")
@guarded
def component(
    *, name: str, owner: str, folder: str, type_: str, lifecycle: str, description: str
) -> None:
    """Writes a descriptor for the component NAME and prints its path."""
    if not re.fullmatch(r"[A-Za-z0-9]+([-_.]+[A-Za-z0-9]+)*", name) or len(name) > 63:
        stop(f"{name!r} is no name: letters, digits and inner - _ . only, 63 at most", USAGE)
    team = parse_ref(owner, default_kind="group")
    if isinstance(team, MalformedRef) or not owner.isprintable():
        stop(f"--owner {owner!r} is no ref: write group:name", USAGE)
    for option, value in (("--type", type_), ("--lifecycle", lifecycle)):
        if not one_line(value):
            stop(f"{option} must not be empty", USAGE)
    here = project()
    catalog = here.survey().catalog
    there = catalog.entity(Ref.of("component", name))
    if there and not there.evidence:
        stop(f"{there.ref.short} is declared already, at {there.place}", USAGE)
    text = _template("component.yaml.txt").format(
        name=yaml_text(name),
        type=yaml_text(one_line(type_)),
        lifecycle=yaml_text(one_line(lifecycle)),
        owner=yaml_text(owner.strip()),
        description=yaml_text(description or f"What {name} does, and what it never does."),
    )
    home = inside(folder, here.root) if folder else name
    write_new(f"{home}/catalog-info.yaml" if home else "catalog-info.yaml", text, here.root)
    _tell_unknown(catalog, team)


@new.command("check")
@click.argument("rule")
@guarded
def check_(*, rule: str) -> None:
    """Writes the module of a new rule, named `subject-fault`, and prints its path."""
    if not re.fullmatch(r"[a-z]+(-[a-z]+)+", rule):
        stop(f"{rule!r} is no rule id: write subject-fault, such as owner-missing", USAGE)
    text = _template("check.py.txt").format(id=rule, words=rule.replace("-", " "))
    write_new(f"{rule.replace('-', '_')}.py", text, Path.cwd())
    tell("plug it in under the entry-point group gazetteer.checks")


def _tell_unknown(catalog: Catalog, team: Ref) -> None:
    if not catalog.knows(team):
        tell(f"{team.short} is declared nowhere yet; `gazetteer check` will say so too")


def _template(name: str) -> str:
    return (files("gazetteer.cli") / "templates" / name).read_text("utf-8")
