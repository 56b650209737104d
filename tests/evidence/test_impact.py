"""What breaks and what is needed, against plain definitions on graphs of chance; circles of any length."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.evidence.impact import Reach, broken_by, circles, needed_for, tier, way_round
from gazetteer.evidence.uses import Uses
from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref
from gazetteer.model.relation import Relation

AT = Place("catalog-info.yaml", 1, 1)


def component(
    name: str, kind: str = "component", type_: str = "", tags: tuple[str, ...] = ()
) -> Entity:
    return Entity(ref=Ref.of(kind, name), name=name, place=AT, source="test", type=type_, tags=tags)


def catalog(*ties: tuple[str, str, str]) -> Catalog:
    """Ties such as ("component:a", "dependsOn", "component:b"); every end is an entity."""
    ends = sorted({end for source, _, target in ties for end in (source, target)})
    kinds = [end.split(":") for end in ends]
    entities = [component(name, kind=kind, type_="kafka-topic" if kind == "resource" else "") for kind, name in kinds]  # fmt: skip # noqa: E501
    relations = [
        Relation(type_, Ref.of(*source.split(":")), Ref.of(*target.split(":")), AT)
        for source, type_, target in ties
    ]
    return Catalog.of([*entities, *relations])


def depends(edges: set[tuple[int, int]]) -> Uses:
    ties = [(f"component:c{a}", "dependsOn", f"component:c{b}") for a, b in sorted(edges)]
    return Uses(catalog(*ties))


edges = st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30)


def closure(edges: set[tuple[int, int]], start: int) -> set[int]:
    found: set[int] = set()
    edge = {start}
    while edge:
        edge = {b for a, b in edges if a in edge} - found
        found |= edge
    return found


def names(uses: Uses, reach: Reach) -> list[str]:
    return [uses.ends[number].name for number in reach.found]


@given(edges, st.integers(0, 9))
@settings(deadline=None)
def test_everything_on_the_way_and_nothing_else(edges: set[tuple[int, int]], start: int) -> None:
    uses, ref = depends(edges), Ref.of("component", f"c{start}")
    needed = set(names(uses, needed_for(uses, ref)))
    assert needed == {f"c{n}" for n in closure(edges, start) - {start}}
    broken = set(names(uses, broken_by(uses, ref)))
    assert broken == {f"c{n}" for n in closure({(b, a) for a, b in edges}, start) - {start}}


@given(edges)
@settings(deadline=None)
def test_a_circle_is_what_reaches_itself_by_way_of_others(edges: set[tuple[int, int]]) -> None:
    reach = {n: closure(edges, n) for n in range(10)}
    groups = {
        frozenset(f"c{m}" for m in range(10) if m in reach[n] and n in reach[m]) for n in range(10)
    }
    uses = depends(edges)
    found = circles(uses)
    assert {frozenset(ref.name for ref in group) for group in found} == {
        group for group in groups if len(group) > 1
    }
    for group in found:
        way = way_round(uses, group)
        assert way[0].source == way[-1].target == group[0]
        assert all(one.target == two.source for one, two in pairwise(way))


def test_a_circle_of_twenty_thousand() -> None:
    count = 20_000
    uses = depends({(n, (n + 1) % count) for n in range(count)})
    assert [len(group) for group in circles(uses)] == [count]


def test_the_nearest_come_first_and_there_is_an_end() -> None:
    uses = depends({(n, n + 1) for n in range(300)})
    reach = needed_for(uses, Ref.of("component", "c0"), most=5)
    assert reach.within == (1, 2, 3, 4, 5)
    assert names(uses, reach) == ["c1", "c2", "c3", "c4", "c5"]
    behind = [(uses.ends[n].name, hops, uses.ends[by].name) for n, hops, by in reach.behind()]
    assert behind == [("c2", 2, "c1"), ("c3", 3, "c2"), ("c4", 4, "c3"), ("c5", 5, "c4")]
    assert (reach.more, reach.count) == (True, "more than 5")
    wide = depends({(0, n) for n in range(1, 9)})
    assert needed_for(wide, Ref.of("component", "c0"), most=5).within == (5,)
    assert needed_for(wide, Ref.of("component", "c0")).within[0] == 8


def test_an_api_is_gone_with_who_provides_it() -> None:
    uses = Uses(
        catalog(
            ("component:web", "consumesApi", "api:orders"),
            ("component:shop", "providesApi", "api:orders"),
            ("component:lost", "consumesApi", "api:elsewhere"),
        )
    )
    (arrow,) = uses.needs(Ref.of("component", "web"))
    assert (arrow.target.name, arrow.how, arrow.via) == ("shop", "calls", Ref.of("api", "orders"))
    (alone,) = uses.needs(Ref.of("component", "lost"))
    assert (alone.target, alone.via) == (Ref.of("api", "elsewhere"), None)


def test_who_reads_a_topic_hears_who_writes_it() -> None:
    uses = Uses(
        catalog(
            ("component:sender", "writes", "resource:log"),
            ("component:hearer", "reads", "resource:log"),
            ("component:hearer", "dependsOn", "resource:log"),
        )
    )
    told = {(a.how, a.target.name) for a in uses.needs(Ref.of("component", "hearer"))}
    assert told == {("reads", "log"), ("hears", "sender")}
    assert {a.source.name for a in uses.needed_by(Ref.of("component", "sender"))} == {"hearer"}


def test_the_weightiest_tier_counts() -> None:
    assert tier(component("a", tags=("pci", "tier-2", "tier-1"))) == "tier-1"
    assert tier(component("a", tags=("tiered",))) == ""
    assert tier(None) == ""


def test_who_goes_by_way_of_an_api_breaks_with_it() -> None:
    uses = Uses(
        catalog(
            ("component:shop", "consumesApi", "api:pay"),
            ("component:till", "providesApi", "api:pay"),
            ("api:pay", "apiProvidedBy", "component:till"),
            ("component:page", "dependsOn", "component:shop"),
        )
    )
    reach = broken_by(uses, Ref.of("api", "pay"))
    assert names(uses, reach) == ["shop", "page"]
    assert [(uses.ends[number].name, hops) for number, hops, _ in reach.behind()] == [("page", 2)]
