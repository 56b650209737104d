"""Comments that silence: what each silences, and which of them are no good, of no use or at their end."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from gazetteer.evidence._silence_rules import Later
from gazetteer.evidence.inline import inline_silences
from gazetteer.model.catalog import Reader
from gazetteer.model.finding import Finding, Silence
from gazetteer.model.place import Place
from gazetteer.model.silence import InlineSilence


class Comments:
    """The comments of a tree, and which of them were of use.

    Args:
        known: path -> comments of files that were read for them; others are read when they have a finding.
        read: gives the text of those.
        today: a silence holds up to and including its last day.
    """

    def __init__(
        self, known: Mapping[str, Sequence[InlineSilence]], read: Reader, today: date
    ) -> None:
        self._read = read
        self._today = today
        self._files = {path: _by_line(comments) for path, comments in known.items()}
        self._used: dict[Place, set[str]] = {}

    def silence(self, finding: Finding) -> Silence | None:
        """The silence of the first comment that fits a finding."""
        by_line = self._file(finding.place.path)
        lines = dict.fromkeys((finding.place.line, 0))
        found = None
        for comment in (c for line in lines for c in by_line.get(line, ())):
            rule = next((rule for rule in comment.rules if rule in {"*", finding.rule}), None)
            if rule is None or comment.problem:
                continue
            self._used.setdefault(comment.place, set()).add(rule)
            if comment.until is None or comment.until >= self._today:
                until = comment.until.isoformat() if comment.until else ""
                found = found or Silence("inline", comment.reason, until, comment.place)
        return found

    def invalid(self) -> Iterator[Finding]:
        """A finding for each comment that cannot silence anything."""
        for comment in self._all():
            if comment.problem:
                names = ", ".join(comment.rules)
                yield Finding(
                    rule="silence-invalid",
                    message=f"This comment silences nothing: {comment.problem}.",
                    mend="Write `gazetteer: ignore RULE -- reason`, with `until 2027-01-31` at the end if you like.",
                    place=comment.place,
                    subject=f"{names} {comment.reason}".strip(),
                )

    def unused(self, later: Later) -> Iterator[Finding]:
        """A finding for each comment that names a rule which has no finding there."""
        for comment in self._all():
            used = self._used.get(comment.place, set())
            idle = [
                rule
                for rule in (() if comment.problem else comment.rules)
                if rule not in used and not later(rule, comment.place.path)
            ]
            if idle:
                where = "on its line" if comment.line else "in the file"
                yield Finding(
                    rule="silence-unused",
                    message=f"This comment silences {', '.join(idle)}, but there is no such finding {where}.",
                    mend="Take the rule out of the comment, or the whole comment.",
                    place=comment.place,
                    subject=" ".join(idle),
                )

    def expired(self) -> Iterator[Finding]:
        """A finding for each comment that has ended and would still silence something."""
        for comment in self._all():
            used = self._used.get(comment.place, set())
            if used and comment.until is not None and comment.until < self._today:
                names = ", ".join(rule for rule in comment.rules if rule in used)
                yield Finding(
                    rule="silence-expired",
                    message=f"The silence of {names} ended on {comment.until}; the findings count again.",
                    mend=f"Mend what it hid ({comment.reason}), or give the comment a new date and reason.",
                    place=comment.place,
                    subject=names,
                )

    def _all(self) -> Iterator[InlineSilence]:
        for by_line in self._files.values():
            for comments in by_line.values():
                yield from comments

    def _file(self, path: str) -> Mapping[int, Sequence[InlineSilence]]:
        if path not in self._files:
            self._files[path] = _by_line(inline_silences(path, self._read(path) or ""))
        return self._files[path]


def _by_line(comments: Sequence[InlineSilence]) -> dict[int, list[InlineSilence]]:
    by_line: dict[int, list[InlineSilence]] = {}
    for comment in comments:
        by_line.setdefault(comment.line, []).append(comment)
    return by_line
