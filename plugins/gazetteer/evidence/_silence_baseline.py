"""The baseline as a silence: which findings it accepts, and which of its lines are at their end or of no use."""

from collections.abc import Iterator
from datetime import date

from gazetteer.evidence._silence_rules import Later
from gazetteer.evidence.baseline import Accepted, BrokenBaseline, load_baseline
from gazetteer.model.catalog import Reader
from gazetteer.model.finding import Finding, Silence
from gazetteer.model.place import Place

SHOWN = 5
"""Findings that are gone that are named."""


class Baseline:
    """The accepted findings, and which of them are still there."""

    def __init__(self, path: str, read: Reader, today: date) -> None:
        self._path = path
        self._today = today.isoformat()
        text = read(path) if path else None
        loaded = load_baseline(text) if text is not None else {}
        self._broken = loaded if isinstance(loaded, BrokenBaseline) else None
        self._accepted = {} if isinstance(loaded, BrokenBaseline) else loaded
        self._lines = (text or "").split("\n")
        self._used: set[str] = set()

    def silence(self, finding: Finding) -> Silence | None:
        """The silence of the line that accepts a finding."""
        accepted = self._accepted.get(finding.fingerprint)
        if accepted is None or finding.undecided:
            return None
        self._used.add(finding.fingerprint)
        if self._has_ended(accepted):
            return None
        return Silence(
            by="baseline",
            reason=accepted.reason,
            until=accepted.until,
            since=accepted.accepted,
            place=Place(self._path),
        )

    def invalid(self) -> Iterator[Finding]:
        """A finding for a file that cannot be used."""
        if self._broken:
            yield Finding(
                rule="silence-invalid",
                message=f"The baseline {self._path} cannot be used: {self._broken.message}.",
                mend="Mend it, or write it anew with `gazetteer check --update-baseline`.",
                place=Place(self._path, self._broken.line),
                subject="baseline",
            )

    def expired(self) -> Iterator[Finding]:
        """A finding for each line that has ended and would still silence something."""
        for fingerprint in sorted(self._used):
            accepted = self._accepted[fingerprint]
            if self._has_ended(accepted):
                why = f" ({accepted.reason})" if accepted.reason else ""
                yield Finding(
                    rule="silence-expired",
                    message=f"The baseline {self._path} accepted a finding of {accepted.rule} in {accepted.path} "
                    f"until {accepted.until}; it counts again.",
                    mend=f"Mend it{why}, or give its line a new date.",
                    place=self._place(fingerprint),
                    subject=fingerprint,
                )

    def unused(self, later: Later) -> Iterator[Finding]:
        """One finding for all accepted findings that are no longer there: one command takes their lines out."""
        gone = {
            fingerprint: accepted
            for fingerprint, accepted in sorted(self._accepted.items())
            if fingerprint not in self._used and not later(accepted.rule, accepted.path)
        }
        if gone:
            what = "1 finding that is" if len(gone) == 1 else f"{len(gone)} findings that are"
            named = [f"{accepted.rule} in {accepted.path}" for accepted in gone.values()]
            more = f" and {len(named) - SHOWN} more" if len(named) > SHOWN else ""
            places = [self._place(fingerprint) for fingerprint in gone]
            yield Finding(
                rule="silence-unused",
                message=f"The baseline {self._path} accepts {what} no longer there: "
                f"{', '.join(named[:SHOWN])}{more}.",
                mend="Take them out with `gazetteer check --prune`.",
                place=places[0],
                subject="baseline",
                related=tuple(places[1:SHOWN]),
            )

    def _has_ended(self, accepted: Accepted) -> bool:
        return bool(accepted.until) and accepted.until < self._today

    def _place(self, fingerprint: str) -> Place:
        lines = enumerate(self._lines, 1)
        return Place(self._path, next((n for n, line in lines if f'"{fingerprint}"' in line), 0))
