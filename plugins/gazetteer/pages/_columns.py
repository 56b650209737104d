"""Columns: a layout for small graphs that takes no library and no process: maps of thousands of services are made so.

Layers as Sugiyama, Tagawa and Toda have them (IEEE Trans. SMC 11 (2), 1981): columns, an order within each by the
middle of the neighbours, curves between.
"""

from collections import defaultdict

from gazetteer.pages._shapes import TIP, Layout, Point, Shape

GAP, ARM, EDGE = 16.0, 64.0, 2.0
SWEEPS = 4


def in_columns(shape: Shape, arm: float = ARM) -> Layout:
    """The layout of a graph whose columns are given, or follow from its arrows; `arm`: pixels between columns."""
    ranks = shape.ranks or _ranks(shape)
    columns: dict[int, list[int]] = defaultdict(list)
    for box, rank in enumerate(ranks):
        columns[rank].append(box)
    middle = _ordered(shape, columns)
    width, lefts = EDGE, dict[int, float]()
    for rank in sorted(columns):
        lefts[rank] = width
        width += max(shape.sizes[box][0] for box in columns[rank]) + arm
    spread = {rank: max(shape.sizes[box][0] for box in found) for rank, found in columns.items()}
    top = min((middle[b] - shape.sizes[b][1] / 2 for b in middle), default=0) - EDGE
    boxes = tuple(
        (
            lefts[rank] + (spread[rank] - shape.sizes[box][0]) / 2,
            middle[box] - shape.sizes[box][1] / 2 - top,
        )
        for box, rank in enumerate(ranks)
    )
    paths = tuple(_path(shape, boxes, tail, head) for tail, head in shape.edges)
    bottom = max((y + shape.sizes[b][1] for b, (_, y) in enumerate(boxes)), default=0)
    return Layout(width - arm + EDGE if columns else 0, bottom + EDGE, boxes, paths)


def _ranks(shape: Shape) -> tuple[int, ...]:
    """Columns by the longest way from a start; arrows that lead back count for none."""
    after: dict[int, list[int]] = defaultdict(list)
    for tail, head in (*shape.edges, *shape.beside):
        after[tail].append(head)
    order, state = list[int](), [0] * len(shape.sizes)
    for root in range(len(shape.sizes)):
        work = [root]
        while work:
            box = work[-1]
            if state[box] == 0:
                state[box] = 1
                work += [other for other in after[box] if state[other] == 0]
            else:
                work.pop()
                if state[box] == 1:
                    state[box] = 2
                    order.append(box)
    at = {box: number for number, box in enumerate(reversed(order))}
    ranks = [0] * len(shape.sizes)
    for box in reversed(order):
        for other in after[box]:
            if at[other] > at[box]:
                ranks[other] = max(ranks[other], ranks[box] + 1)
    return tuple(ranks)


def _ordered(shape: Shape, columns: dict[int, list[int]]) -> dict[int, float]:
    """The middle of each box, after sweeps in which a column is ordered by the neighbours of its boxes."""
    beside: dict[int, list[int]] = defaultdict(list)
    for tail, head in shape.edges:
        beside[tail].append(head)
        beside[head].append(tail)
    middle: dict[int, float] = {}
    for column in columns.values():
        _stack(shape, column, middle)
    for sweep in range(SWEEPS):
        moved = False
        for rank in sorted(columns, reverse=bool(sweep % 2)):
            column = columns[rank]
            wish = {box: _mean([middle[o] for o in beside[box]], middle[box]) for box in column}
            order = sorted(column, key=wish.__getitem__)
            if order != column:
                columns[rank], moved = order, True
                _stack(shape, order, middle)
        if not moved:  # every further sweep would find the same
            break
    return middle


def _stack(shape: Shape, column: list[int], middle: dict[int, float]) -> None:
    """Places a column from above to below around the zero line."""
    height = sum(shape.sizes[box][1] + GAP for box in column) - GAP
    at = -height / 2
    for box in column:
        middle[box] = at + shape.sizes[box][1] / 2
        at += shape.sizes[box][1] + GAP


def _mean(values: list[float], without: float) -> float:
    return sum(values) / len(values) if values else without


def _path(shape: Shape, boxes: tuple[Point, ...], tail: int, head: int) -> tuple[Point, ...]:
    (x1, y1), (x2, y2) = boxes[tail], boxes[head]
    (w1, h1), (w2, h2) = shape.sizes[tail], shape.sizes[head]
    y1, y2 = y1 + h1 / 2, y2 + h2 / 2
    if x1 + w1 <= x2:
        start, end, tip = (x1 + w1, y1), (x2 - TIP, y2), (x2, y2)
    elif x2 + w2 <= x1:
        start, end, tip = (x1, y1), (x2 + w2 + TIP, y2), (x2 + w2, y2)
    else:  # one above the other: out on the right and back in
        right = max(x1 + w1, x2 + w2)
        start, end, tip = (x1 + w1, y1), (x2 + w2 + TIP, y2), (x2 + w2, y2)
        return (start, (right + ARM / 2, y1), (right + ARM / 2, y2), end, tip)
    bend = (end[0] - start[0]) / 2
    return (start, (start[0] + bend, y1), (end[0] - bend, y2), end, tip)
