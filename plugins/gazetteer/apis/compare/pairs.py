"""Two versions of every schema that operations reach, side by side: each pair is looked at once, cycles are normal."""

from collections import deque
from dataclasses import dataclass, field
from datetime import date

from gazetteer.apis.compare import branches, members, scalars
from gazetteer.apis.compare.deltas import Delta
from gazetteer.apis.compare.nodes import Node, Whole
from gazetteer.apis.compare.shapes import Shape, Shapes

MOST = 200_000
"""More pairs are not compared: descriptions that people wrote have a tenth of that."""

GIVEN = {"response", "sent"}
"""Sides on which the API speaks; on the others it listens. `schema` is a document of its own: both at once."""


@dataclass(eq=False, slots=True)
class Pair:
    """A schema in both versions, on one side and in one role.

    Attributes:
        side: `request`, `response`, `received`, `sent`, `schema`.
        role: `parameter`, `body`, `header`, `message`, `property`, or empty.
        is_inner: whether the one schema is an alternative of what the other is: null, default and deprecation belong
            to the outer schema, which is another pair.
        deltas: what differs in the two schemas themselves.
        edges: (step to it, pair): a property's name, `[]`, `*` for other properties, empty for an alternative.
    """

    old: Shape
    new: Shape
    side: str
    role: str
    is_inner: bool = False
    deltas: list[Delta] = field(default_factory=list)
    edges: list[tuple[str, "Pair"]] = field(default_factory=list)

    @property
    def is_given(self) -> bool:
        """Whether the API speaks here."""
        return self.side in GIVEN

    def tell(self, what: str, old: Node | None, new: Node | None, /, **arguments: str) -> None:
        """Notes a difference of the schemas themselves."""
        role = f"-{self.role}" if self.role else ""
        self.deltas.append(Delta(f"{self.side}{role}-{what}", what, old, new, arguments))


class Pairs:
    """All pairs of one comparison.

    Args:
        old: the old version; new: the new one.
        today: decides whether a sunset has come.
    """

    def __init__(self, old: Whole, new: Whole, today: date) -> None:
        self.today = today
        self.old = Shapes(old)
        self.new = Shapes(new)
        self._known: dict[tuple[int, int, str, str, bool], Pair] = {}
        self._pending: deque[Pair] = deque()

    def pair(self, old: Node, new: Node, side: str, role: str, *, is_inner: bool = False) -> Pair:
        """The pair of two schemas; it is compared by `finish`, not yet now."""
        before, after = self.old.of(old), self.new.of(new)
        identity = (id(before), id(after), side, role, is_inner)
        known = self._known.get(identity)
        if known is None:
            known = self._known[identity] = Pair(before, after, side, role, is_inner)
            self._pending.append(known)
        return known

    def finish(self) -> bool:
        """Compares every pair that is asked for, and those that these lead to; false when there were too many."""
        while self._pending:
            if len(self._known) > MOST:
                return False
            pair = self._pending.popleft()
            if pair.old.unresolved or pair.new.unresolved:
                _unresolved(pair)
                continue
            if scalars.compare(pair, self):
                members.compare(pair, self)
                branches.compare(pair, self)
        return True


def _unresolved(pair: Pair) -> None:
    """A reference out of the tree is compared by its text: nothing is fetched."""
    old, new = pair.old.unresolved or "its own text", pair.new.unresolved or "its own text"
    if old != new:
        pair.tell("reference-changed", pair.old.node, pair.new.node, old=old, new=new)
