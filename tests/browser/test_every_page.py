"""What every page owes its readers: no error, no stranger, fit for all, still, and readable without scripts."""

import random
import re
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

SERVICE = "catalog/default/component/parcels/"
FAMILIES = (
    "catalog/",
    "catalog/freshness/",
    "catalog/schemas/",
    "catalog/maps/",
    "catalog/maps/events/",
    "catalog/default/system/booking/map/",
    "catalog/decisions/chains/",
    "catalog/decisions/reading-order/",
    "catalog/decisions/team/network/",
    "catalog/rules/",
    "catalog/start-here/",
    "catalog/start-here/shipping/",
    "catalog/who-to-ask/?path=catalog/services/parcels/docs/runbook.md",
    "catalog/glossary/",
    "catalog/browse/",
    "catalog/components/",
    "catalog/attention/",
    "catalog/deadlines/",
    "catalog/documents/",
    "catalog/decisions/",
    "catalog/rules/owner-missing/",
    SERVICE,
    f"{SERVICE}docs/runbook/",
    "catalog/default/api/parcels-v2/",
    "catalog/default/resource/parcels-db/",
    "catalog/default/system/booking/",
    "catalog/default/domain/delivery/",
    "catalog/default/group/shipping/",
    "catalog/default/user/amara/",
    "catalog/catalog-services-tracking/decision/0002-push-changes-to-webhooks/",
)


def pages_of(site: Path) -> list[Path]:
    """Every page of the catalog, without the signposts of short documents, which lead on at once."""
    found = sorted((site / "catalog").rglob("index.html"))
    return [page for page in found if 'http-equiv="refresh"' not in page.read_text("utf-8")]


def test_fifty_pages_without_error_or_stranger(visit: Any, site: Path) -> None:
    # `visit` itself demands that there was neither.
    built = [page.parent.relative_to(site).as_posix() for page in pages_of(site)]
    one = visit()
    for path in random.Random(6).sample(built, 50):  # noqa: S311 # the same pages in each run
        one.open(f"{path}/")


def test_the_families_looked_at_are_all_there_are(site: Path) -> None:
    def family(page: Path) -> str:
        found = re.search(r'<div class="gz (gz-[\w-]+)"', page.read_text("utf-8"))
        return found[1] if found else page.as_posix()

    looked = {family(site / path.partition("?")[0] / "index.html") for path in FAMILIES}
    assert {family(page) for page in pages_of(site)} <= looked


def test_the_address_of_a_short_document_leads_to_its_section(visit: Any) -> None:
    page = visit().open("catalog/default/component/address-kit/docs/readme/")
    page.wait_for_url("**/component/address-kit/#docs-readme")
    assert page.locator("#docs-readme").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_family_has_a_serious_violation(visit: Any, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    one = visit(scheme=scheme)
    wrong: dict[str, list[str]] = {}
    for path in FAMILIES:
        page = one.open(path)
        found = axe.run(page, context="article").response["violations"]
        serious = [v for v in found if v["impact"] in {"serious", "critical"}]
        if serious:
            wrong[path] = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in serious]
    assert wrong == {}


@pytest.mark.parametrize("path", FAMILIES)
@pytest.mark.parametrize("width", [320, 390, 1440])
def test_nothing_moves_and_nothing_scrolls_sideways(visit: Any, path: str, width: int) -> None:
    one = visit(width=width)
    one.page.add_init_script(
        "window.shifts = 0; new PerformanceObserver(l => { for (const e of l.getEntries()) window.shifts += e.value })"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    page = one.open(path)
    page.wait_for_timeout(150)
    wide, inner, shifts = page.evaluate(
        "[document.documentElement.scrollWidth, window.innerWidth, window.shifts]"
    )
    assert wide <= inner
    assert shifts < 0.06, "0.1 is what counts as good"


@pytest.mark.parametrize("path", FAMILIES)
def test_pages_are_read_without_script(browser: Any, address: str, path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + path)
    assert page.locator("article h1").first.is_visible()
    assert len(page.locator("article").inner_text()) > 60
    context.close()
