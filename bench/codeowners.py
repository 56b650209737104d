"""CPU seconds of answering who owns 20,000 paths by 5,000 rules, and that a plain linear matcher agrees.

Run: python bench/codeowners.py [--rules N] [--paths N]
"""

import argparse
import random
import re
import time

from gazetteer.formats.codeowners import parse
from gazetteer.formats.codeowners_match import Owners

AREAS = ("services", "libs", "apps", "infra", "docs")
LEAVES = ("api", "core", "web", "jobs", "db", "config", "tests", "migrations")
ENDINGS = ("go", "py", "ts", "md", "yaml", "sql", "tf", "json")


def folders(chance: random.Random, count: int) -> list[str]:
    """Distinct folders, two to five deep."""
    found: dict[str, None] = {}
    while len(found) < count:
        parts = [chance.choice(AREAS), f"part{chance.randrange(count)}"]
        parts += [chance.choice(LEAVES) for _ in range(chance.randrange(4))]
        found["/".join(parts)] = None
    return list(found)


def estate(rules: int, paths: int, seed: int = 7) -> tuple[str, list[str]]:
    """The text of a file and the paths to ask for: 80 % folders, 8 % files, 8 % anchored globs, 4 % unanchored."""
    chance = random.Random(seed)
    known = folders(chance, max(rules // 2, 1))
    asked = [
        f"{chance.choice(known)}/{chance.choice(LEAVES)}/file{number}.{chance.choice(ENDINGS)}"
        for number in range(paths)
    ]
    lines = ["* @acme/everyone"]
    for number in range(rules - 1):
        kind = chance.random()
        folder = chance.choice(known)
        if kind < 0.80:
            pattern = f"/{folder}/"
        elif kind < 0.88:
            pattern = f"/{chance.choice(asked)}"
        elif kind < 0.96:
            pattern = chance.choice(
                (f"/{folder}/*.{chance.choice(ENDINGS)}", f"/{folder}/**/file{number % 100}*")
            )
        else:
            pattern = chance.choice(
                (f"*{number}.{chance.choice(ENDINGS)}", f"**/part{number}/*.md", f"file{number}*")
            )
        lines.append(f"{pattern} @acme/team{number % 200}")
    return "\n".join(lines) + "\n", asked


def linear(pattern: str) -> re.Pattern[str]:
    """A pattern of GitHub as one plain expression: written to be obviously right, not fast."""
    body = pattern.strip("/")
    start = "" if pattern.startswith("/") or "/" in body else "(?:.*/)?"
    out = ""
    for token in re.findall(r"\*\*/|/\*\*$|\*|\?|[^*?/]+|/", body):
        out += {"**/": "(?:.*/)?", "/**": "/.+", "*": "[^/]*", "?": "[^/]"}.get(
            token, re.escape(token)
        )
    tail = (
        "/.+" if pattern.endswith("/") else "" if body.endswith("/*") or body == "*" else "(?:/.+)?"
    )
    return re.compile(start + out + tail, re.DOTALL)


def linear_owners(text: str) -> list[tuple[re.Pattern[str], list[str]]]:
    """The rules of a plain file, last first."""
    lines = [line.split() for line in text.splitlines()]
    return [(linear(pattern), owners) for pattern, *owners in reversed(lines)]


def linear_answer(rules: list[tuple[re.Pattern[str], list[str]]], path: str) -> list[str] | None:
    """Owners by the last rule that matches; None when there is none."""
    return next((owners for pattern, owners in rules if pattern.fullmatch(path)), None)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rules", type=int, default=5_000)
    arguments.add_argument("--paths", type=int, default=20_000)
    options = arguments.parse_args()
    text, paths = estate(options.rules, options.paths)

    start = time.process_time()
    owners = Owners(parse("CODEOWNERS", text, "github"))
    built = time.process_time()
    answers = [owners.answer(path) for path in paths]
    done = time.process_time()

    naive = linear_owners(text)
    wrong = [
        path
        for path, answer in zip(paths, answers, strict=True)
        if list(answer.owners) != (linear_answer(naive, path) or [])
    ]
    checked = time.process_time()
    print(f"{options.rules:,} rules x {options.paths:,} paths, CPU seconds")
    print(
        f"parse and index {built - start:.2f}, answers {done - built:.2f}, together {done - start:.2f}"
    )
    print(
        f"plain linear matcher {checked - done:.2f}; answers that differ: {len(wrong)} {wrong[:3]}"
    )
    if wrong:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
