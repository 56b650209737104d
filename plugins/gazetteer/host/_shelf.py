"""The first shelf of the full text: the pages that a word is looked for in before it is in all.

What a question costs Pagefind grows with the pages that have its word: two seconds where 19,000 have it. Nobody reads
so many.
"""

from collections.abc import Sequence

FIRST = 1_000
"""Pages on the first shelf of a large site; half of them are chosen for what they are."""

WORTH_IT = 3 * FIRST
"""Pages from which on a site has a first shelf."""

KINDS = ("page", "decision", "document", "domain", "system", "api", "component")
"""Whose pages are the first to be chosen: what people wrote for everybody comes before what is one of thousands."""


def shelf(kinds: Sequence[str]) -> tuple[frozenset[int], int]:
    """The pages of the first shelf, and how many pages stand behind one of them.

    Args:
        kinds: of each page; an unknown one is the least.

    Returns:
        Places in `kinds`, and the ratio; none and 0 where the site is too small to have a shelf.

    >>> shelf(["page"] * 100)
    (frozenset(), 0)
    """
    if len(kinds) < WORTH_IT:
        return frozenset(), 0
    rank = {kind: at for at, kind in enumerate(KINDS)}
    order = sorted(range(len(kinds)), key=lambda at: rank.get(kinds[at], len(KINDS)))
    best, others = order[: FIRST // 2], order[FIRST // 2 :]
    # Evenly out of the others, so that what is frequent among them is among these.
    step = len(others) // (FIRST // 2)
    chosen = frozenset((*best, *others[::step][: FIRST // 2]))
    return chosen, len(kinds) // len(chosen)
