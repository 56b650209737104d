"""Pages of whole surveys: what they say, where they lead, and that nothing of an author's acts in them."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from gazetteer.model.page import Asset, Page
from gazetteer.model.survey import Site, Survey
from gazetteer.pages import PAGES
from gazetteer.pages._sheet import Sheet
from gazetteer.pages.view import View
from gazetteer.repo.tree import MemoryTree
from gazetteer.settings import Settings
from gazetteer.surveyor import survey

EVIL = "<script>alert(1)</script>"


def entity(kind: str, name: str, spec: str, **metadata: Any) -> str:
    more = "".join(f"  {key}: {value!r}\n" for key, value in metadata.items())
    return f"---\napiVersion: backstage.io/v1alpha1\nkind: {kind}\nmetadata:\n  name: {name}\n{more}spec: {spec}\n"


def made(files: dict[str, str], site: Site | None = None) -> dict[str, Page]:
    found = surveyed(files, site)
    outputs = [output for family in PAGES for output in family.render(found)]
    pages = {output.uri: output for output in outputs if isinstance(output, Page)}
    assert len(pages) == sum(isinstance(output, Page) for output in outputs), "addresses are unique"
    return pages


def surveyed(files: dict[str, str], site: Site | None = None) -> Survey:
    tree = MemoryTree(files)
    found = survey(tree, Settings(), today=date(2026, 11, 22), site=site or Site(name="Acme"))

    def read(path: str) -> str | None:
        content = tree.read(path)
        return content.decode() if content is not None else None

    return replace(found, read=read)


TEAM = entity("Group", "shop", "{type: team, children: []}")


def service(name: str, more: str = "", **metadata: Any) -> str:
    spec = f"{{type: service, lifecycle: production, owner: shop{', ' + more if more else ''}}}"
    return entity("Component", name, spec, **metadata)


def test_a_component_page_answers() -> None:
    files = {
        "catalog-info.yaml": TEAM
        + service("cart", "providesApis: [cart-v1], dependsOn: ['resource:carts']", description="Keeps things.")
        + service("web", "consumesApis: [cart-v1]")
        + entity("API", "cart-v1", "{type: openapi, lifecycle: production, owner: shop, definition: 'openapi: 3.0.3'}")
        + entity("Resource", "carts", "{type: database, owner: shop}")
    }  # fmt: skip
    page = made(files, Site(name="Acme", blob_url="https://git.example/blob/main/"))[
        "catalog/default/component/cart/"
    ]
    text = re.sub(r"<[^>]+>", " ", page.html)
    for words in ("shop", "production", "Keeps things.", "What breaks if it stops", "web", "carts"):
        assert words in text
    assert 'href="https://git.example/blob/main/catalog-info.yaml#L' in page.html
    assert 'class="gz-map"' in page.html
    assert {heading.id for heading in page.headings} >= {"neighbours", "apis", "used-by", "uses"}
    assert page.search[0].title == "cart"


def test_links_lead_to_pages_that_exist() -> None:
    files = {
        "catalog-info.yaml": TEAM + service("cart") + service("web", "dependsOn: ['component:cart']"),
        "decisions/0001-a.md": "# 1. A\n\n## Status\n\nAccepted\n\nSee [the other](0002-b.md), [code](../catalog-info.yaml).\n",  # noqa: E501 # a file on one line
        "decisions/0002-b.md": "# 2. B\n\n## Status\n\nAccepted\n",
    }  # fmt: skip
    pages = made(files)
    for page in pages.values():
        for link in page.links:
            target = link.partition("#")[0]
            assert target in pages or not target.endswith("/"), f"{page.uri} -> {link}"


def test_the_chain_of_decisions_leads_both_ways() -> None:
    files = {
        "decisions/0001-a.md": "# 1. Alpha\n\n## Status\n\nSuperseded by [2](0002-b.md)\n",
        "decisions/0002-b.md": "# 2. Beta\n\n## Status\n\nAccepted\n\nSupersedes [1](0001-a.md)\n",
    }
    pages = made(files)
    old = next(page for page in pages.values() if page.title == "Alpha")
    new = next(page for page in pages.values() if page.title == "Beta")
    assert new.uri in old.links
    assert old.uri in new.links
    assert "No longer in force" in old.html
    assert "superseded" in old.html


def test_a_missing_owner_is_told_not_hidden() -> None:
    files = {
        "catalog-info.yaml": entity(
            "Component", "cart", "{type: service, lifecycle: production, owner: ghosts}"
        )
    }  # a file on one line
    page = made(files)["catalog/default/component/cart/"]
    assert "ghosts" in page.html
    assert "gz-ref--missing" in page.html
    attention = made(files)["catalog/attention/"]
    assert "owner-unknown" in attention.html


@pytest.mark.parametrize(
    "evil",
    [
        EVIL,
        '"><img src=x onerror=alert(1)>',
        "[x](javascript:alert(1))",
        "<a href='javascript:alert(1)'>x</a>",
    ],
)
def test_hostile_text_is_inert_everywhere(evil: str) -> None:
    files = {
        "cart/catalog-info.yaml": TEAM
        + service("cart", title=evil, description=evil, links=[{"url": "javascript:alert(1)", "title": evil}], tags=["ok"])  # noqa: E501 # a file on one line
        + entity("API", "a", "{type: openapi, lifecycle: production, owner: shop, definition: {$text: ./o.yaml}}", description=evil),  # noqa: E501 # a file on one line
        "cart/o.yaml": f"openapi: 3.0.3\ninfo: {{title: {evil!r}, version: '1', description: {evil!r}}}\n"
        f"paths: {{/x: {{get: {{summary: {evil!r}, description: {evil!r}, tags: [{evil!r}], responses: {{'200': {{description: {evil!r}}}}}}}}}}}\n",  # noqa: E501 # a file on one line
        "cart/README.md": f"# {evil}\n\n{evil}\n\n![p](https://spy.example/pixel.png)\n",
        "decisions/0001-a.md": f"# 1. {evil}\n\n## Status\n\nAccepted\n\n## Context\n\n{evil}\n",
    }  # fmt: skip
    for page in made(files).values():
        own = re.sub(
            r'<script src="[./]*assets/gazetteer-decisions\.js" defer></script>', "", page.html
        )
        for tag in re.findall(r"<[a-z][^>]*>", own, re.IGNORECASE):
            assert not tag.lower().startswith(("<script", "<iframe", "<object"))
            assert not re.search(r"\son\w+\s*=", re.sub(r'"[^"]*"', '""', tag))
            assert not re.search(r"(?:href|src)=[\"']?\s*(?:javascript|data):", tag, re.IGNORECASE)
        assert "spy.example" not in page.html or "src=" not in page.html


def test_pages_of_a_large_catalog_stay_small() -> None:
    files = {
        f"s{number}/catalog-info.yaml": service(f"service-{number:04}", "dependsOn: ['component:service-0000']")
        for number in range(1000)
    }  # fmt: skip
    files["org.yaml"] = TEAM
    pages = made(files)
    assert len(pages["catalog/components/"].html) < 250_000
    assert "catalog/components/4/" in pages
    hub = pages["catalog/default/component/service-0000/"]
    assert "999 components" in hub.html


def test_an_empty_repository_has_pages() -> None:
    pages = made({})
    assert "catalog/" in pages
    assert "There are no decision records here yet" in pages["catalog/decisions/"].html


def test_pictures_come_with_the_page_and_nothing_else_does() -> None:
    files = {
        "cart/catalog-info.yaml": TEAM + service("cart", annotations={"backstage.io/techdocs-ref": "dir:."}),
        "cart/docs/a.md": "# A\n\n![plan](plan.png) ![secret](../../../etc/passwd) ![x](evil.svg)\n",
        "cart/docs/plan.png": "png",
        "cart/docs/evil.svg": "<svg onload=alert(1)/>",
    }  # fmt: skip
    outputs = [output for family in PAGES for output in family.render(surveyed(files))]
    paths = {output.path for output in outputs if isinstance(output, Asset) and output.path}
    assert paths == {"cart/docs/a.md", "cart/docs/plan.png"}


def test_the_front_page_does_not_grow_with_the_components() -> None:
    system = entity("System", "books", "{owner: shop}")
    many = "".join(service(f"part-{number:03d}", "system: books") for number in range(60))
    html = made({"catalog-info.yaml": TEAM + system + many})["catalog/"].html
    area = html.partition('id="domains"')[2].partition('id="attention"')[0]
    assert area.count("part-") <= 2 * 12
    assert "and 48 more" in area


def test_backticks_of_a_message_are_code_and_its_markup_is_text() -> None:
    sheet = Sheet(View(surveyed({})), "catalog/")
    assert sheet.code("Set `a<b>` to <i>1</i>.") == (
        "Set <code>a&lt;b&gt;</code> to &lt;i&gt;1&lt;/i&gt;."
    )


def test_the_map_says_by_what_way() -> None:
    files = {
        "catalog-info.yaml": TEAM
        + service("cart", "providesApis: [cart-v1]")
        + service("web", "consumesApis: [cart-v1]")
        + entity("API", "cart-v1", "{type: openapi, lifecycle: production, owner: shop, definition: 'openapi: 3.0.3'}")
    }  # fmt: skip
    pages = made(files)
    html = pages["catalog/default/component/cart/"].html
    users = html.partition('class="gz-map"')[2].partition("<strong>")[0]
    assert "<span>web</span><small>cart-v1</small>" in users
    assert "no known users" in pages["catalog/default/component/web/"].html


def test_the_runbook_and_the_links_stand_among_the_first_answers() -> None:
    link = "[{url: 'https://chat.example/shop', title: Chat, type: chat}]"
    descriptor = TEAM + service("cart").replace(
        "  name: cart\n", f"  name: cart\n  links: {link}\n"
    )
    files = {
        "cart/catalog-info.yaml": descriptor,
        "cart/docs/runbook.md": "# When the cart stands still\n\nWait.\n",
    }
    html = made(files)["catalog/default/component/cart/"].html
    answers = html.partition('class="gz-answers"')[2].partition("</div>")[0]
    assert (
        0 < answers.index("https://chat.example/shop") < answers.index("When the cart stands still")
    )
