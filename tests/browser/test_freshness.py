"""The calendar part of a freshness banner turns in the reader's browser, without a rebuild."""

from datetime import datetime
from typing import Any

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", ["documents/", "catalog/default/component/parcels/docs/runbook/"])
def test_a_page_falls_due_by_the_readers_clock(visit: Any, path: str) -> None:
    one = visit()
    page = one.open(path)
    banner = page.locator(".gz-fresh[data-gz-due]")
    state = banner.get_attribute("data-gz-state")
    if state not in {"fresh", "due"}:
        pytest.skip(f"{path} is {state} today, which weighs more than the calendar")
    for day, word in ((datetime(2026, 11, 23), "Fresh"), (datetime(2036, 1, 1), "Due")):
        page.clock.set_fixed_time(day)
        page.reload()
        assert banner.locator(".gz-fresh-state").inner_text() == word
    assert "Due for review since" in banner.inner_text()
    assert banner.get_attribute("data-gz-state") == state, "the page itself is the same"
