"""`python -m bench.truth [SEEDS]`: precision and recall of each rule over seeded mutations of histories.

Some histories are generated, with documents whose every claim is known; one is this project's own, at several of its
commits; and the repositories below a folder (`GAZETTEER_TRUTH_DOCUMENTS`, `KIND/REPOSITORY`) are put into histories of
their own, and their documents beside the generated ones: real prose, about other things, in which nothing may be found.
Exits 1 when a target is missed.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from click.testing import CliRunner

from bench.truth.mutations import HARMFUL, HARMLESS, Case, Expected, Mutation
from bench.truth.replay import Outcome, own_history, real_documents
from bench.truth.world import World, world
from gazetteer.cli import main as command
from gazetteer.model.survey import Site, Survey
from gazetteer.settings import parse_settings
from gazetteer.surveyor.folder import survey_folder

SEEDS = 16
REAL = 12
"""Real documents beside the generated ones of each seed."""
TARGETS = {
    "mention-gone:path": (0.95, 0.90),
    "mention-gone:target": (0.95, 0.90),
    "mention-gone:variable": (0.95, 0.90),
    "mention-gone:symbol": (0.85, 0.85),
    "endpoint-unknown": (0.95, 0.90),
    "doc-stale": (1.0, 1.0),
    "link-broken": (0.95, 0.90),
    "snippet-drifted": (0.95, 0.90),
}
"""Rule -> the least precision and recall."""
WHO = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")


def main() -> None:
    """Runs all cases and prints the table."""
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    cases = harmless = loud = 0
    with tempfile.TemporaryDirectory() as scratch:
        for seed in range(seeds):
            made = world(seed)
            base = Path(scratch) / "base"
            _begin(base, made, seed)
            before = _found(_survey(base), made)
            # Nothing is wrong yet, but for links of real documents to the rest of their own repository.
            early = {one for one in before if one[0] != "link-broken"}
            wrong.update(rule for rule, _, _ in early)
            for one in sorted(early):
                print(f"  + seed {seed} before anything happened: {' '.join(one)}", file=sys.stderr)
            for mutation in (*HARMFUL, *HARMLESS):
                found, case = _after(Path(scratch) / "case", base, made, mutation, seed)
                new = found - before
                cases += 1
                if mutation in HARMLESS:
                    harmless, loud = harmless + 1, loud + bool(new)
                for kind, telling in (
                    (right, new & case.expected),
                    (wrong, new - case.expected),
                    (missed, case.expected - new),
                ):
                    kind.update(rule for rule, _, _ in telling)
                for sign, differing in (("+", new - case.expected), ("-", case.expected - new)):
                    for one in sorted(differing):
                        print(
                            f"  {sign} seed {seed} {mutation.__name__}: {' '.join(one)}",
                            file=sys.stderr,
                        )
            shutil.rmtree(base)
    print("generated histories")
    ok = _table(right, wrong, missed)
    print(f"  {cases} cases; of {harmless} harmless ones {loud} raised something")
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["GAZETTEER_CACHE"] = str(Path(scratch) / "cache.sqlite")
        quiet = _replayed("this project's history", own_history(Path(scratch), 0))
        folder = os.environ.get("GAZETTEER_TRUTH_DOCUMENTS", "")
        if folder:
            real = real_documents(Path(folder), Path(scratch), 0)
            quiet = _replayed("real repositories", real) and quiet
    raise SystemExit(0 if ok and quiet and not loud else 1)


def _replayed(name: str, outcomes: Iterator[Outcome]) -> bool:
    """Prints the table of some replays, and each mistake to standard error; whether all targets are met."""
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    cases = harmless = loud = 0
    for outcome in outcomes:
        cases += 1
        harmless += outcome.harmless
        loud += outcome.harmless and bool(outcome.wrong)
        for sign, kind, told in (
            (" ", right, outcome.right),
            ("+", wrong, outcome.wrong),
            ("-", missed, outcome.missed),
        ):
            kind.update(rule for rule, _, _ in told)
            for one in sorted(told) if sign != " " else ():
                print(f"  {sign} {outcome.name}: {' '.join(one)}", file=sys.stderr)
    print(name)
    ok = _table(right, wrong, missed)
    print(f"  {cases} cases; of {harmless} harmless ones {loud} raised something")
    return ok and not loud


def _table(right: Counter[str], wrong: Counter[str], missed: Counter[str]) -> bool:
    ok = True
    print(f"  {'rule':24}{'due':>6}{'precision':>11}{'recall':>9}   target")
    for rule in sorted({*right, *wrong, *missed, *TARGETS}):
        told, due = right[rule] + wrong[rule], right[rule] + missed[rule]
        precision = right[rule] / told if told else 1.0
        recall = right[rule] / due if due else 1.0
        least = TARGETS.get(rule, (0.0, 0.0))
        good = precision >= least[0] and recall >= least[1]
        ok = ok and good
        goal = (
            f"{least[0]:.2f} {least[1]:.2f} {'' if good else 'MISSED'}" if rule in TARGETS else ""
        )
        print(f"  {rule:24}{due:6}{precision:11.3f}{recall:9.3f}   {goal}")
    return ok


def _begin(base: Path, made: World, seed: int) -> None:
    """Writes the repository in several commits, with reviews in the lock."""
    _git_in(base.parent, "-c", "init.defaultBranch=main", "init", "-q", str(base))
    code = {p: t for p, t in made.files.items() if not p.endswith(".md")}
    _write(base, code)
    _commit(base, 1)
    _write(base, made.files | _real(seed))
    _commit(base, 2)
    locked = [service.locked for service in made.services]
    arguments = [
        "-C",
        str(base),
        "review",
        *locked,
        "--still-accurate",
        "--by",
        "A",
        "--as-of",
        "2026-01-03",
    ]
    result = CliRunner().invoke(command, arguments)
    assert result.exit_code == 0, result.output
    _commit(base, 3)


def _real(seed: int) -> dict[str, str]:
    folder = os.environ.get("GAZETTEER_TRUTH_DOCUMENTS", "")
    files = sorted(Path(folder).rglob("*.md")) if folder else []
    chosen = random.Random(seed).sample(files, min(REAL, len(files)))
    return {
        f"notes/{n}-{file.stem.lower()[:40]}.md": file.read_text("utf-8", "replace")
        for n, file in enumerate(chosen)
    }


def _after(
    folder: Path, base: Path, made: World, mutation: Mutation, seed: int
) -> tuple[Expected, Case]:
    chance = random.Random(f"{seed} {mutation.__name__}")
    case = mutation(made, chance.choice(made.services), chance)
    shutil.copytree(base, folder, symlinks=True)
    for path, text in case.files.items():
        if text is None:
            (folder / path).unlink()
    _write(folder, {path: text for path, text in case.files.items() if text is not None})
    _commit(folder, 4)
    for day, files in enumerate(case.later, 5):
        for path in [path for path, text in files.items() if text is None]:
            (folder / path).unlink()
        _write(folder, {path: text for path, text in files.items() if text is not None})
        _commit(folder, day)
    # The mutation is not always the newest commit.
    _write(folder, {"lib/later.py": "def later(a):\n    return a\n"})
    _commit(folder, 9)
    found = _found(_survey(folder), made)
    shutil.rmtree(folder)
    return found, case


def _survey(folder: Path) -> Survey:
    settings = parse_settings({"known_refs": ["group:*"]})
    return survey_folder(folder, settings, Site(name="truth"), as_of=date(2026, 1, 20)).survey


def _found(survey: Survey, made: World) -> Expected:
    return set(_findings(survey, made))


def _findings(survey: Survey, made: World) -> Iterator[tuple[str, str, str]]:
    """The findings of the rules that are judged, in the words of the truth."""
    for finding in survey.counted:
        rule, path, subject = finding.rule, finding.place.path, finding.subject
        if rule == "mention-gone":
            kind, _, text = subject.partition(" ")
            known = (c.thing for c in made.claims if c.kind == kind == "path")
            if kind == "path" and not text.startswith("services/"):
                text = next((thing for thing in known if thing.endswith(f"/{text}")), text)
            yield f"{rule}:{kind}", path, text
        elif rule == "doc-stale":
            # Without a lock what is stale is a question of thresholds: only the reviewed ones have one answer.
            if path.endswith("MANUAL.md"):
                yield rule, path, ""
        elif rule in TARGETS:
            yield rule, path, subject


def _write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def _commit(folder: Path, day: int) -> None:
    when = f"{1767225600 + day * 86400} +0000"
    _git_in(folder, "add", "-A")
    environment = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    _git_in(folder, *WHO, "commit", "-q", "--allow-empty", "-m", f"Day {day}", **environment)


def _git_in(folder: Path, *arguments: str, **environment: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, env=os.environ | environment)


if __name__ == "__main__":
    os.environ |= {"GIT_CONFIG_GLOBAL": os.devnull, "GAZETTEER_CACHE": "off"}
    os.environ.pop("CI", None)
    main()
