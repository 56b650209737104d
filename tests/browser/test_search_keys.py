"""Searching by keys, and with a reader of screens."""

from typing import Any

import pytest
from tests.browser.asking import START, ask

pytestmark = pytest.mark.browser


def test_everything_by_keys(visit: Any) -> None:
    page = visit().open(START)
    ask(page, "labels", "s")
    field = page.locator(".gz-search input")
    assert field.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    page.keyboard.press("Escape")
    assert not page.locator("#__search").is_checked()
    page.keyboard.press("/")
    page.keyboard.type("rates")
    page.locator("[role=option][href$='component/rates/']").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/component/rates/")


def test_more_is_shown_by_keys(visit: Any) -> None:
    page = visit().open(START)
    ask(page, "e")
    page.locator("[role=tab]", has_text="Documents").click()
    page.locator("[role=tab][aria-selected=true]", has_text="Documents").wait_for()
    more = page.locator("[role=option].gz-hit--more")
    count = page.locator("a[role=option]").count()
    assert count == 50
    page.locator(".gz-search input").focus()
    page.keyboard.press("ArrowUp")
    assert more.get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    page.locator("a[role=option]").nth(50).wait_for()


def test_what_is_chosen_stays_chosen_when_the_text_answers_late(visit: Any) -> None:
    one = visit()
    held: list[Any] = []
    one.page.route("**/pagefind/pagefind.js*", lambda route: held.append(route))  # noqa: PLW0108 # Playwright marks its handlers, which it cannot do to a method of a list
    page = one.open(START)
    ask(page, "e")
    page.locator("[role=tab]", has_text="Documents").click()
    page.locator("[role=tab][aria-selected=true]", has_text="Documents").wait_for()
    page.locator(".gz-search input").focus()
    page.keyboard.press("ArrowUp")
    more = page.locator("[role=option].gz-hit--more")
    assert more.get_attribute("aria-selected") == "true"
    for request in held:
        request.continue_()
    page.locator("[role=tab]", has_text="Text").wait_for()
    assert more.get_attribute("aria-selected") == "true"


def test_readers_of_screens_can_use_the_results(visit: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = visit().open(START)
    ask(page, "trackign")
    page.locator(".gz-found__narrow").click()
    page.get_by_label("Owner", exact=True).wait_for()
    page.wait_for_timeout(600)
    found = axe.run(page, context=".gz-search").response["violations"]
    bad = [one for one in found if one["impact"] in {"serious", "critical"}]
    assert [(one["id"], one["nodes"][0]["html"]) for one in bad] == []


def test_the_same_page_moves_to_another_kind_by_tab(visit: Any) -> None:
    page = visit().open(START)
    ask(page, "parcel")
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.getAttribute('role')")
    assert focused == "tab"
    page.keyboard.press("ArrowRight")
    page.locator("[role=tab][aria-selected=true]:not([data-tab=All])").wait_for()
    assert page.evaluate("document.activeElement.getAttribute('aria-selected')") == "true"
