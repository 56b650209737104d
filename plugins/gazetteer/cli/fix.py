"""`gazetteer fix`: mends what needs nobody's judgement, after showing what it would change."""

import difflib
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import click

from gazetteer.cli._mend_records import RULE, one_sided, with_tie
from gazetteer.cli._options import project
from gazetteer.cli._output import UNDECIDED, USAGE, guarded, say, stop, tell, write_file
from gazetteer.cli._project import Project
from gazetteer.evidence.mends import RULES, Mend, mended, mends
from gazetteer.formats.inert import inert
from gazetteer.model.document import Document
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.survey import Survey

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


class Edit(NamedTuple):
    """A file as it is and as it would be."""

    path: str
    before: str
    after: str


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option("--diff", "only_diff", is_flag=True, help="Only show what would change.")
@guarded
def fix(*, paths: tuple[str, ...], yes: bool, only_diff: bool) -> None:
    """Mends what is certain in documents, or in those at PATHS: shows the difference, asks, writes.

    Renamed files, folders and headings get their new names, blocks copied from a file its present lines, and a decision
    the tie to another that only the other mentions. Nothing else in a file changes; dates of review and docs.lock never
    do. Exit codes: 0 nothing left to mend, 1 something would change and was not written, 3 could not decide.
    """
    if yes and only_diff:
        stop("--yes writes and --diff does not: choose one", USAGE)
    here = project()
    survey = here.survey()
    chosen = [_inside(here, survey, path) for path in paths]
    found = [f for f in survey.findings if _is_open(f) and _is_chosen(f.place.path, chosen)]
    edits = list(_edits(here, survey, found))
    for edit in edits:
        say("".join(_difference(edit)))
    if not edits:
        if any(f.undecided and f.rule in RULES for f in found):
            stop(f"cannot decide: {survey.catalog.history.reason}", UNDECIDED)
        tell("there is nothing to mend that needs nobody's judgement")
        return
    if yes or (not only_diff and _confirmed(edits)):
        for edit in edits:
            write_file(here.root / edit.path, edit.after.encode("utf-8", "surrogateescape"))
        tell(f"mended {_many(edits)}")
        return
    if not only_diff:
        tell("nothing was written: add --yes to write")
    raise SystemExit(1)


def _is_open(finding: Finding) -> bool:
    """What somebody silenced with a reason is left as it is; what a baseline only put off is not."""
    return finding.silenced is None or finding.silenced.by == "baseline"


def _is_chosen(path: str, chosen: list[str]) -> bool:
    return not chosen or any(one in {"", path} or path.startswith(f"{one}/") for one in chosen)


def _inside(here: Project, survey: Survey, path: str) -> str:
    full = Path(os.path.normpath(Path.cwd() / path))
    if not full.is_relative_to(here.root):
        stop(f"{path} lies outside of {here.root}", USAGE)
    inside = full.relative_to(here.root).as_posix()
    inside = "" if inside == "." else inside
    if inside not in survey.catalog.paths and inside not in survey.catalog.folders and inside:
        stop(f"{path}: there is no such file or folder", USAGE)
    return inside


def _edits(here: Project, survey: Survey, found: list[Finding]) -> Iterator[Edit]:
    """The files that would change, in order of their paths."""
    catalog = survey.catalog
    wanted: Mapping[str, frozenset[Place]] = {
        rule: frozenset(f.place for f in found if f.rule == rule and not f.undecided)
        for rule in RULES
    }
    by_path: dict[str, list[Mend]] = {}
    for mend in mends(catalog, wanted):
        by_path.setdefault(mend.place.path, []).append(mend)
    ties = list(one_sided(catalog, (f for f in found if f.rule == RULE)))
    for path in sorted({*by_path, *(tie.silent for tie in ties)}):
        document = catalog.fact(path, Document)
        before = _text(here.root, path)
        if before is None or (document and document.class_ == "generated"):
            continue
        after = mended(before, by_path.get(path, ()))
        for tie in ties:
            if tie.silent == path:
                after = with_tie(catalog, here.settings, after, tie)
        if after != before:
            yield Edit(path, before, after)


def _text(root: Path, path: str) -> str | None:
    """The text of a file with its mark and line ends; None for what lies elsewhere or is no UTF-8."""
    file = root / path
    if file.is_symlink() or not file.resolve().is_relative_to(root.resolve()):
        return None
    try:
        return file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _difference(edit: Edit) -> Iterator[str]:
    """The unified difference, as `git apply` would take it but for characters that a terminal would act on."""
    lines = difflib.unified_diff(
        edit.before.removesuffix("\n").split("\n"),
        edit.after.removesuffix("\n").split("\n"),
        f"a/{inert(edit.path)}",
        f"b/{inert(edit.path)}",
        lineterm="",
    )
    for line in lines:
        shown = inert(line.removesuffix("\r"))
        plain = line.startswith(("---", "+++"))
        yield click.style(shown, fg=None if plain else _COLOURS.get(line[:1]), bold=plain) + "\n"


def _confirmed(edits: list[Edit]) -> bool:
    asks = sys.stdin.isatty() and sys.stdout.isatty()
    return asks and click.confirm(f"Write {_many(edits)}?", default=False)


def _many(edits: list[Edit]) -> str:
    return "1 file" if len(edits) == 1 else f"{len(edits)} files"
