"""A document is stale when what it covers changed after it; what history does not show is never fresh."""

from datetime import UTC, date, datetime

import pytest

from gazetteer.evidence.reviews import Thresholds, Verdict, verdict
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
    document: str = "c",
    code: str = "b",
    reviewed: str = "",
    uncommitted: str = "",
    boundary: str = "",
    bulk: str = "",
    covers: tuple[str, ...] = ("src/**",),
    state: str = "full",
    **other: str,
) -> Verdict:
    """`document` and `code` name the commits that touched the page and the code, newest first."""
    index = {c.id: number for number, c in enumerate(COMMITS)}
    changes = {
        "doc.md": document,
        "src/a.py": code,
        **{path.replace("__", "/"): ids for path, ids in other.items()},
    }
    history = History(
        state=state,
        head="d",
        commits=tuple(
            Commit(c.id, c.time, c.author, c.email, c.subject, 500 if c.id in bulk else 1)
            for c in COMMITS
        ),
        changes={p: tuple(Change(index[i], "M") for i in ids) for p, ids in changes.items() if ids},
        boundary=frozenset(index[i] for i in boundary),
        uncommitted=frozenset(uncommitted.split()),
    )
    fact = Fact("doc.md", Document(title="D", covers=covers, review=Review(on=reviewed)))
    return verdict(
        Catalog.of([fact], paths={"doc.md": "1", "src/a.py": "2"}, history=history, today=TODAY),
        "doc.md",
    )


def state(**given: str) -> str:
    return judged(**given).state  # type: ignore[arg-type]


def test_changes_after_the_last_edit() -> None:
    assert state(document="c", code="b") == "fresh"
    assert state(document="c", code="c") == "fresh"
    late = judged(document="c", code="db")
    assert (late.state, late.commits, [c.path for c in late.changed]) == ("stale", 1, ["src/a.py"])
    assert late.edited == COMMITS[1]


def test_changes_after_the_review() -> None:
    assert state(document="a", code="b", reviewed="2026-02-15") == "fresh"
    assert state(document="a", code="b", reviewed="2026-02-01") == "fresh"
    assert state(document="a", code="b", reviewed="2026-01-31") == "stale"
    assert state(document="c", code="b", reviewed="2026-01-31") == "fresh"
    assert state(document="a", code="b", reviewed="2027-01-01") == "stale"


def test_bulk_commits_count_neither_way() -> None:
    assert state(document="da", code="b", bulk="d") == "stale"
    assert state(document="c", code="d", bulk="d") == "fresh"
    assert state(document="a", code="a", bulk="a") == "fresh"


def test_uncommitted_changes_count() -> None:
    assert state(document="c", code="b", uncommitted="src/a.py") == "stale"
    assert state(document="c", code="d", uncommitted="doc.md") == "fresh"
    assert state(document="c", code="b", uncommitted="src/a.py", reviewed="2026-11-22") == "fresh"


@pytest.mark.parametrize("absent", ["none", "treeless", "unreadable"])
def test_without_history_nothing_is_fresh(absent: str) -> None:
    assert state(state=absent) == "unknown"


def test_shallow_history_is_unknown_unless_what_is_there_decides() -> None:
    shallow = {"state": "shallow", "boundary": "c"}
    assert state(document="c", code="c", **shallow) == "unknown"
    assert state(document="c", code="d", **shallow) == "stale"
    assert state(document="d", code="c", **shallow) == "fresh"
    assert state(document="c", code="c", reviewed="2026-03-01", **shallow) == "fresh"
    assert state(document="c", code="c", reviewed="2026-02-20", **shallow) == "unknown"
    assert state(document="", code="c", **shallow) == "unknown"


def test_what_is_gone_or_covers_nothing() -> None:
    assert judged(covers=()).state == "fresh"
    assert judged(covers=("lib/**",)).reason == "its `covers:` names no file that exists"


def test_deleted_and_renamed_files_stay_covered() -> None:
    history = History(
        state="full",
        head="d",
        commits=COMMITS,
        changes={
            "doc.md": (Change(1, "M"),),
            "old/gone.py": (Change(0, "D"), Change(3, "A")),
            "new/b.py": (Change(0, "R", "old/b.py"), Change(3, "A")),
        },
    )

    def judge(*covers: str) -> Verdict:
        fact = Fact("doc.md", Document(title="D", covers=covers))
        return verdict(
            Catalog.of(
                [fact], paths={"doc.md": "1", "new/b.py": "2"}, history=history, today=TODAY
            ),
            "doc.md",
        )

    assert [c.path for c in judge("old/gone.py").changed] == ["old/gone.py"]
    assert judge("old/gone.py").reason == "its `covers:` names no file that still exists"
    assert [c.path for c in judge("old/b.py").changed] == ["new/b.py"]


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
        ("cart/a.py",),
        2,
    )
    assert verdict(catalog, "cart/README.md").state == "fresh"
    assert verdict(catalog, "cart/README.md", Thresholds(inferred_commits=0)).state == "fresh"
