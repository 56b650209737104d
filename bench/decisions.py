"""`python -m bench.decisions [N]`: what reading, linking and judging N decisions costs beyond the one `git log`."""

import os
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.__main__ import CHECK, GIT_LOG, QUIET
from bench.estate import commit, import_commits
from bench.measure import cost

RECORDS = 1_000
STEPS = ("propose", "reword", "accept", "correct", "link")
"""The five commits of each record; every twentieth is rewritten after its acceptance instead of corrected."""
PROSE = """service database order cart price because therefore however each team release deploys slowly quickly we
must keep change cost risk known used found measured in with under for and the a of to one two store queue event log"""
WORDS = PROSE.split()
RUNS = 3


def main() -> None:
    """Prints the cost of the log, of a check without history's questions, and of the whole, each the best of three."""
    records = int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "log"
        import_commits(folder, _commits(records))
        (folder / "gazetteer.yml").write_text("sources: [decisions, documents]\n")
        log = _best(GIT_LOG, folder)
        (folder / "empty").mkdir()
        start = _best(CHECK, folder / "empty", **QUIET)
        cold = _best(CHECK, folder, **QUIET)
        cache = str(Path(scratch) / "cache.sqlite")
        _best(CHECK, folder, GAZETTEER_CACHE=cache)
        warm = _best(CHECK, folder, GAZETTEER_CACHE=cache)
    print(f"{records:,} decisions of {len(STEPS)} commits each")
    print(f"  git log                 {log:8.2f} s")
    print(f"  starting the command    {start:8.2f} s")
    print(f"  check, cold             {cold:8.2f} s")
    print(f"    beyond git log        {cold - log:8.2f} s   of them starting {start:.2f} s")
    print(f"  check, warm             {warm:8.2f} s")
    print(f"    beyond git log        {warm - log:8.2f} s")


def _best(command: tuple[str | Path, ...], folder: Path, **env: str) -> float:
    return min(cost(command, folder, **env).cpu for _ in range(RUNS))


def _commits(records: int) -> Iterator[bytes]:
    dice = random.Random(1)
    number = 0
    for record in range(1, records + 1):
        path = f"docs/adr/{record:04d}-decide-about-{record}.md"
        parts = [_prose(dice, 60) for _ in range(6)]
        title = " ".join(dice.choices(WORDS, k=4))
        for step in STEPS:
            if step in {"reword", "correct"}:
                parts[1] = (
                    _prose(dice, 60)
                    if step == "reword" or record % 20 == 0
                    else parts[1].replace("slowly", "slowley")
                )
            status = "Accepted" if STEPS.index(step) > 1 else "Proposed"
            tie = _tie(record) if step == "link" else ""
            number += 1
            yield commit(
                number, f"{step} {record}", {path: _text(record, title, status + tie, parts)}
            )


def _tie(record: int) -> str:
    """Every ninth record amends the one before, every other of them by its number only."""
    other = record - 1
    if record % 9 or not other:
        return ""
    return (
        f"\n\nAmends ADR-{other:04d}"
        if record % 2
        else f"\n\nAmends [{other}]({other:04d}-decide-about-{other}.md)"
    )


def _text(record: int, title: str, status: str, parts: list[str]) -> str:
    one, two, three, four, five, six = parts
    return (
        f"# {record}. {title}\n\nDate: 2023-11-01\n\n## Status\n\n{status}\n\n## Context\n\n{one}\n\n{two}\n\n"
        f"## Decision\n\n{three}\n\n* {four}\n\n## Consequences\n\n* {five}\n* {six}\n"
    )


def _prose(dice: random.Random, words: int) -> str:
    text = " ".join(dice.choices(WORDS, k=words))
    return text[0].upper() + text[1:] + "."


if __name__ == "__main__":
    os.environ.setdefault("GIT_CONFIG_GLOBAL", os.devnull)
    main()
