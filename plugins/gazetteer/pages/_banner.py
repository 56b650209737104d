"""The freshness banner of a document: fresh, due, stale since when and why, or unknown."""

import re

from markupsafe import Markup, escape

from gazetteer.evidence.standing import Standing
from gazetteer.evidence.telling import changes_told

RULES = frozenset({"doc-stale", "review-overdue"})
"""Rules whose findings the banner tells."""
_TITLES = {"fresh": "Fresh", "due": "Due", "stale": "Stale", "unknown": "Unknown"}


def banner(standing: Standing | None) -> Markup:
    """The banner of one document; nothing for a document that claims nothing."""
    if standing is None or not standing.is_claim:
        return Markup("")
    due = standing.due.isoformat() if standing.due else ""
    attributes = Markup(' data-gz-due="%s"') % due if due else Markup("")
    words = Markup(" ").join(
        filter(None, (_why(standing), _vouched(standing), _due(standing, due)))
    )
    return Markup(
        '<p class="gz-fresh gz-fresh--{state}" data-gz-state="{state}"{attributes}>'
        '<strong class="gz-fresh-state">{title}</strong> {words}</p>'
    ).format(
        state=standing.state, attributes=attributes, title=_TITLES[standing.state], words=words
    )


def _why(standing: Standing) -> Markup:
    verdict = standing.verdict
    if verdict.state == "unknown":
        return _sentence(f"whether it still holds cannot be told: {verdict.reason}")
    if verdict.state == "stale":
        since = f"since {verdict.since}: " if verdict.since else ""
        missing = [
            f"its `covers:` names `{pattern}`, which does not exist"
            for pattern, _ in verdict.missing
        ]
        told = "; ".join(filter(None, (*missing[:3], changes_told(verdict.changed))))
        return _sentence(f"{since}{told or verdict.reason}")
    if verdict.covered and not standing.reviewed:
        when = f" of {verdict.edited.landing}" if verdict.edited else ""
        return _sentence(f"{verdict.reason} since its last edit{when}")
    return Markup("")


def _vouched(standing: Standing) -> Markup:
    """Who vouched when, and against what; a date alone is called so."""
    verdict = standing.verdict
    if not standing.reviewed:
        return Markup("")
    by = f" by {verdict.by}" if verdict.by else ""
    if not verdict.locked:
        against = ", by its date alone"
    else:
        count = len(verdict.covered)
        against = f" against {count} covered {'part' if count == 1 else 'parts'}"
    batch = f", together with {verdict.batch - 1} others" if verdict.batch > 1 else ""
    return _sentence(f"reviewed on {standing.reviewed}{by}{against}{batch}")


def _due(standing: Standing, due: str) -> Markup:
    if not due:
        never = standing.overdue and not standing.reviewed
        return _sentence("it is to be reviewed regularly, and never was") if never else Markup("")
    words = f"Due for review since {due}" if standing.overdue else f"To be reviewed again by {due}"
    return Markup('<span class="gz-fresh-due">%s</span>.') % words


def _sentence(text: str) -> Markup:
    """A sentence of ours, in which backticks mark code."""
    text = text.strip().rstrip(".")
    text = text[:1].upper() + text[1:] if not text.startswith("`") else text
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text)))) + "."  # noqa: S704 - escaped above
