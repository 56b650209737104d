"""Definitions that stand in a descriptor."""

import pytest

from gazetteer.apis.inline import inline_surface
from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.fact import Fact
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref

OPENAPI = (
    'openapi: 3.0.3\ninfo: {title: t, version: "1"}\npaths:\n  /a:\n    get:\n      responses: 3\n'
)


def api(definition, type_="openapi", path="catalog-info.yaml"):
    return Entity(
        ref=Ref.of("api", "cart"),
        name="cart",
        place=Place(path, 1),
        source="descriptor",
        type=type_,
        definition=definition,
        definition_place=Place(path, 10, 3, "spec.definition"),
    )


def test_lines_are_those_of_the_descriptor():
    entity = api(OPENAPI)
    fact, fault = inline_surface(entity)
    assert fact.value.operations[0].place == Place(
        "catalog-info.yaml", 15, 0, "spec.definition#/paths/~1a/get"
    )
    assert (fault.entity, fault.place.line) == (entity.ref, 16)
    assert Catalog.of([entity, fact]).surface(entity) is fact.value


def test_text_on_one_line_has_the_place_of_its_key():
    (fact,) = inline_surface(api("type Query { a: Int }", "graphql"))
    assert fact.value.operations[0].place.line == 10
    *_, fault = inline_surface(api(OPENAPI, path="catalog-info.json"))
    assert fault.place.line == 10


@pytest.mark.parametrize(
    ("type_", "text", "format_"),
    [
        ("asyncapi", "asyncapi: 3.0.0\ninfo: {title: a, version: '1'}\n", "asyncapi"),
        ("GraphQL", "type Query {\n a: Int\n}", "graphql"),
        ("grpc", 'syntax = "proto3";\nmessage A {}', "protobuf"),
        ("rest", OPENAPI, "openapi"),
    ],
)
def test_every_type(type_, text, format_):
    found = [r.value.format for r in inline_surface(api(text, type_)) if isinstance(r, Fact)]
    assert found == [format_]


def test_what_is_none_of_ours_says_nothing():
    assert list(inline_surface(api("anything", "trpc"))) == []
    assert list(inline_surface(api("   "))) == []


def test_broken_definitions_say_their_line():
    (fault,) = inline_surface(api("openapi: 3.0.3\ninfo: {\n"))
    assert fault.code == "syntax"
    assert fault.place.line >= 12
