"""Cases of single rules as data: files in, findings of that rule out (`tests/cases/checks/<rule>.yml`)."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from gazetteer.checks import CHECKS
from gazetteer.model.history import History
from gazetteer.model.survey import Survey
from gazetteer.repo.tree import MemoryTree
from gazetteer.settings import parse_settings
from gazetteer.surveyor import survey
from gazetteer.surveyor.since import Base

CASES = Path(__file__).parents[1] / "cases" / "checks"


def cases() -> list[Any]:
    return [
        pytest.param(file.stem, case, id=f"{file.stem}: {case['name']}")
        for file in sorted(CASES.glob("*.yml"))
        for case in yaml.safe_load(file.read_text("utf-8"))
    ]


def look(case: dict[str, Any], files: dict[str, str], base: Base | None = None) -> Survey:
    """The survey of a case's files; `before` holds those of the base it is compared with."""
    return survey(
        MemoryTree(files),
        parse_settings(case.get("settings", {})),
        today=date(2026, 11, 22),
        history=History(state="full"),
        base=base,
    )


@pytest.mark.parametrize(("rule", "case"), cases())
def test_case(rule: str, case: dict[str, Any]) -> None:
    assert rule in {check.rule.id for check in CHECKS}
    earlier = case.get("before")
    base = Base.of(look(case, earlier), MemoryTree(earlier).paths()) if earlier else None
    found = look(case, case["files"], base)
    told = [finding for finding in found.counted if finding.rule == rule]
    assert [f"{f.place.path}:{f.place.line} {f.severity}" for f in told] == case["findings"]
    words = "\n".join(f"{f.message} {f.mend}" for f in told)
    for text in case.get("says", []):
        assert text in words
    for text in case.get("says_not", []):
        assert text not in words
