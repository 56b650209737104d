"""The site of this repository, built once, served on this machine, and a browser to look at it."""

import contextlib
import functools
import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CHROMIUM = next(
    (path for path in map(Path, ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")) if path.exists()),  # noqa: E501 # a file on one line
    None,
)  # fmt: skip
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def need(condition: object, why: str) -> None:
    """Skips where something is missing, fails where CI promised it."""
    if not condition:
        if os.environ.get("GAZETTEER_CI") == "1":
            pytest.fail(why)
        pytest.skip(why)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository."""
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    # The gate may close; whether the site is fit to look at is the question here.
    assert (folder / "catalog" / "index.html").is_file(), done.stderr
    return folder


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serves a folder on this machine."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Silent, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served."""
    with served(site) as where:
        yield where


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a site of the theme alone is served: one page, no plugin."""
    root = tmp_path_factory.mktemp("bare")
    (root / "docs").mkdir()
    (root / "docs/index.md").write_text("# Bare\n\nA page.\n", "utf-8")
    (root / "mkdocs.yml").write_text(
        "site_name: Bare\ntheme: {name: material, font: false}\nplugins: []\n", "utf-8"
    )
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        timeout=120,
        check=True,
    )
    with served(root / "site") as where:
        yield where


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium."""
    need(
        CHROMIUM, "Chromium is not installed: the browser tests need it (apt-get install chromium)"
    )
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        yield browser
        browser.close()


class Visit:
    """A page of the browser that remembers what went wrong on it."""

    def __init__(self, page: Any, origin: str) -> None:
        self.page = page
        self.errors: list[str] = []
        self.strangers: list[str] = []
        self._origin = origin
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._request)

    def _console(self, message: Any) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self._origin, "blob:", "data:")):
            self.strangers.append(request.url)

    def open(self, path: str = "") -> Any:
        """Opens a path of the site."""
        response = self.page.goto(self._origin + path)
        assert response is not None
        assert response.status == 200, f"{path}: {response.status}"
        return self.page


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Any]:
    """Makes visits: `visit(width, scheme)`; afterwards there were no errors, and nothing left the site's origin."""
    contexts: list[Any] = []
    visits: list[Visit] = []

    def made(width: int = 1400, scheme: str = "light") -> Visit:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        visits.append(Visit(context.new_page(), address))
        return visits[-1]

    yield made
    for one in visits:
        assert one.errors == []
        assert one.strangers == []
    for context in contexts:
        context.close()
