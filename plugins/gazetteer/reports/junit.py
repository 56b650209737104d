"""The report for everything that reads JUnit XML: one test case for each finding, and one for each rule without any.

The elements and attributes are those of the schema that Jenkins validates by (xUnit plugin, `junit-10.xsd`).
"""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from gazetteer.formats.inert import inert
from gazetteer.model.finding import Finding
from gazetteer.model.survey import Survey


def report(survey: Survey) -> str:
    """A suite with a case for each finding; errors and warnings fail, notes pass, silenced ones are skipped.

    What could not be decided is a JUnit error: the test did not come to a result.
    """
    cases = [_case(finding) for finding in survey.findings]
    broken = {finding.rule for finding in survey.findings}
    cases += [
        _element("testcase", classname=rule, name=rule)
        for rule in sorted(set(survey.rules) - broken)
    ]
    totals = _totals(cases)
    suite = _element("testsuite", name="gazetteer", **totals)
    del totals["skipped"]  # which that element may not have
    root = _element("testsuites", name="gazetteer", **totals)
    suite.extend(cases)
    root.append(suite)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=False).join(
        ('<?xml version="1.0" encoding="UTF-8"?>\n', "\n")
    )


def _case(finding: Finding) -> ET.Element:
    place = str(finding.place)
    case = _element("testcase", classname=finding.rule, name=f"{place} {finding.message}")
    if finding.silenced:
        child = _element(
            "skipped", message=f"silenced by {finding.silenced.by}: {finding.silenced.reason}"
        )
    elif finding.undecided:
        child = _element("error", message=finding.message, type="undecided")
    elif finding.severity == "note":
        child = _element("system-out")
    else:
        child = _element("failure", message=finding.message, type=str(finding.severity))
    child.text = inert(f"{place}: {finding.message} {finding.mend}".rstrip())
    case.append(child)
    return case


def _element(tag: str, **attributes: str) -> ET.Element:
    return ET.Element(tag, {name: inert(value) for name, value in attributes.items()})


def _totals(cases: Iterable[ET.Element]) -> dict[str, str]:
    tags = [child.tag for case in cases for child in case]
    return {
        "tests": str(len(list(cases))),
        "failures": str(tags.count("failure")),
        "errors": str(tags.count("error")),
        "skipped": str(tags.count("skipped")),
    }
