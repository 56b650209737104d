"""`make screenshots`: pictures of every family of pages for the guides: `python -m tests.browser.screenshots SITE`.

Pages are taken from a site that was built beforehand (its folder is the argument). Beside the pictures stands
`screenshots.json`: what the templates were when they were taken, which a test compares.
"""

import functools
import hashlib
import http.server
import json
import sys
import threading
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "docs" / "assets" / "screenshots"
TEMPLATES = ROOT / "plugins" / "gazetteer" / "pages" / "templates"
STYLE = ROOT / "plugins" / "gazetteer" / "pages" / "assets" / "gazetteer.css"

SHOTS = {
    "home": "catalog/",
    "component": "catalog/default/component/parcels/",
    "team": "catalog/default/group/shipping/",
    "start-here": "catalog/start-here/shipping/",
    "who-to-ask": "catalog/who-to-ask/?path=catalog/services/parcels/docs/runbook.md",
    "glossary": "catalog/glossary/",
    "api": "catalog/default/api/parcels-v2/",
    "resource": "catalog/default/resource/parcels-db/",
    "system": "catalog/default/system/booking/",
    "document": "catalog/default/component/parcels/docs/runbook/",
    "decisions": "catalog/decisions/",
    "decision": "catalog/catalog-services-tracking/decision/0002-push-changes-to-webhooks/",
    "browse": "catalog/browse/",
    "attention": "catalog/attention/",
    "deadlines": "catalog/deadlines/",
    "map": "catalog/maps/",
    "domain": "catalog/default/domain/delivery/",
    "user": "catalog/default/user/amara/",
    "types": "catalog/schemas/",
    "rule": "catalog/rules/doc-stale/",
    "freshness": "catalog/freshness/",
}
"""Name of the picture -> its page."""
VIEWS = (("", 1440, 1000, "light"), ("-dark", 1440, 1000, "dark"), ("-phone", 390, 844, "light"))
"""Ending of the name, width, height, colours."""
DARK = frozenset({"component", "start-here"})
PHONE = frozenset({"component", "start-here", "home"})


def fingerprint() -> str:
    """What the pictures hang on: every template and the style sheet."""
    digest = hashlib.sha256()
    for path in (*sorted(TEMPLATES.glob("*.html")), STYLE):
        digest.update(f"{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Says nothing."""


def main(site: Path) -> None:
    """Takes all pictures."""
    from playwright.sync_api import sync_playwright
    from tests.browser.conftest import CHROMIUM, QUIET

    serve = functools.partial(_Silent, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), serve)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    TARGET.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        for ending, width, height, colours in VIEWS:
            page = browser.new_page(
                viewport={"width": width, "height": height}, color_scheme=colours
            )
            for name, path in SHOTS.items():
                if (ending == "-dark" and name not in DARK) or (
                    ending == "-phone" and name not in PHONE
                ):
                    continue
                answer = page.goto(f"http://127.0.0.1:{server.server_port}/{path}")
                if answer is None or answer.status >= 400:
                    raise SystemExit(f"there is no page {path} in {site}")
                page.wait_for_timeout(400)
                page.screenshot(path=TARGET / f"{name}{ending}.jpg", type="jpeg", quality=72)
        browser.close()
    server.shutdown()
    text = json.dumps({"templates": fingerprint()}, indent=1)
    (TARGET / "screenshots.json").write_text(f"{text}\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
