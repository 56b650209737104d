"""Which changes somebody meets who reads certain fields of a response."""

from typing import Any

from gazetteer.apis.compare.found import Found
from gazetteer.apis.compare.pairs import Pair

EVENT = "event"
"""What stands in the place of a status for what is sent without a request."""

MOST = 100_000
"""More values of one body are not looked at."""


class Reach:
    """The compared schemas, asked by example.

    Args:
        found: what the comparison gathered.
        told: identity of a pair -> its changes: (member, fingerprint).
    """

    def __init__(
        self,
        found: Found | None = None,
        told: dict[int, tuple[tuple[str, str], ...]] | None = None,
    ) -> None:
        self._told = told or {}
        self._roots: dict[tuple[str, str], list[Pair]] = {}
        for root in found.roots if found else ():
            if status := root.status or (EVENT if root.is_event else ""):
                operation = found.operations[root.operation] if found else ""
                self._roots.setdefault((operation, status), []).append(root.pair)

    def read(self, operation: str, status: str, body: Any) -> frozenset[str]:
        """Fingerprints of the changes of those schemas and fields that a response body shows."""
        met: set[str] = set()
        pending = [(pair, body) for pair in self._roots.get((operation, status), ())]
        looked = 0
        while pending and looked < MOST:
            looked += 1
            pair, value = pending.pop()
            for step, fingerprint in self._told.get(id(pair), ()):
                if not step or (isinstance(value, dict) and step in value):
                    met.add(fingerprint)
            for step, child in pair.edges:
                if not step:
                    pending.append((child, value))
                elif isinstance(value, list) and step == "[]":
                    pending.extend((child, inner) for inner in value)
                elif isinstance(value, dict) and step in value:
                    pending.append((child, value[step]))
                elif isinstance(value, dict) and step == "*":
                    known = pair.old.properties
                    pending.extend((child, v) for k, v in value.items() if k not in known)
        return frozenset(met)
