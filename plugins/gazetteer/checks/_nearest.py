"""What somebody may have meant by a ref that does not exist."""

from collections.abc import Iterable, Iterator

from gazetteer.model.catalog import Catalog
from gazetteer.model.ref import Ref


class Nearest:
    """Finds refs that differ from a wrong one by kind, namespace, or one or two letters of the name.

    Two names are near when leaving out at most one letter of each makes them equal. The index of all names with one
    letter left out is built when it is first needed and costs time linear in the catalog; comparing each wrong name
    with every right one would not.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._index: dict[str, list[Ref]] | None = None

    def to(self, wrong: Ref, kinds: Iterable[str] = ()) -> Ref | None:
        """The best guess: right name first, then right kind; None when there is none.

        Args:
            wrong: the ref that does not exist.
            kinds: the kinds that would do here; all when empty.
        """
        wanted = set(kinds)
        candidates = {
            ref
            for spelling in _spellings(wrong.name)
            for ref in self._spelled().get(spelling, ())
            if (not wanted or ref.kind in wanted) and _near(wrong, ref)
        }
        return min(candidates, key=lambda ref: (_distance(wrong, ref), ref), default=None)

    def _spelled(self) -> dict[str, list[Ref]]:
        if self._index is None:
            index: dict[str, list[Ref]] = {}
            for ref in self._catalog.entities:
                for spelling in _spellings(ref.name):
                    index.setdefault(spelling, []).append(ref)
            self._index = index
        return self._index


def _spellings(name: str) -> Iterator[str]:
    yield name
    # Short names are near everything; long ones are no typing mistakes.
    if 4 <= len(name) <= 64:
        yield from {name[:at] + name[at + 1 :] for at in range(len(name))}


def _near(wrong: Ref, ref: Ref) -> bool:
    """A guess may differ in the name, or in kind and namespace, not in all."""
    return ref.name == wrong.name or ref.kind == wrong.kind


def _distance(wrong: Ref, ref: Ref) -> tuple[bool, bool, bool, int]:
    return (
        ref.kind != wrong.kind,
        ref.name != wrong.name,
        ref.namespace != wrong.namespace,
        abs(len(ref.name) - len(wrong.name)),
    )
