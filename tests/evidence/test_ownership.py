"""Who owns what declares no owner, and what is told about the ownership file."""

import time

import pytest

from gazetteer.evidence.ownership import CATCH_ALL, chosen_owners, inferred_owners
from gazetteer.extension import File
from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.fact import Fact
from gazetteer.model.fault import Fault
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref
from gazetteer.model.relation import Relation
from gazetteer.settings import OwnersSettings, Settings
from gazetteer.sources import codeowners


class Tree:
    exists = staticmethod(lambda _path: False)


def entity(ref, folder="", **more):
    kind, _, name = ref.partition(":")
    return Entity(
        ref=Ref.of(kind, name),
        name=name,
        place=Place(f"{folder}/x.yaml"),
        source="test",
        folder=folder,
        **more,
    )


def catalog(files, *records, paths=()):
    facts = [
        fact for path, text in files.items() for fact in codeowners.read(File(path, text), Tree())
    ]
    everything = [*files, *paths]
    return Catalog.of([*facts, *records], paths=dict.fromkeys(everything, "id"))


def inferred(files, *records, paths=(), **owners):
    settings = Settings(owners=OwnersSettings(**owners))
    return list(inferred_owners(catalog(files, *records, paths=paths), settings))


def owners_of(*arguments, **keywords):
    found = inferred(*arguments, **keywords)
    return {r.source.name: str(r.target) for r in found if isinstance(r, Relation)}


CART = entity("component:cart", "services/cart")
PATHS = tuple(f"services/cart/{n}.go" for n in range(4))


def test_the_majority_of_the_files_decides_with_the_rule_as_its_place():
    text = "* @acme/all\n/services/cart/ @acme/cart\n/services/cart/0.go @bob\n"
    (relation,) = [
        r for r in inferred({"CODEOWNERS": text}, CART, paths=PATHS) if isinstance(r, Relation)
    ]
    assert relation.target == Ref.of("group", "cart")
    assert (relation.text, relation.place) == (
        "@acme/cart",
        Place("CODEOWNERS", 2, 1, "/services/cart/"),
    )


def test_a_default_owner_can_be_told_from_a_chosen_one():
    (relation,) = [
        r
        for r in inferred({"CODEOWNERS": "* @acme/all\n"}, CART, paths=PATHS)
        if isinstance(r, Relation)
    ]
    assert relation.place.key in CATCH_ALL


def test_without_a_majority_there_is_no_owner():
    text = "".join(f"/services/cart/{n}.go @u{n}\n" for n in range(4))
    assert owners_of({"CODEOWNERS": text}, CART, paths=PATHS) == {}
    assert owners_of({"CODEOWNERS": text}, CART, paths=PATHS, share=0.25) == {
        "cart": "user:default/u0"
    }


def test_files_that_nobody_owns_count_against_everybody():
    text = "/services/cart/0.go @a\n/services/cart/1.go\n"
    assert owners_of({"CODEOWNERS": text}, CART, paths=PATHS) == {}


def test_a_group_goes_before_a_person_who_owns_as_much():
    assert owners_of({"CODEOWNERS": "* @bob @acme/cart\n"}, CART, paths=PATHS) == {
        "cart": "group:default/cart"
    }


def test_declared_owners_stay():
    declared = entity("component:paid", "services/paid")
    broken = entity("component:odd", "services/odd", owner_text="group:")
    relation = Relation("ownedBy", declared.ref, Ref.of("group", "payments"), declared.place)
    paths = ("services/paid/a", "services/odd/a")
    assert owners_of({"CODEOWNERS": "* @a\n"}, declared, broken, relation, paths=paths) == {}


@pytest.mark.parametrize(
    ("handle", "expected"),
    [
        ("@acme/cart", "group:default/cart"),
        ("@bob", "user:default/bob"),
        ("@cart-crew", "group:default/cart-crew"),
        ("@special/team", "group:special/team"),
        ("BOB@acme.example", "user:default/bob"),
        ("@acme/Mapped", "group:default/payments"),
    ],
)
def test_what_a_handle_means(handle, expected):
    people = (
        entity("user:bob", profile={"email": "bob@acme.example"}),
        entity("group:cart-crew"),
        Entity(
            ref=Ref.of("group", "team", "special"),
            name="team",
            place=Place("t.yaml"),
            source="test",
        ),
    )
    teams = {"@ACME/mapped": "payments"}
    found = owners_of({"CODEOWNERS": f"* {handle}\n"}, CART, *people, paths=PATHS, teams=teams)
    assert found == {"cart": expected}


@pytest.mark.parametrize("handle", ["unknown@acme.example", "@@maintainer"])
def test_what_names_nobody_gives_no_owner(handle):
    assert owners_of({".gitlab/CODEOWNERS": f"* {handle}\n"}, CART, paths=PATHS) == {}


def test_bitbucket_suffixes_are_no_part_of_the_name():
    text = "* @acme/cart:random(2)\n"
    assert owners_of({".bitbucket/CODEOWNERS": text}, CART, paths=PATHS) == {
        "cart": "group:default/cart"
    }


def test_teams_that_exist_only_as_handles_become_groups():
    found = inferred({"CODEOWNERS": "* @acme/Payments @bob\n"}, CART, paths=PATHS)
    people = {
        str(e.ref): (e.name, e.evidence, e.place.line) for e in found if isinstance(e, Entity)
    }
    assert people == {
        "group:default/payments": ("Payments", ("CODEOWNERS",), 1),
        "user:default/bob": ("bob", ("CODEOWNERS",), 1),
    }


def test_where_groups_are_declared_unknown_handles_stay_dangling():
    found = inferred(
        {"CODEOWNERS": "* @acme/payments @bob\n"}, CART, entity("group:other"), paths=PATHS
    )
    assert [type(record) for record in found if not isinstance(record, Fact)] == [Relation]


def test_only_the_file_in_force_is_told_of():
    files = {".github/CODEOWNERS": "* @a\n!b @c\n", "docs/CODEOWNERS": "!d @e\n"}
    faults = [(f.code, f.place.path, f.place.line) for f in inferred(files) if isinstance(f, Fault)]
    assert faults == [("negation", ".github/CODEOWNERS", 2), ("ignored-file", "docs/CODEOWNERS", 0)]


def test_the_settings_choose_the_platform_and_its_reading():
    files = {"CODEOWNERS": "* @a\n!b.md\n", ".github/CODEOWNERS": "* @h\n"}
    settings = Settings(owners=OwnersSettings(platform="gitlab"))
    owners = chosen_owners(catalog(files), settings)
    assert owners.answer("b.md").state == "unowned"
    assert owners.answer("c.md").owners == ("@a",)
    assert [f.code for f in inferred(files, platform="gitlab") if isinstance(f, Fault)] == []
    assert chosen_owners(catalog(files), Settings()).answer("b.md").owners == ("@h",)
    assert chosen_owners(catalog({}), Settings()) is None


def test_a_team_of_the_settings_that_is_no_ref_is_told():
    (fault,) = [
        f for f in inferred({"CODEOWNERS": ""}, teams={"@a": "group:"}) if isinstance(f, Fault)
    ]
    assert fault.code == "teams"
    assert fault.place.path == "CODEOWNERS"


def test_ten_thousand_services_in_forty_thousand_files():
    services = [entity(f"component:s{n}", f"services/s{n}") for n in range(10_000)]
    paths = [f"services/s{n}/{leaf}" for n in range(10_000) for leaf in "abcd"]
    text = "* @acme/all\n" + "".join(f"/services/s{n}/ @acme/t{n % 50}\n" for n in range(5_000))
    whole = catalog({"CODEOWNERS": text}, *services, paths=paths)
    start = time.process_time()
    found = [r for r in inferred_owners(whole, Settings()) if isinstance(r, Relation)]
    assert len(found) == 10_000
    assert time.process_time() - start < 5
