"""Real records are rewritten in their own form, and real logs are continued in their own habit."""

import csv
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gazetteer.cli._record_status import Target, with_status
from gazetteer.surveyor.recognise import as_decision

from .conftest import Folder

REFUSED = 0.02
"""Records that were superseded once more in a second line: people decide what of it to keep."""
NEXT = {
    "HHS__simpler-grants-gov": "documentation/wiki/product/decisions/adr/DAY-use-a-queue.md",
    "alphagov__govuk-aws": "docs/architecture/decisions/0040-use-a-queue.md",
    "apache__james-project": "src/adr/0076-use-a-queue.md",
    "cardano-scaling__hydra": "docs/adr/DAY_035-use-a-queue.md",
    "celestiaorg__celestia-app": "docs/architecture/adr-029-use-a-queue.md",
    "docToolchain__docToolchain": "src/docs/050_ADRs/ADR-3-use-a-queue.adoc",
    "microsoft__semantic-kernel": "docs/decisions/0063-use-a-queue.md",
    "ministryofjustice__cloud-platform": "architecture-decision-record/050-use-a-queue.md",
    "nats-io__nats-architecture-and-design": "adr/ADR-54.md",
    "openedx__openedx-events": "docs/decisions/0019-use-a-queue.rst",
    "thomvaill__log4brains": "packages/web/docs/adr/DAY-use-a-queue.md",
}
"""Log -> the record that comes next in it."""


def records(root: Path) -> Iterator[tuple[str, str]]:
    """Path inside its repository, and text, of each record of the corpus."""
    with (root / "expected.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["kind"] == "adr":
                text = (root / row["file"]).read_bytes().decode("utf-8", "replace")
                yield row["file"].partition("/")[2], text.removeprefix("\ufeff")


@pytest.mark.parametrize("form", ["as it is", "CRLF", "no last line end"])
def test_real_records_keep_every_other_line(corpora: Path, form: str) -> None:
    successor = as_decision("adr/0999-later.md", "# 999. Later\n\n## Status\n\nAccepted\n")
    assert successor is not None
    edited, refused = 0, []
    for number, (path, original) in enumerate(records(corpora / "adr")):
        text = original
        if form == "CRLF":
            text = text.replace("\r\n", "\n").replace("\n", "\r\n")
        elif form == "no last line end":
            text = text.rstrip("\r\n")
        before = as_decision(path, text)
        if before is None:
            continue
        verbs = ("accepted", "rejected", "deprecated", "superseded")
        status = next(
            verb
            for verb in verbs[number % 4 :] + verbs
            if verb != before.status or verb == "superseded"
        )
        by = Target(successor, "0999-later.md") if status == "superseded" else None
        after = with_status(path, text, status, by)
        if after is None:
            refused.append(path)
            continue
        edited += 1
        read = as_decision(path, after)
        assert read is not None
        assert read.status == status
        assert (by is None) or any(tie.type == "supersededBy" for tie in read.links)
        assert form != "CRLF" or after.count("\n") == after.count("\r\n"), path
        assert form != "no last line end" or not after.endswith("\n"), path
        old, new = text.split("\n"), after.split("\n")
        if len(old) == len(new):
            assert sum(a != b for a, b in zip(old, new, strict=True)) == 1, path
        else:
            rest = iter(new)
            assert all(line.rstrip("\r") in map(_without_end, rest) for line in old), path
    assert edited > 200
    assert len(refused) <= REFUSED * edited, refused


def _without_end(line: str) -> str:
    return line.rstrip("\r")


@pytest.mark.parametrize("log", NEXT)
def test_a_real_log_is_continued_in_its_habit(folder: Folder, corpora: Path, log: str) -> None:
    shutil.copytree(corpora / "adr" / log, folder.root, dirs_exist_ok=True)
    listed = folder.json("list", "--kind", "decision")["entities"]
    old = [entity["place"]["path"] for entity in listed if entity["type"] == "accepted"][-1]
    before = (folder.root / old).read_bytes().decode()
    answer = folder.run("new", "decision", "Use a queue", "--supersedes", old, "--decider", "Ana")
    path, changed = answer.stdout.split()
    assert re.sub(r"20\d\d-?\d\d-?\d\d", "DAY", path) == NEXT[log]
    assert changed == old
    now = (folder.root / old).read_bytes().decode().split("\n")
    assert sum(a != b for a, b in zip(before.split("\n"), now, strict=True)) == 1
    statuses = {
        e["place"]["path"]: e for e in folder.json("list", "--kind", "decision")["entities"]
    }
    new = statuses[path]
    assert (new["title"], new["type"]) == ("Use a queue", "proposed")
    assert statuses[old]["type"] == "superseded"
    ties = {relation["type"] for relation in new["relations"]}
    assert "supersedes" in ties
    told = folder.json("check", "--fail-on", "never")["findings"]
    wrong = [
        finding["rule"]
        for finding in told
        if finding["place"]["path"] == path and finding["rule"].startswith("decision")
    ]
    # A fresh record has still to be written.
    assert set(wrong) <= {"decision-incomplete", "decision-unlinked", "decision-unindexed"}, told
