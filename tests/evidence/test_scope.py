"""Settings of a rule for parts of its findings: by path, class, kind, tier and owner, as the gate then weighs them."""

from datetime import date

import pytest

from gazetteer.errors import SettingsError
from gazetteer.model.survey import Survey
from gazetteer.repo.tree import MemoryTree
from gazetteer.surveyor import survey
from gazetteer.surveyor.configured import read_settings

COMPONENT = """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {{name: {name}, description: {name}, tags: [{tag}]}}
spec: {{type: library, lifecycle: production, owner: {owner}}}
"""
GROUP = """\
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {{name: {name}, description: Builds}}
spec: {{type: team, children: []}}
---
"""
PAGE = "---\ncovers: [gone.py]\n---\n# {title}\n\nWords.\n"
FILES = {
    "teams.yaml": "".join(GROUP.format(name=name) for name in ("shop", "pay")),
    "cart/catalog-info.yaml": COMPONENT.format(name="cart", tag="tier-1", owner="shop"),
    "till/catalog-info.yaml": COMPONENT.format(name="till", tag="tier-3", owner="pay"),
    "cart/docs/runbook.md": PAGE.format(title="Runbook"),
    "cart/docs/start.md": PAGE.format(title="Start"),
    "till/docs/start.md": PAGE.format(title="Start"),
}


def weighed(choice: object, files: dict[str, str] = FILES) -> Survey:
    settings = read_settings({"rules": {"doc-stale": choice}})
    return survey(MemoryTree(files), settings, today=date(2026, 11, 22))


def severities(choice: object) -> dict[str, str]:
    found = weighed(choice).findings
    return {f.place.path: str(f.severity) for f in found if f.rule == "doc-stale"}


@pytest.mark.parametrize(
    ("part", "fitting"),
    [
        ({"path": "cart/**"}, {"cart/docs/runbook.md", "cart/docs/start.md"}),
        ({"class": "runbook"}, {"cart/docs/runbook.md"}),
        (
            {"kind": "component"},
            {"cart/docs/runbook.md", "cart/docs/start.md", "till/docs/start.md"},
        ),
        ({"kind": "api"}, set()),
        ({"tier": 1}, {"cart/docs/runbook.md", "cart/docs/start.md"}),
        ({"tier": "tier-3"}, {"till/docs/start.md"}),
        ({"owner": "group:pay"}, {"till/docs/start.md"}),
        ({"owner": "group:default/s*"}, {"cart/docs/runbook.md", "cart/docs/start.md"}),
        ({"owner": "group:shop", "class": "runbook"}, {"cart/docs/runbook.md"}),
    ],
)
def test_a_part_has_its_own_severity(part, fitting):
    found = severities({"when": [{**part, "severity": "note"}]})
    assert {path for path, severity in found.items() if severity == "note"} == fitting
    assert {severity for path, severity in found.items() if path not in fitting} <= {"error"}
    assert len(found) == 3


def test_off_is_silent_there_and_a_rule_that_is_off_may_be_on_for_a_part():
    assert severities({"when": [{"path": "cart/**", "severity": "off"}]}).keys() == {
        "till/docs/start.md"
    }
    on = {"severity": "off", "when": [{"tier": 1, "severity": "warning"}]}
    assert severities(on) == {"cart/docs/runbook.md": "warning", "cart/docs/start.md": "warning"}


def test_the_last_that_fits_holds_and_where_it_is_silent_the_rule_does():
    entries = [{"path": "cart/**", "severity": "note"}, {"class": "runbook", "changes": 3}]
    assert severities({"severity": "warning", "when": entries}) == {
        "cart/docs/runbook.md": "warning",
        "cart/docs/start.md": "note",
        "till/docs/start.md": "warning",
    }


def test_a_part_has_its_own_options():
    page = "---\nlast_reviewed: 2026-05-01\nclass: runbook\n---\n# Run\n"
    choice = {"runbook": 365, "when": [{"path": "b/**", "runbook": 30}]}
    settings = read_settings({"rules": {"review-overdue": choice}})
    tree = MemoryTree({"a/run.md": page, "b/run.md": page})
    found = survey(tree, settings, today=date(2026, 11, 22)).findings
    assert [f.place.path for f in found if f.rule == "review-overdue"] == ["b/run.md"]


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ([{"severity": "note"}], "rules.doc-stale.when.0: name the part with one of class, kind"),
        ([{"path": "a", "severity": "loud"}], "rules.doc-stale.when.0.severity: must be one of"),
        (
            [{"path": "a", "comits": 3}],
            "rules.doc-stale.when.0.comits: there is no such setting; did you mean",
        ),
        ([{"class": "novel"}], "rules.doc-stale.when.0.class: "),
        ([3], "rules.doc-stale.when.0: expected a mapping"),
        ({"path": "a"}, "rules.doc-stale.when: expected a list"),
    ],
)
def test_faults_are_told_with_their_key(entries, said):
    with pytest.raises(SettingsError) as told:
        read_settings({"rules": {"doc-stale": {"when": entries}}})
    assert any(problem.startswith(said) for problem in told.value.problems)


def test_every_finding_says_how_sure_it_is():
    assert {str(f.confidence) for f in weighed("error").findings} <= {"high", "medium", "low"}
