"""A table of contents that is composed is the one that the theme would have written."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.host._contents import PROBE, Contents, Part

Theme = Callable[[list[int]], list[Part]]


def _merged(parts: list[Part]) -> list[Part]:
    """Texts side by side as one, so that pages compare however they were cut."""
    out: list[Part] = []
    for part in parts:
        if isinstance(part, str) and out and isinstance(out[-1], str):
            out[-1] += part
        else:
            out.append(part)
    return out


def nested(levels: list[int], mark: Callable[[int], str] = lambda _: "") -> list[Part]:
    """Lists in lists, as Material writes them, with a link to the first heading far above."""
    out: list[Part] = ["<a href=#", ("i", 0), ">skip</a>", ("t", 0), "<nav><ul>"]
    path: list[int] = []
    for number, level in enumerate(levels):
        while path and path[-1] >= level:
            path.pop()
            out.append("</ul></li>" if path and path[-1] >= level else "</li>")
        if path:
            out.append("<ul>")
        out += [f"<li{mark(number)}><a href=#", ("i", number), ">", ("h", number), "</a>"]
        path.append(level)
    return _merged([*out, "</li></ul>" * len(path), "</nav>", ("c", 0), "</html>"])


@given(st.lists(st.integers(2, 5), min_size=2, max_size=30))
def test_composed_as_rendered(levels: list[int]) -> None:
    contents = Contents()
    contents.learn("frame", PROBE, nested(list(PROBE)))
    contents.learn("frame", levels, nested(levels))
    composed = contents.composed("frame", levels)
    assert composed is not None
    assert _merged(composed) == nested(levels)


def test_one_page_teaches_another() -> None:
    contents = Contents()
    contents.learn("frame", PROBE, nested(list(PROBE)))
    levels = [2, 3, 3, 3, 2, 2, 3, 2]
    assert _merged(contents.composed("frame", levels) or []) == nested(levels)
    assert contents.composed("another frame", levels) is None


@pytest.mark.parametrize(
    "theme",
    [
        lambda levels: nested(levels, lambda number: f" value={number}"),
        lambda levels: nested(levels, lambda number: " class=last" * (number == len(levels) - 1)),
        lambda levels: [*nested(levels), *nested(levels)],
        lambda _: [("c", 0)],
    ],
    ids=["counts", "marks the last", "writes it twice", "writes none"],
)
def test_nothing_is_composed_for_other_themes(theme: Theme) -> None:
    contents = Contents()
    contents.learn("frame", PROBE, theme(list(PROBE)))
    assert contents.composed("frame", PROBE) is None
