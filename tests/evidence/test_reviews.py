"""A document is stale when what it covers changed after it; what history does not show is never fresh."""

from datetime import UTC, date, datetime

import pytest

from gazetteer.evidence.reviews import DEFAULT, verdict
from gazetteer.evidence.verdicts import Thresholds, Verdict
from gazetteer.model.catalog import Catalog, Record
from gazetteer.model.document import Document, Review
from gazetteer.model.entity import Entity
from gazetteer.model.fact import Fact
from gazetteer.model.history import Change, Commit, History
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref

TODAY = date(2026, 11, 22)


def commit(id_: str, day: str, files: int = 1) -> Commit:
    time = int(datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC).timestamp())
    return Commit(id_, time, "Ada", "ada@x.example", id_, files)


COMMITS = (
    commit("d", "2026-04-01"),
    commit("c", "2026-03-01"),
    commit("b", "2026-02-01"),
    commit("a", "2026-01-01"),
)


def judged(  # noqa: PLR0917 (a table of cases)
    document: str = "ca",
    code: str = "ba",
    reviewed: str = "",
    uncommitted: str = "",
    boundary: str = "",
    bulk: str = "",
    covers: tuple[str, ...] = ("src/**",),
    state: str = "full",
    lost: str = "",
    thresholds: Thresholds = DEFAULT,
    texts: dict[str, str] | None = None,
) -> Verdict:
    """`document` and `code` name the commits that touched the page and the code, newest first.

    Each commit leaves another signature, unless `texts` gives its text; `lost` are commits whose blobs are not here.
    """
    index = {c.id: number for number, c in enumerate(COMMITS)}
    changes = {"doc.md": document, "src/a.py": code}
    given = texts or {}

    def past(blob: str) -> str | None:
        path, _, id_ = blob.partition("@")
        own = f"# {id_}" if path == "doc.md" else f"def f({id_}): ..."
        return None if id_ in lost else given.get(blob, own)

    history = History(
        state=state,
        head="d",
        commits=tuple(
            Commit(c.id, c.time, c.author, c.email, c.subject, 500 if c.id in bulk else 1)
            for c in COMMITS
        ),
        changes={
            path: tuple(Change(index[i], "M", blob=f"{path}@{i}") for i in ids)
            for path, ids in changes.items()
            if ids
        },
        boundary=frozenset(index[i] for i in boundary),
        uncommitted=frozenset(uncommitted.split()),
    )
    now = {
        path: f"{path}@{'now' if path in uncommitted else ids[:1]}" for path, ids in changes.items()
    }
    fact = Fact("doc.md", Document(title="D", covers=covers, review=Review(on=reviewed)))
    catalog = Catalog.of(
        [fact],
        paths=now,
        history=history,
        today=TODAY,
        read=lambda path: past(now[path]) if path in now else None,
        past=past,
    )
    return verdict(catalog, "doc.md", thresholds)


def state(**given: str) -> str:
    return judged(**given).state  # type: ignore[arg-type]


def test_changes_after_the_last_edit() -> None:
    assert state(document="ca", code="ba") == "fresh"
    assert state(document="ca", code="ca") == "fresh"
    late = judged(document="ca", code="dba")
    assert (late.state, late.commits, [c.path for c in late.changed]) == ("stale", 1, ["src/a.py"])
    assert late.edited == COMMITS[1]
    assert late.changed[0].pieces.changed == ("f",)
    assert late.since == "2026-04-01"


def test_changes_after_the_review() -> None:
    assert state(document="a", code="ba", reviewed="2026-02-15") == "fresh"
    assert state(document="a", code="ba", reviewed="2026-02-01") == "fresh"
    assert state(document="a", code="ba", reviewed="2026-01-31") == "stale"
    assert state(document="ca", code="ba", reviewed="2026-01-31") == "fresh"
    assert state(document="a", code="ba", reviewed="2027-01-01") == "stale"


def test_what_changes_nothing_that_is_offered_does_not_count_and_is_listed() -> None:
    texts = {"src/a.py@d": "# new\ndef f( b ):\n    return 1\n"}
    same = judged(document="ca", code="dba", texts=texts)
    assert same.state == "fresh"
    assert [(u.commit.id, u.reason) for u in same.uncounted] == [
        ("d", "it leaves what is offered as it was")
    ]


def test_bulk_commits_count_neither_way_and_are_listed() -> None:
    assert state(document="da", code="ba", bulk="d") == "stale"
    quiet = judged(document="ca", code="dba", bulk="d")
    assert quiet.state == "fresh"
    assert [(u.commit.id, u.reason) for u in quiet.uncounted] == [("d", "it touches 500 files")]
    assert state(document="a", code="a", bulk="a") == "fresh"


def test_a_real_change_beside_a_bulk_commit_counts() -> None:
    found = judged(document="a", code="dcba", bulk="d")
    assert [c.id for c in found.changed[0].commits] == ["c", "b"]


def test_an_edit_that_only_formats_is_no_edit() -> None:
    texts = {"doc.md@d": "# a\n\n", "doc.md@a": "# a\n"}
    assert state(document="da", code="ca", texts=texts) == "stale"
    texts["doc.md@d"] = "---\nlast_reviewed: 2026-04-01\n---\n# a\n"
    assert state(document="da", code="ca", texts=texts) == "fresh"
    texts["doc.md@d"] = "---\ntags: [x]\n---\n# a\n"
    assert state(document="da", code="ca", texts=texts) == "stale"


def test_uncommitted_changes_count() -> None:
    assert state(document="ca", code="ba", uncommitted="src/a.py") == "stale"
    assert state(document="ca", code="da", uncommitted="doc.md") == "fresh"
    reviewed = {"uncommitted": "src/a.py", "reviewed": "2026-11-22"}
    assert state(document="ca", code="ba", **reviewed) == "fresh"


def test_many_commits_that_change_nothing_are_told_as_such() -> None:
    texts = {f"src/a.py@{c}": f"def f(): return '{c}'" for c in "abcd"}
    few = judged(document="a", code="dcba", texts=texts)
    assert few.state == "fresh"
    many = judged(document="a", code="dcba", texts=texts, thresholds=Thresholds(commits=3))
    assert (many.state, [c.how for c in many.changed]) == ("stale", ["commits"])


@pytest.mark.parametrize("absent", ["none", "treeless", "unreadable"])
def test_without_history_nothing_is_fresh(absent: str) -> None:
    assert state(state=absent) == "unknown"


def test_shallow_history_is_unknown_unless_what_is_there_decides() -> None:
    shallow = {"state": "shallow", "boundary": "c"}
    assert state(document="c", code="c", **shallow) == "unknown"
    assert state(document="c", code="dc", **shallow) == "stale"
    assert state(document="d", code="c", **shallow) == "fresh"
    assert state(document="c", code="c", reviewed="2026-03-01", **shallow) == "fresh"
    assert state(document="c", code="c", reviewed="2026-02-20", **shallow) == "unknown"
    assert state(document="", code="c", **shallow) == "unknown"


def test_an_earlier_version_that_is_not_here_is_unknown() -> None:
    blobless = judged(document="c", code="dba", lost="abc")
    assert blobless.state == "unknown"
    assert "src/a.py" in blobless.reason
    assert state(document="d", code="cba", lost="abc") == "fresh"
    often = judged(document="a", code="dcba", lost="abcd", thresholds=Thresholds(commits=3))
    assert often.state == "stale"


def test_what_is_gone_or_covers_nothing() -> None:
    assert judged(covers=()).state == "fresh"
    nothing = judged(covers=("lib/**", "src/**"))
    assert (nothing.state, [pattern for pattern, _ in nothing.missing]) == ("stale", ["lib/**"])


def test_deleted_and_renamed_files_stay_covered() -> None:
    history = History(
        state="full",
        head="d",
        commits=COMMITS,
        changes={
            "doc.md": (Change(1, "M", blob="x"), Change(3, "A", blob="y")),
            "old/gone.py": (Change(0, "D"), Change(3, "A", blob="z")),
            "new/b.py": (Change(0, "R", "old/b.py", "b"), Change(3, "A", blob="b")),
            "old/two.py": (Change(0, "R", "old/one.py", "t"), Change(3, "A", blob="t")),
        },
    )

    def judge(*covers: str) -> Verdict:
        fact = Fact("doc.md", Document(title="D", covers=covers))
        paths = {"doc.md": "x", "new/b.py": "b", "old/two.py": "t"}
        return verdict(Catalog.of([fact], paths=paths, history=history, today=TODAY), "doc.md")

    assert [p for p, _ in judge("old/gone.py").missing] == ["old/gone.py"]
    found = {c.how: (c.part, c.old) for c in judge("old/**").changed}
    assert found["removed"] == ("old/gone.py", "")
    assert sorted(c.old for c in judge("old/**").changed if c.old) == ["old/b.py", "old/one.py"]
    # What the whole of it moved to keeps its name.
    assert judge("new/**").state == "fresh"


def test_a_readme_covers_its_component_from_the_threshold_on() -> None:
    ref = Ref.of("component", "cart")
    entity = Entity(
        ref=ref,
        name="cart",
        place=Place("cart/catalog-info.yaml"),
        source="descriptor",
        folder="cart",
    )
    paper = Entity(
        ref=Ref.of("document", "r"), name="r", place=Place("cart/README.md"), source="documents"
    )
    records: tuple[Record, ...] = (
        entity,
        paper,
        Fact("cart/README.md", Document(title="Cart", class_="readme")),
    )
    history = History(
        state="full",
        head="d",
        commits=COMMITS,
        changes={
            "cart/README.md": (Change(3, "A"),),
            "cart/a.py": (Change(0, "M"), Change(1, "M"), Change(3, "A")),
            "cart/new.py": (Change(1, "A"),),
            "cart/docs/x.md": (Change(0, "A"),),
        },
    )
    catalog = Catalog.of(
        records, paths=dict.fromkeys(history.changes, "1"), history=history, today=TODAY
    )
    loud = verdict(catalog, "cart/README.md", Thresholds(inferred_commits=2))
    assert (loud.state, loud.inferred, loud.covered, loud.commits) == (
        "stale",
        True,
        ("cart/a.py", "cart/new.py"),
        2,
    )
    grown = verdict(catalog, "cart/README.md", Thresholds(inferred_changes=1))
    assert [(c.part, c.how) for c in grown.changed] == [("cart/new.py", "added")]
    assert verdict(catalog, "cart/README.md").state == "fresh"
    assert verdict(catalog, "cart/README.md", Thresholds(inferred_commits=0)).state == "fresh"
