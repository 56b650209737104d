"""Layouts: nothing overlaps, nothing is lost, and one graph that cannot be placed does not take the others with it."""

import subprocess
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.pages import _layout
from gazetteer.pages._columns import in_columns
from gazetteer.pages._layout import by_graphviz
from gazetteer.pages._shapes import Layout, Shape


@st.composite
def shapes(draw: st.DrawFn) -> Shape:
    count = draw(st.integers(1, 12))
    box = st.integers(0, count - 1)
    edges = draw(
        st.lists(st.tuples(box, box).filter(lambda e: e[0] != e[1]), max_size=20, unique=True)
    )
    return Shape(((120.0, 42.0),) * count, tuple(edges))


def stands(shape: Shape, layout: Layout) -> None:
    assert len(layout.boxes) == len(shape.sizes)
    assert len(layout.paths) == len(shape.edges)
    assert all(len(path) >= 3 for path in layout.paths)
    placed = [
        (x, y, x + w, y + h) for (x, y), (w, h) in zip(layout.boxes, shape.sizes, strict=True)
    ]
    for number, (left, top, right, low) in enumerate(placed):
        assert left >= -1
        assert top >= -1
        assert right <= layout.width + 1
        assert low <= layout.height + 1
        for other in placed[:number]:
            assert right <= other[0] or other[2] <= left or low <= other[1] or other[3] <= top


def test_arrows_between_two_columns_cross_no_more_than_they_must() -> None:
    shape = Shape(((120.0, 42.0),) * 6, ((0, 5), (1, 4), (2, 3)), ranks=(0, 0, 0, 1, 1, 1))
    tops = [y for _, y in in_columns(shape).boxes]
    assert [tops[tail] for tail, _ in shape.edges] == [tops[head] for _, head in shape.edges]


@given(shapes())
@settings(deadline=None, max_examples=60)
def test_columns_hold_any_graph(shape: Shape) -> None:
    stands(shape, in_columns(shape))


def test_graphviz_holds_circles_frames_and_lone_boxes() -> None:
    shape = Shape(((120.0, 42.0),) * 6, ((0, 1), (1, 2), (2, 0), (3, 1)), ((0, 1), (3, 4)))
    found = by_graphviz([shape, shape])
    for layout in found:
        assert layout is not None
        stands(shape, layout)
        assert len(layout.frames) == 2
        for members, (left, top, width, height) in zip(shape.groups, layout.frames, strict=True):
            for member in members:
                x, y = layout.boxes[member]
                assert left <= x <= left + width - 120
                assert top <= y <= top + height - 42


def test_what_ends_the_process_costs_one_layout(monkeypatch: pytest.MonkeyPatch) -> None:
    good = Shape(((120.0, 42.0),) * 2, ((0, 1),))
    bad = Shape(((120.0, 42.0),) * 2, ((0, 7),), direction='"')
    found = by_graphviz([good, bad, good])
    assert [layout is not None for layout in found] == [True, False, True]


def test_who_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*_: Any, **__: Any) -> Any:
        raise subprocess.TimeoutExpired("dot", 1, output=b'{"half":')

    monkeypatch.setattr(subprocess, "run", hang)
    monkeypatch.setattr(_layout, "has_graphviz", lambda: True)
    assert by_graphviz([Shape(((1.0, 1.0),), ())] * 2) == [None, None]
