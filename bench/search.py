"""`python -m bench.search [PAGES] [--theirs] [--keep FOLDER]`: searching a large site in Chromium, cold, compressed.

The estate's runbooks get words of their own, few frequent and many rare. With `--theirs` the theme's search is measured
on the same pages as Markdown, which takes MkDocs some minutes to build. What `--keep` keeps is not built again.
"""

import argparse
import itertools
import os
import random
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.__main__ import MKDOCS
from bench.browsing import Compressing, browser, cpu_of_browsers, served
from bench.comparison import as_markdown, page_count, write_config
from bench.estate import write_estate
from bench.measure import cost

PAGES = 20_000
PER_SERVICE = 4.75
WORDS = 150
RUNS = 7
START = "catalog/"
RARE, FREQUENT = "quokka", "kestrel"
PREFIX, NAME, OPERATION = "service", "service-00042", "listOrders"
PATH, MISSPELT = "/orders/42", "sevice"

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
    parser = argparse.ArgumentParser(prog="python -m bench.search")
    parser.add_argument("pages", nargs="?", type=int, default=PAGES)
    parser.add_argument("--theirs", action="store_true", help="measure the theme's search, too")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep sites there")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = (asked.keep or Path(scratch)).absolute()
        ours, theirs = folder / "ours", folder / "theirs"
        if not (ours / "site").is_dir():
            _build_ours(ours, round(asked.pages / PER_SERVICE))
        pages, size = page_count(ours / "site")
        index, _ = page_count(ours / "site/assets/gazetteer-search")[::-1]
        print(f"{pages:,} pages, {size / 1e6:.0f} MB, of it {index / 1e6:.0f} MB of indexes")
        _say_load()
        _measure_ours(ours / "site")
        if asked.theirs:
            if not (theirs / "site").is_dir():
                _build_theirs(ours, theirs)
            _say_load()
            _measure_theirs(theirs / "site")


def _build_ours(folder: Path, services: int) -> None:
    write_estate(folder, services)
    _write_words(folder)
    write_config(folder, ["gazetteer", "gazetteer/search"])
    cache = {"NO_MKDOCS_2_WARNING": "1", "GAZETTEER_CACHE": str(folder.with_name("cache"))}
    built, again = cost(MKDOCS, folder, **cache), cost(MKDOCS, folder, **cache)
    print(
        f"{services:,} services: build {built.cpu:.0f} s CPU, {built.memory:.0f} MB; "
        f"again, nothing changed {again.cpu:.0f} s",
        flush=True,
    )


def _build_theirs(ours: Path, folder: Path) -> None:
    as_markdown(ours, folder)
    built = cost(MKDOCS, folder, NO_MKDOCS_2_WARNING="1")
    print(f"  the theme's search: build {built.cpu:.0f} s CPU, {built.memory:.0f} MB", flush=True)


def _say_load() -> None:
    print(f"  load of the machine {os.getloadavg()[0]:.1f}", flush=True)


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
    with served(site) as address, browser() as chromium:
        for words, result, what in (
            (NAME, name, "a name"),
            (OPERATION, name, "an operation"),
            (PREFIX, name, "how most names begin"),
            (PATH, name, "a path"),
            (MISSPELT, name, "a misspelt word"),
            (RARE, text, "a rare word in the text"),
            (FREQUENT, text, "a word on most pages, in the text"),
        ):
            runs = sorted(_ask(chromium, address, field, words, result) for _ in range(RUNS))
            (best, _, _), (median, bytes_, _) = runs[0], runs[RUNS // 2]
            busy = min(cpu for _, _, cpu in runs)
            print(
                f"  {what:36} {median:7.0f} ms (best {best:.0f}, CPU {busy:.0f})  {bytes_ / 1e3:7.0f} kB",
                flush=True,
            )


def _measure_theirs(site: Path) -> None:
    with served(site) as address, browser() as chromium:
        field = "[data-md-component=search-query]"
        began, before = time.perf_counter(), Compressing.sent
        _ask(chromium, address, field, FREQUENT, "a.md-search-result__link")
        seconds, bytes_ = time.perf_counter() - began, Compressing.sent - before
        print(f"  {'from opening a page to results':36} {seconds:7.1f} s  {bytes_ / 1e6:7.1f} MB")


def _ask(
    browser: Any, address: str, field: str, words: str, result: str
) -> tuple[float, float, float]:
    """Milliseconds from the question to the first result, its bytes, milliseconds of CPU of the whole browser.

    Each in a fresh profile. The last says the most where others use the machine, too.
    """
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(600_000)
    page.goto(address + START, wait_until="networkidle")
    before, busy = Compressing.sent, cpu_of_browsers()
    milliseconds = page.evaluate(ASK, [field, words, result])
    busy = cpu_of_browsers() - busy
    page.wait_for_timeout(500)
    context.close()
    return milliseconds, Compressing.sent - before, busy


if __name__ == "__main__":
    main()
