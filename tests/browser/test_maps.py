"""Maps in Chromium: by mouse, by keys, on a phone, in the dark, on paper, without script; and the schema explorer."""

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

MAP = "catalog/maps/owners/"
PAGES = (
    "catalog/maps/",
    "catalog/maps/owners/",
    "catalog/maps/data/",
    "catalog/maps/events/",
    "catalog/default/system/booking/map/",
    "catalog/default/domain/delivery/map/",
    "catalog/default/group/shipping/map/",
    "catalog/default/component/parcels/",
    "catalog/schemas/",
    "catalog/schemas/1/",
)


def scale(page: Any) -> float:
    size: float = page.evaluate(
        "() => { const s = document.querySelector('.gz-sheet svg'); return s.getScreenCTM().a; }"
    )
    return size


def test_boxes_lead_on_and_a_roll_up_opens_its_own_map(visit: Any) -> None:
    page = visit().open("catalog/maps/")
    page.locator(".gz-box a", has_text="Booking").click()
    page.wait_for_url("**/system/booking/map/")
    page.locator(".gz-box a", has_text="Parcels database").click()
    page.wait_for_url("**/resource/parcels-db/")


def test_by_keys_alone(visit: Any) -> None:
    page = visit().open(MAP)
    page.locator(".gz-sheet__view").focus()
    before = scale(page)
    page.keyboard.press("+")
    page.keyboard.press("+")
    assert scale(page) > before * 1.4
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.querySelector('.gz-sheet__view').scrollLeft") > 0
    page.keyboard.press("0")
    assert scale(page) == pytest.approx(before, rel=0.01)
    page.keyboard.press("Tab")  # the first frame or box
    page.locator(".gz-box a", has_text="Gateway").focus()
    assert page.locator("svg.gz-lit").count() == 1
    page.keyboard.press("ArrowRight")
    here = page.evaluate("document.activeElement.closest('.gz-box').textContent")
    assert "Customers" in here
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('.gz-sheet__view')")
    page.locator(".gz-box a", has_text="Gateway").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/component/gateway/")


def test_dragging_moves_and_opens_nothing(visit: Any) -> None:
    page = visit().open(MAP)
    page.get_by_role("button", name="Larger").click()
    page.get_by_role("button", name="Larger").click()
    box = page.locator(".gz-box a", has_text="Gateway").bounding_box()
    assert box
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] - 95, box["y"] - 55, steps=4)
    page.mouse.up()
    page.wait_for_timeout(100)
    assert page.url.endswith(MAP)
    assert page.evaluate("document.querySelector('.gz-sheet__view').scrollLeft") > 0
    page.get_by_role("button", name="All of the map").click()
    view = page.locator(".gz-sheet__view")
    assert view.evaluate(
        "v => v.scrollWidth <= v.clientWidth + 1 && v.scrollHeight <= v.clientHeight + 40"
    )


def test_hovering_tells_the_evidence_and_dims_the_rest(visit: Any) -> None:
    page = visit().open(MAP)
    titles = page.locator(".gz-edge title").all_text_contents()
    assert any(".yaml:" in title for title in titles)
    assert any("by way of Rates v1 (" in title for title in titles)
    page.locator(".gz-box", has_text="Website").hover()
    assert page.locator(".gz-box.gz-on").count() == 2
    page.mouse.move(0, 0)
    page.wait_for_timeout(50)
    assert page.locator("svg.gz-lit").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out(visit: Any, scheme: str) -> None:
    script = (Path(__file__).parent / "contrast.js").read_text("utf-8")
    one = visit(scheme=scheme)
    faint = {path: one.open(path).evaluate(script) for path in PAGES}
    assert {path: found for path, found in faint.items() if found} == {}


@pytest.mark.parametrize("path", PAGES)
def test_on_a_phone_only_the_map_scrolls_sideways(visit: Any, path: str) -> None:
    page = visit(width=390).open(path)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_colours_follow_the_theme(visit: Any) -> None:
    def colour(scheme: str) -> str:
        page = visit(scheme=scheme).open(MAP)
        found: str = page.evaluate("getComputedStyle(document.querySelector('.gz-box rect')).fill")
        return found

    assert colour("light") != colour("dark")


def test_on_paper(visit: Any) -> None:
    page = visit().open(MAP)
    page.emulate_media(media="print")
    assert not page.locator(".gz-sheet__tools").is_visible()
    box = page.locator(".gz-sheet svg").bounding_box()
    assert box
    assert box["x"] + box["width"] <= 1400


def test_without_script(browser: Any, address: str) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1400, "height": 900}
    )
    page = context.new_page()
    page.goto(f"{address}{MAP}")
    assert page.locator(".gz-sheet__tools").count() == 0
    page.locator(".gz-box a", has_text="Gateway").click()
    page.wait_for_url("**/component/gateway/")
    page.goto(f"{address}catalog/schemas/")
    assert not page.locator("#gz-types").is_visible()
    page.locator(".gz-letters a").first.click()
    assert page.locator(".gz-type-at").count() > 0
    context.close()


def test_what_breaks_if_a_store_stops_in_three_actions(visit: Any) -> None:
    page = visit().open("catalog/")
    page.locator(".gz-counts a", has_text="Data and resources").click()
    page.locator("article a", has_text="Parcels database").first.click()
    page.wait_for_url("**/parcels-db/")
    text = page.locator("article").inner_text()
    assert "What breaks" in text
    assert "tier-1" in text


def test_a_type_is_found_by_a_word_of_its_name_and_shows_its_fields(visit: Any) -> None:
    page = visit().open("catalog/schemas/")
    page.locator("#gz-types").fill("number")
    page.locator(".gz-finder li a", has_text="TrackingNumber").click()
    page.wait_for_url("**/schemas/*/#type-*")
    page.goto(page.url.partition("#")[0].rpartition("/schemas/")[0] + "/schemas/1/")
    row = page.locator("tr", has=page.locator(".gz-type-at")).first
    row.get_by_role("button", name="Fields").click()
    opened = page.locator(".gz-table--types td[colspan]", has_text="required").first
    opened.wait_for()
    row.get_by_role("button", name="Fields").click()
    assert not opened.is_visible()


def test_the_finder_tells_what_it_found(visit: Any) -> None:
    page = visit().open("catalog/schemas/")
    status = page.locator(".gz-finder [role=status]")
    page.locator("#gz-types").fill("q")
    status.get_by_text("Type another letter.").wait_for()
    page.locator("#gz-types").fill("parcel size")
    status.get_by_text("1 name").wait_for()
