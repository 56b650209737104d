"""A tie to another record, written into a record the way it writes such things."""

import re

from gazetteer.cli._record_lines import Lines, link, long_name, short_name, syntax_of
from gazetteer.cli._record_status import Target
from gazetteer.evidence.decisions import Recogniser
from gazetteer.evidence.record_words import STATUS_LABEL
from gazetteer.model.decision import Decision
from gazetteer.surveyor.recognise import as_decision

_LINKS = re.compile(r"#{2,4}[ \t]+links:?[ \t#]*$", re.IGNORECASE)
_WORD = re.compile(rf"(?:adr[ -]|decision[ -])?(?:{STATUS_LABEL})\b", re.IGNORECASE)
_ROW = re.compile(r"\s*\|")


def with_supersedes(
    path: str, text: str, old: Target, read: Recogniser = as_decision
) -> str | None:
    """The text with a line which says that the record supersedes another; None where there is no place for it.

    In front matter it is a key, in a table a row, below a `Status` section a paragraph at its end (adr-tools), and
    beside labelled lines an entry of the section `Links` (MADR 2, log4brains).
    """
    decision = read(path, text)
    if decision is None:
        return None
    if any(tie.type == "supersedes" and _means(tie.text, old) for tie in decision.links):
        return text
    lines = Lines(text)
    _write(lines, path, decision, old)
    after = read(path, str(lines))
    told = after is not None and any(tie.type == "supersedes" for tie in after.links)
    return str(lines) if told and after and after.status == decision.status else None


def _means(text: str, old: Target) -> bool:
    names = {old.href, long_name(old.decision), short_name(old.decision), old.decision.slug}
    return text in names or (bool(old.decision.number) and f"ADR-{old.decision.number}" == text)


def _write(lines: Lines, path: str, decision: Decision, old: Target) -> None:
    syntax = syntax_of(path)
    stated = decision.status_place.line if decision.status_place else 0
    line = lines.line(stated)
    if lines.front and (not stated or stated < lines.front):
        lines.insert(max(1, stated), f"supersedes: {old.href}")
    elif _ROW.match(line) and syntax == "markdown":
        label = link(syntax, short_name(old.decision), old.href)
        lines.insert(stated, f"| Supersedes | {label} |")
    elif _is_label(line):
        if syntax == "markdown":
            _into_links(lines, old)
        else:
            _as_label(lines, stated, syntax, old)
    elif not stated and syntax == "markdown":
        _into_links(lines, old)
    else:
        last = lines.last_of_section(stated) if stated else len(lines)
        lines.insert(last, "", f"Supersedes {old.named(syntax, short=False)}")


def _is_label(line: str) -> bool:
    return (
        re.match(rf"\W*(?:adr[ -]|decision[ -])?(?:{STATUS_LABEL})\b\W*:", line, re.IGNORECASE)
        is not None
    )


def _as_label(lines: Lines, stated: int, syntax: str, old: Target) -> None:
    """A line like that of the status, below it."""
    line = lines.line(stated)
    before, _, rest = line.partition(next(iter(_WORD.findall(line)), ""))
    after = re.match(r"\W*", rest)
    label = link(syntax, short_name(old.decision), old.href)
    lines.insert(stated, f"{before}Supersedes{after[0] if after else ': '}{label}")


def _into_links(lines: Lines, old: Target) -> None:
    entry = f"Supersedes {old.named('markdown', short=True)}"
    if heading := lines.find(_LINKS):
        last = lines.last_of_section(heading)
        bullet = re.match(r"[ \t]*[*+-][ \t]+", lines.line(last))
        lines.insert(last, *([] if bullet else [""]), f"{bullet[0] if bullet else '- '}{entry}")
    else:
        end = len(lines)
        while end and not lines.line(end).strip():
            end -= 1
        lines.insert(end, "", "## Links", "", f"- {entry}")
