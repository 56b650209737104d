"""The status of a record, rewritten where and how the record states it."""

import re
from collections.abc import Iterator

from gazetteer.cli._record_lines import HEADING, Lines, link, long_name, short_name, syntax_of
from gazetteer.cli._yaml_text import yaml_text
from gazetteer.evidence.decisions import Recogniser
from gazetteer.evidence.record_words import STATUS_LABEL, in_tongue
from gazetteer.model.decision import Decision
from gazetteer.surveyor.recognise import as_decision

_LABEL = re.compile(rf"^(?P<before>.*?\b(?:{STATUS_LABEL})\b[\s*_:=|\"']*)", re.IGNORECASE)
_STATUS_HEADING = re.compile(
    rf"(?:[#=]{{1,6}}[ \t]+)?(?:\d+[.)]?\s+)?(?:adr |decision )?(?:{STATUS_LABEL}):?[ \t#=]*$",
    re.IGNORECASE,
)
_CORE = re.compile(r"[^\W\d_]+(?:[ '\u2019-]+[^\W\d_]+)*")
_SYMBOLS = re.compile(r"(?:[^\x00-\x7f]|:[a-z_]+:)+\s*")
_ORIGINS = frozenset({"", "front", "table", "label", "section", "directive"})
"""Where a record states its present status; a change log tells of earlier ones."""
_GOES_ON = re.compile(r"\s*(?:[^\W_]|[<\[])")
_FEW = 3
"""Words of a status; what is longer is a sentence."""
_SECTION = re.compile(r"#{2,6}[ \t]")


class Target:
    """Another record, as a status names it: its path relative to the record that names it."""

    def __init__(self, decision: Decision, href: str) -> None:
        self.decision = decision
        self.href = href

    def named(self, syntax: str, *, short: bool) -> str:
        """The link."""
        name = short_name(self.decision) if short else long_name(self.decision)
        return link(syntax, name, self.href)


def with_status(
    path: str, text: str, status: str, by: Target | None = None, read: Recogniser = as_decision
) -> str | None:
    """The text with another status, and nothing else changed; None where that cannot be done with certainty.

    Every place that states the status is rewritten. Of several ways to write it, the first is taken that our own reader
    understands, and that changes nothing else the record says.
    """
    before = read(path, text)
    if before is None:
        return None
    for whole in (False, True):
        lines = Lines(text)
        places = _places(before)
        if not places:
            _insert(lines, path, before, status, by)
        for number in places:
            old = before.status_text if len(places) == 1 else _said(before, number)
            _restate(lines, number, path, (old, before.status), (status, by), whole=whole)
        after = read(path, str(lines))
        if after and after.status == status and _alike(before, after) and _ties(after, by):
            return str(lines)
    return None


def _places(decision: Decision) -> list[int]:
    """The lines that state the status."""
    said = [
        statement.place.line
        for statement in decision.says
        if statement.field == "status"
        and statement.value != "unknown"
        and statement.text.strip()
        and statement.origin in _ORIGINS
    ]
    if decision.status_place and decision.status_text.strip():
        said.append(decision.status_place.line)
    return sorted(set(said))


def _said(decision: Decision, line: int) -> str:
    return next(
        (s.text for s in decision.says if s.field == "status" and s.place.line == line),
        decision.status_text,
    )


def _alike(before: Decision, after: Decision) -> bool:
    kept = ("title", "date", "deciders", "touches", "covers", "number")
    return all(getattr(before, name) == getattr(after, name) for name in kept)


def _ties(decision: Decision, by: Target | None) -> bool:
    return by is None or sum(tie.type == "supersededBy" for tie in decision.links) == 1


def _restate(
    lines: Lines,
    number: int,
    path: str,
    was: tuple[str, str],
    becomes: tuple[str, Target | None],
    *,
    whole: bool,
) -> None:
    line = lines.line(number)
    in_front = 1 < number < lines.front
    written = was[0].split("\n")[0].strip()
    start = _start(line, written)
    value = line[start : start + len(written)] if line[start:].startswith(written) else line[start:]
    end = start + len(value)
    core = _CORE.search(value)
    words = _phrase(becomes, path, like=core[0] if core else "", short=start > 0)
    # "Accepted by the board of 12 May" is no word with something behind it, nor is "Implemented in <address>".
    sentence = core and (
        len(core[0].split()) > _FEW or _GOES_ON.match(value[core.end() :]) is not None
    )
    if whole or core is None or sentence or was[1] == "superseded":
        new, end = words, len(line.rstrip()) if whole and start else end
    else:
        opening, closing = _SYMBOLS.sub("", value[: core.start()]), value[core.end() :]
        if becomes[1] and syntax_of(path) == "rst":
            # reStructuredText has no links inside of bold words.
            opening, closing = opening.rstrip("*"), closing.lstrip("*")
        new = opening + words + closing
    if in_front and whole:
        start, new = line.find(":") + 2, f"{yaml_text(new)}{_comment(line)}"
        end = len(line)
    lines.replace(number, line[:start] + new + line[end:])


def _comment(line: str) -> str:
    """The comment at the end of a line of front matter."""
    found = re.search(r"[ \t]+#[^\"']*$", line)
    return found[0] if found else ""


def _start(line: str, written: str) -> int:
    """Where on its line the status is written."""
    label = _LABEL.match(line)
    after = label.end() if label else 0
    found = line.find(written, after) if written else -1
    if found < 0:
        found = line.find(written) if written else after
    return found if found >= 0 else after


def _phrase(becomes: tuple[str, Target | None], path: str, *, like: str, short: bool) -> str:
    status, by = becomes
    words = in_tongue("superseded by" if by else status, like)
    if len(like) > 1 and like.isupper():
        words = words.upper()
    elif like[:1].isupper() or (not like and not short):
        words = words[0].upper() + words[1:]
    return f"{words} {by.named(syntax_of(path), short=short)}" if by else words


def _insert(lines: Lines, path: str, decision: Decision, status: str, by: Target | None) -> None:
    """States the status where the record states none: in its front matter, under its heading, or in a new section."""
    if front := lines.front:
        empty = lines.find(re.compile(r"status:\s*(?:#.*)?$", re.IGNORECASE))
        words = _phrase((status, by), path, like="a", short=True)
        if 1 < empty < front:
            lines.replace(empty, f"{lines.line(empty).rstrip()} {words}")
        else:
            lines.insert(1, f"status: {words}")
        return
    words = _phrase((status, by), path, like="", short=False)
    if heading := _status_heading(lines):
        lines.insert(heading, "", words)
    elif syntax_of(path) == "markdown":
        first = lines.find(_SECTION)
        at = first - 1 if first else max(len(lines), decision.body - 1)
        before = [""] if at and lines.line(at).strip() else []
        lines.insert(at, *before, "## Status", "", words, *([""] if first else []))


def _status_heading(lines: Lines) -> int:
    """The line behind which the status belongs: the heading, or the line of signs below it."""
    for number in _numbers(lines):
        under = lines.line(number + 1)
        if HEADING.match(lines.line(number)):
            return number
        if under and HEADING.match(under) and not under.startswith(("# ", "= ", "##", "== ")):
            return number + 1
    return 0


def _numbers(lines: Lines) -> Iterator[int]:
    number = lines.find(_STATUS_HEADING)
    while number:
        yield number
        number = lines.find(_STATUS_HEADING, number + 1)
