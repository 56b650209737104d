"""What changed, in words: parts, signatures, commits and teams, told alike by findings, pages and the command."""

from collections.abc import Iterable, Sequence

from gazetteer.evidence.digest import Difference
from gazetteer.evidence.digest import called as kind_called
from gazetteer.evidence.verdicts import Changed, Verdict
from gazetteer.model.entity import Entity
from gazetteer.model.history import Commit
from gazetteer.model.ref import DEFAULT_NAMESPACE, Ref

FEW = 3
"""Parts, pieces and commits that are named; the rest are counted."""


def called(thing: Entity | Ref) -> str:
    """What to call an entity inside a sentence: `component cart`, `API payments/orders`."""
    ref = thing.ref if isinstance(thing, Entity) else thing
    name = thing.name if isinstance(thing, Entity) else ref.name
    kind = "API" if ref.kind == "api" else ref.kind
    return (
        f"{kind} {name}" if ref.namespace == DEFAULT_NAMESPACE else f"{kind} {ref.namespace}/{name}"
    )


def listed(names: Iterable[str], most: int = 3) -> str:
    """`a, b and c`, or `a, b, c and 4 others`."""
    all_ = list(names)
    shown, rest = all_[:most], len(all_) - most
    if rest > 0:
        return f"{', '.join(shown)} and {rest} {'other' if rest == 1 else 'others'}"
    return " and ".join((", ".join(shown[:-1]), shown[-1])) if len(shown) > 1 else "".join(shown)


def since_told(verdict: Verdict) -> str:
    """Since when: the review or the edit that counted last."""
    edited = verdict.edited.landing if verdict.edited else ""
    if verdict.locked or (verdict.reviewed and verdict.reviewed >= edited):
        by = f" by {verdict.by}" if verdict.by else ""
        many = f" in a batch of {verdict.batch}" if verdict.batch > 1 else ""
        return f"was last reviewed on {verdict.reviewed}{by}{many}"
    return f"was last edited on {edited or 'an unknown date'}"


def changes_told(found: Sequence[Changed]) -> str:
    """The changed parts, one clause each."""
    told = [part_told(changed) for changed in found[:FEW]]
    if len(found) > FEW:
        rest = len(found) - FEW
        told.append(f"{rest} more covered {'part' if rest == 1 else 'parts'} changed")
    return "; ".join(told)


def uncounted_told(verdict: Verdict) -> str:
    """The commits that did not count, as a sentence of their own; empty when there are none."""
    if not verdict.uncounted:
        return ""
    told = [f"{u.commit.id[:7]} ({u.reason})" for u in verdict.uncounted]
    return f" Not counted: {listed(told)}."


def pieces_told(pieces: Difference) -> str:
    """The pieces that differ, with what happened to them."""
    groups = (("removed", pieces.removed), ("changed", pieces.changed), ("added", pieces.added))
    return ", ".join(f"{listed(_ticked(names))} {word}" for word, names in groups if names)


def part_told(changed: Changed) -> str:
    """One changed part: what happened to it, and who did it when."""
    what = {
        "changed": "changed",
        "added": "was added",
        "removed": "was removed",
        "renamed": f"was renamed from {changed.old}",
        "unseen": "is covered, but was not when it was reviewed",
        "commits": "was touched",
    }[changed.how]
    if changed.how == "changed" and changed.kind not in {"", "text", "binary"}:
        what = f"changed its {kind_called(changed.kind)}"
    pieces = pieces_told(changed.pieces)
    tail = "; ".join(filter(None, (commits_told(changed), _team(changed))))
    return f"{changed.part} {what}{f': {pieces}' if pieces else ''}{f' ({tail})' if tail else ''}"


def commits_told(changed: Changed) -> str:
    """The commits that changed a part, newest first."""
    shown = [_commit(commit) for commit in changed.commits[:FEW]]
    rest = len(changed.commits) - len(shown)
    if rest:
        shown.append(f"{rest} more")
    if changed.uncommitted:
        shown.insert(0, "not committed yet")
    return ", ".join(shown)


def _commit(commit: Commit) -> str:
    return f"{commit.id[:7]} by {commit.author} on {commit.landing}"


def _team(changed: Changed) -> str:
    return f"owned by {called(changed.team)}" if changed.team else ""


def _ticked(names: Sequence[str]) -> list[str]:
    return [f"`{name}`" for name in names]
