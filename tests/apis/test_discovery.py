"""APIs that nobody declared."""

from types import SimpleNamespace

import pytest

from gazetteer.apis.discovery import discovered_apis
from gazetteer.apis.fixtures import is_fixture
from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.fact import Fact
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref
from gazetteer.model.surface import Operation, Surface


def fact(path, title="", version="", format_="openapi", operation="/a"):
    offered = (Operation("", "GET", operation, "a", Place(path, 3)),) if operation else ()
    return Fact(path, Surface(format=format_, title=title, version=version, operations=offered))


def found(*records, discover="auto"):
    catalog = Catalog.of(records)
    return list(discovered_apis(catalog, SimpleNamespace(discover=discover)))


def test_an_api_has_its_evidence():
    (api,) = found(fact("services/cart/openapi.yaml", "Cart API", "1.0"))
    assert (str(api.ref), api.title, api.type, api.source) == (
        "api:default/cart-api",
        "Cart API",
        "openapi",
        "openapi",
    )
    assert api.evidence == ("services/cart/openapi.yaml",)
    assert api.definition_path == "services/cart/openapi.yaml"
    assert Catalog.of([api, fact("services/cart/openapi.yaml")]).surface(api) is not None


def test_names_are_unique():
    apis = found(
        fact("a/openapi.yaml", "Cart", "1", operation="/1"),
        fact("b/openapi.yaml", "Cart", "2", operation="/2"),
        fact("c/openapi.yaml", "Cart", "2", operation="/3"),
        fact("orders/api/schema.graphql", format_="graphql"),
        fact("proto/x.proto", "shop.v1", format_="protobuf"),
    )
    assert [(api.name, api.type) for api in apis] == [
        ("cart", "openapi"),
        ("cart-2", "openapi"),
        ("cart-c-openapi-yaml", "openapi"),
        ("orders", "graphql"),
        ("shop-v1", "grpc"),
    ]


def test_copies_fixtures_and_types_alone_are_no_apis():
    assert [
        api.name
        for api in found(
            fact("a/openapi.yaml", "Cart", "1"),
            fact("b/openapi.json", "Cart", "1"),
            fact("tests/data/openapi.yaml", "Test"),
            fact("proto/health.proto", "grpc.health.v1", format_="protobuf"),
            fact("types.proto", "types", format_="protobuf", operation=""),
        )
    ] == ["cart"]


def test_the_setting_decides():
    component = Entity(
        ref=Ref.of("component", "x"), name="x", place=Place("c.yaml"), source="descriptor"
    )
    cart = fact("openapi.yaml", "Cart")
    assert found(cart, component) == []
    assert len(found(cart, component, discover="always")) == 1
    assert found(cart, discover="never") == []


def test_what_a_descriptor_names_is_not_found_again():
    named = Entity(
        ref=Ref.of("api", "x"),
        name="x",
        place=Place("c.yaml"),
        source="descriptor",
        definition_path="openapi.yaml",
    )
    assert found(named, fact("openapi.yaml", "Cart"), discover="always") == []


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("tests/a.yaml", True),
        ("src/test/resources/a.yaml", True),
        ("a/__fixtures__/b.yaml", True),
        ("mock-integrations/a/b.yaml", True),
        ("contest/a.yaml", False),
        ("spec/openapi.yaml", False),
        ("testing.yaml", False),
    ],
)
def test_fixtures(path, expected):
    assert is_fixture(path) is expected
