"""A drawing: boxes, frames and arrows between them, made of ties and rolled up until it can be read."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from gazetteer.evidence.uses import Arrow
from gazetteer.model.ref import Ref
from gazetteer.pages._atlas import REST, Atlas

MOST = 60
"""More boxes are rolled up: nobody reads a picture of more."""

ARROWS_PER_BOX = 2.5
"""More arrows, for as many boxes as there may be, are rolled up, too; where nothing helps, the strongest are drawn."""

ARROWS = 40
"""So many are drawn however few the boxes are."""

Fold = Callable[[Ref], Ref]
"""What an entity is drawn as: itself, or what it is rolled up into."""


class Box(msgspec.Struct, frozen=True):
    """One box. `count`: the entities rolled up in it; 0 for an entity itself."""

    ref: Ref
    count: int = 0


class Line(msgspec.Struct, frozen=True):
    """One arrow between two boxes, by their numbers, with the ties it stands for."""

    tail: int
    head: int
    ties: tuple[Arrow, ...]


class Drawing(msgspec.Struct, frozen=True):
    """What is to be drawn.

    Attributes:
        frames: ref of what a frame stands for -> numbers of the boxes in it.
        centre: the box the map is about, if it is about one.
        ranks: as `_layout.Shape` has them.
        hidden: arrows that are not drawn, because they stand for the fewest ties.
        rolled: whether boxes stand for more than one entity.
    """

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    frames: Mapping[Ref, tuple[int, ...]] = {}
    centre: Ref | None = None
    ranks: tuple[int, ...] = ()
    rolled: bool = False
    hidden: int = 0


def drawing(
    arrows: Iterable[Arrow],
    members: Iterable[Ref],
    folds: Sequence[Fold],
    *,
    frame: Callable[[Ref], Ref | None] | None = None,
    centre: Ref | None = None,
    most: int = MOST,
) -> Drawing:
    """Draws arrows and members, in the first of the folds that leaves few enough boxes.

    Args:
        arrows: the ties to draw.
        members: what is shown although no tie leads to it.
        folds: from the finest to the coarsest.
        frame: what a box (after folding) stands in, or None.
        centre: what the map is about.
        most: boxes that are few enough.
    """
    arrows, wanted = tuple(arrows), dict.fromkeys(members)
    for arrow in arrows:
        wanted.setdefault(arrow.source)
        wanted.setdefault(arrow.target)
    shown = _folded(arrows, tuple(wanted), folds, most)
    inside = Counter(shown.values())
    boxes = tuple(
        Box(ref, number if number > 1 or ref not in wanted else 0) for ref, number in inside.items()
    )
    numbers = {box.ref: number for number, box in enumerate(boxes)}
    frames: dict[Ref, list[int]] = defaultdict(list)
    for box in boxes:
        around = frame(box.ref) if frame else None
        if around is not None and around != box.ref:
            frames[around].append(numbers[box.ref])
    lines = sorted(_lines(arrows, shown, numbers), key=lambda line: -len(line.ties))
    drawn = lines[: max(ARROWS, int(ARROWS_PER_BOX * len(boxes)))]
    return Drawing(
        boxes,
        tuple(drawn),
        {ref: tuple(found) for ref, found in frames.items()},
        centre,
        rolled=any(box.count for box in boxes),
        hidden=len(lines) - len(drawn),
    )


def _folded(
    arrows: tuple[Arrow, ...], refs: tuple[Ref, ...], folds: Sequence[Fold], most: int
) -> Mapping[Ref, Ref]:
    """What each entity is drawn as; one box for all says nothing, so then the boxes with the fewest ties are cut."""
    large: Mapping[Ref, Ref] = {}
    crowded: Mapping[Ref, Ref] = {}
    for fold in folds:
        shown = {ref: fold(ref) for ref in refs}
        boxes = len(set(shown.values()))
        if boxes > most:
            large = shown
        elif boxes == 1 and crowded:
            break
        elif _pairs(arrows, shown) > ARROWS_PER_BOX * most:
            crowded = shown
        elif boxes > 1 or not large:
            return shown
    return crowded or _cut(arrows, large, most)


def _pairs(arrows: Iterable[Arrow], shown: Mapping[Ref, Ref]) -> int:
    return len({(shown[arrow.source], shown[arrow.target]) for arrow in arrows})


def _lines(
    arrows: Iterable[Arrow], shown: Mapping[Ref, Ref], numbers: Mapping[Ref, int]
) -> tuple[Line, ...]:
    between: dict[tuple[int, int], list[Arrow]] = defaultdict(list)
    for arrow in arrows:
        tail, head = numbers[shown[arrow.source]], numbers[shown[arrow.target]]
        if tail != head:
            between[tail, head].append(arrow)
    return tuple(Line(tail, head, tuple(ties)) for (tail, head), ties in between.items())


def _cut(arrows: Iterable[Arrow], shown: Mapping[Ref, Ref], most: int) -> dict[Ref, Ref]:
    """Keeps the boxes with the most ties, and puts all others into one."""
    weight = Counter(shown.values())
    for arrow in arrows:
        weight[shown[arrow.source]] += 1
        weight[shown[arrow.target]] += 1
    kept = {ref for ref, _ in weight.most_common(most - 1)}
    return {ref: folded if folded in kept else REST for ref, folded in shown.items()}


def told(atlas: Atlas, line: Line, *, vias: bool) -> str:
    """The ties of an arrow in words: those of the first pair, and how many more.

    As `cart calls, needs orders by way of orders-api and 2 more`; without `vias` as `cart needs orders`.
    """
    first = line.ties[0]
    ties = [t for t in line.ties if t.source == first.source and t.target == first.target]
    more = len(ties) < len(line.ties) and len({(tie.source, tie.target) for tie in line.ties}) - 1
    words = f"{_sentence(atlas, ties)}{_by_way(atlas, ties) if vias else ''}"
    return f"{words} and {more} more" if more else words


def _sentence(atlas: Atlas, ties: Sequence[Arrow]) -> str:
    how = ", ".join(dict.fromkeys([tie.how for tie in ties]))
    return f"{atlas.name(ties[0].source)} {how} {atlas.name(ties[0].target)}"


def _by_way(atlas: Atlas, ties: Sequence[Arrow]) -> str:
    vias = ", ".join(dict.fromkeys([atlas.name(tie.via) for tie in ties if tie.via]))
    return f" by way of {vias}" if vias else ""
