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
    r"(?P<before>(?:adr[-_ ]?)?)(?P<number>\d{1,6})(?P<after>[-_. ]+|$)", re.IGNORECASE
)
_DATED = re.compile(r"(?P<date>\d{8}|\d{4}-\d{2}-\d{2})(?P<after>[-_ ])")
LONGEST = 80
"""Characters of a title that go into a file's name."""


class Habit(NamedTuple):
    """How a log names its records: what stands before and after the number, and how many digits it has.

    `by` is `number`, `date`, `day` (a date with dashes) or `title`. A name by date may have a number, too, behind
    `dash`; where nothing stands after the number, the name ends there (`ADR-7`).
    """

    by: str = "number"
    before: str = ""
    after: str = "-"
    digits: int = 4
    dash: str = ""


def log_of(catalog: Catalog, folder: str) -> tuple[Decision, ...]:
    """The records of one log, by number: of the folder given, else of the folder that holds most."""
    logs: dict[str, list[Decision]] = {}
    for entity in catalog.of_kind("decision"):
        record = catalog.fact(entity.place.path, Decision)
        if record:
            logs.setdefault(record.folder, []).append(record)
    if not folder and logs:
        folder = min(logs, key=lambda name: (-len(logs[name]), name))
    # Among names by date, one without a date is none of the newest.
    return tuple(
        sorted(
            logs.get(folder, ()),
            key=lambda r: (r.number.zfill(9), bool(_DATED.match(r.slug)), r.slug),
        )
    )


def habit_of(names: Iterable[str]) -> Habit:
    """The habit of most names; of adr-tools (`0001-title`) where there are none."""
    habits = Counter(map(_habit, names))
    return habits.most_common(1)[0][0] if habits else Habit()


def next_number(names: Iterable[str]) -> int:
    """One more than the largest number in the names of a folder, whether or not its files are records."""
    return max((int(m["number"]) for n in names if (m := _numbered(n))), default=0) + 1


def name_of(habit: Habit, number: int, title: str, today: date) -> str:
    """The name without its ending."""
    counted = f"{habit.before}{number:0{habit.digits}d}{habit.after}" if habit.digits else ""
    name = counted if counted and not habit.after else f"{counted}{_slug(title)}"
    match habit.by:
        case "date":
            return f"{today:%Y%m%d}{habit.dash}{name}"
        case "day":
            return f"{today.isoformat()}{habit.dash}{name}"
        case _:
            return name


def _habit(name: str) -> Habit:
    dated, found = _DATED.match(name), _numbered(name)
    by = "day" if dated and "-" in dated["date"] else "date" if dated else "number"
    dash = dated["after"] if dated else ""
    if not found:
        return Habit(by if dated else "title", digits=0, dash=dash)
    # `9-title` and `10-title` are one habit: only leading zeros tell how many digits are wanted.
    digits = len(found["number"]) if found["number"].startswith("0") else 1
    return Habit(by, found["before"], found["after"], digits, dash)


def _numbered(name: str) -> re.Match[str] | None:
    """The number of a name, which may stand behind a date."""
    dated = _DATED.match(name)
    return _NUMBERED.match(name[dated.end() :] if dated else name)


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:LONGEST].rstrip("-") or "decision"
