"""The full-text index: slim pages for Pagefind's command, run only when one of them has changed.

Its Python interface takes 0.1 s a page; its command reads a folder. The pages it is given are the articles without the
theme around them, and it is told which of our words stand on every page and so find nothing.
"""

import hashlib
import html
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

import msgspec

from gazetteer.repo.cache import default_cache_path

OUR_WORDS = (
    ".gz > h2",
    ".gz-answers",
    ".gz-badge",
    ".gz-cards",
    ".gz-chain",
    ".gz-crumbs",
    ".gz-count",
    ".gz-docs",
    ".gz-empty",
    ".gz-facts dt",
    ".gz-findings",
    ".gz-foot",
    ".gz-fresh",
    ".gz-impact a",
    ".gz-kind",
    ".gz-map",
    ".gz-mark",
    ".gz-method",
    ".gz-pager",
    ".gz-ref",
    ".gz-fields b",
    ".gz-sheet",
    ".gz-shelf",
    ".gz-short--line",
    ".gz-small",
    ".gz-source",
    ".gz-steps",
    ".gz-table--even",
    ".gz-table--impact a",
    ".gz-table--ties a",
    ".gz-table--log",
    ".gz-tabs",
    ".gz-turn",
    ".gz-warning",
    ".headerlink",
    ".gz thead",
)
"""Selectors of what our templates write on every page of a family, and of names of what has a page of its own."""

PATIENCE = 3600
"""Seconds after which the command is given up."""

VERSION = 4
"""Raised when slim pages are made otherwise."""


class Article(msgspec.Struct, frozen=True):
    """A page for the full-text index.

    Attributes:
        file: path of the page in the site: `catalog/default/component/cart/index.html`.
        html: the article.
        facets: (facet, value) by which results can be narrowed.
        meta: key -> text that a result shows.
    """

    file: str
    title: str
    html: str
    facets: tuple[tuple[str, str], ...] = ()
    meta: tuple[tuple[str, str], ...] = ()


class FullTextError(Exception):
    """The index cannot be made; the message says why and what to do."""


class NoPagefindError(FullTextError):
    """Pagefind is not installed."""


def command() -> str:
    """Pagefind's program: the one of the package `pagefind-bin`, else the one on the path.

    Raises:
        NoPagefindError: there is none.
    """
    try:
        import pagefind_bin
    except ImportError:
        found = shutil.which("pagefind")
        if found:
            return found
        raise NoPagefindError(
            "Pagefind is not installed: names are found, words inside of pages are not; "
            "pip install 'mkdocs-gazetteer[search]'"
        ) from None
    try:
        return str(pagefind_bin.get_executable())
    except FileNotFoundError as error:
        raise FullTextError(f"the package pagefind-bin has no program: {error}") from error


def write_index(
    articles: Iterable[Article], target: Path, *, root: Path, language: str, keep_index: bool
) -> bool:
    """Writes the index of articles into a folder, out of the cache when nothing has changed.

    Args:
        articles: what is found.
        target: the folder of the index in the site.
        root: of the surveyed tree: what the cache is named after.
        language: of the site; it decides how words are stemmed.
        keep_index: whether addresses end in `index.html`.

    Returns:
        Whether Pagefind ran.

    Raises:
        FullTextError: it is not installed, or failed.
    """
    program = command()
    options = [
        *("--force-language", language),
        *("--exclude-selectors", ",".join(OUR_WORDS)),
        *(["--keep-index-url"] if keep_index else []),
    ]
    pages = {article.file: slim(article) for article in articles}
    kept = _kept(root)
    digest = _digest([program, *options], pages)
    if kept and (kept / digest).is_dir():
        shutil.copytree(kept / digest, target, dirs_exist_ok=True)
        return False
    with tempfile.TemporaryDirectory(prefix="gazetteer-search-") as folder:
        site, made = Path(folder, "site"), Path(folder, "index")
        site.mkdir()
        for file, text in pages.items():
            path = site / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        _run([program, "--site", str(site), "--output-path", str(made), "--quiet", *options])
        _drop_interface(made)
        shutil.copytree(made, target, dirs_exist_ok=True)
        if kept:
            _keep(made, kept, digest)
    return True


def slim(article: Article) -> str:
    """An article as Pagefind wants it."""
    shown = (("title", article.title), *article.meta)
    metas = [
        *(_meta("filter", facet, value) for facet, value in article.facets),
        *(_meta("meta", key, value) for key, value in shown if value),
    ]
    return (
        f"<!doctype html><html><head><title>{_quoted(article.title)}</title></head>"
        f"<body data-pagefind-body>{''.join(metas)}{article.html}</body></html>"
    )


def _meta(use: str, key: str, value: str) -> str:
    return f'<meta data-pagefind-{use}="{key}[content]" content="{_quoted(value)}">'


def _quoted(text: str) -> str:
    return html.escape(" ".join(text.split()))


def _run(arguments: list[str]) -> None:
    try:
        done = subprocess.run(
            arguments,
            capture_output=True,
            text=True,
            errors="replace",
            stdin=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise FullTextError(f"Pagefind could not be run: {error}") from error
    if done.returncode:
        told = (done.stderr or done.stdout).strip()[-600:]
        raise FullTextError(f"Pagefind failed with exit code {done.returncode}: {told}")


def _drop_interface(made: Path) -> None:
    """The user interface that comes along; ours needs only the engine."""
    for path in (*made.glob("pagefind-*ui*"), *made.glob("pagefind-highlight*")):
        path.unlink()


def _digest(options: list[str], pages: dict[str, str]) -> str:
    digest = hashlib.sha256(repr((VERSION, options)).encode())
    for file in sorted(pages):
        digest.update(f"{file}\0{len(pages[file])}\0{pages[file]}".encode("utf-8", "replace"))
    return digest.hexdigest()[:32]


def _kept(root: Path) -> Path | None:
    """Where the last indexes of this tree are kept; None for nowhere."""
    cache = default_cache_path(root)
    return cache.with_name(f"{cache.stem}.search") if cache else None


def _keep(made: Path, kept: Path, digest: str) -> None:
    """Keeps an index in place of the ones before; a build that is killed here leaves nothing half-done."""
    try:
        kept.mkdir(parents=True, exist_ok=True)
        half = Path(tempfile.mkdtemp(prefix="half-", dir=kept))
        shutil.copytree(made, half, dirs_exist_ok=True)
        half.rename(kept / digest)
    except OSError:
        return  # a cache that cannot be written is no reason to fail
    for old in kept.iterdir():
        if old.name != digest:
            shutil.rmtree(old, ignore_errors=True)
