"""The reports that machines read: each is valid by its own format's rules and carries the same findings."""

import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import msgspec
import pytest

from gazetteer.model.finding import Silence
from gazetteer.model.survey import Survey
from gazetteer.reports import REPORTS, github, gitlab, junit, markdown, rdjson, sarif
from gazetteer.reports import json as json_report

SCHEMAS = Path(__file__).parents[2] / "plugins" / "gazetteer" / "schemas"
SARIF = Path(__file__).parent / "sarif-2.1.0.schema.json"


@pytest.mark.parametrize("name", REPORTS)
def test_the_same_survey_gives_the_same_bytes(name: str, survey: Survey) -> None:
    assert REPORTS[name].report(survey) == REPORTS[name].report(survey)
    REPORTS[name].report(survey).encode()


def test_json_fits_its_schema(survey: Survey, clean: Survey) -> None:
    schema = json.loads((SCHEMAS / "check.json").read_text("utf-8"))
    for found in (survey, clean):
        jsonschema.validate(json.loads(json_report.report(found)), schema)


def test_json_tells_silenced_and_counted(survey: Survey) -> None:
    value = json.loads(json_report.report(survey))
    assert value["schema"] == "gazetteer.check/1"
    assert value["summary"] == {
        "entities": 0,
        "files": 2,
        "errors": 1,
        "warnings": 1,
        "notes": 1,
        "silenced": 1,
        "undecided": 1,
    }
    silenced = [f["silenced"]["reason"] for f in value["findings"] if f["silenced"]]
    assert silenced == ["it is for partners"]
    assert value["findings"][0]["place"] == {
        "path": "a b/café.yaml",
        "line": 8,
        "column": 10,
        "key": "spec.owner",
    }


def test_sarif_is_valid_by_the_official_schema(survey: Survey, clean: Survey) -> None:
    schema = json.loads(SARIF.read_text("utf-8"))
    for found in (survey, clean):
        jsonschema.Draft4Validator(schema).validate(json.loads(sarif.report(found)))


def test_sarif_says_who_and_where_and_whether_it_counts(survey: Survey) -> None:
    run = json.loads(sarif.report(survey))["runs"][0]
    results = {result["ruleId"]: result for result in run["results"]}
    unknown = results["owner-unknown"]
    location = unknown["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "a%20b/caf%C3%A9.yaml"
    assert location["region"] == {"startLine": 8, "startColumn": 10}
    assert unknown["level"] == "error"
    assert len(unknown["relatedLocations"]) == 5
    assert "region" not in results["docs-missing"]["locations"][0]["physicalLocation"]
    assert results["doc-stale"]["kind"] == "open"
    (suppression,) = results["api-orphaned"]["suppressions"]
    assert suppression["kind"] == "inSource"
    assert suppression["justification"] == "it is for partners (until 2027-01-31)"
    fingerprints = [tuple(result["partialFingerprints"].items()) for result in run["results"]]
    assert len(set(fingerprints)) == len(fingerprints)


@pytest.mark.parametrize("by", ["settings", "inline", "baseline", "since"])
def test_sarif_suppresses_whatever_silenced_a_finding(survey: Survey, by: str) -> None:
    silenced = msgspec.structs.replace(survey.findings[0], silenced=Silence(by=by, reason="known"))
    run = json.loads(sarif.report(replace(survey, findings=(silenced,))))["runs"][0]
    (suppression,) = run["results"][0]["suppressions"]
    assert suppression["kind"] == ("inSource" if by == "inline" else "external")


def test_every_sarif_result_points_at_its_rule_and_every_rule_has_help(survey: Survey) -> None:
    run = json.loads(sarif.report(survey))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    for rule in rules:
        if rule["id"] in survey.rules:
            assert rule["help"]["text"]
            assert "## How to mend" in rule["help"]["markdown"]


def test_github_commands_are_one_line_each_and_escaped(survey: Survey) -> None:
    lines = github.report(survey).splitlines()
    assert [re.match(r"::(\w+) ", line).group(1) for line in lines] == [  # type: ignore[union-attr] # a miss fails too
        "error",
        "warning",
        "warning",
        "notice",
    ]
    assert lines[0].startswith(
        "::error file=a b/café.yaml,line=8,col=10,title=owner-unknown::The component"
    )
    assert lines[0].endswith("does not exist.%0AWrite `group:shop`.")
    assert "100%25" in lines[2]


def test_github_is_told_what_it_will_not_show(survey: Survey) -> None:
    error = next(f for f in survey.counted if f.severity == "error")
    many = replace(survey, findings=(error,) * 13)
    *commands, last = github.report(many).splitlines()
    assert len(commands) == 13
    assert all(line.startswith("::error ") for line in commands)
    assert "3 more errors" in last
    assert not last.startswith("::")


def test_github_properties_cannot_be_broken_out_of(survey: Survey) -> None:
    from gazetteer.model.finding import Finding
    from gazetteer.model.place import Place
    from gazetteer.model.rule import Severity

    evil = Finding(
        rule="x",
        message="m",
        mend="d",
        severity=Severity.ERROR,
        place=Place("a,line=1::b\n:%.md", 2),
    )
    line = github.report(Survey(catalog=survey.catalog, findings=(evil,)))
    assert line == "::error file=a%2Cline=1%3A%3Ab %3A%25.md,line=2,title=x::m%0Ad\n"


def test_gitlab_has_what_gitlab_demands(survey: Survey) -> None:
    issues = json.loads(gitlab.report(survey))
    assert len(issues) == 4
    for issue in issues:
        assert issue["description"]
        assert issue["check_name"]
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["path"]
        assert issue["location"]["lines"]["begin"] >= 1
    assert len({issue["fingerprint"] for issue in issues}) == 4


def test_junit_counts_add_up(survey: Survey) -> None:
    root = ET.fromstring(junit.report(survey))  # noqa: S314 # our own output
    suite = root[0]
    cases = suite.findall("testcase")
    rules_without = [case for case in cases if case.get("classname") == case.get("name")]
    assert len(cases) == int(suite.attrib["tests"]) == len(survey.findings) + len(rules_without)
    assert suite.attrib["failures"] == "2"
    assert suite.attrib["errors"] == "1"
    assert suite.attrib["skipped"] == "1"
    assert root.attrib["tests"] == suite.attrib["tests"]


JUNIT = {
    "testsuites": {"name", "time", "tests", "failures", "errors"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped", "time", "timestamp"},
    "testcase": {"name", "classname", "time", "group"},
    "skipped": {"type", "message"},
    "error": {"type", "message"},
    "failure": {"type", "message"},
    "system-out": set(),
}
"""Element -> attributes that it may have (xUnit plugin of Jenkins, `junit-10.xsd`)."""


def test_junit_has_nothing_that_its_schema_lacks(survey: Survey) -> None:
    root = ET.fromstring(junit.report(survey))  # noqa: S314 # our own output
    for element in root.iter():
        assert set(element.attrib) <= JUNIT[element.tag]
        if element.tag == "testsuite":
            assert {"name", "tests", "failures", "errors"} <= set(element.attrib)


def test_a_clean_survey_has_passing_cases_only(clean: Survey) -> None:
    suite = ET.fromstring(junit.report(clean))[0]  # noqa: S314 # our own output
    assert suite.attrib["failures"] == suite.attrib["errors"] == "0"
    assert len(suite.findall("testcase")) == len(clean.rules)


def test_sarif_takes_no_more_than_code_scanning_does(survey: Survey) -> None:
    error, light = survey.findings[0], survey.findings[-1]
    many = replace(survey, findings=(light,) * sarif.MOST_RESULTS + (error,))
    run = json.loads(sarif.report(many))["runs"][0]
    assert len(run["results"]) == sarif.MOST_RESULTS
    assert run["properties"] == {"leftOut": 1}
    assert run["results"][-1]["ruleId"] == error.rule


def test_rdjson_has_what_reviewdog_reads(survey: Survey) -> None:
    """The names are those of `reviewdog.rdf.DiagnosticResult`."""
    value = json.loads(rdjson.report(survey))
    assert value["source"]["name"] == "gazetteer"
    assert [d["severity"] for d in value["diagnostics"]] == ["ERROR", "WARNING", "WARNING", "INFO"]
    first = value["diagnostics"][0]
    assert first["location"] == {"path": "a b/café.yaml", "range": {"start": {"line": 8}}}
    assert first["code"] == {"value": "owner-unknown"}
    assert "range" not in value["diagnostics"][-1]["location"]


def test_markdown_is_a_table_that_nothing_breaks_out_of(survey: Survey) -> None:
    import markdown as library

    text = markdown.report(survey)
    assert text.startswith("## Gazetteer: 1 error, 1 warning, 1 note, 1 undecided\n")
    html = library.markdown(text, extensions=["tables"])
    assert html.count("<tr>") == 5
    assert "<b>" not in html
    assert "<code>group:shop</code>" in html
    assert "@" not in re.sub("&#64;", "", text)


def test_markdown_links_to_the_line_where_the_host_is_known(survey: Survey) -> None:
    site = msgspec.structs.replace(survey.site, blob_url="https://host.example/r/blob/main/")
    text = markdown.report(replace(survey, site=site))
    assert "(https://host.example/r/blob/main/docs/x.md#L4)" in text
