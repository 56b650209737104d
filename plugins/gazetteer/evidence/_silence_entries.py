"""The entries of `ignore:` in the settings: what they silence, and which of them are of no use."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fnmatch import fnmatchcase

from gazetteer.evidence._silence_places import ignore_places
from gazetteer.evidence._silence_rules import Later
from gazetteer.formats.globs import compile_glob
from gazetteer.model.catalog import Reader
from gazetteer.model.finding import Finding, Silence
from gazetteer.model.place import Place
from gazetteer.settings import IgnoreSettings


class Entries:
    """All entries of the settings, and how often each was of use."""

    def __init__(self, ignore: Sequence[IgnoreSettings], read: Reader, today: date) -> None:
        self._entries = [_Entry(entry, today) for entry in ignore]
        self._read = read

    def silence(self, finding: Finding) -> Silence | None:
        """The silence of the first entry that fits a finding."""
        found = [silence for entry in self._entries if (silence := entry.silence(finding))]
        return found[0] if found else None

    def unused(self, later: Later) -> Iterator[Finding]:
        """A finding for each entry that silences nothing."""
        for number, entry in enumerate(self._entries):
            if not entry.uses and not later(entry.written.rule, ""):
                yield Finding(
                    rule="silence-unused",
                    message=f"{entry.name} silences nothing.",
                    mend="Take the entry out, or correct what it is to fit.",
                    place=self._place(number),
                    subject=f"ignore {entry.parts}",
                )

    def expired(self) -> Iterator[Finding]:
        """A finding for each entry that has ended and would still silence something."""
        for number, entry in enumerate(self._entries):
            if entry.uses and entry.has_ended:
                count = "1 finding counts" if entry.uses == 1 else f"{entry.uses} findings count"
                yield Finding(
                    rule="silence-expired",
                    message=f"{entry.name} ended on {entry.written.until}; {count} again.",
                    mend=f"Mend what it hid ({entry.written.reason}), or give the entry a new date and reason.",
                    place=self._place(number),
                    subject=f"ignore {entry.parts}",
                )

    def _place(self, number: int) -> Place:
        file, lines = ignore_places(self._read)
        return Place(file, lines.get(number, 1))


class _Entry:
    """One entry, and how many findings fitted it."""

    def __init__(self, entry: IgnoreSettings, today: date) -> None:
        self.written = entry
        self.has_ended = entry.until is not None and entry.until < today
        self.uses = 0
        self._path = compile_glob(entry.path) if entry.path else None

    @property
    def parts(self) -> str:
        """What distinguishes the entry."""
        entry = self.written
        named: Mapping[str, str] = {
            "rule": entry.rule,
            "path": entry.path,
            "entity": entry.entity,
            "fingerprint": entry.fingerprint,
        }
        return ", ".join(f"{name} {value}" for name, value in named.items() if value)

    @property
    def name(self) -> str:
        """The entry at the beginning of a sentence."""
        return f"The entry of `ignore:` for {self.parts}"

    def silence(self, finding: Finding) -> Silence | None:
        entry = self.written
        if entry.rule not in {"*", finding.rule}:
            return None
        if entry.fingerprint and entry.fingerprint != finding.fingerprint:
            return None
        if self._path and not self._path(finding.place.path):
            return None
        if entry.entity and not _names(entry.entity.lower(), finding):
            return None
        self.uses += 1
        if self.has_ended:
            return None
        return Silence("settings", entry.reason, entry.until.isoformat() if entry.until else "")


def _names(pattern: str, finding: Finding) -> bool:
    entity = finding.entity
    return entity is not None and (
        fnmatchcase(str(entity), pattern) or fnmatchcase(entity.short, pattern)
    )
