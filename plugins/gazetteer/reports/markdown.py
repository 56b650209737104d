"""The report as a page of Markdown, for the summary of a CI job or a comment on a pull request."""

import re
from itertools import islice

from gazetteer.formats.inert import inert
from gazetteer.model.finding import Finding
from gazetteer.model.survey import Survey
from gazetteer.reports._count import plural, summary

SHOWN = 200
"""Findings that are shown; the summary of a job may have a mebibyte (documentation of GitHub's job summaries)."""

LONGEST = 500
"""Characters of a cell; what an input wrote may be long."""

CODE = re.compile(r"(`[^`|\\]+`)")
SIGNS = re.compile(r"[\\`*_{}\[\]()<>#|!&@~$]")
"""What Markdown, its tables, HTML or a host of repositories would act on outside of code."""

MARKS = {
    "error": "🔴 error",
    "warning": "🟠 warning",
    "note": "🔵 note",
    "undecided": "⚪ undecided",
}


def report(survey: Survey) -> str:
    """A heading with the verdict, the numbers, and a table of the findings that count, the worst first."""
    count = summary(survey)
    words = [
        plural(count[f"{word}s"], word)
        for word in ("error", "warning", "note")
        if count[f"{word}s"]
    ]
    if count["undecided"]:
        words.append(f"{count['undecided']} undecided")
    title = ", ".join(words) or "no findings"
    looked_at = f"{plural(count['entities'], 'entity')} in {plural(count['files'], 'file')}"
    silenced = f", {count['silenced']} silenced" if count["silenced"] else ""
    lines = [f"## Gazetteer: {title}", "", f"{looked_at}{silenced}.", ""]
    worst_first = sorted(survey.counted, key=_weight, reverse=True)
    if worst_first:
        lines += ["| | where | what is wrong | how to mend it |", "| --- | --- | --- | --- |"]
        lines += (_row(finding, survey.site.blob_url) for finding in islice(worst_first, SHOWN))
        lines.append("")
    if len(worst_first) > SHOWN:
        lines += [f"… and {len(worst_first) - SHOWN} more.", ""]
    return "\n".join(lines)


def _weight(finding: Finding) -> int:
    return 0 if finding.undecided or finding.severity is None else finding.severity.weight


def _row(finding: Finding, blob_url: str) -> str:
    place = finding.place
    where = _cell(f"{place.path}:{place.line}" if place.line else place.path)
    if re.fullmatch(r"https?://[^\s()<>]+", blob_url) and re.fullmatch(r"[\w./-]+", place.path):
        line = f"#L{place.line}" if place.line else ""
        where = f"[{where}]({blob_url}{place.path}{line})"
    mark = MARKS["undecided" if finding.undecided else str(finding.severity)]
    rule = f"`{finding.rule}`"
    return f"| {mark} | {where} | {_cell(finding.message)} {rule} | {_cell(finding.mend)} |"


def _cell(text: str) -> str:
    """Text that stays text in a table, in HTML, and where `@name` would call somebody; code stays code."""
    short = inert(text) if len(text) <= LONGEST else f"{inert(text[:LONGEST])}…"
    return "".join(
        part if CODE.fullmatch(part) else SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", part)
        for part in CODE.split(short)
    )
