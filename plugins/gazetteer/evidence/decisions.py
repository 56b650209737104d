"""What history tells of accepted decisions: when they were accepted, and who reworded their reasoning afterwards."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from gazetteer.evidence.rewording import rewordings
from gazetteer.model.catalog import Catalog
from gazetteer.model.decision import Decision, DecisionEdit, DecisionPast, Rewording
from gazetteer.model.fact import Fact
from gazetteer.model.history import Change

DECIDED = frozenset({"accepted", "deprecated", "superseded"})
"""Statuses under which the reasoning of a record is history, and no more a draft."""

NEAR = 5
"""So many lines further down the status may have stood in an earlier version."""

ABSENT = "a partial clone lacks earlier versions of it"

Recogniser = Callable[[str, str], Decision | None]
"""Path and text of a version -> the record that it is; None when it is none."""


class Version(msgspec.Struct, frozen=True):
    """The state in which a commit left a record; `commit` is its index in the history, -1 for what is not committed."""

    commit: int
    blob: str


def decision_pasts(catalog: Catalog, recognise: Recogniser) -> Iterator[Fact]:
    """Yields a `DecisionPast` for each record that was accepted once and has a history.

    A version counts as decided when it has the very line in which the record states its status now; only where it has
    not is it read as a record, so that a log with a long past costs little more than its present.
    """
    if catalog.history.state == "none":
        return
    reader = _Reader(catalog, recognise)
    for path, values in catalog.facts.items():
        for decision in values:
            if isinstance(decision, Decision) and decision.status in DECIDED:
                past = reader.past(path, decision)
                if past is not None:
                    yield Fact(path, past)


def reworded_since(catalog: Catalog) -> Iterator[tuple[str, str, DecisionEdit]]:
    """Yields path now, path then and the change of each record that the base had accepted and that argues differently.

    Nothing is yielded without a base (`Catalog.before`), nor for records that went back to being proposed.
    """
    before = catalog.before
    if before is None:
        return
    for old, new in _same_records(before, catalog):
        if before.paths.get(old) == catalog.paths.get(new):
            continue
        then, now = before.read(old), catalog.read(new)
        if then is not None and now is not None and (changed := rewordings(then, now)):
            yield new, old, DecisionEdit(catalog.paths.get(new, ""), rewordings=_longest(changed))


def _same_records(before: Catalog, now: Catalog) -> Iterator[tuple[str, str]]:
    """Path then and now of the records that were and are decided; one that moved is known by its name."""
    then, here = _records(before), _records(now)
    moved: dict[str, list[str]] = {}
    for path, decision in here.items():
        if path not in then:
            moved.setdefault(decision.slug, []).append(path)
    for path, decision in then.items():
        candidates = [path] if path in here else moved.get(decision.slug, [])
        still = len(candidates) == 1 and here[candidates[0]].status in DECIDED
        if decision.status in DECIDED and still:
            yield path, candidates[0]


def _records(catalog: Catalog) -> dict[str, Decision]:
    return {
        path: value
        for path, values in catalog.facts.items()
        for value in values
        if isinstance(value, Decision)
    }


def _longest(changes: Iterable[Rewording]) -> tuple[Rewording, ...]:
    return tuple(sorted(changes, key=lambda change: -change.words))


class _Reader:
    """Reads the pasts of records; what many of them need is computed once."""

    def __init__(self, catalog: Catalog, recognise: Recogniser) -> None:
        self._catalog = catalog
        self._history = catalog.history
        self._recognise = recognise

    def past(self, path: str, decision: Decision) -> DecisionPast | None:
        """The past of one record; None for one that has none yet."""
        if self._history.state in {"treeless", "unreadable"}:
            return DecisionPast(unknown=self._history.reason)
        versions = self._versions(path)
        if not versions:
            return None
        here = self._catalog.paths.get(path, "")
        if all(version.blob == here for version in versions):
            return self._told(versions[-1], dated=True)
        now = self._catalog.read(path)
        if now is None:
            return DecisionPast(unknown="its text cannot be read")
        return self._compared(path, decision, now, versions)

    def _versions(self, path: str) -> tuple[Version, ...]:
        """The states that landed, newest first; first of all what is not committed."""
        landed: dict[int, Version] = {}
        for change in self._history.changes.get(path, ()):
            if change.blob:
                rank = self._history.commits[change.commit].rank
                # What happened on a branch before it was merged is nobody's business: only its last state landed.
                landed.setdefault(rank if rank >= 0 else change.commit, _version(change))
        here = self._catalog.paths.get(path, "")
        versions = tuple(landed[rank] for rank in sorted(landed))
        if versions and path in self._history.uncommitted and here != versions[0].blob:
            return (Version(-1, here), *versions)
        return versions

    def _compared(
        self, path: str, decision: Decision, now: str, versions: Sequence[Version]
    ) -> DecisionPast:
        texts: dict[str, str] = {self._catalog.paths.get(path, ""): now}
        decided = self._run(path, decision, versions, texts)
        if decided is None:
            return DecisionPast(unknown=ABSENT)
        accepted = decided[-1]
        told = self._told(accepted, dated=decision.date_text in texts[accepted.blob])
        changed = rewordings(texts[accepted.blob], now)
        if not changed:
            return told
        edits = tuple(self._edits(decided, texts))
        if not edits and any(self._is_bulk(version) for version in decided[:-1]):
            return told
        # Whoever slices an edit into corrections is known by the newest of them.
        edits = edits or (self._edit(decided[0], ()),)
        return msgspec.structs.replace(told, rewordings=_longest(changed), edits=edits, unknown="")

    def _run(
        self, path: str, decision: Decision, versions: Sequence[Version], texts: dict[str, str]
    ) -> tuple[Version, ...] | None:
        """The newest versions up to the one by which the record was accepted; None when one of them is not here."""
        decided: list[Version] = []
        lines = {_status_line(path, decision, next(iter(texts.values())))}
        for version in versions:
            if version.blob not in texts:
                text = self._catalog.past(version.blob)
                if text is None:
                    return None
                if not any(f"\n{line}\n" in f"\n{text}\n" for line in lines if line):
                    then = self._stated(path, decision, text)
                    if then is None or then.status not in DECIDED:
                        break
                    lines.add(_status_line(path, then, text))
                texts[version.blob] = text
            decided.append(version)
        return tuple(decided)

    def _stated(self, path: str, decision: Decision, text: str) -> Decision | None:
        """The record that an earlier version was, read to where its status should be, else to its end."""
        line = decision.status_place.line if decision.status_place else 0
        head = "\n".join(text.split("\n", line + NEAR)[: line + NEAR])
        then = self._recognise(path, head) if line else None
        return then if then and then.status != "unknown" else self._recognise(path, text)

    def _told(self, accepted: Version, *, dated: bool) -> DecisionPast:
        if accepted.commit in self._history.boundary:
            return DecisionPast(unknown=self._history.reason)
        if accepted.commit < 0:
            return DecisionPast(dated=dated)
        commit = self._history.commits[accepted.commit]
        return DecisionPast(accepted=commit.id, accepted_on=commit.landing, dated=dated)

    def _edits(self, decided: Sequence[Version], texts: dict[str, str]) -> Iterator[DecisionEdit]:
        for newer, older in pairwise(decided):
            if newer.blob == older.blob or self._is_bulk(newer):
                continue
            if changed := rewordings(texts[older.blob], texts[newer.blob]):
                yield self._edit(newer, _longest(changed))

    def _edit(self, version: Version, changed: tuple[Rewording, ...]) -> DecisionEdit:
        if version.commit < 0:
            return DecisionEdit(version.blob, rewordings=changed)
        commit = self._history.commits[version.commit]
        return DecisionEdit(
            version.blob, commit.id, commit.landing, commit.author, commit.subject, changed
        )

    def _is_bulk(self, version: Version) -> bool:
        return (
            version.commit >= 0 and self._history.commits[version.commit].id in self._history.bulk
        )


def _version(change: Change) -> Version:
    return Version(change.commit, change.blob)


def _status_line(path: str, decision: Decision, text: str) -> str:
    """The line that states the status, as written; empty when there is none, or in another file."""
    if decision.status_place is None or decision.status_place.path != path:
        return ""
    lines = text.split("\n")
    number = decision.status_place.line - 1
    return lines[number] if 0 <= number < len(lines) else ""
