"""Real logs of other people become sites without a setting: every record is shown, fed and published."""

import csv
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import feedparser
import jsonschema
import pytest

import gazetteer
from gazetteer.model.page import Page
from gazetteer.model.survey import Site
from gazetteer.pages import decision
from gazetteer.repo.tree import MemoryTree
from gazetteer.settings import Settings
from gazetteer.surveyor import survey

LOGS = (
    "HHS__simpler-grants-gov",
    "alphagov__govuk-aws",
    "apache__james-project",
    "cardano-scaling__hydra",
    "celestiaorg__celestia-app",
    "docToolchain__docToolchain",
    "microsoft__semantic-kernel",
    "ministryofjustice__cloud-platform",
    "nats-io__nats-architecture-and-design",
    "openedx__openedx-events",
    "thomvaill__log4brains",
)
SCHEMA = json.loads(
    (Path(gazetteer.__file__).parent / "schemas" / "decisions.json").read_text("utf-8")
)


@pytest.mark.parametrize("log", LOGS)
def test_every_record_of_a_real_log_is_shown(corpora: Path, log: str) -> None:
    root = corpora / "adr" / log
    files = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }
    tree = MemoryTree(files)
    found = survey(tree, Settings(), today=date(2026, 11, 22), site=Site(name=log))
    made = {output.uri: output for output in decision.render(found)}
    with (corpora / "adr" / "expected.tsv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter="\t") if row["file"].startswith(log)]
    expected = Counter(row["kind"] for row in rows)["adr"]
    index = made["catalog/decisions/"]
    assert isinstance(index, Page)
    assert index.html.count("data-status=") == expected
    assert sum(isinstance(o, Page) and o.entity is not None for o in made.values()) == expected
    published = json.loads(made["decisions.json"].content)
    jsonschema.validate(published, SCHEMA)
    # Without dates and without a history there is nothing new to tell.
    dated = any(record["date"] for record in published["decisions"])
    feed = made.get("catalog/decisions/feed.xml")
    assert (feed is not None) == dated
    assert feed is None or not feedparser.parse(feed.content).bozo
    for output in made.values():
        if isinstance(output, Page):
            for link in output.links:
                target = link.partition("#")[0]
                if target.startswith("catalog/decisions/") and target.endswith("/"):
                    assert target in made, f"{output.uri} -> {link}"
            assert not re.search(r"<script(?! src=)", output.html)
