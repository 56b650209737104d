"""Contents: how a theme writes its table of contents, learnt from pages it has rendered, so that others are composed.

Every description of an API and every document has headings of its own, and rendering a theme's frame for each costs
more than the page. What a theme writes between two headings depends on how deep both stand and on nothing else. Where a
theme contradicts that (it counts, or marks the last one), nothing is composed.
"""

from collections.abc import Hashable, Iterator, Sequence

Part = str | tuple[str, int]
"""A piece of text, or a slot: its kind and the number of the heading that it takes (0 for slots of the page)."""
HEADING = frozenset("ih")
"""Kinds of slots that take the id and the title of a heading."""
PROBE = (2, 2, 2, 3, 3, 3, 2, 3, 2, 3, 4, 4, 4, 3, 4, 3, 3, 2, 2)
"""Levels of headings in which every step that pages take occurs at several positions."""

_Step = tuple[Hashable, ...]


class Contents:
    """What has been learnt about one theme."""

    def __init__(self) -> None:
        self._pieces: dict[_Step, list[Part]] = {}
        self._regular = True

    def learn(self, frame: Hashable, levels: Sequence[int], parts: Sequence[Part]) -> None:
        """Learns from a rendered page.

        Args:
            frame: what else the page's frame depends on.
            levels: of its headings.
            parts: the page, with slots for what differs.
        """
        if len(levels) < 2 or not self._regular:
            return
        cuts = _cuts(levels, parts)
        for number, step in enumerate(_steps(frame, levels)):
            piece = (
                _piece(parts[cuts[number] : cuts[number + 1]], max(number - 1, 0)) if cuts else None
            )
            if piece is None or self._pieces.setdefault(step, piece) != piece:
                self._regular = False
                return

    def composed(self, frame: Hashable, levels: Sequence[int]) -> list[Part] | None:
        """The page of these headings; None where it has to be rendered."""
        if len(levels) < 2 or not self._regular:
            return None
        page: list[Part] = []
        for number, step in enumerate(_steps(frame, levels)):
            piece = self._pieces.get(step)
            if piece is None:
                return None
            offset = max(number - 1, 0)
            page += [
                part if isinstance(part, str) or part[0] not in HEADING else (part[0], offset)
                for part in piece
            ]
        return page


def _steps(frame: Hashable, levels: Sequence[int]) -> Iterator[_Step]:
    """The way into the contents, from heading to heading, and out again."""
    path: list[int] = []
    before: _Step = ("in", frame)
    for level in levels:
        while path and path[-1] >= level:
            path.pop()
        here = (len(path), level)
        yield (*before, *here)
        path.append(level)
        before = here
    yield (*before, "out", frame)


def _cuts(levels: Sequence[int], parts: Sequence[Part]) -> list[int]:
    """Where the pieces begin and end: before each heading's first slot; empty where headings are not in a row."""
    numbers = [
        part[1] if not isinstance(part, str) and part[0] in HEADING else -1 for part in parts
    ]
    cuts: list[int] = []
    for number in range(1, len(levels)):
        if number not in numbers:
            return []
        cuts.append(numbers.index(number))
    # A link to the first heading may stand far above the contents ("skip to content").
    first = [at for at, part in enumerate(parts[: cuts[0]]) if part == ("i", 0)]
    return [0, first[-1], *cuts, len(parts)] if first and cuts == sorted(cuts) else []


def _piece(parts: Sequence[Part], number: int) -> list[Part] | None:
    """A piece whose slots all take the same heading; None where one takes another."""
    if any(not isinstance(p, str) and p[0] in HEADING and p[1] != number for p in parts):
        return None
    return [p if isinstance(p, str) or p[0] not in HEADING else (p[0], 0) for p in parts]
