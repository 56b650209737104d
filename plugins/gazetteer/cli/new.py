"""`gazetteer new`: starts a decision record, a component's descriptor or a check, in the habit of its neighbours."""

import re
import unicodedata
from importlib.resources import files
from pathlib import Path

import click

from gazetteer.cli._options import guarded, project, stop
from gazetteer.model.catalog import Catalog
from gazetteer.model.decision import Decision

DEFAULT_FOLDER = "decisions"


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
@click.pass_context
@guarded
def decision(
    context: click.Context,
    *,
    title: str,
    folder: str,
    template: str | None,
    deciders: tuple[str, ...],
) -> None:
    """Writes the next decision record of the log and prints its path."""
    here = project(context)
    survey = here.survey()
    records = _log(survey.catalog, folder.strip("/"))
    home = folder.strip("/") or (records[-1].folder if records else DEFAULT_FOLDER)
    number = max((int(r.number) for r in records if r.number.isdigit()), default=0) + 1
    width = _width(records)
    style = template or (
        "nygard" if records and records[-1].format.startswith("nygard") else "madr"
    )
    text = _template(f"{style}.md").format(
        title=" ".join(title.split()),
        number=f"{number}. ",
        date=survey.catalog.today.isoformat(),
        deciders=", ".join(deciders),
    )
    _write(here.root / home / f"{number:0{width}d}-{_slug(title)}.md", text, here.root)


@new.command()
@click.argument("name")
@click.option("--owner", required=True, help="Ref of the team, such as group:payments.")
@click.option("--folder", default="", help="Where its code lives (default: a folder of its name).")
@click.option("--type", "type_", default="service")
@click.option("--lifecycle", default="experimental")
@click.option("--description", default="", help="One sentence.")
@click.pass_context
@guarded
def component(
    context: click.Context,
    *,
    name: str,
    owner: str,
    folder: str,
    type_: str,
    lifecycle: str,
    description: str,
) -> None:
    """Writes a descriptor for the component NAME and prints its path."""
    if not re.fullmatch(r"([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]", name) or len(name) > 63:
        stop(f"{name!r} is no name: letters, digits and inner - _ . only, 63 at most", 2)
    here = project(context)
    text = _template("component.yaml.txt").format(
        name=name,
        type=_scalar(type_),
        lifecycle=_scalar(lifecycle),
        owner=_scalar(owner),
        description=_scalar(description or f"What {name} does, and what it never does."),
    )
    _write(here.root / (folder.strip("/") or name) / "catalog-info.yaml", text, here.root)


@new.command("check")
@click.argument("rule")
@click.pass_context
@guarded
def check_(context: click.Context, *, rule: str) -> None:
    """Writes the module of a new rule, named `subject-fault`, and prints its path."""
    if not re.fullmatch(r"[a-z]+(-[a-z]+)+", rule):
        stop(f"{rule!r} is no rule id: write subject-fault, lower case, such as owner-missing", 2)
    root = Path(context.find_root().params["directory"])
    text = _template("check.py.txt").format(id=rule, words=rule.replace("-", " "))
    _write(root / f"{rule.replace('-', '_')}.py", text, root)
    click.echo("plug it in under the entry-point group gazetteer.checks", err=True)


def _log(catalog: Catalog, folder: str) -> list[Decision]:
    """The records of one log, by number: of the folder given, else of the folder that holds most."""
    logs: dict[str, list[Decision]] = {}
    for entity in catalog.of_kind("decision"):
        record = catalog.fact(entity.place.path, Decision)
        if record:
            logs.setdefault(record.folder, []).append(record)
    if not folder and logs:
        folder = min(logs, key=lambda name: (-len(logs[name]), name))
    return sorted(logs.get(folder, []), key=lambda record: (record.number.zfill(9), record.slug))


def _width(records: list[Decision]) -> int:
    """How many digits the neighbours' numbers have in their file names; four by the habit of adr-tools."""
    widths = [len(match[0]) for r in records if (match := re.match(r"\d+", r.slug))]
    return max(set(widths), key=widths.count) if widths else 4


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:80] or "decision"


def _scalar(text: str) -> str:
    """A YAML scalar that reads back as the text (JSON strings are YAML strings)."""
    import json

    return (
        text
        if re.fullmatch(r"[A-Za-z][\w /:.-]*\w", text) and ": " not in text
        else json.dumps(text)
    )


def _template(name: str) -> str:
    return (files("gazetteer.cli") / "templates" / name).read_text("utf-8")


def _write(path: Path, text: str, root: Path) -> None:
    if not path.resolve().is_relative_to(root.resolve()):
        stop(f"{path} lies outside {root}", 2)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError:
        stop(f"{path} exists already; nothing was written", 2)
    click.echo(path.relative_to(root).as_posix())
