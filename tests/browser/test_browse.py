"""The catalog browser in Chromium: filters in the address, sorting, keys, a phone, a disk, ten thousand entities."""

import json
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

PAGE = "catalog/browse/"


def rows(page: Any) -> list[str]:
    texts: list[str] = page.locator("#gz-browse tbody tr").all_inner_texts()
    return texts


def test_filters_come_out_of_the_address_and_go_into_it(visit: Any) -> None:
    page = visit().open(f"{PAGE}?kind=component&owner=Shipping")
    page.locator("#gz-browse tbody tr").first.wait_for()
    assert rows(page)
    assert all("Component" in text and "Shipping" in text for text in rows(page))
    count = int(page.locator("label", has_text="experimental").locator("small").inner_text())
    page.get_by_role("checkbox", name="experimental").check()
    assert "lifecycle=experimental" in page.url
    assert len(rows(page)) == count
    page.reload()
    page.locator("#gz-browse tbody tr").first.wait_for()
    assert len(rows(page)) == count
    page.get_by_role("button", name="Clear all").click()
    assert page.url.endswith(PAGE)


def test_two_values_of_a_facet_add_up(visit: Any) -> None:
    page = visit().open(PAGE)
    page.get_by_label("API", exact=False).first.check()
    one = page.locator(".gz-browse__told").inner_text()
    page.get_by_label("System", exact=False).first.check()
    assert page.locator(".gz-browse__told").inner_text() != one
    assert page.url.count("kind=") == 2


def test_sorting_both_ways(visit: Any) -> None:
    page = visit().open(f"{PAGE}?kind=component")
    head = page.locator("th[data-sort=name]")
    head.locator("button").click()
    names = page.locator("#gz-browse tbody a").all_inner_texts()
    assert names == sorted(names, key=str.casefold)
    assert head.get_attribute("aria-sort") == "ascending"
    head.locator("button").click()
    assert page.locator("#gz-browse tbody a").all_inner_texts() == names[::-1]
    assert "sort=-name" in page.url


def test_by_keys_alone(visit: Any) -> None:
    page = visit().open(PAGE)
    page.get_by_label("Filter by name").focus()
    page.keyboard.type("label")
    assert "q=label" in page.url
    assert all("label" in text.lower() for text in rows(page))
    page.get_by_label("Component", exact=False).first.focus()
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.checked"), "the focus stays where it was"
    assert "kind=component" in page.url


def test_nothing_fits(visit: Any) -> None:
    page = visit().open(f"{PAGE}?q=qqqzzz")
    page.locator(".gz-browse__told", has_text="Nothing fits").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone(visit: Any, scheme: str) -> None:
    script = (Path(__file__).parent / "contrast.js").read_text("utf-8")
    page = visit(width=390, scheme=scheme).open(f"{PAGE}?kind=component")
    page.locator("#gz-browse tbody tr").first.wait_for()
    assert not page.get_by_role("checkbox", name="experimental").is_visible(), (
        "the list comes first"
    )
    page.locator("summary", has_text="Filters").click()
    assert page.get_by_role("checkbox", name="experimental").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate(script) == []


def test_hostile_addresses_are_text(visit: Any) -> None:
    page = visit().open(f"{PAGE}?owner=%3Cimg%20src%3Dx%3E&sort=constructor&page=-3&q=%5C(")
    page.locator(".gz-browse__told", has_text="Nothing fits").wait_for()
    assert page.locator("#gz-browse img").count() == 0


def test_from_a_disk(browser: Any, site: Path) -> None:
    page = browser.new_context().new_page()
    page.goto((site / PAGE / "index.html").as_uri())
    page.get_by_label("API", exact=False).first.check()
    assert "#kind=api" in page.url
    page.context.close()


def test_ten_thousand_entities(visit: Any) -> None:
    values: dict[str, list[str]] = {"kind": ["component"], "owner": [], "system": [], "status": []}
    values |= {
        "owner": [f"team-{n}" for n in range(1000)],
        "lifecycle": ["production"],
        "tag": ["a"],
    }
    entities = [[f"service-{n}", f"x/{n}/", 0, n % 1000, -1, 0, -1, [0]] for n in range(10_000)]
    given = json.dumps({"values": values, "rows": entities})
    one = visit()
    one.page.route(
        "**/entities.js",
        lambda route: route.fulfill(
            body=f"gazetteerBrowse({given});", content_type="text/javascript"
        ),
    )
    page = one.open(PAGE)
    assert page.locator(".gz-browse__told").inner_text() == "1–50 of 10,000 entities"  # noqa: RUF001 # a range
    assert page.locator("#gz-browse tbody tr").count() == 50
    assert page.evaluate("document.querySelectorAll('#gz-browse *').length") < 1_000
    page.get_by_role("button", name="Next").click()
    assert "page=2" in page.url
    page.get_by_label("Filter by name").fill("service-99")
    assert page.locator(".gz-browse__told").inner_text().endswith("of 111 entities")
