"""What a protobuf file offers."""

import pytest

from gazetteer.apis.read import read_surface

FILE = """\
syntax = "proto3";
package shop.cart.v2;
/* message Hidden { */
// Keeps carts.
service Carts {
  // Adds one.
  //
  // Idempotent.
  rpc Add(AddRequest) returns (stream .shop.cart.v2.Cart);
  rpc Old(AddRequest) returns (Cart) { option deprecated = true; }
}
/**
 * What is kept.
 */
message Cart {
  string id = 1;
  repeated Line lines = 2;
  optional int32 count = 3 [deprecated = true];
  map<string, Line> by_name = 4;
  oneof kind { string a = 5; }
  message Line { string name = 1; }
  enum State { OPEN = 0; }
}
message AddRequest {}
"""


def test_methods_are_operations():
    surface, faults = read_surface("grpc", "x", FILE)
    assert faults == ()
    assert (surface.title, surface.version, surface.dialect) == ("shop.cart.v2", "v2", "proto3")
    add, old = surface.operations
    assert (add.id, add.method, add.path, add.anchor) == (
        "Add",
        "RPC",
        "shop.cart.v2.Carts/Add",
        "Carts.Add",
    )
    assert (add.place.line, add.place.column, add.summary, add.description) == (
        9,
        3,
        "Adds one.",
        "Idempotent.",
    )
    assert (add.request.type, add.responses[0].type) == ("AddRequest", "stream of Cart")
    assert (old.deprecated, old.summary) == (True, "")


def test_messages_are_types():
    surface, _ = read_surface("grpc", "x", FILE)
    cart, line, state, request = surface.types
    assert (cart.name, cart.place.line, cart.description) == ("Cart", 15, "What is kept.")
    assert [(f.name, f.type, f.deprecated) for f in cart.fields] == [
        ("id", "string", False),
        ("lines", "Line[]", False),
        ("count", "int32?", True),
        ("by_name", "map of Line", False),
        ("a", "string", False),
    ]
    assert (line.name, line.place.line, state.name, state.values) == (
        "Cart.Line",
        21,
        "Cart.State",
        ("OPEN",),
    )
    assert request.fields == ()


def test_required_fields_of_proto2():
    surface, _ = read_surface(
        "grpc", "x", 'syntax = "proto2"; message A { required string a = 1; }'
    )
    assert surface.types[0].fields[0].required


def test_a_syntax_error_says_its_line(capsys):
    surface, (fault,) = read_surface(
        None, "a.proto", 'syntax = "proto3";\nmessage A {\n  int32 a = ;\n}\n'
    )
    assert surface is None
    assert (fault.code, fault.place.line, fault.place.column) == ("syntax", 3, 13)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    "text",
    [
        'syntax = "proto3";' + "message A {" * 2000 + "}" * 2000,
        'syntax = "proto3";' + "((((" * 2000,
        'syntax = "proto3";' + "/*" * 10_000,
        'syntax = "proto3";' + '"\\' * 20_000,
        "x" * 1_000_001,
    ],
    ids=["deep", "junk", "comments", "quotes", "large"],
)
def test_hostile_texts_are_faults(text):
    surface, faults = read_surface("grpc", "x", text)
    assert surface is None
    assert len(faults) == 1


def test_the_corpus(corpora):
    for path in (corpora / "openapi").rglob("*.proto"):
        surface, faults = read_surface(None, path.name, path.read_text())
        assert faults == ()
        assert len(surface.types) == 7
        assert all(type_.place.line > 1 for type_ in surface.types)


def test_types_of_imported_files_are_there_by_their_full_names():
    text = (
        'syntax = "proto3";\npackage shop.v1;\nimport "shop/common.proto";\nimport "gone.proto";\n'
        "service Orders { rpc Get(common.Id) returns (Order); }\n"
        "message Order { map<string, common.Money> prices = 1; Line line = 2; }\n"
    )
    files = {
        "proto/shop/common.proto": 'package shop.common; import "shop/line.proto";\n'
        "message Id { string id = 1; }\nmessage Money { Unit unit = 1; }\nenum Unit { EUR = 0; }\n"
        "message Unused { string x = 1; }",
        "proto/shop/line.proto": 'package shop.v1; import "shop/api.proto";\nmessage Line { Order of = 1; }',
    }
    surface, faults = read_surface(None, "proto/shop/api.proto", text, read=files.get)
    assert surface
    assert not faults
    assert surface.files == tuple(files)
    names = {type_.name: str(type_.place) for type_ in surface.types}
    assert names == {
        "Order": "proto/shop/api.proto:6:1",
        "shop.common.Id": "proto/shop/common.proto:2:1",
        "shop.common.Money": "proto/shop/common.proto:3:1",
        "Line": "proto/shop/line.proto:2:1",
        "shop.common.Unit": "proto/shop/common.proto:4:1",
    }
    fields = {field.name: field.parts for type_ in surface.types for field in type_.fields}
    assert fields["prices"] == ("shop.common.Money",)
    assert fields["unit"] == ("shop.common.Unit",)
    assert surface.operations[0].request
    assert surface.operations[0].request.parts == ("shop.common.Id",)
