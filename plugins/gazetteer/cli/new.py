"""`gazetteer new`: starts a decision record, a component's descriptor or a check, in the habit of its neighbours."""

import os
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import click

from gazetteer.cli._next_record import habit_of, log_of, name_of, next_number
from gazetteer.cli._options import project
from gazetteer.cli._output import USAGE, guarded, say, stop, tell, write_file
from gazetteer.cli._yaml_text import yaml_text
from gazetteer.extension import File
from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.ref import MalformedRef, Ref, parse_ref
from gazetteer.repo.tree import MemoryTree
from gazetteer.sources import decisions
from gazetteer.surveyor.gather import Dependencies, RecordingSiblings

DEFAULT_FOLDER = "decisions"
_MARKUP = re.compile(r"[\\`*_\[\]<>&~|{}#]")
"""Signs that Markdown would take for something else."""


@click.group()
def new() -> None:
    """Starts a new file where it belongs."""


@new.command()
@click.argument("title")
@click.option(
    "--folder", default="", help="Folder of the decision log (default: the one with most records)."
)
@click.option(
    "--template", type=click.Choice(["madr", "nygard"]), help="Default: that of the newest record."
)
@click.option(
    "--decider", "deciders", multiple=True, help="Who decides; may be given several times."
)
@guarded
def decision(*, title: str, folder: str, template: str | None, deciders: tuple[str, ...]) -> None:
    """Writes the next decision record of the log and prints its path."""
    title = _one_line(title)
    if not title:
        stop("a decision needs a title", USAGE)
    here = project()
    catalog = here.survey().catalog
    log = log_of(catalog, _inside(folder, here.root))
    home = _inside(folder, here.root) or (log[-1].folder if log else DEFAULT_FOLDER)
    names = (*catalog.folders.get(home, ()), *(record.slug for record in log))
    habit, number = habit_of(record.slug for record in log), next_number(names)
    style = template or ("nygard" if log and log[-1].format.startswith("nygard") else "madr")
    path = f"{home}/{name_of(habit, number, title, catalog.today)}.md"
    people = [*filter(None, map(_one_line, deciders))]
    rest = {
        "date": catalog.today.isoformat(),
        "quoted": ", ".join(map(yaml_text, people)),
        "line": f"\nDeciders: {', '.join(people)}\n" if people else "",
    }
    # Nygard's records carry their number in the title, if they have one.
    numbered = style == "nygard" and habit.by == "number"
    for heading in _headings(title, number, numbered=numbered):
        text = _template(f"{style}.md").format(heading=heading, **rest)
        if _title_read(path, text) == title:
            break
    else:
        stop(f"{title!r} would not be read back as the title: say it in plainer words", USAGE)
    _write(path, text, here.root)


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
        if not _one_line(value):
            stop(f"{option} must not be empty", USAGE)
    here = project()
    catalog = here.survey().catalog
    there = catalog.entity(Ref.of("component", name))
    if there and not there.evidence:
        stop(f"{there.ref.short} is declared already, at {there.place}", USAGE)
    text = _template("component.yaml.txt").format(
        name=yaml_text(name),
        type=yaml_text(_one_line(type_)),
        lifecycle=yaml_text(_one_line(lifecycle)),
        owner=yaml_text(owner.strip()),
        description=yaml_text(description or f"What {name} does, and what it never does."),
    )
    home = _inside(folder, here.root) if folder else name
    _write(f"{home}/catalog-info.yaml" if home else "catalog-info.yaml", text, here.root)
    _tell_unknown(catalog, team)


@new.command("check")
@click.argument("rule")
@guarded
def check_(*, rule: str) -> None:
    """Writes the module of a new rule, named `subject-fault`, and prints its path."""
    if not re.fullmatch(r"[a-z]+(-[a-z]+)+", rule):
        stop(f"{rule!r} is no rule id: write subject-fault, such as owner-missing", USAGE)
    text = _template("check.py.txt").format(id=rule, words=rule.replace("-", " "))
    _write(f"{rule.replace('-', '_')}.py", text, Path.cwd())
    tell("plug it in under the entry-point group gazetteer.checks")


def _one_line(text: str) -> str:
    """The text without line breaks and control characters."""
    # Joiners are not printable, but scripts and emoji are spelled with them.
    shown = (sign if sign.isprintable() or sign in "\u200c\u200d" else " " for sign in text)
    return " ".join("".join(shown).split())


def _headings(title: str, number: int, *, numbered: bool) -> Iterator[str]:
    """Spellings of a heading, the plainest first."""
    escaped = _MARKUP.sub(lambda sign: f"\\{sign[0]}", title)
    if not numbered:
        yield from (title, escaped)
    # A number in front keeps a title such as `2030. A plan` from losing its own.
    yield from (f"{number}. {title}", f"{number}. {escaped}")


def _title_read(path: str, text: str) -> str:
    """The title that our own reader finds in a record."""
    siblings = RecordingSiblings(MemoryTree({}), Dependencies({}))
    records = decisions.read(File(path, text), siblings)
    return next((record.title for record in records if isinstance(record, Entity)), "")


def _inside(folder: str, root: Path) -> str:
    """A folder relative to the root; ends the command for one outside."""
    path = os.path.relpath(os.path.normpath(root / folder), root).replace(os.sep, "/")
    if path == ".." or path.startswith("../"):
        stop(f"{folder} lies outside {root}", USAGE)
    return "" if path == "." else path


def _tell_unknown(catalog: Catalog, team: Ref) -> None:
    if not catalog.knows(team):
        tell(f"{team.short} is declared nowhere yet; `gazetteer check` will say so too")


def _template(name: str) -> str:
    return (files("gazetteer.cli") / "templates" / name).read_text("utf-8")


def _write(path: str, text: str, root: Path) -> None:
    if not (root / path).resolve().is_relative_to(root.resolve()):
        stop(f"{path} leads out of {root}", USAGE)
    write_file(root / path, text, new=True)
    say(path)
