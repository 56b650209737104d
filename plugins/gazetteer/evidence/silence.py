"""Silencing: findings that somebody accepted, for a reason, are kept but not counted."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fnmatch import fnmatchcase

import msgspec

from gazetteer.evidence.baseline import (
    Accepted,
    BrokenBaseline,
    dump_baseline,
    load_baseline,
)
from gazetteer.evidence.fingerprint import fingerprinted
from gazetteer.evidence.inline import InlineSilence, inline_silences
from gazetteer.evidence.scope import Scopes
from gazetteer.formats.globs import compile_glob
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding, Silence
from gazetteer.model.place import Place
from gazetteer.model.rule import Confidence, Severity
from gazetteer.settings import IgnoreSettings, Settings

__all__ = ["dump_baseline", "load_baseline", "silence"]

Read = Callable[[str], str | None]
"""Gives the text of a path of the tree, or None."""


def silence(
    findings: Sequence[Finding],
    settings: Settings,
    read: Read,
    today: date,
    scopes: Scopes | None = None,
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Marks findings that the settings, a comment beside them or the baseline accept.

    Args:
        findings: sorted, with severities and fingerprints.
        settings: `ignore` and `baseline` count here, and the severities of the rules about silences.
        read: asked only for files that have findings, and for the baseline.
        today: a silence holds up to and including its last day.
        scopes: tell the severities of the rules about silences where the settings name parts of them.

    Returns:
        All findings, with those about silences that are invalid, expired or unused; and the entries of the settings
        that silence nothing, as text for people.
    """
    entries = [_Entry(entry, today) for entry in settings.ignore]
    comments = _Comments(read, today)
    baseline = _Baseline(settings.baseline, read, today)
    marked: list[Finding] = []
    for finding in findings:
        found = (
            next((s for entry in entries if (s := entry.silences(finding))), None)
            or comments.silences(finding)
            or baseline.silences(finding)
        )
        marked.append(msgspec.structs.replace(finding, silenced=found) if found else finding)
    told = _levelled(
        [*comments.findings(), *baseline.findings()], scopes or Scopes(Catalog({}), settings)
    )
    unused = tuple(text for entry in entries if (text := entry.complaint()))
    everything = sorted((*marked, *told), key=lambda finding: (finding.place, finding.rule))
    return tuple(everything), unused


class _Entry:
    """One entry of the settings, and whether it was of use."""

    def __init__(self, entry: IgnoreSettings, today: date) -> None:
        self._entry = entry
        self._expired = entry.until is not None and entry.until < today
        self._path = compile_glob(entry.path) if entry.path else None
        self._uses = 0

    def silences(self, finding: Finding) -> Silence | None:
        entry = self._entry
        if entry.rule not in {"*", finding.rule}:
            return None
        if entry.fingerprint and entry.fingerprint != finding.fingerprint:
            return None
        if self._path and not self._path(finding.place.path):
            return None
        if entry.entity and not _names(entry.entity.lower(), finding):
            return None
        self._uses += 1
        if self._expired:
            return None
        return Silence("settings", entry.reason, entry.until.isoformat() if entry.until else "")

    def complaint(self) -> str:
        entry = self._entry
        parts = [f"rule {entry.rule}"]
        parts += [
            f"{name} {value}"
            for name, value in (
                ("path", entry.path),
                ("entity", entry.entity),
                ("fingerprint", entry.fingerprint),
            )
            if value
        ]
        which = f"the entry of `ignore:` for {', '.join(parts)}"
        if not self._uses:
            return f"{which} silences nothing: take it out"
        if self._expired:
            return f"{which} ended on {entry.until}: its findings count again"
        return ""


def _names(pattern: str, finding: Finding) -> bool:
    entity = finding.entity
    return entity is not None and (
        fnmatchcase(str(entity), pattern) or fnmatchcase(entity.short, pattern)
    )


class _Comments:
    """The comments of files that have findings, read once each, and which of them were of use."""

    def __init__(self, read: Read, today: date) -> None:
        self._read = read
        self._today = today
        self._files: dict[str, Mapping[int, list[InlineSilence]]] = {}
        self._used: dict[Place, set[str]] = {}

    def silences(self, finding: Finding) -> Silence | None:
        by_line = self._file(finding.place.path)
        lines = dict.fromkeys((finding.place.line, 0))
        for comment in (c for line in lines for c in by_line.get(line, ())):
            rule = next((rule for rule in comment.rules if rule in {"*", finding.rule}), None)
            if rule is None or comment.problem:
                continue
            self._used.setdefault(comment.place, set()).add(rule)
            if comment.until is None or comment.until >= self._today:
                until = comment.until.isoformat() if comment.until else ""
                return Silence("inline", comment.reason, until, comment.place)
        return None

    def findings(self) -> Iterable[Finding]:
        for by_line in self._files.values():
            for comment in (comment for comments in by_line.values() for comment in comments):
                yield from self._complaints(comment)

    def _complaints(self, comment: InlineSilence) -> Iterable[Finding]:
        names = ", ".join(comment.rules)
        if comment.problem:
            yield Finding(
                rule="silence-invalid",
                message=f"This comment silences nothing: {comment.problem}.",
                mend="Write `gazetteer: ignore RULE -- reason`, with `until 2027-01-31` at the end if you like.",
                place=comment.place,
                subject=f"{names} {comment.reason}".strip(),
            )
            return
        used = self._used.get(comment.place, set())
        if idle := [rule for rule in comment.rules if rule not in used]:
            yield Finding(
                rule="silence-unused",
                message=f"This comment silences {', '.join(idle)}, but there is no such finding "
                f"{'on its line' if comment.line else 'in the file'}.",
                mend="Take the rule out of the comment, or the whole comment.",
                place=comment.place,
                subject=" ".join(idle),
            )
        elif comment.until is not None and comment.until < self._today:
            yield Finding(
                rule="silence-expired",
                message=f"The silence of {names} ended on {comment.until}; the findings count again.",
                mend=f"Mend what it hid ({comment.reason}), or give the comment a new date and reason.",
                place=comment.place,
                subject=names,
            )

    def _file(self, path: str) -> Mapping[int, list[InlineSilence]]:
        if path not in self._files:
            by_line: dict[int, list[InlineSilence]] = {}
            for comment in inline_silences(path, self._read(path) or ""):
                by_line.setdefault(comment.line, []).append(comment)
            self._files[path] = by_line
        return self._files[path]


class _Baseline:
    """The accepted findings, and which of them are still there."""

    def __init__(self, path: str, read: Read, today: date) -> None:
        self._path = path
        self._today = today.isoformat()
        self._ended: dict[str, Accepted] = {}
        text = read(path) if path else None
        self._loaded = load_baseline(text) if text is not None else {}
        self._used: set[str] = set()

    def silences(self, finding: Finding) -> Silence | None:
        if isinstance(self._loaded, BrokenBaseline):
            return None
        accepted: Accepted | None = self._loaded.get(finding.fingerprint)
        if accepted is None or finding.undecided:
            return None
        self._used.add(finding.fingerprint)
        if accepted.until and accepted.until < self._today:
            self._ended[finding.fingerprint] = accepted
            return None
        return Silence(
            by="baseline",
            reason=accepted.reason,
            until=accepted.until,
            since=accepted.accepted,
            place=Place(self._path),
        )

    def findings(self) -> Iterable[Finding]:
        if isinstance(self._loaded, BrokenBaseline):
            yield Finding(
                rule="silence-invalid",
                message=f"The baseline {self._path} cannot be used: {self._loaded.message}.",
                mend="Mend it, or write it anew with `gazetteer check --update-baseline`.",
                place=Place(self._path, self._loaded.line),
                subject="baseline",
            )
            return
        for fingerprint, accepted in sorted(self._ended.items()):
            yield Finding(
                rule="silence-expired",
                message=f"The baseline {self._path} accepted a finding of {accepted.rule} in {accepted.path} until "
                f"{accepted.until}; it counts again.",
                mend=f"Mend it{f' ({accepted.reason})' if accepted.reason else ''}, or give its line a new date.",
                place=Place(self._path),
                subject=fingerprint,
            )
        if gone := len(self._loaded) - len(self._used):
            what = "1 finding that is" if gone == 1 else f"{gone} findings that are"
            yield Finding(
                rule="silence-unused",
                message=f"The baseline {self._path} accepts {what} no longer there.",
                mend="Take them out with `gazetteer check --prune`.",
                place=Place(self._path),
                subject="baseline",
            )


def _levelled(findings: Sequence[Finding], scopes: Scopes) -> tuple[Finding, ...]:
    """The findings about silences with the severity that the settings give them; `off` leaves them out."""
    told = []
    for finding in sorted(findings, key=lambda finding: finding.place):
        level = scopes.severity(finding, DEFAULTS[finding.rule])
        if level != "off":
            told.append(
                msgspec.structs.replace(finding, severity=level, confidence=Confidence.HIGH)
            )
    return fingerprinted(told)


DEFAULTS = {
    "silence-invalid": Severity.ERROR,
    "silence-expired": Severity.WARNING,
    "silence-unused": Severity.NOTE,
}
"""Severities of the rules about silences; the modules in checks/ that hold their texts take them from here."""
