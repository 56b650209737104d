"""The report for GitHub Actions: workflow commands that become annotations on the changed lines.

The escapes are those of the toolkit's `command.ts`: `%`, carriage return and line feed everywhere, `:` and `,` in
properties.
"""

from collections import Counter

from gazetteer.formats.inert import inert
from gazetteer.model.finding import Finding
from gazetteer.model.survey import Survey

SHOWN = 10
"""Annotations of one level that GitHub shows for one step (GitHub, workflow commands: limits of annotations)."""
COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def report(survey: Survey) -> str:
    """One command for each finding that counts; what could not be decided is a warning.

    Where there are more of a level than GitHub shows, a last line in the log of the step says how many are left there.
    """
    lines = [_command(finding) for finding in survey.counted]
    levels = Counter(_level(finding) for finding in survey.counted)
    more = [f"{number - SHOWN} more {level}s" for level, number in levels.items() if number > SHOWN]
    if more:
        lines.append(
            f"gazetteer: GitHub shows {SHOWN} annotations of each level for one step; {' and '.join(sorted(more))} "
            "stand in this log alone (`--format markdown=$GITHUB_STEP_SUMMARY` puts them on the page of the job)"
        )
    return "".join(f"{line}\n" for line in lines)


def _level(finding: Finding) -> str:
    return "warning" if finding.undecided else COMMANDS[str(finding.severity)]


def _command(finding: Finding) -> str:
    place = finding.place
    properties = {"file": place.path}
    if place.line:
        properties["line"] = str(place.line)
    if place.line and place.column:
        properties["col"] = str(place.column)
    properties["title"] = finding.rule
    command = _level(finding)
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = "%0A".join(_escaped(inert(line)) for line in (finding.message, finding.mend) if line)
    return f"::{command} {written}::{message}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(inert(text)).replace(":", "%3A").replace(",", "%2C")
