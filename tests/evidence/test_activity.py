"""Last change, active authors and latest tag of an entity."""

import time
from datetime import UTC, date, datetime

from gazetteer.evidence.activity import Activities
from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.history import Change, Commit, History
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref

TODAY = date(2026, 11, 22)


def commit(id_, day, author="Ann"):
    when = int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())
    return Commit(id_, when, author, f"{author.lower()}@acme.example", "subject", 1)


def entity(name="cart", folder="cart"):
    return Entity(
        ref=Ref.of("component", name), name=name, place=Place("x"), source="test", folder=folder
    )


def activity(commits, changes, thing=None, **history):
    values = {
        path: tuple(Change(number, "M") for number in numbers) for path, numbers in changes.items()
    }
    log = History(commits=tuple(commits), changes=values, **{"state": "full", **history})
    thing = thing or entity()
    return Activities(Catalog.of([thing], history=log, today=TODAY)).of(thing)


COMMITS = [
    commit("d", "2026-11-20", "Bob"),
    commit("c", "2026-11-10", "Ann"),
    commit("b", "2026-09-01", "Ann"),
    commit("a", "2026-08-20", "Old"),
]


def test_the_files_below_the_folder_count_and_no_others():
    found = activity(COMMITS, {"cart/a.go": [1, 3], "cart/x/b.go": [2], "carts/c.go": [0]})
    assert found.last.id == "c"
    assert [(author.name, author.commits) for author in found.authors] == [("Ann", 2)]
    assert found.complete


def test_a_commit_that_touches_many_files_counts_once():
    found = activity(COMMITS, {"cart/a": [0, 1], "cart/b": [0], "cart/c": [0]})
    assert [(author.name, author.commits) for author in found.authors] == [("Ann", 1), ("Bob", 1)]


def test_bulk_edits_make_nobody_an_author():
    found = activity(COMMITS, {"cart/a": [0, 1]}, bulk=frozenset({"d"}))
    assert [author.name for author in found.authors] == ["Ann"]


def test_what_a_shallow_clone_hides_is_unknown():
    found = activity(COMMITS[:2], {"cart/a": [1]}, state="shallow", boundary=frozenset({1}))
    assert found.last is None
    assert found.authors == ()
    assert not found.complete
    far = activity(COMMITS, {"cart/a": [1]}, state="shallow", boundary=frozenset({3}))
    assert (far.last.id, far.complete) == ("c", True)


def test_without_history_nothing_is_known():
    found = activity([], {}, state="none")
    assert (found.last, found.authors, found.complete, found.tag) == (None, (), False, "")


def test_the_entitys_own_tag_goes_before_the_repositorys():
    tags = (("v9", "d", 4), ("Cart/2.0", "c", 3), ("cart-1", "b", 2), ("cartoon-7", "a", 1))
    assert activity(COMMITS, {}, tags=tags).tag == "Cart/2.0"
    assert activity(COMMITS, {}, entity("pay", "pay"), tags=tags).tag == "v9"


def test_ten_thousand_services():
    commits = tuple(
        commit(str(number), "2026-11-01", f"A{number % 40}") for number in range(30_000)
    )
    changes = {
        f"services/s{n}/{leaf}": (Change(n * 3, "M"), Change(n * 3 + 1, "M"))
        for n in range(10_000)
        for leaf in "abcd"
    }
    services = [entity(f"s{n}", f"services/s{n}") for n in range(10_000)]
    history = History(state="full", commits=commits, changes=changes)
    whole = Catalog.of(services, history=history, today=TODAY)
    start = time.process_time()
    activities = Activities(whole)
    assert all(activities.of(service).last for service in services)
    assert time.process_time() - start < 3
