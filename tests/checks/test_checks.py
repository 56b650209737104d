"""Checks over catalogs built by hand: what decides, what stays quiet, and what a person is told."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
import pytest

from gazetteer.checks import (
    api_orphaned,
    api_undefined,
    contact_invalid,
    data_shared,
    decision_date,
    decision_invalid,
    decision_number_taken,
    decision_unlinked,
    deprecated_used,
    description_missing,
    docs_missing,
    entity_duplicate,
    entity_invalid,
    file_unreadable,
    owner_missing,
    owner_unknown,
    ref_dangling,
    relation_cycle,
    runbook_missing,
    version_invalid,
)
from gazetteer.extension import Check, NoOptions
from gazetteer.model.catalog import Catalog, Record
from gazetteer.model.decision import Decision, DecisionLink
from gazetteer.model.document import Document
from gazetteer.model.entity import Entity, Link
from gazetteer.model.fact import Fact
from gazetteer.model.fault import Fault
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref
from gazetteer.model.relation import Relation
from gazetteer.model.rule import Severity
from gazetteer.model.surface import Surface


def entity(ref: str, line: int = 1, **values: Any) -> Entity:
    kind, name = ref.split(":")
    values.setdefault("place", Place("c.yaml", line))
    return Entity(ref=Ref.of(kind, name), name=name, source="test", **values)


def tie(type_: str, source: str, target: str, line: int = 1) -> Relation:
    return Relation(
        type_, Ref.of(*source.split(":")), Ref.of(*target.split(":")), Place("c.yaml", line)
    )


def run(check: Check, *records: Record, options: Any = None, **catalog: Any) -> list[Finding]:
    shape = getattr(check, "Options", NoOptions)
    linked = Catalog.of(records, today=date(2026, 11, 22), **catalog)
    found = list(check.check(linked, msgspec.convert(options or {}, shape)))
    for finding in found:
        assert finding.rule == check.rule.id
        assert finding.message.endswith(".")
        assert finding.mend.endswith(".")
        assert finding.place.path
    return found


def test_a_fault_keeps_its_words_and_place() -> None:
    fault = Fault(
        kind="file",
        code="yaml",
        message="the quote is never closed",
        place=Place("a.yaml", 3, 4),
    )
    (found,) = run(file_unreadable, fault)
    assert found.message == "The quote is never closed."
    assert found.mend.startswith("Correct the file")
    assert found.place == Place("a.yaml", 3, 4)


def test_a_path_at_the_start_of_a_message_keeps_its_spelling() -> None:
    fault = Fault(kind="file", code="x", message="a.yaml is broken.", place=Place("a.yaml"))
    assert run(file_unreadable, fault)[0].message == "a.yaml is broken."


def test_the_second_declaration_is_told_with_the_place_of_the_first() -> None:
    (found,) = run(entity_duplicate, entity("component:cart", 1), entity("component:cart", 9))
    assert found.place.line == 9
    assert "c.yaml:1" in found.message


def test_a_dangling_reference_gets_a_guess() -> None:
    (found,) = run(
        ref_dangling,
        entity("component:cart"),
        entity("component:pricing"),
        tie("dependsOn", "component:cart", "component:pricng", 7),
    )
    assert found.place.line == 7
    assert "the component pricng" in found.message
    assert "Write `component:pricing` if that is what you mean" in found.mend
    assert "known_refs" in found.mend


def test_a_reference_of_the_wrong_kind_gets_a_guess() -> None:
    (found,) = run(
        ref_dangling,
        entity("component:cart"),
        entity("resource:carts"),
        tie("dependsOn", "component:cart", "component:carts"),
    )
    assert "`component:cart`" in found.mend or "`resource:carts`" in found.mend


def test_owners_and_what_is_known_elsewhere_do_not_dangle() -> None:
    records = (
        entity("component:cart"),
        tie("ownedBy", "component:cart", "group:gone"),
        tie("dependsOn", "component:cart", "resource:bus"),
    )
    assert run(ref_dangling, *records, known_refs=("resource:*",)) == []


def test_what_points_at_a_refused_entity_is_a_note_that_names_the_place() -> None:
    fault = Fault(
        kind="entity",
        code="policy",
        message="spec.type is missing",
        place=Place("p.yaml", 4),
        entity=Ref.of("component", "pricing"),
    )
    (found,) = run(
        ref_dangling,
        entity("component:cart"),
        fault,
        tie("dependsOn", "component:cart", "component:pricing"),
    )
    assert found.severity == Severity.NOTE
    assert "refused at p.yaml:4" in found.message


def test_kinds_that_need_an_owner_can_be_chosen() -> None:
    records = (entity("component:cart"), entity("group:shop"), entity("domain:sales"))
    assert len(run(owner_missing, *records)) == 2
    assert len(run(owner_missing, *records, options={"kinds": ["domain"]})) == 1


def test_an_owner_that_could_not_be_read_is_not_missing() -> None:
    assert run(owner_missing, entity("component:cart", owner_text="group:")) == []


OWNED = (
    entity("component:a"),
    entity("component:b", 5),
    tie("ownedBy", "component:a", "group:shopping", 2),
    tie("ownedBy", "component:b", "group:shopping", 6),
)


def test_each_entity_with_an_unknown_owner_is_told_where_groups_are_declared() -> None:
    found = run(owner_unknown, *OWNED, entity("group:shoping"))
    assert [f.place.line for f in found] == [2, 6]
    assert all(f.severity is None for f in found)
    assert "`group:shoping`" in found[0].mend


def test_each_unknown_owner_is_told_once_where_no_group_is_declared() -> None:
    mentioned = entity("group:other", evidence=("CODEOWNERS",))
    (found,) = run(owner_unknown, *OWNED, mentioned)
    assert found.severity == Severity.WARNING
    assert "component a and component b" in found.message
    assert "known_refs" in found.mend
    assert "`group:*`" in found.mend


def test_where_groups_are_declared_can_be_said() -> None:
    assert run(owner_unknown, *OWNED, options={"groups": "elsewhere"}) == []
    assert len(run(owner_unknown, *OWNED, options={"groups": "here"})) == 2
    assert run(owner_unknown, *OWNED, known_refs=("group:*",)) == []


def test_only_groups_and_users_own() -> None:
    records = (entity("component:a"), tie("ownedBy", "component:a", "component:a"))
    (found,) = run(owner_unknown, *records, options={"groups": "elsewhere"})
    assert "only a group or a user" in found.message


def test_a_description_of_blanks_is_none() -> None:
    assert len(run(description_missing, entity("component:a", description=" \n"))) == 1
    assert run(description_missing, entity("component:a", description="It is.")) == []


def test_a_readme_or_a_page_documents_a_service() -> None:
    service = entity("component:a", type="service", folder="a")
    assert len(run(docs_missing, service)) == 1
    assert run(docs_missing, service, paths={"a/ReadMe.rst": "1"}) == []
    assert run(docs_missing, service, tie("describes", "document:x", "component:a")) == []
    assert len(run(docs_missing, service, paths={"README.md": "1"})) == 1
    assert run(docs_missing, entity("component:a", type="library")) == []


def test_documentation_elsewhere_is_documentation() -> None:
    away = {"backstage.io/source-location": "url:https://git.example/a"}
    link = Link(url="https://wiki.example/a", title="Documentation")
    many = [entity(f"component:{n}", type="service", annotations=away) for n in "ab"]
    assert run(docs_missing, *many) == []
    assert len(run(docs_missing, many[0])) == 1, "alone in its folder, the code may be right here"
    assert run(docs_missing, entity("component:a", type="service", links=(link,))) == []
    techdocs = {"backstage.io/techdocs-ref": "url:https://git.example/a"}
    assert run(docs_missing, entity("component:a", type="service", annotations=techdocs)) == []
    shared = [entity(f"component:{n}", type="service") for n in "ab"]
    assert "`type: docs`" in run(docs_missing, *shared)[0].mend


def test_a_runbook_is_a_page_or_a_link() -> None:
    service: dict[str, Any] = {"type": "service", "lifecycle": "production"}
    page = entity("document:r", place=Place("r.md", 1))
    told = tie("describes", "document:r", "component:a")
    assert len(run(runbook_missing, entity("component:a", **service))) == 1
    link = Link(url="https://x.example", title="Runbook for the night")
    assert run(runbook_missing, entity("component:a", links=(link,), **service)) == []
    for class_, count in (("runbook", 0), ("how-to", 1)):
        fact = Fact("r.md", Document(title="R", class_=class_))
        found = run(runbook_missing, entity("component:a", **service), page, told, fact)
        assert len(found) == count
    assert (
        run(runbook_missing, entity("component:a", type="service", lifecycle="experimental")) == []
    )


def test_a_definition_must_be_there() -> None:
    missing = entity("api:a", definition_path="x.yaml")
    (found,) = run(api_undefined, missing)
    assert "x.yaml, which does not exist" in found.message
    assert run(api_undefined, missing, paths={"x.yaml": "1"}) == []
    (found,) = run(api_undefined, entity("api:a"), tie("providesApi", "component:c", "api:a"))
    assert "which the component c provides" in found.message
    assert run(api_undefined, entity("api:a", type="mcp-server")) == []
    assert run(api_undefined, entity("api:a", definition_url="https://x.example/a.yaml")) == []
    fault = Fault(
        kind="api", code="x", message="m", place=Place("c.yaml"), entity=Ref.of("api", "a")
    )
    assert run(api_undefined, entity("api:a"), fault) == []


def test_an_api_needs_somebody() -> None:
    assert len(run(api_orphaned, entity("api:a"))) == 1
    assert run(api_orphaned, entity("api:a"), tie("consumesApi", "component:c", "api:a")) == []
    assert run(api_orphaned, entity("api:a", evidence=("openapi.yaml",))) == []


def test_only_the_living_are_told_about_the_deprecated() -> None:
    old = entity("component:old", lifecycle="deprecated")
    use = tie("dependsOn", "component:new", "component:old", 8)
    (found,) = run(deprecated_used, entity("component:new", lifecycle="production"), old, use)
    assert found.place.line == 8
    assert found.entity == Ref.of("component", "new")
    assert run(deprecated_used, entity("component:new", lifecycle="deprecated"), old, use) == []


@pytest.mark.parametrize(
    ("version", "fine"),
    [
        ("1.0.0", True),
        ("2.1.3-beta.1+build.5", True),
        ("v1", True),
        ("1.4", True),
        ("v1beta2", True),
        ("2026-01-31", True),
        ("latest", False),
        ("1.0.0.0.1", False),
        ("${VERSION}", False),
        ("1" * 10_000, False),
    ],
)
def test_versions_that_can_be_ordered(version: str, *, fine: bool) -> None:
    surface = Fact("x.yaml", Surface(format="openapi", version=version))
    found = run(version_invalid, entity("api:a", definition_path="x.yaml"), surface)
    assert len(found) == (not fine)


@pytest.mark.parametrize(
    ("email", "fine"),
    [
        ("shop@example.com", True),
        ("shop+cart@mail.example.co.uk", True),
        ("root@localhost", True),
        ("", True),
        ("shop at example.com", False),
        ("a@b@c", False),
        ("@example.com", False),
        ("a@", False),
        ("a@x..y", False),
        ("a@" + "x." * 5_000 + "!", False),
    ],
)
def test_addresses_that_can_be_one(email: str, *, fine: bool) -> None:
    found = run(contact_invalid, entity("group:a", profile={"email": email}))
    assert len(found) == (not fine)


def test_a_circle_is_told_once_whoever_declares_it() -> None:
    (found,) = run(
        relation_cycle,
        tie("partOf", "domain:a", "domain:b", 1),
        tie("hasPart", "domain:a", "domain:b", 2),
        tie("partOf", "system:s", "domain:a", 3),
    )
    assert "domain a -> domain b -> domain a" in found.message
    assert found.place.line == 1


def test_a_thing_may_be_part_of_itself_and_diamonds_are_no_circle() -> None:
    (found,) = run(relation_cycle, tie("childOf", "group:a", "group:a"))
    assert "group a -> group a" in found.message
    diamond = (("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"))
    assert (
        run(relation_cycle, *(tie("partOf", f"domain:{x}", f"domain:{y}") for x, y in diamond))
        == []
    )


def test_a_long_circle_is_named_briefly_and_dense_ones_end() -> None:
    ring = [tie("childOf", f"group:g{i}", f"group:g{(i + 1) % 3000}") for i in range(3000)]
    (found,) = run(relation_cycle, *ring)
    assert len(found.message) < 300
    dense = [tie("partOf", f"domain:d{i}", f"domain:d{j}") for i in range(100) for j in range(100)]
    assert 1 <= len(run(relation_cycle, *dense)) <= 100


def test_data_has_exactly_one_holder() -> None:
    store = entity("resource:db")
    one, two = (
        tie("holds", "component:a", "resource:db", 2),
        tie("holds", "component:b", "resource:db", 3),
    )
    read = tie("reads", "component:c", "resource:db", 4)
    assert run(data_shared, store) == []
    assert run(data_shared, store, one, read) == []
    (found,) = run(data_shared, store, one, two)
    assert (found.severity, found.place.line) == (None, 3)
    (found,) = run(data_shared, store, read)
    assert found.severity == Severity.WARNING


def decision(path: str, *links: tuple[str, str], **values: Any) -> Fact:
    folder, _, name = path.rpartition("/")
    slug = name.removesuffix(".md")
    number = slug.split("-")[0].lstrip("0")
    ties = tuple(
        DecisionLink(type_, target, target or "ADR-9", Place(path, 9)) for type_, target in links
    )
    values.setdefault("title", f"T{number}")
    return Fact(
        path,
        Decision(slug=slug, folder=folder, number=number, links=ties, **values),
    )


def told(check: Check, *records: Record, **rest: Any) -> Iterator[tuple[str, str]]:
    return ((f.place.path, f.message) for f in run(check, *records, **rest))


def test_statuses_and_dates_of_decisions() -> None:
    (found,) = run(decision_invalid, decision("adr/0001-a.md", status_text="Someday"))
    assert found.severity is None
    assert "'Someday'" in found.message
    (found,) = run(decision_invalid, decision("adr/0001-a.md"))
    assert found.severity == Severity.WARNING
    date_fault = Fault(
        kind="decision", code="date", message="'2023-07-2i' is no date", place=Place("adr/1.md", 3)
    )
    told = (decision("adr/0001-a.md", status="accepted"), date_fault)
    assert run(decision_invalid, *told) == []
    (found,) = run(decision_date, *told)
    assert found.severity is None
    assert "2023-07-2i" in found.message


def test_one_fault_is_told_by_one_rule() -> None:
    link_fault = Fault(
        kind="decision", code="unresolved-link", message="m", place=Place("adr/1.md", 3)
    )
    assert run(decision_invalid, link_fault) == []
    unread = Fault(
        kind="entity",
        code="placeholder",
        message="$text: there is no file 'x.yaml'",
        place=Place("c.yaml", 9, 3, "spec.definition"),
        entity=Ref.of("api", "a"),
    )
    assert run(entity_invalid, entity("api:a"), unread) == []
    (found,) = run(api_undefined, entity("api:a"), unread)
    assert found.message == (
        "The definition of the API a cannot be read: $text: there is no file 'x.yaml'."
    )


def test_numbers_are_taken_once_in_a_folder() -> None:
    records = (decision("a/0001-x.md"), decision("a/0001-y.md"), decision("b/0001-z.md"))
    assert [path for path, _ in told(decision_number_taken, *records)] == []
    differing = (decision("a/0001-x.md", title="X"), decision("a/0001-y.md", title="Y"))
    assert [path for path, _ in told(decision_number_taken, *differing)] == ["a/0001-y.md"]


OLD, NEW = "adr/0001-old.md", "adr/0002-new.md"


def test_a_pair_that_knows_of_each_other_is_fine() -> None:
    old = decision(OLD, ("supersededBy", NEW), status="superseded")
    new = decision(NEW, ("supersedes", OLD), status="accepted")
    assert run(decision_unlinked, old, new) == []


def test_a_superseded_record_names_its_successor() -> None:
    ((path, message),) = told(decision_unlinked, decision(OLD, status="superseded"))
    assert path == OLD
    assert "does not say by what" in message


def test_a_successor_that_does_not_exist_is_told_unless_it_is_an_address() -> None:
    ((_, message),) = told(
        decision_unlinked, decision(OLD, ("supersededBy", ""), status="superseded")
    )
    assert "'ADR-9', but there is no such record" in message
    link = DecisionLink("supersededBy", "", "https://x.example/pull/3", Place(OLD, 9))
    away = Decision(slug="o", folder="adr", title="T", status="superseded", links=(link,))
    assert run(decision_unlinked, Fact(OLD, away)) == []


def test_a_replaced_record_must_not_look_as_if_in_force() -> None:
    new = decision(NEW, ("supersedes", OLD), status="accepted")
    (found,) = run(decision_unlinked, decision(OLD, status="accepted"), new)
    assert found.place.path == OLD
    assert "although adr/0002-new.md supersedes it" in found.message
    assert "[2. T2](0002-new.md)" in found.mend


def test_a_tie_that_one_side_leaves_out_is_a_note() -> None:
    old = decision(OLD, ("supersededBy", NEW), status="superseded")
    new = decision(NEW, status="accepted")
    (found,) = run(decision_unlinked, old, new)
    assert (found.place.path, found.severity) == (NEW, Severity.NOTE)
    assert "Supersedes [1. T1](0001-old.md)" in found.mend
    assert run(decision_unlinked, old, new, options={"both_ways": False}) == []
