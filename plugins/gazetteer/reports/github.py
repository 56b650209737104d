"""The report for GitHub Actions: workflow commands that become annotations on the changed lines.

The escapes are those of the toolkit's `command.ts`: `%`, carriage return and line feed everywhere, `:` and `,` in
properties.
"""

from gazetteer.formats.inert import inert
from gazetteer.model.finding import Finding
from gazetteer.model.survey import Survey

COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def report(survey: Survey) -> str:
    """One command for each finding that counts; what could not be decided is a warning."""
    return "".join(f"{_command(finding)}\n" for finding in survey.counted)


def _command(finding: Finding) -> str:
    place = finding.place
    properties = {"file": place.path}
    if place.line:
        properties["line"] = str(place.line)
    if place.line and place.column:
        properties["col"] = str(place.column)
    properties["title"] = finding.rule
    command = "warning" if finding.undecided else COMMANDS[str(finding.severity)]
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = "%0A".join(_escaped(inert(line)) for line in (finding.message, finding.mend) if line)
    return f"::{command} {written}::{message}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(inert(text)).replace(":", "%3A").replace(",", "%2C")
