"""`python -m bench.search [PAGES] [--theirs]`: searching a large site in Chromium, cold, from a server that compresses.

The estate's runbooks get words of their own, few frequent and many rare. With `--theirs` the theme's search is measured
on the same pages as Markdown, which takes MkDocs some minutes to build.
"""

import functools
import gzip
import http.server
import itertools
import random
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.__main__ import MKDOCS
from bench.comparison import as_markdown, page_count, write_config
from bench.estate import write_estate
from bench.measure import cost

CHROMIUM = "/usr/bin/chromium"
PAGES = 20_000
PER_SERVICE = 4.25
WORDS = 150
RUNS = 5
START = "catalog/"
RARE, FREQUENT = "quokka", "kestrel"
PREFIX, NAME, OPERATION = "service", "service-00042", "listOrders"
COMPRESSED = (".html", ".js", ".css", ".json", ".svg")

ASK = """([selector, word, result]) => new Promise((done) => {
  const field = document.querySelector(selector);
  const began = performance.now();
  const seen = () => document.querySelector(result) && (clearInterval(watch), done(performance.now() - began));
  const watch = setInterval(seen, 4);
  field.focus();
  field.value = word;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
})"""


def main() -> None:
    """Builds the estate and measures."""
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    services = round((numbers or [PAGES])[0] / PER_SERVICE)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "estate")
        write_estate(folder, services)
        _write_words(folder)
        write_config(folder, ["gazetteer", "gazetteer/search"])
        environment = {"NO_MKDOCS_2_WARNING": "1", "GAZETTEER_CACHE": str(Path(scratch, "cache"))}
        built = cost(MKDOCS, folder, **environment)
        again = cost(MKDOCS, folder, **environment)
        pages, size = page_count(folder / "site")
        index = sum(
            p.stat().st_size
            for p in folder.glob("site/assets/gazetteer-search/**/*")
            if p.is_file()
        )
        print(
            f"{services:,} services, {pages:,} pages, {size / 1e6:.0f} MB, of it {index / 1e6:.0f} MB of indexes"
        )
        print(
            f"  build {built.cpu:.0f} s CPU, {built.memory:.0f} MB; again, nothing changed {again.cpu:.0f} s",
            flush=True,
        )
        _measure_ours(folder / "site")
        if "--theirs" in sys.argv:
            plain = Path(scratch, "plain")
            as_markdown(folder, plain)
            shutil.rmtree(folder)
            built = cost(MKDOCS, plain, **environment)
            print(
                f"  the theme's search: build {built.cpu:.0f} s CPU, {built.memory:.0f} MB",
                flush=True,
            )
            _measure_theirs(plain / "site")


def _write_words(folder: Path, seed: int = 1) -> None:
    """Ends runbooks with words as frequent as in prose, and puts one word on most pages and one on very few."""
    dice = random.Random(seed)
    syllables = ["".join(pair) for pair in itertools.product("bdfgklmnprstvz", "aeiou")]
    vocabulary = ["".join(dice.choices(syllables, k=3)) for _ in range(20_000)]
    weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(vocabulary))))
    for number, path in enumerate(sorted(folder.glob("services/*/*/docs/runbook.md"))):
        words = dice.choices(vocabulary, cum_weights=weights, k=WORDS)
        words += [FREQUENT] + [RARE] * (number % 1_500 == 0)
        path.write_text(f"{path.read_text('utf-8')}\n{' '.join(words)}.\n", "utf-8")
        for other, mark in (
            ("README.md", "the estate"),
            ("catalog-info.yaml", "the estate"),
            ("openapi.yaml", "List orders"),
        ):
            told = path.parents[1] / other
            told.write_text(told.read_text("utf-8").replace(mark, f"{mark} of {FREQUENT}"), "utf-8")


def _measure_ours(site: Path) -> None:
    field, name, text = (
        ".gz-search input",
        "#gz-results [role=option]",
        "#gz-results [aria-label^=Text]",
    )
    with _served(site) as address, _browser() as browser:
        for words, result, what in (
            (NAME, name, "a name"),
            (OPERATION, name, "an operation"),
            (PREFIX, name, "how most names begin"),
            (RARE, text, "a rare word in the text"),
            (FREQUENT, text, "a word on most pages, in the text"),
        ):
            runs = sorted(_ask(browser, address, field, words, result) for _ in range(RUNS))
            (best, _), (median, bytes_) = runs[0], runs[RUNS // 2]
            print(
                f"  {what:36} {median:7.0f} ms (best {best:.0f})  {bytes_ / 1e3:7.0f} kB",
                flush=True,
            )


def _measure_theirs(site: Path) -> None:
    with _served(site) as address, _browser() as browser:
        field = "[data-md-component=search-query]"
        began, before = time.perf_counter(), _Compressing.sent
        _ask(browser, address, field, FREQUENT, "a.md-search-result__link")
        seconds, bytes_ = time.perf_counter() - began, _Compressing.sent - before
        print(f"  {'from opening a page to results':36} {seconds:7.1f} s  {bytes_ / 1e6:7.1f} MB")


def _ask(browser: Any, address: str, field: str, words: str, result: str) -> tuple[float, float]:
    """Milliseconds from the question to the first result, and bytes that the question cost, in a fresh profile."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(600_000)
    page.goto(address + START, wait_until="networkidle")
    before = _Compressing.sent
    milliseconds = page.evaluate(ASK, [field, words, result])
    page.wait_for_timeout(500)
    context.close()
    return milliseconds, _Compressing.sent - before


@contextmanager
def _browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


class _Compressing(http.server.SimpleHTTPRequestHandler):
    """Serves files as static hosts do: text compressed."""

    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 20  # head and body in one packet: two would wait for each other
    sent = 0

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in COMPRESSED:
            content = gzip.compress(content, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        self.wfile.flush()
        _Compressing.sent += len(content)

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@contextmanager
def _served(site: Path) -> Iterator[str]:
    handler = functools.partial(_Compressing, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


if __name__ == "__main__":
    main()
