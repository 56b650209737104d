"""The report for people: grouped by file, each finding with the place to click on and what to do."""

from itertools import groupby

from gazetteer.formats.inert import inert
from gazetteer.model.finding import Finding
from gazetteer.model.survey import Survey
from gazetteer.reports._count import plural, summary

BOLD, DIM = "1", "2"
COLOURS = {"error": "31;1", "warning": "33;1", "note": "36", "undecided": "35;1"}
SHOWN = 3
"""Related places that are shown."""


def report(survey: Survey, *, colour: bool = False) -> str:
    """The findings that count, file by file, then the numbers.

    Args:
        survey: what one run found.
        colour: whether to write ANSI escape sequences; only for terminals.
    """
    lines: list[str] = []
    for _, findings in groupby(survey.counted, key=lambda finding: finding.place.path):
        for finding in findings:
            lines += _lines(finding, colour=colour)
        lines.append("")
    return "\n".join([*lines, _closing(survey, colour=colour)]) + "\n"


def _lines(finding: Finding, *, colour: bool) -> list[str]:
    word = "undecided" if finding.undecided else str(finding.severity)
    place = _paint(inert(str(finding.place)), BOLD, colour=colour)
    rule = _paint(f"[{inert(finding.rule)}]", DIM, colour=colour)
    lines = [
        f"{place}: {_paint(word, COLOURS[word], colour=colour)}: {inert(finding.message)} {rule}",
        f"    mend: {inert(finding.mend)}",
    ]
    if finding.related:
        places = ", ".join(inert(str(place)) for place in finding.related[:SHOWN])
        more = f" and {len(finding.related) - SHOWN} more" if len(finding.related) > SHOWN else ""
        lines.append(f"    see: {places}{more}")
    return lines


def _closing(survey: Survey, *, colour: bool) -> str:
    count = summary(survey)
    found = [
        _paint(plural(count[f"{word}s"], word), COLOURS[word], colour=colour)
        for word in ("error", "warning", "note")
        if count[f"{word}s"]
    ]
    if count["undecided"]:
        found.append(_paint(f"{count['undecided']} undecided", COLOURS["undecided"], colour=colour))
    if count["silenced"]:
        found.append(f"{count['silenced']} silenced")
    looked_at = f"{plural(count['entities'], 'entity')} in {plural(count['files'], 'file')}"
    return f"{looked_at}: {', '.join(found) or 'no findings'}"


def _paint(text: str, code: str, *, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text
