"""Searching this repository's own site in Chromium: by keys, with tabs and filters, in the text, from a disk."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.browser.asking import START, ask

from gazetteer.pages.words import words_of

pytestmark = pytest.mark.browser


def hrefs(found: Any) -> list[str]:
    links: list[str] = found.evaluate_all("all => all.map(one => one.getAttribute('href'))")
    return links


def test_nothing_is_loaded_before_the_box_is_used(visit: Any) -> None:
    one = visit()
    asked: list[str] = []
    one.page.on("request", lambda request: asked.append(request.url))
    page = one.open(START)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "gazetteer-find" in url or "gazetteer-search/" in url]
    assert not [url for url in asked if "search_index" in url]
    ask(page, "parcels")
    assert [url for url in asked if url.endswith("gazetteer-search/names.js")]


@pytest.mark.parametrize(
    ("question", "target"),
    [
        ("tracking", "component/tracking/"),
        ("Tracking", "component/tracking/"),
        ("track", "component/tracking/"),
        ("listConsignments", "api/parcels-v2/#"),
        ("GET /consignments", "api/parcels-v2/#"),
        ("trackingNumber", "#type-"),
        ("idempotency", "decision/"),
        ("labels shipping", "component/labels/"),
        ("owner:shipping label", "component/labels/"),
        ("doc-stale", "rules/doc-stale/"),
        ("silence", "silence/"),
        ("/consignments/{id}", "api/parcels-v2/#"),
        ("consignments/4711", "api/parcels-v2/#"),
        ("https://api.example.com/consignments/c-4711/cancel?now=1", "api/parcels-v2/#"),
        ("address kit", "component/address-kit/"),
        ("addresskit", "component/address-kit/"),
        ("AddressKit", "component/address-kit/"),
        ("label", "component/labels/"),
        ("trackings", "component/tracking/"),
        ("delivery", "deliver"),
        ("trackign", "component/tracking/"),
        ("notifcat", "component/notifications/"),
    ],
)
def test_names_are_found(visit: Any, question: str, target: str) -> None:
    found = ask(visit().open(START), question)
    assert any(target in href for href in hrefs(found))


def test_results_look_like_what_they_are(visit: Any) -> None:
    page = visit().open(START)
    service = ask(page, "labels").filter(has=page.locator(".gz-icon--component")).first
    assert "production" in service.inner_text()
    assert "Shipping" in service.inner_text()
    page.locator(".gz-search input").fill("consignments")
    operation = page.locator("[role=option]", has=page.locator(".gz-method")).first
    operation.wait_for()
    assert operation.locator(".gz-method").inner_text() in {"GET", "POST", "PUT", "PATCH", "DELETE"}
    assert "/consignments" in operation.locator("code").inner_text()


def test_decisions_in_force_come_first_and_the_exact_name_leads(visit: Any) -> None:
    page = visit().open(START)
    ask(page, "parcels")
    assert page.locator("[role=option]").first.get_attribute("href").endswith("component/parcels/")
    page.locator(".gz-search input").fill("decision")
    page.locator("[role=tab]", has_text="Decisions").click()
    badges = page.locator("[role=option] .gz-badge")
    badges.first.wait_for()
    statuses = badges.all_inner_texts()
    old = [status in {"superseded", "deprecated", "rejected"} for status in statuses]
    assert any(old)
    assert old == sorted(old), statuses


def test_tabs_count_and_narrow(visit: Any) -> None:
    page = visit().open(START)
    ask(page, "parcel")
    tab = page.locator("[role=tab]", has_text="Operations")
    count = int(tab.locator(".gz-found__count").inner_text())
    tab.click()
    page.locator("[role=tab][aria-selected=true]", has_text="Operations").wait_for()
    assert page.locator("[role=option]").count() == count
    assert page.locator("[role=option] .gz-method").count() == count
    page.keyboard.press("ArrowLeft")
    page.locator("[role=tab][aria-selected=true]", has_text="APIs").wait_for()


def test_filters_narrow_names_and_text(visit: Any) -> None:
    page = visit().open(START)
    ask(page, "production")
    before = page.locator("[role=tab]").first.inner_text()
    page.locator(".gz-found__narrow").click()
    choice = page.get_by_label("Owner", exact=True)
    choice.wait_for()
    choice.select_option(index=1)
    page.wait_for_function(
        "text => document.querySelector('[role=tab]').innerText !== text", arg=before
    )
    owner = choice.input_value()
    page.locator("[role=tab]", has_text="Services").click()
    page.wait_for_timeout(100)
    for text in page.locator("[role=option] small").all_inner_texts():
        assert owner in text
    assert page.locator(".gz-found__narrow").inner_text() == "Filter (1)"


def test_words_inside_of_pages_are_found(visit: Any, site: Path) -> None:
    if not (site / "assets/gazetteer-search/pagefind").is_dir():
        pytest.skip("Pagefind is not installed")
    page = visit().open(START)
    ask(page, "rollback")
    text = page.locator("[role=tab]", has_text="Text")
    text.wait_for(timeout=15_000)
    text.click()
    mark = page.locator("[role=option] small mark").first
    mark.wait_for(timeout=15_000)
    assert "roll" in mark.inner_text().lower()


def test_no_result_says_so(visit: Any) -> None:
    page = visit().open(START)
    page.keyboard.press("/")
    page.keyboard.type("qqqzzz")
    page.locator(".gz-found__told", has_text="Nothing").wait_for()
    assert page.locator("[role=option]").count() == 0
    page.locator(".gz-search input").fill("label owner:nobody")
    page.locator(".gz-found__told", has_text="Nothing has the owner “nobody”.").wait_for()


def test_a_path_with_a_value_leads_to_its_operation(visit: Any) -> None:
    page = visit().open(START)
    ask(page, "/consignments/4711")
    names = page.locator("[role=option] code.gz-hit__name")
    assert names.first.inner_text() == "/consignments/{consignmentId}"


def test_a_misspelt_word_is_told(visit: Any) -> None:
    page = visit().open(START)
    ask(page, "trackign")
    told = page.locator(".gz-found__told")
    assert "“trackign”; this is what “tracking” finds" in told.inner_text()
    page.locator(".gz-search input").fill("tracking")
    page.locator(".gz-found__told--read").wait_for(state="attached")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_results_stand_out_and_fit(visit: Any, scheme: str) -> None:
    script = (Path(__file__).parent / "contrast.js").read_text("utf-8")
    page = visit(width=390, scheme=scheme).open(START)
    page.locator(".md-header__button[for=__search]").click()
    page.keyboard.type("parcel")
    page.locator("[role=option]").first.wait_for()
    page.wait_for_timeout(600)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate(script) == []


def test_a_link_may_carry_a_question(visit: Any) -> None:
    page = visit().open(f"{START}?q=tracking")
    page.locator("[role=option][href$='component/tracking/']").wait_for()


def test_hostile_questions_are_text(visit: Any) -> None:
    page = visit().open(START)
    page.keyboard.press("/")
    page.keyboard.type("<img src=x onerror=alert(1)> \\ .* ( owner: constructor:x __proto__")
    page.wait_for_timeout(500)
    assert page.locator(".gz-found img").count() == 0


def test_a_page_that_was_open_while_the_site_changed(browser: Any, address: str) -> None:
    page = browser.new_context().new_page()
    manifest = {"kinds": [["component", 9, 9]], "block": 100, "words": ["a"], "digest": "old"}
    old = f'gazetteerPart("m",{json.dumps(manifest)});'
    page.route("**/names.js", lambda route: route.fulfill(body=old, content_type="text/javascript"))
    page.goto(f"{address}{START}")
    found = ask(page, "tracking")
    assert any("component/tracking/" in href for href in hrefs(found))
    page.context.close()


def test_from_a_disk(browser: Any, site: Path) -> None:
    page = browser.new_context().new_page()
    page.goto((site / START / "index.html").as_uri())
    found = ask(page, "tracking")
    assert any("component/tracking/" in href for href in hrefs(found))
    page.context.close()


def test_words_are_cut_as_in_the_index(visit: Any) -> None:
    texts = [
        "GET /orders/{order_id}",
        "parcels-v2",
        "Zoë's Café",
        "订单 服务",
        "İstanbul Σίσυφος",
        "नमस्ते",
    ]
    page = visit().open(START)
    ask(page, "parcels")
    cut = page.evaluate(f"{json.dumps(texts)}.map(text => gazetteerFinder.wordsOf(text))")
    assert [set(words) for words in cut] == [set(words_of(text)) for text in texts]
