"""`python -m bench.look SITE`: the work of pages in Chromium, and when they answer on a processor four times slower."""

import functools
import http.server
import sys
import threading
from typing import Any

PAGES = (
    "catalog/",
    "catalog/default/component/parcels/",
    "catalog/default/api/parcels-v2/",
    "catalog/maps/owners/",
    "catalog/decisions/",
    "catalog/start-here/shipping/",
)
SLOWER = 4
TASKS = "new PerformanceObserver(l => { for (const e of l.getEntries()) tasks.push([e.startTime, e.duration]) })"
"""Tasks of more than 50 ms, in which a page answers nobody."""


def work(browser: Any, address: str, runs: int = 3) -> float:
    """Seconds of processor time that the page's thread takes until it rests, in the quickest of some visits."""
    took = []
    for _ in range(runs):
        context = browser.new_context()
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.goto(address, wait_until="load")
        page.wait_for_timeout(300)
        metrics = session.send("Performance.getMetrics")["metrics"]
        took.append(next(m["value"] for m in metrics if m["name"] == "TaskDuration"))
        context.close()
    return float(min(took))


def interactive(browser: Any, address: str, runs: int = 5) -> tuple[float, float]:
    """Seconds until the page answers on a slower processor, and those in which it was blocked; the quickest visit."""
    took = []
    for _ in range(runs):
        context = browser.new_context()
        page = context.new_page()
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.add_init_script(
            f"window.tasks = []; {TASKS}.observe({{type: 'longtask', buffered: true}})"
        )
        page.goto(address, wait_until="load")
        page.wait_for_timeout(700)
        ready, tasks = page.evaluate(
            "[performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd, tasks]"
        )
        end = max([ready, *(start + lasted for start, lasted in tasks)])
        took.append((end / 1000, sum(lasted - 50 for _, lasted in tasks) / 1000))
        context.close()
    return min(took)


def main() -> None:
    """Prints a line for each page."""
    from playwright.sync_api import sync_playwright

    class Silent(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Silent, directory=sys.argv[1])
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        print(f"work of the page's thread; answers, and is blocked, {SLOWER} times slower")
        for path in PAGES:
            address = f"http://127.0.0.1:{server.server_port}/{path}"
            answers, blocked = interactive(browser, address)
            print(f"  {path:40} {work(browser, address):6.3f} s {answers:6.2f} s {blocked:6.2f} s")
        browser.close()


if __name__ == "__main__":
    main()
