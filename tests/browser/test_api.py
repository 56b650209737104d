"""API pages in Chromium: from an operation to its types, the chapters of a large API, and the viewer."""

import functools
import http.server
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest

pytestmark = pytest.mark.browser

ROOT = "catalog/default/api/orders/"
API = """\
apiVersion: backstage.io/v1alpha1
kind: API
metadata: {name: orders}
spec: {type: openapi, lifecycle: production, owner: shop, definition: {$text: ./orders.json}}
"""


def description() -> dict[str, Any]:
    reference = {"$ref": "#/components/schemas/Order"}
    operation = {
        "responses": {
            "200": {"description": "ok", "content": {"application/json": {"schema": reference}}}
        }
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Orders", "version": "1.0.0"},
        "servers": [{"url": "https://orders.example"}],
        "paths": {
            f"/{tag}/{number}": {
                "get": {**operation, "operationId": f"{tag}{number}", "tags": [tag]}
            }
            for tag in ("buying", "returning")
            for number in range(20)
        },
        "components": {
            "schemas": {"Order": {"type": "object", "properties": {"before": reference}}}
        },
    }


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with one large API and its viewer; it takes the place of this repository's own."""
    folder = tmp_path_factory.mktemp("orders")
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# Home\n")
    (folder / "catalog-info.yaml").write_text(API)
    (folder / "orders.json").write_text(json.dumps(description()))
    (folder / "mkdocs.yml").write_text(
        "site_name: Orders\ntheme: {name: material, font: false}\n"
        "plugins: [search, {gazetteer: {try_it: true}}]\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "GAZETTEER_CACHE": "off"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (folder / "site" / ROOT / "index.html").is_file(), done.stderr
    handler = functools.partial(_Silent, directory=str(folder / "site"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def in_view(page: Any, id_: str) -> bool:
    page.wait_for_timeout(300)
    top: float = page.locator(f"[id='{id_}']").bounding_box()["y"]
    return -5 < top < 500


def test_from_the_overview_to_an_operation_to_its_type(visit: Any) -> None:
    page = visit().open(ROOT)
    page.locator(".gz-table--index a", has_text="/returning/17").click()
    page.wait_for_url("**/returning/#returning17")
    assert in_view(page, "returning17")
    operation = page.locator(".gz-operation", has=page.locator("[id='returning17']"))
    assert "curl https://orders.example/returning/17" in operation.inner_text()
    operation.locator(".gz-answer a", has_text="Order").click()
    page.wait_for_url("**/returning/#type-order")
    assert in_view(page, "type-order")
    page.locator("[id='type-order'] caption a").click()
    page.wait_for_url("**/types/#type-order")
    assert in_view(page, "type-order")


def test_an_address_from_when_the_api_was_small_leads_to_the_operation(visit: Any) -> None:
    page = visit().open(f"{ROOT}#buying3")
    assert in_view(page, "buying3")
    assert page.locator("[id='buying3'] a").get_attribute("href") == "buying/#buying3"


def test_chapters_stand_on_every_page(visit: Any) -> None:
    page = visit(390).open(f"{ROOT}buying/")
    page.locator(".gz-tabs a", has_text="returning").click()
    page.wait_for_url("**/returning/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_viewer_shows_the_description_without_the_network(visit: Any, scheme: str) -> None:
    page = visit(1400, scheme).open(ROOT)
    page.locator("a", has_text="Swagger UI").click()
    page.locator(".opblock", has_text="/buying/3").first.wait_for()
    dark = page.evaluate("document.documentElement.classList.contains('dark-mode')")
    assert dark == (scheme == "dark")
    page.locator("a", has_text="Back to").click()
    page.wait_for_url(f"**/{ROOT}")
