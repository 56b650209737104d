"""Chains of superseded records as a picture: a dot for each record, lanes between what replaced what."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from gazetteer.model.ref import Ref
from gazetteer.pages._decision_log import Log
from gazetteer.pages._decision_records import Logged

LANES = 6
"""Lanes side by side; what needs more shares the last one."""
LANE, ROW = 14, 40
"""Width of a lane and height of a row, in units of the drawing."""
LIMIT, NEAR = 300, 40
"""Records of one picture, and of that on the page of a record: the nearest ones."""


class Line(msgspec.Struct, frozen=True):
    """From an old record down to the one that replaces it: the path of an SVG, dashed when only a part is replaced."""

    path: str
    partial: bool


class Dot(msgspec.Struct, frozen=True):
    """A record and where its dot stands."""

    record: Logged
    x: float
    y: float


class Chain(msgspec.Struct, frozen=True):
    """Records tied by supersession, the oldest first, with the drawing that ties them."""

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    width: int
    height: int


def chains(log: Log) -> tuple[Chain, ...]:
    """Every chain of the log: that with the newest record first."""
    seen: set[Ref] = set()
    found = []
    for record in log.records:
        if record.ref not in seen and (record.after or record.before):
            tied = _tied(log, record, LIMIT)
            seen |= tied.keys()
            if len(tied) > 1:
                found.append(_drawn(log, tied))
    return tuple(found)


def chain_of(log: Log, record: Logged) -> Chain | None:
    """The chain of one record; None when it stands alone."""
    tied = _tied(log, record, NEAR)
    return _drawn(log, tied) if len(tied) > 1 else None


def _tied(log: Log, record: Logged, limit: int) -> Mapping[Ref, Logged]:
    """The records that supersession ties to one, the nearest first, however far away."""
    found, queue = {record.ref: record}, deque([record])
    while queue:
        at = queue.popleft()
        for ref in (*at.after, *at.before):
            other = log.by_ref.get(ref)
            if other and ref not in found and len(found) < limit:
                found[ref] = other
                queue.append(other)
    return found


def _drawn(log: Log, tied: Mapping[Ref, Logged]) -> Chain:
    rows = _in_order(tied)
    row_of = {record.ref: row for row, record in enumerate(rows)}
    lane_of: dict[Ref, int] = {}
    lines = []
    # Lane -> the row down to which a line runs in it.
    busy: list[int] = []
    for row, record in enumerate(rows):
        lane = lane_of.setdefault(record.ref, _free(busy, row))
        partial = {tie.ref for tie in log.ties(record, "supersededBy") if tie.partial}
        after = [ref for ref in record.after if row_of.get(ref, -1) > row]
        for ref in sorted(after, key=row_of.__getitem__):
            # The first successor continues the lane, where nothing else runs in it.
            run = lane if busy[lane] <= row else _free(busy, row)
            busy[run] = max(busy[run], row_of[ref])
            other = lane_of.setdefault(ref, run)
            lines.append(Line(_path((lane, row), run, (other, row_of[ref])), ref in partial))
        busy[lane] = max(busy[lane], row)
    width = (max(lane_of.values(), default=0) + 1) * LANE
    dots = tuple(Dot(r, *_point(lane_of[r.ref], row)) for row, r in enumerate(rows))
    return Chain(dots, tuple(lines), max(width, len(busy) * LANE), len(rows) * ROW)


def _in_order(tied: Mapping[Ref, Logged]) -> Sequence[Logged]:
    """Old before new as the ties say, then by date; in a circle, only by date."""
    by_age = sorted(tied.values(), key=lambda r: (r.when or "9999", r.entity.place.path))
    done: dict[Ref, Logged] = {}
    waiting = list(by_age)
    while waiting:
        ready = (r for r in waiting if all(b in done or b not in tied for b in r.before))
        record = next(ready, waiting[0])
        done[record.ref] = record
        waiting.remove(record)
    return tuple(done.values())


def _free(busy: list[int], row: int) -> int:
    """The first lane in which nothing runs at a row."""
    for lane, until in enumerate(busy):
        if until < row:
            return lane
    if len(busy) < LANES:
        busy.append(-1)
    return len(busy) - 1


def _point(lane: int, row: int) -> tuple[float, float]:
    return (lane + 0.5) * LANE, (row + 0.5) * ROW


def _path(start: tuple[int, int], run: int, end: tuple[int, int]) -> str:
    """Down a lane, with a bend where it is not that of the dot."""
    (x, y), (to_x, to_y), (run_x, _) = _point(*start), _point(*end), _point(run, 0)
    steps: Iterable[str] = [f"M{x:g} {y:g}"]
    bend = ROW * 0.6
    if run_x != x:
        steps = [*steps, f"C{x:g} {y + bend:g} {run_x:g} {y:g} {run_x:g} {y + bend:g}"]
    if run_x == to_x:
        return " ".join([*steps, f"V{to_y:g}"])
    above = to_y - bend
    return " ".join(
        [*steps, f"V{above:g} C{run_x:g} {to_y:g} {to_x:g} {above:g} {to_x:g} {to_y:g}"]
    )
