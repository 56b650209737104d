"""Anchors: ids that stay the same as long as the operation keeps its name."""

import re
from collections import Counter

_UNFIT = re.compile(r"[^\w.]+")


class Anchors:
    """Hands out ids that are unique within one surface; the order of asking decides who keeps the plain form."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._asked: Counter[str] = Counter()

    def anchor(self, id_: str, method: str, path: str) -> str:
        """The id of an operation: its own id where it has one, else made of method and path (`get-orders-id`)."""
        slug = _UNFIT.sub("-", id_ or f"{method.lower()} {path}").strip("-.")[:120] or "operation"
        anchor = slug
        while anchor in self._taken:
            self._asked[slug] += 1
            anchor = f"{slug}-{self._asked[slug] + 1}"
        self._taken.add(anchor)
        return anchor
