"""What machines get: lists of links, all prose in one file, raw copies, and the catalog of APIs."""

import json
from typing import Any

import pytest
from tests.pages.test_pages import TEAM, entity, service, surveyed

from gazetteer.model.page import Asset, Page
from gazetteer.model.survey import Site
from gazetteer.pages import PAGES

FILES = {
    "cart/catalog-info.yaml": TEAM
    + service("cart", "providesApis: [cart-v1]", description="Keeps [things].")
    + entity("API", "cart-v1", "{type: openapi, lifecycle: production, owner: shop, definition: {$text: ./openapi.yaml}}"),  # noqa: E501 # one line
    "cart/openapi.yaml": "openapi: 3.0.3\ninfo: {title: Cart, version: '1'}\npaths: {/items: {get: {operationId: listItems, responses: {'200': {description: ok}}}}}\n",  # noqa: E501 # one line
    "cart/docs/runbook.md": "---\nclass: runbook\n---\n# When it stands still\n\nWait for the **morning**.\n",
    "cart/docs/old.txt": "x",
    "cart/decisions/0001-keep.md": "# 1. Keep it\n\n## Status\n\nAccepted\n\n## Context\n\nBecause.\n",
}  # fmt: skip


@pytest.fixture(scope="module", params=["", "https://docs.example/shop/"])
def outputs(request: Any) -> dict[str, Page | Asset]:
    site = Site(
        name="Acme",
        site_url=request.param,
        blob_url="https://git.example/blob/main/",
        edit_url="https://git.example/edit/main/",
    )
    found = surveyed(FILES, site)
    return {made.uri: made for family in PAGES for made in family.render(found)}


def text(outputs: dict[str, Page | Asset], uri: str) -> str:
    made = outputs[uri]
    assert isinstance(made, Asset)
    return made.content.decode()


def test_llms_txt_is_a_title_a_quote_and_lists_of_links(outputs: dict[str, Page | Asset]) -> None:
    lines = text(outputs, "llms.txt").splitlines()
    assert lines[0] == "# Acme"
    assert lines[2].startswith("> ")
    links = [line for line in lines if line.startswith("- [")]
    for title in ("cart", "cart-v1", "Keep it", "When it stands still"):
        assert any(line.startswith(f"- [{title}](") for line in links), title
    assert any("Keeps [things]. (owner: shop)" in line for line in links)


def test_the_full_file_holds_decisions_and_documents_as_written(
    outputs: dict[str, Page | Asset],
) -> None:
    full = text(outputs, "llms-full.txt")
    for words in (
        "Because.",
        "Wait for the **morning**.",
        "GET /items",
        "- ref: component:default/cart",
    ):
        assert words in full
    assert "class: runbook" not in full


def test_prose_has_a_raw_copy_beside_it(outputs: dict[str, Page | Asset]) -> None:
    copy = outputs["catalog/default/component/cart/docs/runbook.md"]
    assert isinstance(copy, Asset)
    assert copy.path == "cart/docs/runbook.md"
    page = outputs["catalog/default/component/cart/"]
    assert isinstance(page, Page)
    assert '<a href="docs/runbook.md" type="text/markdown">Markdown</a>' in page.html


def test_pages_lead_to_their_file_and_its_history(outputs: dict[str, Page | Asset]) -> None:
    page = outputs["catalog/default/component/cart/"]
    assert isinstance(page, Page)
    assert "https://git.example/edit/main/cart/catalog-info.yaml" in page.html
    assert "https://git.example/commits/main/cart/catalog-info.yaml" in page.html


def test_the_api_catalog_is_a_linkset(outputs: dict[str, Page | Asset]) -> None:
    first, api = json.loads(text(outputs, ".well-known/api-catalog"))["linkset"]
    assert first["anchor"].endswith(".well-known/api-catalog")
    assert [item["href"] for item in first["item"]] == [api["anchor"]]
    assert api["anchor"].endswith("catalog/default/api/cart-v1/")
    described = api["service-desc"][0]["href"]
    assert described.endswith("catalog/default/api/cart-v1/openapi.yaml")
    assert any(described.endswith(uri) for uri in outputs if uri.endswith("openapi.yaml"))
