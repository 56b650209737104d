"""Maps: what they show, how they roll up, that they hold nothing of an author's but text, and that they build without Graphviz."""  # noqa: E501 # one sentence

import re
from collections.abc import Iterator

import pytest

from gazetteer.model.page import Page
from gazetteer.pages import _layout

from .test_pages import EVIL, TEAM, entity, made, service

ESTATE = (
    TEAM
    + entity("Domain", "sales", "{owner: shop}")
    + entity("System", "store", "{owner: shop, domain: sales}")
    + entity("System", "money", "{owner: shop, domain: sales}")
    + service("cart", "system: store, providesApis: [cart-v1], dependsOn: ['resource:carts', 'component:pay']")
    + service("web", "system: store, consumesApis: [cart-v1]", tags=["tier-1"])
    + service("pay", "system: money, dependsOn: ['component:ledger']")
    + service("ledger", "system: money")
    + entity("API", "cart-v1", "{type: openapi, lifecycle: production, owner: shop, definition: 'openapi: 3.0.3'}")
    + entity("Resource", "carts", "{type: database, owner: shop, system: store}")
)  # fmt: skip


@pytest.fixture(params=["graphviz", "columns"])
def drawn(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "columns":
        monkeypatch.setattr(_layout, "has_graphviz", lambda: False)
    return str(request.param)


def boxes(page: Page) -> list[str]:
    return re.findall(r"<text>([^<]*)<tspan", page.html)


def arrows(page: Page) -> Iterator[str]:
    yield from re.findall(r'data-ends="\d+ \d+"><title>([^<]*)</title>', page.html)


def test_systems_stand_on_one_sheet_and_lead_to_their_own_maps(drawn: str) -> None:
    pages = made({"catalog-info.yaml": ESTATE})
    page = pages["catalog/maps/"]
    assert sorted(boxes(page)) == ["money", "store"]
    assert "cart needs pay" in set(arrows(page))
    assert re.search(r'title="catalog-info.yaml:\d+"', page.html[page.html.index("<table") :])
    assert 'href="../default/system/money/map/"' in page.html
    assert "catalog/default/system/money/map/" in pages
    assert ("sales" in page.html) or drawn == "columns"


def test_every_link_of_every_map_leads_to_a_page(drawn: str) -> None:
    pages = made({"catalog-info.yaml": ESTATE})
    maps = [page for page in pages.values() if 'class="gz-sheet"' in page.html]
    assert len(maps) > 8
    known = {*pages, "catalog/"}
    missing = {link for page in maps for link in page.links} - known
    assert {link for link in missing if "#" not in link} == set()


def test_a_system_from_inside_and_outside() -> None:
    page = made({"catalog-info.yaml": ESTATE})["catalog/default/system/store/map/"]
    assert sorted(boxes(page)) == ["cart", "carts", "money", "web"]
    assert "web calls cart" in set(arrows(page))
    text = re.sub(r"<[^>]+>", " ", page.html[page.html.index("<table") :])
    assert re.search(r"web\s+calls\s+§?\s*cart\s+cart-v1", text)


def test_more_than_sixty_boxes_roll_up() -> None:
    systems = "".join(
        entity("System", f"s{n}", f"{{owner: shop, domain: d{n % 4}}}") for n in range(70)
    )
    domains = "".join(entity("Domain", f"d{n}", "{owner: shop}") for n in range(4))
    services = "".join(
        service(f"c{n}", f"system: s{n}, dependsOn: ['component:c{(n + 1) % 70}']")
        for n in range(70)
    )
    pages = made({"catalog-info.yaml": TEAM + systems + domains + services})
    assert sorted(boxes(pages["catalog/maps/"])) == ["d0", "d1", "d2", "d3"]
    assert len(boxes(pages["catalog/default/domain/d0/map/"])) == 18 + 2
    assert boxes(pages["catalog/maps/owners/"]) == ["shop"]
    assert "One way" not in pages["catalog/maps/circles/"].html
    assert "1 group in which each needs the others" in pages["catalog/maps/circles/"].html


def test_what_cannot_be_rolled_up_is_cut() -> None:
    services = "".join(service(f"c{n}", "dependsOn: ['component:c0']") for n in range(1, 90))
    files = {"catalog-info.yaml": TEAM + service("c0") + services}
    page = made(files)["catalog/maps/"]
    assert len(boxes(page)) <= 60
    assert "everything else" in boxes(page)
    assert "c0" in boxes(page)


def test_circles_are_told() -> None:
    pages = made(
        {
            "catalog-info.yaml": TEAM
            + service("a", "dependsOn: ['component:b']")
            + service("b", "dependsOn: ['component:c']")
            + service("c", "dependsOn: ['component:a']")
        }
    )
    text = " ".join(re.sub(r"<[^>]+>", " ", pages["catalog/maps/circles/"].html).split())
    assert "a needs b needs c needs a" in text


def test_no_map_in_an_empty_catalog() -> None:
    pages = made({"README.md": "# Nothing\n"})
    assert not any("/maps/" in uri for uri in pages)
    assert "one map" not in pages["catalog/"].html


@pytest.mark.parametrize(
    "text", [EVIL, "]]>&lt;", "\u202eabc", "x" * 100_000, "配送サービス" * 9, '"&<\\N']
)
def test_names_are_text(drawn: str, text: str) -> None:
    pages = made(
        {
            "catalog-info.yaml": TEAM
            + service("a", "dependsOn: ['component:b']", title=text)
            + service("b", title=text)
        }
    )
    page = pages["catalog/maps/"]
    assert "<script" not in page.html
    assert len(boxes(page)) == 2
    assert all(len(label) <= 60 for label in boxes(page))


def test_dangling_ties_are_boxes_that_lead_nowhere() -> None:
    page = made({"catalog-info.yaml": TEAM + service("a", "dependsOn: ['component:gone']")})[
        "catalog/maps/"
    ]
    assert "gz-box--missing" in page.html
    assert "component:default/gone is not in the catalog" in page.html


def test_events_flow_through_channels() -> None:
    asyncapi = "asyncapi: 3.0.0\\ninfo: {title: T, version: '1'}\\nchannels: {c: {address: parcels.booked}}\\noperations: {o: {action: %s, channel: {$ref: '#/channels/c'}}}"  # noqa: E501 # a file on one line

    def api(name: str, action: str) -> str:
        return entity(
            "API",
            name,
            f'{{type: asyncapi, lifecycle: production, owner: shop, definition: "{asyncapi % action}"}}',
        )

    page = made(
        {
            "catalog-info.yaml": TEAM
            + service("sender", "providesApis: [out]")
            + service("hearer", "providesApis: [in]")
            + service("third", "consumesApis: [out]")
            + api("out", "send")
            + api("in", "receive")
        }
    )["catalog/maps/events/"]
    assert sorted(boxes(page)) == ["hearer", "parcels.booked", "sender", "third"]
    assert sorted(arrows(page)) == [
        "parcels.booked is received by hearer",
        "parcels.booked is received by third",
        "sender sends parcels.booked",
    ]


def test_boxes_without_ties_stand_in_a_block(drawn: str) -> None:
    services = "".join(service(f"s{n}") for n in range(12))
    page = made({"catalog-info.yaml": TEAM + services})["catalog/maps/"]
    places = re.findall(r'"gz-box [^"]*" transform="translate\((\d+) (\d+)\)', page.html)
    assert len(places) == 12
    assert len({x for x, _ in places}) == 3
    assert len({y for _, y in places}) == 4
