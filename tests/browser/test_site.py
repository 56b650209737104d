"""What a reader sees: this repository's own site in Chromium."""

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

PAGES = (
    "catalog/",
    "catalog/components/",
    "catalog/decisions/",
    "catalog/decisions/chains/",
    "catalog/decisions/reading-order/",
    "catalog/decisions/team/network/",
    "catalog/catalog-services-tracking/decision/0002-push-changes-to-webhooks/",
    "catalog/attention/",
    "catalog/deadlines/",
    "catalog/documents/",
    "catalog/default/component/parcels/",
    "catalog/default/api/parcels-v2/",
    "catalog/default/api/pickups-v1/",
    "catalog/default/api/rates-v1/",
    "catalog/default/api/storefront/",
    "catalog/default/api/tracking-events/",
    "catalog/default/resource/parcels-db/",
    "catalog/default/system/booking/",
    "catalog/default/domain/delivery/",
    "catalog/default/group/shipping/",
    "catalog/default/component/parcels/docs/runbook/",
)


def test_home_loads_and_leads_on(visit: Any) -> None:
    page = visit().open("catalog/")
    assert page.locator(".gz-counts strong").first.is_visible()
    page.locator(".gz-counts a", has_text="Components").click()
    page.wait_for_url("**/catalog/components/")
    page.locator("article a", has_text="Parcels").first.click()
    page.wait_for_url("**/component/parcels/")
    assert "Parcels" in page.locator("h1").inner_text()


def test_dark_and_light(visit: Any) -> None:
    def background(scheme: str) -> str:
        page = visit(scheme=scheme).open("catalog/default/component/parcels/")
        colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
        text = page.evaluate(
            "getComputedStyle(document.querySelector('.gz-badge--production')).color"
        )
        return f"{colour} {text}"

    assert background("light") != background("dark")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_background(visit: Any, scheme: str) -> None:
    script = (Path(__file__).parent / "contrast.js").read_text("utf-8")
    one = visit(scheme=scheme)
    faint = {path: one.open(path).evaluate(script) for path in PAGES}
    assert {path: found for path, found in faint.items() if found} == {}


@pytest.mark.parametrize("path", PAGES)
def test_no_sideways_scrolling_on_a_phone(visit: Any, path: str) -> None:
    page = visit(width=390).open(path)
    wide, width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= width


def test_the_map_leads_to_neighbours(visit: Any) -> None:
    page = visit().open("catalog/default/component/parcels/")
    page.locator(".gz-box a", has_text="Rates").click()
    page.wait_for_url("**/component/rates/")


def test_who_to_turn_to_stands_on_the_first_screen(visit: Any) -> None:
    page = visit().open("catalog/default/component/parcels/")
    for words in ("Shipping on-call", "Parcels runbook"):
        box = page.locator(".gz-answers a", has_text=words).first.bounding_box()
        assert box["y"] + box["height"] < 900


def test_the_catalog_stays_beside_every_page(visit: Any) -> None:
    page = visit().open("catalog/default/component/parcels/")
    assert page.locator(".md-sidebar--primary a", has_text="Systems").first.is_visible()


def test_anchors_of_operations(visit: Any, site: Path) -> None:
    page = visit().open("catalog/default/api/parcels-v2/")
    anchor = page.locator(".gz-table--index a").first.get_attribute("href")
    assert page.locator(f"[id='{anchor[1:]}']").count() == 1


def test_from_a_search_to_an_operation_its_consumers_and_its_changelog(visit: Any) -> None:
    page = visit().open("catalog/")
    page.keyboard.press("/")
    page.keyboard.type("getParcel")
    found = page.locator("[role=option][href*='api/parcels-v2/']", has_text="/parcels/")
    found.first.wait_for(timeout=10_000)
    found.first.click()
    page.wait_for_url("**/api/parcels-v2/**")
    anchor = page.locator("h3", has_text="/parcels/{trackingNumber}").first
    assert anchor.is_visible()
    text = page.locator("article").inner_text()
    assert "gateway" in text[text.index("Known consumers") :].lower()
    changed = text[text.index("What changed") :]
    assert "against 1.9.2" in changed
    assert "POST /shipments is not in it; 1.9.2 keeps it until 2027-09-30" in changed


def test_deadlines_lead_to_the_operation(visit: Any) -> None:
    page = visit().open("catalog/deadlines/")
    assert "Sunset: Sun, 31 Jan 2027 00:00:00 GMT" in page.locator("article").inner_text()
    page.locator("article a", has_text="POST /statuses/lookup").click()
    page.wait_for_url("**/api/tracking-v1/#*")
    anchor = page.url.rpartition("#")[2]
    assert page.locator(f"[id='{anchor}']").is_visible()
