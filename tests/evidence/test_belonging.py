"""Documents and decisions belong to the entity whose documentation or folder holds them."""

import time

from gazetteer.evidence.belonging import belongings
from gazetteer.model.catalog import Catalog, Record
from gazetteer.model.decision import Decision
from gazetteer.model.entity import Entity
from gazetteer.model.fact import Fact
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref
from gazetteer.model.relation import Relation


def entity(kind: str, name: str, folder: str, docs_path: str | None = None) -> Entity:
    place = Place(f"{folder}/catalog-info.yaml".lstrip("/"), 1)
    return Entity(
        ref=Ref.of(kind, name),
        name=name,
        place=place,
        source="descriptor",
        folder=folder,
        docs_path=docs_path,
    )


def paper(kind: str, path: str) -> Entity:
    return Entity(ref=Ref.of(kind, path), name=path, place=Place(path, 1), source=f"{kind}s")


def ties(*records: Record) -> set[tuple[str, str, str]]:
    found = belongings(Catalog.of(records))
    return {(relation.type, relation.source.name, str(relation.target)) for relation in found}


def test_nearest_folder_and_own_documentation() -> None:
    assert ties(
        entity("system", "shop", ""),
        entity("component", "cart", "svc/cart"),
        entity("api", "cart-api", "svc/cart"),
        entity("component", "pay", "svc/pay", "handbook/pay"),
        paper("document", "readme.md"),
        paper("document", "svc/cart/docs/a.md"),
        paper("document", "handbook/pay/x.md"),
        paper("decision", "svc/pay/adr/0001-x.md"),
        paper("decision", "docs/adr/0001-y.md"),
    ) == {
        ("describes", "readme.md", "system:default/shop"),
        ("describes", "svc/cart/docs/a.md", "component:default/cart"),
        ("describes", "handbook/pay/x.md", "component:default/pay"),
        ("decides", "svc/pay/adr/0001-x.md", "component:default/pay"),
        ("decides", "docs/adr/0001-y.md", "system:default/shop"),
    }


def test_a_folder_of_several_components_owns_nothing_by_itself() -> None:
    two = (entity("component", "a", "all"), entity("component", "b", "all"))
    assert ties(*two, paper("document", "all/x.md")) == set()
    assert ties(*two, entity("system", "s", "all"), paper("document", "all/x.md")) == {
        ("describes", "all/x.md", "system:default/s")
    }


def test_bare_names_in_a_record_and_declared_ties() -> None:
    record = paper("decision", "adr/1.md")
    declared = Relation("decides", record.ref, Ref.of("component", "web"), Place("adr/1.md", 4))
    fact = Fact(
        "adr/1.md", Decision(slug="1", folder="adr", title="x", touches=("cart", "web", "nobody"))
    )
    found = ties(
        entity("component", "cart", "c"), entity("component", "web", "w"), record, declared, fact
    )
    assert found == {("decides", "adr/1.md", "component:default/cart")}


def test_many_services_are_walked_not_searched() -> None:
    records: list[Record] = []
    for n in range(2_000):
        records.append(entity("component", f"s{n}", f"svc/s{n}"))
        records += [paper("document", f"svc/s{n}/docs/{name}.md") for name in "abcd"]
    catalog = Catalog.of(records)
    started = time.process_time()
    assert len(list(belongings(catalog))) == 8_000
    assert time.process_time() - started < 1
