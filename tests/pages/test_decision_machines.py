"""What programs read of the decision log: the feed by RFC 4287, and `decisions.json` by its schema."""

import json
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import jsonschema
import pytest

import gazetteer
from gazetteer.model.history import Change, Commit, History
from gazetteer.model.page import Asset
from gazetteer.model.survey import Site
from gazetteer.pages import decision
from gazetteer.repo.tree import MemoryTree
from gazetteer.settings import Settings
from gazetteer.surveyor import survey

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = "catalog/decisions/feed.xml"
SCHEMAS = Path(gazetteer.__file__).parent / "schemas"
SITE = Site(
    name="Acme & <Co>", site_url="https://docs.example/x/", repo_url="https://git.example/r"
)

LOG = {
    "adr/0001-one.md": "# 1. Alpha 1 < 2\n\nDate: 2024-01-05\n\n## Status\n\nSuperseded by [2](0002-two.md)\n",
    "adr/0002-two.md": "---\nstatus: accepted\ndate: 2024-06-01\ndeciders: [Ana, Tom]\ntags: [storage]\n---\n# Beta & co\n\n## Context\n\nBecause.\n",  # noqa: E501 # a file on one line
    "adr/0003-three.md": "# 3. Timeless\x07\n\n## Status\n\nUnheard of\n",
}


def files(site: Site = SITE, history: History | None = None) -> dict[str, bytes]:
    found = survey(MemoryTree(LOG), Settings(), today=date(2026, 11, 22), site=site)
    if history:
        object.__setattr__(found.catalog, "history", history)
    return {o.uri: o.content for o in decision.render(found) if isinstance(o, Asset)}


HISTORY = History(
    state="full",
    commits=(
        Commit("c" * 40, 1_800_000_000, "Cy", "c@x", "Format everything", 900),
        Commit("b" * 40, 1_700_000_000, "Bo", "b@x", "Mend\x08 it", 1),
        Commit("a" * 40, 1_600_000_000, "Al", "a@x", "Begin", 1),
    ),
    changes={
        "adr/0001-one.md": (Change(0, "M"), Change(1, "M"), Change(2, "A")),
        "adr/0003-three.md": (Change(0, "M"), Change(2, "A")),
    },
    bulk=frozenset({"c" * 40}),
)


def test_a_reader_of_feeds_reads_it() -> None:
    parsed = feedparser.parse(files(history=HISTORY)[FEED])
    assert not parsed.bozo
    assert parsed.version == "atom10"
    assert parsed.feed.title == "Decisions of Acme & <Co>"
    assert [entry.title for entry in parsed.entries] == [
        "2 Beta & co (accepted)",
        "1 Alpha 1 < 2 (superseded)",
        "3 Timeless\ufffd (unknown)",
    ]
    beta = next(entry for entry in parsed.entries if "Beta" in entry.title)
    assert beta.link == "https://docs.example/x/catalog/default/decision/0002-two/"
    assert [author.name for author in beta.authors] == ["Ana", "Tom"]
    assert {tag.term for tag in beta.tags} == {"accepted", "storage"}


def test_newest_change_first_and_bulk_edits_are_no_change() -> None:
    parsed = feedparser.parse(files(history=HISTORY)[FEED])
    when = {entry.title.split()[1]: entry.updated for entry in parsed.entries}
    assert when["Alpha"] == "2023-11-14T22:13:20Z", "not the day on which everything was formatted"
    assert when["Beta"] == "2024-06-01T00:00:00Z", "not committed: the record's own date"
    updated = [entry.updated for entry in parsed.entries]
    assert updated == sorted(updated, reverse=True)
    assert parsed.feed.updated == updated[0]


@pytest.mark.parametrize("site", [SITE, Site(name=""), Site(name="Acme", index="index.html")])
def test_structure_by_rfc_4287(site: Site) -> None:
    feed = ET.fromstring(files(site)[FEED])  # noqa: S314 # our own file
    assert feed.tag == f"{ATOM}feed"
    # §4.1.1: exactly one id, title and updated; an author here covers entries without one.
    for element in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1, name
            assert element.findtext(f"{ATOM}{name}")
        assert element.findtext(f"{ATOM}id", "").startswith("urn:uuid:")
        stamp = element.findtext(f"{ATOM}updated", "")
        assert datetime.fromisoformat(stamp).tzinfo is not None, "RFC 3339 with an offset"
        for person in element.findall(f"{ATOM}author"):
            assert person.findtext(f"{ATOM}name")
        # §4.1.1: no two alternates of one type and language.
        alternates = element.findall(f"{ATOM}link[@rel='alternate']")
        assert len(alternates) == 1
    assert feed.findall(f"{ATOM}author")
    assert len(feed.findall(f"{ATOM}link[@rel='self']")) == 1
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)


def test_identities_stay_when_the_site_moves() -> None:
    def ids(site: Site) -> list[str]:
        return [entry.id for entry in feedparser.parse(files(site)[FEED]).entries]

    moved = Site(name="Acme & <Co>", site_url="https://new.example/", repo_url="https://git.example/r")  # fmt: skip
    assert ids(SITE) == ids(moved)


def test_a_record_without_any_time_is_not_in_the_feed() -> None:
    titles = [entry.title for entry in feedparser.parse(files()[FEED]).entries]
    assert len(titles) == 2


def test_decisions_json_fits_its_schema() -> None:
    answer = json.loads(files(history=HISTORY)["decisions.json"])
    schema = json.loads((SCHEMAS / "decisions.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(answer, schema)
    assert answer["schema"] == "gazetteer.decisions/1"
    one, two, three = answer["decisions"]
    assert one["ties"]["superseded_by"][0]["ref"] == two["ref"]
    assert two["ties"]["supersedes"][0] == {
        **two["ties"]["supersedes"][0],
        "ref": one["ref"],
        "said": False,
    }
    assert two["in_force"]
    assert two["deciders"] == ["Ana", "Tom"]
    assert one["changed"]["id"] == "b" * 40
    assert three["status"] == "unknown"
    assert three["certainty"] == ""


def test_the_same_bytes_for_the_same_tree() -> None:
    assert files(history=HISTORY) == files(history=HISTORY)
