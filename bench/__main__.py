"""`python -m bench [check] [N ...]`: what `check` and a site cost for estates of N services, as ratios in one run.

With `check`, the sites are left out.
"""

import compileall
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import gazetteer
from bench.comparison import as_markdown, page_count, service_page, write_config
from bench.estate import write_estate
from bench.measure import Cost, cost

SIZES = (100, 1_000, 10_000)
SITES_UP_TO = 1_000
"""Larger sites are measured without the comparison with plain Markdown, which takes MkDocs many minutes."""

MEMORY = Path("/dev/shm")  # noqa: S108 # a folder of its own is made in it
"""Where Linux keeps files in memory: what a disk's driver does with thousands of small files differs from run to run by
more than a tenth of what pages cost, and is the same for all that is compared. Elsewhere the usual folder is taken."""

DATA = ["descriptor", "codeowners", "openapi", "repository"]
MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--quiet")
CHECK = (sys.executable, "-m", "gazetteer", "check", "--fail-on", "never")
QUIET = {"NO_MKDOCS_2_WARNING": "1", "GAZETTEER_CACHE": "off"}
GIT_LOG = ("git", "log", "-c", "-M", "--name-status", "-z", "--format=%H %ct %aN %aE %s")
PARSE = """
import pathlib, yaml
for path in pathlib.Path('.').rglob('*.yaml'):
    list(yaml.load_all(path.read_bytes(), Loader=yaml.CSafeLoader))
"""
VALIDATE = """
import pathlib, time
from gazetteer.apis.validation import openapi_problems
from gazetteer.formats.yaml import load
from gazetteer.model.place import Place
documents = [load(path.read_text()) for path in pathlib.Path('.').rglob('openapi.yaml')]
where = lambda keys: Place('openapi.yaml')
list(openapi_problems(documents[0].value, where))
began = time.process_time()
for document in documents:
    for _ in openapi_problems(document.value, where):
        pass
print(time.process_time() - began)
"""
WITHOUT_DRAWINGS = """
from bench.drawn import DRAWN
from gazetteer import pages
from mkdocs.__main__ import cli
pages.PAGES = tuple(family for family in pages.PAGES if family not in DRAWN)
cli(['build', '--quiet'])
"""


def main() -> None:
    """Measures each size and prints a table for each."""
    arguments = sys.argv[1:]
    sites = arguments[:1] != ["check"]
    sizes = [int(argument) for argument in arguments[not sites :]] or list(SIZES)
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as scratch:
        run_first(Path(scratch) / "first")
        previous: Measured | None = None
        for size in sizes:
            folder = Path(scratch) / f"estate-{size}"
            write_estate(folder, size)
            print(f"{size:,} services   load of the machine {os.getloadavg()[0]:.1f}", flush=True)
            now = Measured(size, *measure_check(folder, size, Path(scratch)))
            if sites:
                now.site, now.page = measure_site(folder, size)
            if previous:
                print(now.growth(previous))
            print(flush=True)
            previous = now
            shutil.rmtree(folder)


def run_first(folder: Path) -> None:
    """Leaves the package as pip and a first run do, whatever the environment says about writing bytecode."""
    compileall.compile_dir(Path(gazetteer.__file__).parent, quiet=1)
    write_estate(folder, 10)
    write_config(folder, ["search", {"gazetteer": {}}])
    cost(MKDOCS, folder, **QUIET, PYTHONDONTWRITEBYTECODE="")


@dataclass
class Measured:
    """What an estate of a size cost: the bare `git log`, a cold check, a site; and the bytes of a service's page."""

    size: int
    log: Cost
    check: Cost
    site: Cost | None = None
    page: float = 0.0

    def growth(self, before: "Measured") -> str:
        """How much more than for a smaller estate; git's own growth is told apart, for it grows faster."""
        own = (self.check.cpu - self.log.cpu) / (before.check.cpu - before.log.cpu)
        told = (
            f"  growth from {before.size:,}: {self.size / before.size:.0f}x services, "
            f"check {self.check.cpu / before.check.cpu:.1f}x CPU ({own:.1f}x without git log)"
        )
        if self.site is None or before.site is None:
            return told
        cpu, memory = self.site.cpu / before.site.cpu, self.site.memory / before.site.memory
        page = self.page / before.page
        return f"{told}, site {cpu:.1f}x CPU and {memory:.1f}x memory, a service page {page:.2f}x bytes"


def measure_check(folder: Path, size: int, scratch: Path) -> tuple[Cost, Cost]:
    """Prints what `gazetteer check` costs beside the work nobody can avoid; returns the bare log and the cold run."""
    cache = scratch / f"cache-{size}.sqlite"
    log = cost(GIT_LOG, folder)
    parse = cost((sys.executable, "-c", PARSE), folder)
    cold = cost(CHECK, folder, GAZETTEER_CACHE=str(cache))
    warm = cost(CHECK, folder, GAZETTEER_CACHE=str(cache))
    validation = validation_seconds(folder)
    base = log.cpu + parse.cpu
    print(f"  git log                 {log.cpu:8.2f} s")
    print(f"  libyaml parse           {parse.cpu:8.2f} s")
    print(
        f"  validation alone        {validation:8.2f} s   {validation / size * 1000:.2f} ms a file"
    )
    print(f"  check, cold             {cold.cpu:8.2f} s   {cold.memory:.0f} MB")
    print(
        f"    without validation    {cold.cpu - validation:8.2f} s   {(cold.cpu - validation) / base:.2f}x git + parse"
    )
    print(
        f"  check, warm             {warm.cpu:8.2f} s   {warm.memory:.0f} MB   {warm.cpu / cold.cpu:.2f}x cold"
    )
    return log, cold


def validation_seconds(folder: Path) -> float:
    """CPU seconds of validating every specification, without reading or parsing it."""
    import subprocess

    done = subprocess.run(
        [sys.executable, "-c", VALIDATE], cwd=folder, capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def measure_site(folder: Path, size: int) -> tuple[Cost, float]:
    """Prints what the whole site costs, and what a page made from data costs beside Markdown.

    Returns the former, and the bytes of the page of a service.
    """
    survey, ours = build(folder, {})
    pages, bytes_ = page_count(folder / "site")
    index = (folder / "site" / "search" / "search_index.json").stat().st_size
    print(
        f"  mkdocs build with us    {ours.cpu:8.2f} s   {ours.memory:.0f} MB   {pages:,} pages, {bytes_ / 1e6:.0f} MB"
    )
    page = service_page(folder / "site")
    print(f"    a service page        {page / 1000:8.2f} kB")
    print(f"    survey alone          {survey.cpu:8.2f} s")
    print(
        f"    search index          {index / 1e6:8.2f} MB  {index / size / 1000:.1f} kB a service"
    )
    if size <= SITES_UP_TO:
        compare_with_markdown(folder)
    return ours, page


def compare_with_markdown(folder: Path) -> None:
    """Prints the cost of a page made from data beside that of MkDocs' page of the same content.

    People's prose goes through Markdown in both, so the sources that bring it are off here. Markdown draws nothing, so
    pages that are drawings are counted once, with their cost on our side alone, and once left out of both. All are
    differences between runs of seconds, so each is the least of three.
    """
    write_config(folder, ["search", {"gazetteer": {"sources": DATA}}])
    survey, ours = least(CHECK, folder), least(MKDOCS, folder)
    root = str(Path(__file__).resolve().parent.parent)
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    driver = (sys.executable, "-c", WITHOUT_DRAWINGS)
    undrawn = least(driver, folder, PYTHONPATH=path)
    plain, bare = (folder.with_name(f"{folder.name}-{name}") for name in ("plain", "bare"))
    pages, drawn = as_markdown(folder, plain)
    as_markdown(folder, bare, pages_wanted=False)
    floor, markdown = least(MKDOCS, bare), least(MKDOCS, plain)
    for file in drawn:
        file.unlink()
    markdown_undrawn = least(MKDOCS, plain)
    fixed = survey.cpu + floor.cpu
    _beside("of data", len(pages) + len(drawn), ours.cpu - fixed, markdown.cpu - floor.cpu)
    _beside("no drawing", len(pages), undrawn.cpu - fixed, markdown_undrawn.cpu - floor.cpu)
    print(f"    {len(drawn):5,} drawings      {ours.cpu - undrawn.cpu:8.2f} s   on our side alone")
    shutil.rmtree(plain)
    shutil.rmtree(bare)


def _beside(which: str, pages: int, ours: float, theirs: float) -> None:
    """Prints what pages cost beside the same in Markdown, in CPU seconds without what starting costs."""
    print(f"  {pages:,} pages {which:12} {ours:8.2f} s   as Markdown {theirs:.2f} s")
    mine, other = ours / pages * 1000, theirs / pages * 1000
    print(f"    a page                {mine:8.2f} ms against {other:.2f} ms   {ours / theirs:.2f}x")


def least(command: tuple[str, ...], folder: Path, **env: str) -> Cost:
    """The cheapest of three runs without a cache and without an earlier site: what else a machine does only adds."""
    runs: list[Cost] = []
    for _ in range(3):
        shutil.rmtree(folder / "site", ignore_errors=True)
        runs.append(cost(command, folder, **{**QUIET, **env}))
    return min(runs, key=lambda run: run.cpu)


def build(folder: Path, options: dict[str, object]) -> tuple[Cost, Cost]:
    """The costs of the survey alone and of the whole build, without a cache and without an earlier site."""
    write_config(folder, ["search", {"gazetteer": options}])
    shutil.rmtree(folder / "site", ignore_errors=True)
    survey = cost(CHECK, folder, **QUIET)
    return survey, cost(MKDOCS, folder, **QUIET)


if __name__ == "__main__":
    os.environ.setdefault("GIT_CONFIG_GLOBAL", os.devnull)
    main()
