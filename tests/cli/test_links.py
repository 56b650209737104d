"""`gazetteer links`: asks a server of its own on this machine, and never a private address it was not told of."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import jsonschema
import pytest

import gazetteer

from .conftest import Folder


class Answers(BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []
    status: ClassVar[dict[str, int]] = {}

    def do_HEAD(self) -> None:
        self.asked.append(self.path)
        status = self.status.get(self.path, 200)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "http://169.254.169.254/latest")
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815 # the library's name

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    Answers.asked, Answers.status = [], {}
    made = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_address[1]}"
    made.shutdown()


def ask(folder: Folder, day: str, *options: str, code: int = 0) -> dict:
    state = str(folder.root.parent / "links.json")
    found = folder.json("links", "--state", state, "--as-of", day, *options, code=code)
    jsonschema.validate(found, SCHEMA)
    return found


SCHEMA = json.loads((Path(gazetteer.__file__).parent / "schemas" / "links.json").read_text("utf-8"))
ALLOW = ("--allow-host", "127.0.0.1")


def test_dead_is_what_failed_on_two_days(folder: Folder, server: str) -> None:
    page = f"# A\n\n[a]({server}/a#x) [b]({server}/b) [c]({server}/c) [d](http://docs.example.org/x) [e](b.md)\n"
    folder.write({"a.md": page})
    Answers.status = {"/b": 404, "/c": 403}
    assert ask(folder, "2026-11-01", *ALLOW)["dead"] == []
    assert set(Answers.asked) == {"/a", "/b", "/c"}
    Answers.asked.clear()
    assert ask(folder, "2026-11-01", *ALLOW)["asked"] == 0
    (dead,) = ask(folder, "2026-11-02", *ALLOW, "--allow-host", "other", code=1)["dead"]
    assert set(Answers.asked) == {"/b"}
    assert (dead["url"], dead["reason"]) == (f"{server}/b", "it answers 404")
    assert dead["failed"] == ["2026-11-01", "2026-11-02"]
    assert dead["places"] == [f"a.md:3:{page.split(chr(10))[2].index('[b]') + 1}"]
    Answers.status = {}
    assert ask(folder, "2026-11-03", *ALLOW)["dead"] == []
    Answers.asked.clear()
    ask(folder, "2026-11-09", *ALLOW)
    assert set(Answers.asked) == {"/a", "/c"}


def test_private_addresses_are_refused_also_behind_a_redirect(folder: Folder, server: str) -> None:
    folder.write(
        {
            "a.md": f"[a]({server}/a) [b](http://[::1]/) [c](http://10.0.0.1/) [d](ftp://127.0.0.1/)\n"
        }
    )
    found = ask(folder, "2026-11-01")
    assert found["refused"] == sorted((f"{server}/a", "http://[::1]/", "http://10.0.0.1/"))
    assert Answers.asked == []
    Answers.status = {"/a": 302}
    assert f"{server}/a" in ask(folder, "2026-11-01", *ALLOW)["refused"]


def test_without_any_network_nothing_is_decided_or_remembered(folder: Folder) -> None:
    folder.write({"a.md": "[a](http://127.0.0.1:1/a) [b](http://127.0.0.1:1/b)\n"})
    state = folder.root.parent / "links.json"
    folder.run("links", "--state", str(state), *ALLOW, code=3)
    assert not state.exists()


def test_a_memory_that_is_none(folder: Folder) -> None:
    folder.write({"a.md": "# A\n", "x.json": "{"})
    folder.run("links", "--state", str(folder.root / "x.json"), code=2)
    folder.run("links", code=2)


def test_dead_addresses_are_findings_in_every_format_and_can_be_silenced(
    folder: Folder, server: str
) -> None:
    folder.write(
        {
            "a.md": f"# A\n\n[b]({server}/b)\n\n[again]({server}/b#x)\n",
            "b.md": f"# B\n\n<!-- gazetteer: ignore link-dead -- it asks robots away -->\n[b]({server}/b)\n",
        }
    )
    Answers.status = {"/b": 404}
    ask(folder, "2026-11-01", *ALLOW)
    found = ask(folder, "2026-11-02", *ALLOW, code=1)
    assert (len(found["dead"]), found["silenced"]) == (1, [])
    state = ("--state", str(folder.root.parent / "links.json"), "--as-of", "2026-11-02", *ALLOW)
    sarif = folder.root.parent / "links.sarif"
    text = folder.run("links", *state, "--format", "text", "--format", f"sarif={sarif}", code=1)
    place = "a.md:3:1: warning: " + f"{server}/b led nowhere on 2026-11-01 and on 2026-11-02"
    assert place in text.stdout
    assert "see: a.md:5:1" in text.stdout
    results = json.loads(sarif.read_text("utf-8"))["runs"][0]["results"]
    assert [("suppressions" in r, r["ruleId"]) for r in results] == [
        (False, "link-dead"),
        (True, "link-dead"),
    ]
    shown = folder.run("links", *state, "--format", "github", code=1).stdout
    assert shown.startswith("::warning file=a.md,line=3")
    assert "link-dead" not in folder.run("check", "--format", "json").stdout
    folder.write({"gazetteer.yml": "rules: {link-dead: off}\n"})
    assert folder.run("links", *state).stdout.strip().endswith("no findings")
