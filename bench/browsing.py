"""A built site as static hosts serve it, and Chromium to look at it."""

import functools
import gzip
import http.server
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

CHROMIUM = "/usr/bin/chromium"
COMPRESSED = (".html", ".js", ".css", ".json", ".svg")


@lru_cache(maxsize=4_096)
def _body(path: Path) -> bytes:
    """What is sent for a file: hosts compress once, and keep what is asked for often."""
    content = path.read_bytes()
    return gzip.compress(content, 6) if path.suffix in COMPRESSED else content


@contextmanager
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


class Compressing(http.server.SimpleHTTPRequestHandler):
    """Serves files as static hosts do: text compressed."""

    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 20  # head and body in one packet: two would wait for each other
    sent = 0

    def do_GET(self) -> None:
        """Sends a file; what a folder stands for is its index."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content = _body(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in COMPRESSED:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        self.wfile.flush()
        Compressing.sent += len(content)

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    handler = functools.partial(Compressing, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def cpu_of_browsers() -> float:
    """Milliseconds of CPU that Chromium's processes below this one have used; 0 where there is no /proc."""
    parents: dict[int, tuple[int, str, int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text("utf-8", "replace").partition(" (")[2].rpartition(") ")
        except OSError:
            continue  # it has ended meanwhile
        fields = rest.split()
        parents[int(stat.parent.name)] = (int(fields[1]), name, int(fields[11]) + int(fields[12]))

    def is_ours(process: int) -> bool:
        while process in parents:
            if process == os.getpid():
                return True
            process = parents[process][0]
        return False

    ticks = sum(
        used for process, (_, name, used) in parents.items() if "chrom" in name and is_ours(process)
    )
    return 1000 * ticks / os.sysconf("SC_CLK_TCK")
