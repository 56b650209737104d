"""Each of the seventeen rules of EventCatalog's linter has a counterpart that exists."""

import re
from pathlib import Path

from gazetteer.checks import CHECKS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "eventcatalog-rules.md"


def test_each_of_their_rules_is_matched_by_rules_that_exist() -> None:
    ours = {check.rule.id for check in CHECKS}
    rows = re.findall(
        r"^\| `([a-z-]+/[a-z-]+)` \| ([^|]+) \|", PAGE.read_text("utf-8"), re.MULTILINE
    )
    assert len(rows) == 17
    for theirs, cell in rows:
        named = re.findall(r"`([a-z-]+)`", cell)
        assert named, theirs
        assert set(named) <= ours, theirs
