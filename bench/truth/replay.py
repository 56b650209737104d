"""Replays of real repositories: what their documents name is taken away, and what is harmless is done to them.

This project's own history is one, at several of its commits; the others are folders of real repositories, whose files
are put into a history of a few commits. What is due follows from a plain search (`plainly`): a document that has the
name in a span of code must be told, one that has it in any other form may be; everything else must not.
"""

import os
import random
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from bench.truth.plainly import PAST, Checkout, Named, slug
from gazetteer.cli._project import open_project
from gazetteer.model.survey import Survey

ROOT = Path(__file__).parents[2]
COMMITS = 6
"""Commits of this project's history that are replayed."""
PER_KIND = 4
"""Things of each kind that are taken away at each of them."""
WHO = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
RULES = ("mention-gone", "link-broken", "doc-stale", "snippet-drifted", "endpoint-unknown")

Told = tuple[str, str, str]
"""Rule (`mention-gone:path` and so on), document, and what distinguishes the finding."""
Files = dict[str, str | None]
"""Path -> its new text; None: deleted."""


@dataclass
class Outcome:
    """What one case led to: what is right, what is wrong, and what was missed."""

    name: str
    right: set[Told] = field(default_factory=set)
    wrong: set[Told] = field(default_factory=set)
    missed: set[Told] = field(default_factory=set)
    harmless: bool = False


def own_history(scratch: Path, seed: int) -> Iterator[Outcome]:
    """This project at some of its commits; nothing where it has no history here."""
    folder = scratch / "own"
    try:
        _git(scratch, "clone", "-q", str(ROOT), str(folder))
    except subprocess.CalledProcessError:
        return
    commits = _git(folder, "rev-list", "--first-parent", "HEAD", "--", "docs").split()
    chance = random.Random(f"own {seed}")
    for commit in [commits[0], *chance.sample(commits[1:], min(COMMITS - 1, len(commits) - 1))]:
        _git(folder, "checkout", "-q", "--detach", commit)
        yield from _cases(folder, commit[:7], random.Random(f"{seed} {commit}"))


def real_documents(corpora: Path, scratch: Path, seed: int) -> Iterator[Outcome]:
    """Each repository below a folder, `KIND/REPOSITORY`, in a history of its own: code first, then documents."""
    for source in sorted(path for path in corpora.glob("*/*") if path.is_dir()):
        folder = scratch / source.name
        shutil.copytree(source, folder, symlinks=True)
        _git(folder, "-c", "init.defaultBranch=main", "init", "-q")
        _git(folder, "add", "-A")
        _git(folder, "rm", "-q", "-r", "--cached", "--ignore-unmatch", "--", "*.md")
        _commit(folder, 1)
        for day in (2, 3):
            (folder / "later.txt").write_text(f"{day}\n", "utf-8")
            _git(folder, "add", "-A")
            _commit(folder, day)
        yield from _cases(folder, source.name, random.Random(f"{seed} {source.name}"))
        shutil.rmtree(folder)


def _cases(folder: Path, where: str, chance: random.Random) -> Iterator[Outcome]:
    checkout = Checkout(folder)
    named = list(checkout.named())
    before = _told(_survey(folder))
    for kind, mutations in MUTATIONS.items():
        things = sorted({one.thing for one in named if one.kind == kind})
        for thing in chance.sample(things, min(PER_KIND, len(things))):
            for change in mutations:
                case = change(checkout, thing)
                found = _after(folder, case.files) - before
                due = {told for one in named if one.thing == thing for told in case.due(one)}
                yield Outcome(
                    f"{where} {change.__name__} {thing}",
                    right=found & due | {told for told in found - due if case.may(told)},
                    wrong={told for told in found - due if not case.may(told)},
                    missed=due - before - found,
                )
    yield from _stale(folder, where, checkout, before, chance)
    for harmless in HARMLESS:
        found = _after(folder, harmless(checkout, chance)) - before
        yield Outcome(f"{where} {harmless.__name__}", wrong=found, harmless=True)


# What is taken away, and who must, or may, be told


@dataclass(frozen=True)
class Case:
    """Files after a mutation, what a name in a document makes due, and what else may rightly be told."""

    files: Files
    due: Callable[[Named], Iterable[Told]]
    may: Callable[[Told], bool]


def remove_file(checkout: Checkout, path: str) -> Case:
    return _without(checkout, {path: None})


def rename_file(checkout: Checkout, path: str) -> Case:
    head, dot, ending = path.rpartition(".")
    new = f"{head}_renamed{dot}{ending}" if dot and "/" not in ending else f"{path}_renamed"
    return _without(checkout, {path: None, new: checkout.text(path)})


def rename_folder(checkout: Checkout, path: str) -> Case:
    folder = path.rpartition("/")[0]
    moved = [p for p in checkout.files if p.startswith(f"{folder}/")]
    files: Files = dict.fromkeys(moved)
    files |= {f"{folder}_renamed/{p.removeprefix(f'{folder}/')}": checkout.text(p) for p in moved}
    return _without(checkout, files)


def _without(checkout: Checkout, files: Files) -> Case:
    gone = [p for p, text in files.items() if text is None]
    moved = {p for p in gone if p.endswith(".md")}

    def due(one: Named) -> Iterator[Told]:
        # A document that moves along is under another name, and its own relative names move with it.
        if one.kind == "path" and one.document not in moved:
            yield "mention-gone:path", one.document, one.written

    left = "\n".join(t for p, t in checkout.code.items() if p not in gone)
    names = {name for p in gone for name in _names(p)}

    def may(told: Told) -> bool:
        rule, document, text = told
        if rule in {"mention-gone:symbol", "mention-gone:variable"}:
            return not re.search(rf"\b{re.escape(text)}\b", left)
        known = text.partition("#")[0].strip("/").rpartition("/")[2] in names
        # Its links lead elsewhere now, and so do those to it.
        return not PAST.search(document) and (known or document in files or rule == "doc-stale")

    return Case(files, due, may)


def _names(path: str) -> Iterator[str]:
    """The names of a file and of its folders, and the file's without its ending."""
    yield from path.split("/")
    yield path.rpartition("/")[2].rpartition(".")[0]


def rename_word(checkout: Checkout, word: str) -> Case:
    """A variable or symbol gets another name wherever code has it."""
    files: Files = {}
    for path in sorted(checkout.files):
        if not path.endswith((".md", ".lock")):
            text = _text(checkout, path)
            new = re.sub(rf"(?<![\w]){re.escape(word)}(?![\w])", f"{word}_ANEW", text)
            if new != text:
                files[path] = new
    return _without_word(files, word)


def rename_target(checkout: Checkout, target: str) -> Case:
    text = checkout.text("Makefile")
    new = re.sub(rf"(?m)^{re.escape(target)}:", f"{target}-anew:", text)

    def due(one: Named) -> Iterator[Told]:
        if one.kind == "target":
            yield "mention-gone:target", one.document, f"make {target}"

    return Case({"Makefile": new}, due, lambda told: told[2] == f"make {target}")


def _without_word(files: Files, word: str) -> Case:
    def due(one: Named) -> Iterator[Told]:
        yield f"mention-gone:{one.kind}", one.document, word

    def may(told: Told) -> bool:
        rule, document, text = told
        said = rule in {"doc-stale", "snippet-drifted"} or re.search(rf"\b{word}\b", text)
        return bool(said) and not PAST.search(document)

    return Case(files, due, may)


def rename_heading(checkout: Checkout, thing: str) -> Case:
    path, heading = thing.split("#", 1)
    text = checkout.text(path).replace(f"# {heading}\n", "# Quite Another Title\n")
    return _without_heading({path: text}, heading)


def move_heading(checkout: Checkout, thing: str) -> Case:
    """The section goes to the end of another page."""
    path, heading = thing.split("#", 1)
    others = [
        p
        for p in checkout.documents
        if p != path and p.rpartition("/")[0] == path.rpartition("/")[0]
    ]
    there = others[0] if others else "elsewhere.md"
    row = re.search(rf"(?m)^#+ {re.escape(heading)}$", checkout.text(path))
    files: Files = {
        path: checkout.text(path).replace(f"{row[0]}\n", "") if row else checkout.text(path),
        there: (checkout.text(there) if others else "# Elsewhere\n")
        + f"\n## {heading}\n\nMoved.\n",
    }
    return _without_heading(files, heading)


def _without_heading(files: Files, heading: str) -> Case:
    def due(one: Named) -> Iterator[Told]:
        if one.kind == "heading":
            yield "link-broken", one.document, one.written

    return Case(
        files, due, lambda told: told[2].endswith(f"#{slug(heading)}") or told[0] == "doc-stale"
    )


MUTATIONS: dict[str, tuple[Callable[[Checkout, str], Case], ...]] = {
    "path": (remove_file, rename_file, rename_folder),
    "target": (rename_target,),
    "variable": (rename_word,),
    "symbol": (rename_word,),
    "heading": (rename_heading, move_heading),
}


def _stale(
    folder: Path, where: str, checkout: Checkout, before: set[Told], chance: random.Random
) -> Iterator[Outcome]:
    """A public function more in a file that documents cover by its very path; then a comment in it."""
    covering: dict[str, set[str]] = {}
    for path in checkout.documents:
        for covered in _covers(checkout.text(path)):
            if covered.endswith(".py") and covered in checkout.files:
                covering.setdefault(covered, set()).add(path)
    for covered in chance.sample(sorted(covering), min(PER_KIND, len(covering))):
        text = checkout.text(covered)
        found = _after(folder, {covered: f"{text}\n\ndef one_more(thing):\n    return thing\n"})
        due = {("doc-stale", document, "") for document in covering[covered]}
        stale = {told for told in found - before if told[0] == "doc-stale"}
        yield Outcome(
            f"{where} more_signatures {covered}",
            right=stale & due,
            wrong=found - before - stale,  # others may cover it by a pattern
            missed=due - before - found,
        )
        found = _after(folder, {covered: f"{text}\n# one more remark\n"})
        yield Outcome(f"{where} remark {covered}", wrong=found - before, harmless=True)


def _covers(text: str) -> list[str]:
    match = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    front = yaml.safe_load(match[1]) if match else None
    covers = front.get("covers") if isinstance(front, dict) else None
    return [str(entry) for entry in covers] if isinstance(covers, list) else []


# What is harmless


def reformat(checkout: Checkout, chance: random.Random) -> Files:
    """Lines further apart in some files of Python."""
    paths = [p for p in checkout.code if p.endswith(".py") and '"""' not in checkout.text(p)]
    return {p: checkout.text(p).replace("\n\n", "\n\n\n") for p in _some(chance, paths)}


def licence(checkout: Checkout, chance: random.Random) -> Files:
    paths = [
        p for p in checkout.code if p.endswith((".py", ".tf", ".sh", ".rb")) and checkout.text(p)
    ]
    some = [p for p in _some(chance, paths) if not checkout.text(p).startswith("#!")]
    return {p: f"# Copyright 2026 Acme\n{checkout.text(p)}" for p in some}


def spelling(checkout: Checkout, chance: random.Random) -> Files:
    """A word is corrected in some documents."""
    paths = _some(chance, list(checkout.documents))
    return {p: re.sub(r"\bthe\b", "this", checkout.text(p), count=1) for p in paths}


def unrelated(_checkout: Checkout, _chance: random.Random) -> Files:
    """A file that nobody names; three of them would be what makes a README doubtful."""
    return {"unrelated/new_thing.txt": "One.\n"}


def examples(checkout: Checkout, chance: random.Random) -> Files:
    """A document speaks of what was never here."""
    more = "\nSay `src/your_file.py`, `YOUR_TOKEN_HERE`, `your_function()` or `make yours`.\n"
    return {p: checkout.text(p) + more for p in _some(chance, list(checkout.documents))}


HARMLESS = (reformat, licence, spelling, unrelated, examples)


def _some(chance: random.Random, paths: list[str]) -> list[str]:
    return chance.sample(paths, min(8, len(paths)))


# Git, and the findings


def _after(folder: Path, files: Files) -> set[Told]:
    """The findings after a mutation that is not the newest commit; the folder is as it was then."""
    base = _git(folder, "rev-parse", "HEAD").strip()
    for path, text in files.items():
        file = folder / path
        if text is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
    _git(folder, "add", "-A")
    _commit(folder, 10)
    (folder / "afterwards.txt").write_text("x\n", "utf-8")
    _git(folder, "add", "-A")
    _commit(folder, 11)
    found = _told(_survey(folder))
    _git(folder, "reset", "-q", "--hard", base)
    return found


def _survey(folder: Path) -> Survey:
    return open_project(folder).survey()


def _told(survey: Survey) -> set[Told]:
    """The findings of the rules that are judged, whatever is silenced left out."""
    found = set()
    for finding in survey.counted:
        rule, subject = finding.rule, finding.subject
        if rule not in RULES or finding.undecided:
            continue
        if rule == "mention-gone":
            kind, _, text = subject.partition(" ")
            found.add((f"{rule}:{kind}", finding.place.path, text))
        else:
            found.add((rule, finding.place.path, "" if rule == "doc-stale" else subject))
    return found


def _text(checkout: Checkout, path: str) -> str:
    content = (checkout.folder / path).read_bytes()
    return "" if b"\0" in content else content.decode("utf-8", "replace")


def _git(folder: Path, *arguments: str, **environment: str) -> str:
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | environment,
    )
    return done.stdout


def _commit(folder: Path, day: int) -> None:
    when = f"{1_796_000_000 + day * 86_400} +0000"
    dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    _git(folder, *WHO, "commit", "-q", "--allow-empty", "-m", f"Day {day}", **dates)
