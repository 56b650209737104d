"""`gazetteer new decision`: the next record of a log, in the habit of its neighbours, tied to what it replaces."""

import posixpath

import click
from msgspec.structs import replace

from gazetteer.cli._folder import inside, one_line, write_new
from gazetteer.cli._next_record import habit_of, log_of, name_of, next_number
from gazetteer.cli._options import project
from gazetteer.cli._output import USAGE, guarded, say, stop, tell
from gazetteer.cli._project import Project
from gazetteer.cli._record_file import (
    own_status,
    read_record,
    reader,
    restated,
    target,
    tied,
    write_record,
)
from gazetteer.cli._record_named import record_named
from gazetteer.cli._record_text import Wanted, prefix_of, record_text
from gazetteer.evidence.decisions import Recogniser
from gazetteer.model.catalog import Catalog
from gazetteer.model.decision import Decision
from gazetteer.model.place import Place
from gazetteer.model.ref import MalformedRef, parse_ref

DEFAULT_FOLDER = "decisions"
OURS = frozenset({"madr", "nygard", "y"})
_STYLES = {"nygard": "nygard", "madr2": "bullets", "labels": "bullets", "table": "table"}
"""Format of the newest neighbour -> our template; MADR with front matter where there is none."""


@click.command()
@click.argument("title")
@click.option(
    "--folder", default="", help="Folder of the decision log (default: the one with most records)."
)
@click.option("--supersedes", metavar="RECORD", help="The record that this one takes the place of.")
@click.option(
    "--touches",
    multiple=True,
    metavar="REF",
    help="What it decides about; may be given several times.",
)
@click.option(
    "--template",
    metavar="madr|nygard|y|FILE",
    help="The form, or a file of your own (default: that of the newest record).",
)
@click.option(
    "--decider", "deciders", multiple=True, help="Who decides; may be given several times."
)
@guarded
def decision(
    *,
    title: str,
    folder: str,
    supersedes: str | None,
    touches: tuple[str, ...],
    template: str | None,
    deciders: tuple[str, ...],
) -> None:
    """Writes the next decision record of the log and prints its path, and that of the record it supersedes."""
    title = one_line(title)
    if not title:
        stop("a decision needs a title", USAGE)
    here = project()
    catalog = here.survey().catalog
    home = inside(folder, here.root)
    old = record_named(catalog, supersedes, home) if supersedes else None
    log = log_of(catalog, home or (old[1].folder if old else ""))
    refs = tuple(_ref(catalog, ref) for ref in touches)
    people = tuple(filter(None, map(one_line, deciders)))
    form = template or _form(here)
    style = form or _style(log)
    place = home or (log[-1].folder if log else DEFAULT_FOLDER)
    newest = catalog.read(_place_of(catalog, log[-1]).path) or "" if log and not form else ""
    wanted = _wanted(catalog, log, place, title, style)
    wanted = replace(wanted, deciders=people, touches=refs, neighbour=newest)
    text = record_text(wanted, style, reader(here.settings))
    if old:
        _succeed(here, reader(here.settings), wanted.path, text, old)
    else:
        write_new(wanted.path, text, here.root)


def _wanted(
    catalog: Catalog, log: tuple[Decision, ...], home: str, title: str, style: str
) -> Wanted:
    names = (*catalog.folders.get(home, ()), *(record.slug for record in log))
    habit, number = habit_of(record.slug for record in log), next_number(names)
    newest = _place_of(catalog, log[-1]) if log else None
    file = newest.path if newest else ""
    name = name_of(habit, number, title, catalog.today)
    # A record may be a folder with a page in it.
    is_folder = bool(log) and file.rpartition("/")[0] != log[-1].folder
    ending = "".join(posixpath.splitext(file)[1:]) or ".md"
    path = f"{home}/{name}/{posixpath.basename(file)}" if is_folder else f"{home}/{name}{ending}"
    return Wanted(
        path=path,
        title=title,
        number=number,
        date=catalog.today.isoformat(),
        prefixes=_prefixes(catalog, log, number, style if habit.by == "number" else ""),
    )


def _prefixes(
    catalog: Catalog, log: tuple[Decision, ...], number: int, style: str
) -> tuple[str, ...]:
    """What may stand before the title: what most have there; a number protects titles like `2030. A plan`."""
    counted = f"{number}. "
    if not log:
        return tuple(dict.fromkeys((counted if style == "nygard" else "", counted)))
    numbered = [record for record in log if record.title_number]
    model = numbered[-1] if 2 * len(numbered) > len(log) else log[-1]
    place = _place_of(catalog, model)
    lines = (catalog.read(place.path) or "").split("\n")
    # A title in front matter may stand below its key.
    habit = prefix_of("\n".join(lines[place.line - 1 : place.line + 1]), model, number)
    return tuple(dict.fromkeys((habit, counted)))


def _form(here: Project) -> str:
    """The form that the settings name: one of ours, or a file inside the root; empty when they are silent."""
    written = here.settings.decisions.template
    if not written or written in OURS:
        return written
    return str(here.root / inside(written, here.root))


def _style(log: tuple[Decision, ...]) -> str:
    if not log:
        return "madr"
    return "nygard" if log[-1].syntax != "markdown" else _STYLES.get(log[-1].format, "madr")


def _place_of(catalog: Catalog, record: Decision) -> Place:
    """Where a record has its title."""
    return next(
        entity.place
        for entity in catalog.of_kind("decision")
        if catalog.fact(entity.place.path, Decision) is record
    )


def _ref(catalog: Catalog, text: str) -> str:
    ref = parse_ref(text.strip(), default_kind="component")
    if isinstance(ref, MalformedRef) or not text.isprintable():
        stop(f"--touches {text!r} is no ref: write component:name", USAGE)
    if not catalog.knows(ref):
        tell(f"{ref.short} is declared nowhere yet; `gazetteer check` will say so too")
    return ref.short


def _succeed(
    here: Project, recognise: Recogniser, path: str, text: str, old: tuple[str, Decision]
) -> None:
    """Writes the new record and the status of the one whose place it takes; both or neither."""
    old_path, before = old
    own_status(old_path, before)
    told = tied(recognise, path, text, target(path, old_path, before))
    read = recognise(path, text)
    if read is None:
        stop(f"{path} would not be read as a record: name its folder with --folder", USAGE)
    if told is None:
        tell(f"{path} has no place for a link back: write into it that it supersedes {old_path}")
    was = read_record(here.root, old_path)
    changed = restated(recognise, old_path, was, "superseded", target(old_path, path, read))
    write_new(path, told or text, here.root)
    write_record(here.root, old_path, changed)
    say(old_path)
