"""What breaks if an entity stops and what it needs, on its own page: nearest first, bounded, all counted."""

import re

from gazetteer.evidence.impact import MOST
from gazetteer.model.page import Page
from gazetteer.pages import _two_steps
from gazetteer.pages._impact import FEW

from .test_maps import ESTATE, boxes
from .test_pages import TEAM, made, service


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split()).replace("\u2013", "-")


def section(page: Page, id_: str) -> str:
    """A part of a page, from its heading to the next."""
    found = re.search(rf'<h2 id="{id_}">.*?(?=<h2 |<p class="gz-foot">)', page.html, re.DOTALL)
    return found[0] if found else ""


def told(html: str) -> list[str]:
    """The rows of a table, those that tell the distance included."""
    return [words(row) for row in re.findall(r"<tr>.*?</tr>", html)[1:]]


def test_users_come_first_then_those_behind_them() -> None:
    page = made({"catalog-info.yaml": ESTATE})["catalog/default/component/ledger/"]
    breaks = section(page, "used-by")
    sentence = (
        "If it stops, 3 break (1 uses it directly); 1 of tier-1; tell shop (3). Known ties only."
    )
    assert sentence in words(breaks)
    assert told(breaks) == [
        "pay needs § - shop",
        "2 steps away",
        "cart needs pay § - shop",
        "3 steps away",
        "web calls cart § tier-1 shop",
    ]
    assert not section(page, "uses")


def test_what_a_service_needs_and_what_that_needs() -> None:
    page = made({"catalog-info.yaml": ESTATE})["catalog/default/component/web/"]
    assert "Nothing is known to break if it stops." in words(section(page, "used-by"))
    needs = section(page, "uses")
    assert "It needs 4 (1 directly)." in words(needs)
    assert told(needs)[:2] == ["cart calls by way of cart-v1 § shop", "2 steps away"]
    assert "ledger pay needs it § shop" in told(needs)


def test_a_store_tells_who_breaks_with_it() -> None:
    page = made({"catalog-info.yaml": ESTATE})["catalog/default/resource/carts/"]
    assert told(section(page, "used-by")) == [
        "cart needs § - shop",
        "2 steps away",
        "web calls cart § tier-1 shop",
    ]


def test_several_ties_to_one_neighbour_are_one_row() -> None:
    users = service("a", "dependsOn: ['component:b'], consumesApis: [api]") + service(
        "b", "providesApis: [api]"
    )
    pages = made({"catalog-info.yaml": TEAM + users})
    assert told(section(pages["catalog/default/component/b/"], "used-by")) == [
        "a calls by way of api § , needs § shop"
    ]


def test_a_circle_is_told() -> None:
    ring = "".join(
        service(name, f"dependsOn: ['component:{to}']") for name, to in ("ab", "bc", "ca")
    )
    pages = made({"catalog-info.yaml": TEAM + ring})
    assert "circle It needs itself by way of a , c ." in words(
        pages["catalog/default/component/b/"].html
    )


def test_of_a_large_circle_the_map_is_named() -> None:
    ring = "".join(service(f"s{n}", f"dependsOn: ['component:s{(n + 1) % 30}']") for n in range(30))
    page = made({"catalog-info.yaml": TEAM + ring})["catalog/default/component/s3/"]
    assert "It stands among 30 that all need one another" in words(page.html)
    assert 'href="../../../maps/circles/"' in page.html


def test_of_many_the_nearest_are_told_and_all_are_counted() -> None:
    chain = "".join(
        service(f"s{n:03}", f"dependsOn: ['component:s{n + 1:03}']") for n in range(MOST + 50)
    )
    pages = made({"catalog-info.yaml": TEAM + chain + service(f"s{MOST + 50}")})
    page = pages[f"catalog/default/component/s{MOST + 50}/"]
    breaks = section(page, "used-by")
    assert "If it stops, more than 100 break (1 uses it directly); tell shop (100)" in words(breaks)
    assert f"The nearest {1 + FEW} of more than 100." in words(breaks)
    assert breaks.count("<tr>") == 1 + 1 + 2 * FEW
    # A page at the far end of the chain is as large.
    lengths = {len(pages[f"catalog/default/component/s{n:03}/"].html) for n in (120, 121, 122)}
    assert max(lengths) - min(lengths) < 10


def test_every_user_of_a_hub_is_told() -> None:
    users = "".join(service(f"u{n:03}", "dependsOn: ['component:hub']") for n in range(150))
    page = made({"catalog-info.yaml": TEAM + users + service("hub")})[
        "catalog/default/component/hub/"
    ]
    assert len(told(section(page, "used-by"))) == 150
    assert "more than 100" in words(section(page, "used-by"))
    assert 'class="gz-map"' in page.html


def test_two_steps_around_are_drawn() -> None:
    pages = made({"catalog-info.yaml": ESTATE})
    page = pages["catalog/default/component/ledger/"]
    assert boxes(page).count("ledger") == 1
    assert "cart" in boxes(page)
    assert "web" not in boxes(page), "the picture ends after two steps"
    assert page.scripts
    assert not any(uri.endswith("/impact/") for uri in pages)


def test_neighbours_alone_are_a_list() -> None:
    pages = made(
        {"catalog-info.yaml": TEAM + service("a", "dependsOn: ['component:b']") + service("b")}
    )
    page = pages["catalog/default/component/b/"]
    assert 'class="gz-map"' in page.html
    assert 'class="gz-sheet"' not in page.html
    assert "<strong>1</strong> breaks" in page.html


def test_what_does_not_fit_into_one_look_is_a_list() -> None:
    many = "".join(
        service(f"u{n}", f"dependsOn: ['component:{'hub' if n < 5 else f'u{n % 5}'}']")
        for n in range(_two_steps.MOST)
    )
    page = made({"catalog-info.yaml": TEAM + many + service("hub")})[
        "catalog/default/component/hub/"
    ]
    assert 'class="gz-sheet"' not in page.html
    assert 'class="gz-map"' in page.html
