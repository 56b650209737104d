"""The file name of the next record of a decision log, in the habit of the records that are there."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from gazetteer.model.catalog import Catalog
from gazetteer.model.decision import Decision

_NUMBERED = re.compile(
    r"(?P<before>(?:adr[-_ ]?)?)(?P<number>\d{1,6})(?P<after>[-_. ]+)", re.IGNORECASE
)
_DATED = re.compile(r"(?P<date>\d{8}|\d{4}-\d{2}-\d{2})(?P<after>[-_ ])")
LONGEST = 80
"""Characters of a title that go into a file's name."""


class Habit(NamedTuple):
    """How a log names its records: what stands before and after the number, and how many digits it has.

    `by` is `number`, `date`, `day` (a date with dashes) or `title`.
    """

    by: str = "number"
    before: str = ""
    after: str = "-"
    digits: int = 4


def log_of(catalog: Catalog, folder: str) -> tuple[Decision, ...]:
    """The records of one log, by number: of the folder given, else of the folder that holds most."""
    logs: dict[str, list[Decision]] = {}
    for entity in catalog.of_kind("decision"):
        record = catalog.fact(entity.place.path, Decision)
        if record:
            logs.setdefault(record.folder, []).append(record)
    if not folder and logs:
        folder = min(logs, key=lambda name: (-len(logs[name]), name))
    by_number = sorted(logs.get(folder, ()), key=lambda r: (r.number.zfill(9), r.slug))
    return tuple(by_number)


def habit_of(names: Iterable[str]) -> Habit:
    """The habit of most names; of adr-tools (`0001-title`) where there are none."""
    habits = Counter(map(_habit, names))
    return habits.most_common(1)[0][0] if habits else Habit()


def next_number(names: Iterable[str]) -> int:
    """One more than the largest number in the names of a folder, whether or not its files are records."""
    return max((int(m["number"]) for n in names if (m := _numbered(n))), default=0) + 1


def name_of(habit: Habit, number: int, title: str, today: date) -> str:
    """The name without its ending."""
    match habit.by:
        case "date":
            return f"{today:%Y%m%d}{habit.after}{_slug(title)}"
        case "day":
            return f"{today.isoformat()}{habit.after}{_slug(title)}"
        case "title":
            return _slug(title)
        case _:
            return f"{habit.before}{number:0{habit.digits}d}{habit.after}{_slug(title)}"


def _habit(name: str) -> Habit:
    if dated := _DATED.match(name):
        return Habit("day" if "-" in dated["date"] else "date", after=dated["after"])
    if found := _numbered(name):
        # `9-title` and `10-title` are one habit: only leading zeros tell how many digits are wanted.
        digits = len(found["number"]) if found["number"].startswith("0") else 1
        return Habit("number", found["before"], found["after"], digits)
    return Habit("title")


def _numbered(name: str) -> re.Match[str] | None:
    return None if _DATED.match(name) else _NUMBERED.match(name)


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:LONGEST].rstrip("-") or "decision"
