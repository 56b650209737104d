"""The decision log in Chromium: its filter by mouse, keyboard and address, its pictures, and the way along a chain."""

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

LOG = "catalog/decisions/"
ROWS = ".gz-table--log tr[data-status]:visible"


def test_a_chain_can_be_followed(visit: Any) -> None:
    page = visit().open(LOG)
    page.locator("tr.gz-status-superseded a").first.click()
    page.locator(".gz-warning a").first.click()
    assert page.locator(".gz-line .gz-badge").first.inner_text() in {"accepted", "superseded"}
    assert page.locator(".gz-facts a").first.is_visible()
    assert page.locator(".gz-chain li").count() >= 2
    assert page.locator(".gz-chain svg").bounding_box()["height"] == pytest.approx(
        page.locator(".gz-chain ol").bounding_box()["height"], abs=1
    )


def test_the_filter_narrows_and_clears(visit: Any) -> None:
    page = visit().open(LOG)
    every = page.locator(ROWS).count()
    page.locator("label[for=gz-superseded]").click()
    shown = page.locator(ROWS)
    assert 0 < shown.count() < every
    assert set(shown.locator(".gz-badge").all_inner_texts()) == {"superseded"}
    assert f"of {every} decisions" in page.locator(".gz-filters output").inner_text()
    page.locator(".gz-filters [type=reset]").click()
    page.locator("label[for=gz-all]", has_text=f"all {every}").wait_for()
    assert page.locator(ROWS).count() == every
    assert "?" not in page.url


def test_the_filter_works_by_keyboard(visit: Any) -> None:
    page = visit().open(LOG)
    page.locator("#gz-all").focus()
    page.keyboard.press("ArrowRight")
    assert set(page.locator(ROWS).evaluate_all("rows => rows.map(r => r.dataset.status)")) == {
        page.locator("[name=status]:checked").get_attribute("value")
    }
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SELECT"


def test_empty_years_go(visit: Any) -> None:
    page = visit().open(LOG)
    page.locator("[name=year]").select_option("2025")
    assert page.locator(".gz-year:visible").count() == 1


def test_choices_tell_how_many_they_leave(visit: Any) -> None:
    page = visit().open(LOG)
    page.locator("[name=team]").select_option("billing")
    number = page.locator("label[for=gz-accepted] small").inner_text()
    page.locator("label[for=gz-accepted]").click()
    assert page.locator(ROWS).count() == int(number)


def test_the_address_keeps_the_choice(visit: Any) -> None:
    page = visit().open(LOG)
    page.locator("[name=team]").select_option("network")
    page.locator("[name=words]").fill("track")
    assert "team=network" in page.url
    count = page.locator(ROWS).count()
    page.reload()
    assert page.locator("[name=team]").input_value() == "network"
    assert page.locator(ROWS).count() == count > 0


def test_it_works_from_disk(browser: Any, site: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((site / LOG / "index.html").as_uri())
    every = page.locator(ROWS).count()
    page.locator("label[for=gz-superseded]").click()
    assert 0 < page.locator(ROWS).count() < every
    assert [error for error in errors if "search_index" not in error] == [], "that is the theme's"
    context.close()


def test_without_a_script_all_are_shown(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + LOG)
    assert page.locator(ROWS).count() == page.locator("tr[data-status]").count() > 10
    assert not page.locator(".gz-filters").is_visible()
    assert page.locator(".gz-time svg rect").first.is_visible()
    context.close()


@pytest.mark.parametrize("path", ["", "chains/", "reading-order/", "team/network/"])
def test_nothing_is_wider_than_a_phone(visit: Any, path: str) -> None:
    page = visit(width=390).open(LOG + path)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
