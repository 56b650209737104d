"""Badges: how the documents of a service or a team stand, as a small picture for a README or a dashboard."""

from collections.abc import Iterable, Iterator, Mapping

from markupsafe import Markup

from gazetteer.evidence.standing import Standing
from gazetteer.model.page import Asset
from gazetteer.model.ref import Ref
from gazetteer.pages.view import View

FILE = "freshness.svg"
"""Its name, below the address of the entity's page."""

_COLOURS = {"stale": "#b3261e", "unknown": "#5f6368", "due": "#8a5a00", "fresh": "#1e6b34"}
"""The worst state first; white on each of them has a contrast of 4.5 and more (WCAG 2.2, 1.4.3)."""
_WIDTHS = {"i": 3, "l": 3, "j": 3, "t": 4.5, "f": 4, "r": 4.7, "m": 10.7, "w": 9, " ": 3.9, ",": 4}
"""Of characters in Verdana at 11 pixels; the others are about 7 wide."""
_SVG = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" role="img" aria-label="{label}: {words}">'
    "<title>{label}: {words}</title>"
    '<rect width="{left}" height="20" rx="3" fill="#3c4043"/>'
    '<path fill="{colour}" d="M{left} 0h{right}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-{right}z"/>'
    '<g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">'
    '<text x="6" y="14">{label}</text><text x="{at}" y="14">{words}</text></g></svg>\n'
)


def badges(view: View, standings: Iterable[tuple[Ref | None, Standing]]) -> Iterator[Asset]:
    """A picture for each entity with a page that has documents which claim anything, and for each team.

    Args:
        view: of the survey.
        standings: of documents, with the entity that each belongs to.
    """
    counts: dict[Ref, dict[str, int]] = {}
    for home, standing in standings:
        for ref in {home, standing.owner} if standing.is_claim else ():
            if ref is not None:
                by_state = counts.setdefault(ref, {})
                by_state[standing.state] = by_state.get(standing.state, 0) + 1
    for ref in sorted(counts):
        if uri := view.uri(ref):
            yield Asset(uri=f"{uri}{FILE}", content=badge(counts[ref]).encode())


def badge(counts: Mapping[str, int]) -> str:
    """The picture: every state with its number but for `fresh`, which is told when nothing else is there.

    The calendar turns no picture: `due` is as of the day on which the site was built.
    """
    worst = [state for state in _COLOURS if counts.get(state)]
    words = ", ".join(f"{counts[state]} {state}" for state in worst if state != "fresh") or "fresh"
    label = "docs"
    left, right = round(_width(label)) + 10, round(_width(words)) + 8
    return str(
        _SVG.format(
            width=left + right + 3,
            label=label,
            words=words,
            left=left,
            right=right,
            at=left + 5,
            colour=_COLOURS[worst[0] if worst else "fresh"],
        )
    )


def _width(text: str) -> float:
    return sum(_WIDTHS.get(character, 7) for character in text)
