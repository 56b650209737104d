"""What a GraphQL schema offers."""

import pytest

from gazetteer.apis.read import read_surface

SCHEMA = '''\
schema { query: Root }
"""
Where it begins.
"""
type Root {
  """
  Finds carts.

  At most ten.
  """
  carts(first: Int! = 10, of: [ID!]!): [Cart!]!
  old: String @deprecated(reason: "Use carts.")
}
type Cart implements Node { id: ID! state: State }
extend type Cart { note: String }
type Mutation { notARoot: Int }
union Thing = Cart | Mutation
enum State { OPEN CLOSED }
input New { name: String! = "x" }
directive @auth on FIELD_DEFINITION
extend type Root { added: Int }
'''


def test_fields_of_root_types_are_operations():
    surface, faults = read_surface("graphql", "x", SCHEMA)
    assert faults == ()
    carts, old, added = surface.operations
    assert (carts.method, carts.path, carts.place.line, carts.summary, carts.description) == (
        "QUERY",
        "carts",
        11,
        "Finds carts.",
        "At most ten.",
    )
    assert [(p.name, p.type, p.required, p.where) for p in carts.parameters] == [
        ("first", "Int!", False, "argument"),
        ("of", "[ID!]!", True, "argument"),
    ]
    assert carts.responses[0].type == "[Cart!]!"
    assert (old.deprecated, old.summary) == (True, "Deprecated: Use carts.")
    assert added.id == "added"


def test_types():
    surface, _ = read_surface("graphql", "x", SCHEMA)
    assert [(type_.name, type_.kind) for type_ in surface.types] == [
        ("Cart", "object"),
        ("Mutation", "object"),
        ("Thing", "Cart | Mutation"),
        ("State", "enum"),
        ("New", "input"),
    ]
    assert [f.name for f in surface.types[0].fields] == ["id", "state", "note"]
    assert surface.types[3].values == ("OPEN", "CLOSED")


def test_a_syntax_error_says_its_line():
    surface, (fault,) = read_surface(None, "a.graphql", "type Query {\n  a: Int\n  b: }\n")
    assert surface is None
    assert (fault.code, fault.place.line, fault.place.column) == ("syntax", 3, 6)
    assert fault.message == "This is no GraphQL: Expected Name, found '}'"


def test_files_of_queries_are_no_schemas():
    assert read_surface(None, "a.graphql", "query Q { type }\nfragment F on Cart { id }") == (
        None,
        (),
    )
    assert read_surface(None, "a.graphql", "query Q {{{") == (None, ())


@pytest.mark.parametrize(
    "text",
    [
        "type Query { a: " + "[" * 50_000 + "Int" + "]" * 50_000 + " }",
        "type Query " + "{" * 100_000,
        "type Query { a(x: Int = " + "[" * 20_000 + "]" * 20_000 + "): Int }",
        "#" + "x" * 9_000_000,
        "",
    ],
    ids=["deep type", "braces", "deep value", "large", "empty"],
)
def test_hostile_texts_are_faults(text):
    surface, faults = read_surface("graphql", "x", text)
    assert surface is None
    assert len(faults) == 1
