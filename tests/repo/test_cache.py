import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gazetteer.model.catalog import Record
from gazetteer.model.document import Document, DocumentLink, Heading
from gazetteer.model.entity import Entity, Link
from gazetteer.model.fact import Fact, Skipped
from gazetteer.model.fault import Fault
from gazetteer.model.ownership import OwnersFile
from gazetteer.model.package import Package
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref
from gazetteer.model.relation import Relation
from gazetteer.model.surface import Operation, Surface
from gazetteer.repo import cache as module
from gazetteer.repo import cachefile
from gazetteer.repo.cache import RecordCache, default_cache_path

CART, PLACE = Ref.of("component", "cart"), Place("a.yml", 1, 2, "spec.owner")
RECORDS: tuple[Record, ...] = (
    Entity(
        ref=CART,
        name="Cart",
        place=PLACE,
        source="descriptor",
        type="service",
        links=(Link("https://example.org"),),
        places={"kind": (2, 1)},
        docs_path="",
    ),
    Relation("ownedBy", CART, Ref.of("group", "shop"), PLACE, "shop"),
    Fault(kind="ref", code="x", message="ü", place=PLACE, entity=CART),
    Fact(
        "a.md",
        Document(
            title="T", headings=(Heading(1, "t", "T"),), links=(DocumentLink("x", "link", PLACE),)
        ),
    ),
    Fact("o.yml", Surface(format="openapi", operations=(Operation("", "GET", "/", "get", PLACE),))),
    Fact("CODEOWNERS", OwnersFile(platform="github", rules=())),
    Fact("p", Package(kind="npm", folder="", place=PLACE)),
    Fact("t", Skipped("a template")),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "cache.sqlite"


def fill(path: Path, count: int = 1, reads: dict[str, str] | None = None) -> None:
    cache = RecordCache(path)
    for number in range(count):
        cache.put("source 1", f"{number}.yml", "id", reads or {}, RECORDS)
    cache.close()


def known(path: Path, count: int = 1, current: dict[str, str] | None = None) -> int:
    cache = RecordCache(path)
    answers = [cache.get("source 1", f"{n}.yml", "id", current or {}) for n in range(count)]
    cache.close()
    assert all(answer is None or answer == RECORDS for answer in answers)
    return sum(answer is not None for answer in answers)


def test_records_come_back_as_they_were(path: Path) -> None:
    fill(path)
    cache = RecordCache(path)
    assert cache.get("source 1", "0.yml", "id", {}) == RECORDS
    cache.close()


def test_no_records_is_an_answer(path: Path) -> None:
    cache = RecordCache(path)
    cache.put("source 1", "empty", "id", {}, ())
    assert cache.get("source 1", "empty", "id", {}) == ()
    cache.close()


def test_every_part_of_the_key_counts(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path)
    cache = RecordCache(path)
    assert cache.get("other 1", "0.yml", "id", {}) is None
    assert cache.get("source 2", "0.yml", "id", {}) is None
    assert cache.get("source 1", "1.yml", "id", {}) is None
    assert cache.get("source 1", "0.yml", "other", {}) is None
    monkeypatch.setattr(module, "_shape", lambda: "another release")
    assert cache.get("source 1", "0.yml", "id", {}) is None
    cache.close()


@pytest.mark.parametrize(
    ("current", "holds"),
    [
        ({"there": "1"}, True),
        ({"there": "1", "unasked": "2"}, True),
        ({"there": "2"}, False),
        ({}, False),
        ({"there": "1", "absent": "1"}, False),
    ],
)
def test_what_the_records_hung_on_counts(path: Path, current: dict[str, str], holds: bool) -> None:
    fill(path, reads={"there": "1", "absent": ""})
    assert known(path, current=current) == holds


def test_nothing_is_kept_without_a_path() -> None:
    cache = RecordCache(None)
    cache.put("source 1", "0.yml", "id", {}, RECORDS)
    assert cache.get("source 1", "0.yml", "id", {}) is None
    cache.close()


def test_half_a_surrogate_pair_is_not_kept(path: Path) -> None:
    cache = RecordCache(path)
    cache.put("s 1", "a", "id", {}, (Fault(kind="k", code="c", message="\ud800", place=PLACE),))
    assert cache.get("s 1", "a", "id", {}) is None
    cache.close()


def test_closing_twice_and_use_after_close_do_no_harm(path: Path) -> None:
    cache = RecordCache(path)
    cache.close()
    cache.close()
    cache.put("source 1", "0.yml", "id", {}, RECORDS)
    assert cache.get("source 1", "0.yml", "id", {}) is None


@pytest.mark.parametrize("damage", ["truncated", "zeros", "garbage", "empty", "table", "flipped"])
def test_damaged_file_is_never_wrong_and_heals(path: Path, damage: str) -> None:
    fill(path, 50)
    content = bytearray(path.read_bytes())
    if damage == "truncated":
        path.write_bytes(content[: len(content) // 2])
    elif damage == "zeros":
        path.write_bytes(content[:100] + bytes(len(content) - 100))
    elif damage == "garbage":
        path.write_bytes(content[:100] + os.urandom(len(content) - 100))
    elif damage == "empty":
        path.write_bytes(b"")
    elif damage == "flipped":
        for position in range(4500, len(content), 97):
            content[position] ^= 0x20
        path.write_bytes(content)
    else:
        with sqlite3.connect(path) as db:
            db.execute("ALTER TABLE records RENAME COLUMN checksum TO other")
        db.close()
    assert known(path, 50) < 50
    for _ in range(2):  # the first run may be the one that notices
        fill(path, 50)
    assert known(path, 50) == 50


def test_foreign_files_are_left_alone(tmp_path: Path) -> None:
    text, database = tmp_path / "README.md", tmp_path / "theirs.sqlite"
    text.write_text("precious")
    with sqlite3.connect(database) as db:
        db.execute("CREATE TABLE records (precious)")
    db.close()
    for path in (text, database):
        before = path.read_bytes()
        fill(path)
        assert known(path) == 0
        assert path.read_bytes() == before


def test_garbage_under_our_own_name_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GAZETTEER_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = default_cache_path(tmp_path)
    assert path is not None
    path.parent.mkdir(parents=True)
    path.write_bytes(b"garbage" * 1000)
    fill(path)
    assert known(path) == 1


def test_locked_file_is_done_without(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path)
    monkeypatch.setattr(cachefile, "PATIENCE", 0.01)
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        fill(path, 5)
        assert known(path) == 0
    other.close()
    assert known(path, 5) == 1


def test_busy_writer_does_not_stop_reading(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path)
    monkeypatch.setattr(cachefile, "PATIENCE", 0.01)
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        fill(path, 5)
        assert known(path) == 1
    other.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_read_only_file_is_read(path: Path) -> None:
    fill(path)
    path.chmod(0o400)
    path.parent.chmod(0o500)
    fill(path, 5)
    assert known(path, 5) == 1


def test_place_where_no_file_can_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for path in (
        tmp_path / "file" / "cache.sqlite",
        tmp_path,
        Path("/dev/null/x"),
        Path("/dev/full"),
    ):
        fill(path)
        assert known(path) == 0


def test_old_rows_go_when_there_are_many(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cachefile, "FLOOR", 20)
    fill(path, 100)
    assert known(path, 40) == 40
    assert known(path, 100) == 100
    assert known(path, 10) == 10  # 100 rows are more than three times 10
    assert known(path, 100) == 10


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from repo.test_cache import RECORDS
from gazetteer.repo import cache
cache.BATCH = 20
kept = cache.RecordCache(Path(sys.argv[1]))
print("started", flush=True)
for number in range(10**9):
    kept.put("source 1", f"{number}.yml", "id", {}, RECORDS)
"""


def test_killed_while_writing(path: Path) -> None:
    tests = str(Path(__file__).parents[1])
    for round_ in range(4):
        command = [sys.executable, "-c", WRITER, str(path), tests]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"started\n"
            time.sleep(0.15 + round_ * 0.037)
            writer.send_signal(signal.SIGKILL)
        with sqlite3.connect(path) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        db.close()
        assert known(path, 20) == 20
    fill(path, 25)
    assert known(path, 25) == 25


def test_default_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GAZETTEER_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    one, other = default_cache_path(tmp_path / "one"), default_cache_path(tmp_path / "other")
    assert one is not None
    assert one.parent == tmp_path / ".cache" / "gazetteer"
    assert one != other
    assert one == default_cache_path(tmp_path / "x" / ".." / "one")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert (
        default_cache_path(tmp_path)
        == tmp_path / "xdg" / "gazetteer" / default_cache_path(tmp_path).name
    )
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")  # to be ignored, says the specification
    assert default_cache_path(tmp_path / "one") == one
    monkeypatch.delenv("HOME")
    assert default_cache_path(tmp_path) is None
    monkeypatch.setenv("GAZETTEER_CACHE", str(tmp_path / "mine"))
    assert default_cache_path(tmp_path) == tmp_path / "mine"
    monkeypatch.setenv("GAZETTEER_CACHE", "off")
    assert default_cache_path(tmp_path) is None
