"""Every rule's text is its page: the Wrong example gives exactly its finding, the Right one does not."""

import re
from datetime import date
from types import ModuleType
from typing import Any

import pytest
import yaml

from gazetteer import checks
from gazetteer.checks import CHECKS, link_dead
from gazetteer.evidence.external import load_asked
from gazetteer.extension import Check
from gazetteer.formats.docstring import HEADINGS, earlier_examples, examples, rule_text
from gazetteer.model.finding import Finding
from gazetteer.model.history import History
from gazetteer.model.survey import Survey
from gazetteer.repo.tree import MemoryTree
from gazetteer.settings import parse_settings
from gazetteer.surveyor import survey
from gazetteer.surveyor.more import with_more
from gazetteer.surveyor.since import Base

ALSO = {"silence-expired": ["description-missing"], "api-version": ["api-breaking"]}
"""What else a Wrong example must show: an expired silence brings back what it hid, a version what broke."""

every_check = pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.rule.id)


def counted(section: str) -> list[Finding]:
    """The findings of an example, against its base where it shows one."""
    files, earlier = examples(section), earlier_examples(section)
    assert files, "the example has no block with a title"
    settings = parse_settings(yaml.safe_load(files.get("gazetteer.yml", "{}")))

    def look(files: dict[str, str], base: Base | None = None) -> Survey:
        return survey(
            MemoryTree(files),
            settings,
            today=date(2026, 11, 22),
            history=History(state="full"),
            base=base,
        )

    base = Base.of(look(earlier), MemoryTree(earlier).paths()) if earlier else None
    found = look(files, base)
    if known := load_asked(files.get("links.json", "")):
        found = with_more(found, settings, link_dead.dead(found.catalog, known))
    return list(found.counted)


@every_check
def test_the_text_has_its_sections_in_order(check: Check) -> None:
    text = rule_text(check)
    assert tuple(text.sections) == HEADINGS
    assert all(text.sections.values())
    assert all(meaning for _, _, meaning in text.options)
    assert text.rule.summary.endswith(".")
    assert len(text.rule.summary) <= 80


@every_check
def test_the_wrong_example_gives_the_finding(check: Check) -> None:
    section = rule_text(check).sections["Wrong"]
    files, found = examples(section), counted(section)
    rules = sorted(finding.rule for finding in found)
    assert rules == sorted([check.rule.id, *ALSO.get(check.rule.id, [])]), found
    for finding in found:
        assert finding.place.path in files
        assert finding.message.endswith(".")
        assert finding.mend.endswith(".")
        assert finding.severity is not None
        assert finding.fingerprint


@every_check
def test_the_right_example_does_not(check: Check) -> None:
    found = counted(rule_text(check).sections["Right"])
    assert check.rule.id not in {finding.rule for finding in found}


def test_rules_are_named_for_their_modules_and_listed_in_order() -> None:
    ids = [check.rule.id for check in CHECKS]
    assert ids == sorted(set(ids))
    modules: dict[str, Any] = {
        name: value
        for name, value in vars(checks).items()
        if isinstance(value, ModuleType) and hasattr(value, "rule")
    }
    assert {name.replace("_", "-") for name in modules} == set(ids)
    for id_ in ids:
        assert re.fullmatch(r"[a-z]+(-[a-z]+){1,2}", id_)
