"""Decisions over time as a picture: a column for each month, quarter or year, cut by what has become of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable

import msgspec

from gazetteer.pages._decision_records import Logged

FATES = (
    ("force", "in force", ("accepted",)),
    ("open", "proposed or draft", ("proposed", "draft")),
    ("ended", "superseded or deprecated", ("superseded", "deprecated")),
    ("rejected", "rejected", ("rejected",)),
    ("unknown", "status unknown", ("unknown",)),
)
"""Class of the colour, its name, the statuses it stands for; in the order in which they are stacked."""

HEIGHT = 100
"""Of the highest column, in units of the drawing; a column and the gap beside it are ten wide."""

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_FEW_MONTHS, _FEW_QUARTERS, _MOST = 30, 48, 60


class Part(msgspec.Struct, frozen=True):
    """A piece of a column: the class of its colour, where it stands, and what it says."""

    fate: str
    x: int
    y: float
    height: float
    text: str
    year: str


class Mark(msgspec.Struct, frozen=True):
    """A year below the columns, and how many of them it spans."""

    text: str
    span: int


class Picture(msgspec.Struct, frozen=True):
    """The columns from left to right, in a drawing of `width` by `HEIGHT`; `most` is the highest one's number."""

    parts: tuple[Part, ...]
    marks: tuple[Mark, ...]
    width: int
    most: int
    unit: str
    fates: tuple[tuple[str, str, int], ...]
    first: str
    last: str


def picture(records: Iterable[Logged]) -> Picture | None:
    """Draws the records that have a date; None where the columns would say nothing."""
    dated = [record for record in records if record.when]
    months = [int(r.when[:4]) * 12 + int(r.when[5:7]) - 1 for r in dated]
    if len(dated) < 3 or min(months) == max(months):
        return None
    unit, size = _unit(max(months) - min(months) + 1)
    if (max(months) - min(months)) // size >= _MOST:
        return None
    # Columns begin where their year begins, so that years line up.
    first, last = min(months) // size, max(months) // size
    columns: dict[int, Counter[str]] = defaultdict(Counter)
    for record, month in zip(dated, months, strict=True):
        columns[month // size][_fate(record.decision.status)] += 1
    most = max(column.total() for column in columns.values())
    parts = [
        part
        for column in sorted(columns)
        for part in _column(
            columns[column], (column - first) * 10, most, _name(column * size, unit)
        )
    ]
    fates = Counter(_fate(record.decision.status) for record in dated)
    return Picture(
        parts=tuple(parts),
        marks=_marks(first, last, 12 // size),
        width=(last - first + 1) * 10,
        most=most,
        unit=unit,
        fates=tuple((fate, name, fates[fate]) for fate, name, _ in FATES if fates[fate]),
        first=_name(first * size, unit),
        last=_name(last * size, unit),
    )


def _unit(months: int) -> tuple[str, int]:
    """The width of a column, in words and in months."""
    if months <= _FEW_MONTHS:
        return "month", 1
    return ("quarter", 3) if months / 3 <= _FEW_QUARTERS else ("year", 12)


def _fate(status: str) -> str:
    return next(fate for fate, _, statuses in FATES if status in statuses)


def _name(month: int, unit: str) -> str:
    year = month // 12
    if unit == "year":
        return str(year)
    part = _MONTHS[month % 12] if unit == "month" else f"Q{month % 12 // 3 + 1}"
    return f"{part} {year}"


def _column(numbers: Counter[str], x: int, most: int, name: str) -> Iterable[Part]:
    top = float(HEIGHT)
    for fate, words, _ in FATES:
        if numbers[fate]:
            height = HEIGHT * numbers[fate] / most
            top -= height
            text = f"{name}: {numbers[fate]} {words}"
            yield Part(fate, x, round(top, 2), round(height, 2), text, name[-4:])


def _marks(first: int, last: int, columns: int) -> tuple[Mark, ...]:
    """The years, thinned out where they would touch."""
    years: dict[int, int] = Counter(column // columns for column in range(first, last + 1))
    step = 1 + (len(years) - 1) // 10
    marks = []
    for at, (year, span) in enumerate(years.items()):
        # A year of which only a month or two are shown has no room for its name.
        wide = span * 14 >= (last - first + 1)
        marks.append(Mark(str(year) if at % step == 0 and wide else "", span))
    return tuple(marks)
