"""Formats other than OpenAPI: pairs of texts and the rules that tell their changes."""

from datetime import date

import pytest

from gazetteer.apis.compare import Comparison, Refused, Version, compare

EVENTS_2 = """\
asyncapi: 2.6.0
info: {title: Orders, version: 1.0.0}
channels:
  orders/{id}:
    subscribe:
      message: {name: OrderPlaced, payload: {type: object, required: [total], properties: {total: {type: number}}}}
"""
EVENTS_3 = """\
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  placed:
    address: orders/{orderId}
    messages:
      OrderPlaced: {payload: {type: object, required: [total], properties: {total: {type: number}}}}
operations:
  tell: {action: send, channel: {$ref: "#/channels/placed"}}
"""
PROTO = """\
syntax = "proto3";
package shop.v1;
message Order {
  string id = 1; // the id
  int32 count = 2;
  enum State { NEW = 0; PAID = 1; }
  State state = 3;
}
service Orders { rpc Get(Order) returns (Order); }
"""
AVRO = '{"type": "record", "name": "Order", "fields": [{"name": "id", "type": "string"}%s]}'
SCHEMA = '{"$defs": {}, "type": "object", "properties": {"a": {"type": "%s"}}}'


def told(path: str, old: str, new: str) -> dict[str, str]:
    found = compare(Version(path, old), Version(path, new), date(2026, 11, 22))
    assert isinstance(found, Comparison), found
    return {change.rule: change.level.value for change in found.changes}


KINDS = (
    "message N { string x = 1; } message O { string x = 1; } enum E { A = 0; } enum F { B = 0; }"
)
PROTO_CASES = [
    ("E e = 1;", "int32 e = 1;", {"field-type-compatible": "risky"}),
    ("E e = 1;", "F e = 1;", {"field-type-changed": "breaking"}),
    ("N n = 1;", "bytes n = 1;", {"field-type-compatible": "risky"}),
    ("N n = 1;", "string n = 1;", {"field-type-changed": "breaking"}),
    ("N n = 1;", "O n = 1;", {"field-type-changed": "breaking"}),
    ("string s = 1;", "repeated string s = 1;", {"field-cardinality-compatible": "risky"}),
    ("map<string, N> m = 1;", "map<string, O> m = 1;", {"field-type-changed": "breaking"}),
    ("map<string, N> m = 1;", "map<string,N> m = 1;", {}),
    (
        "string s = 1;",
        "oneof k { string s = 1; int32 i = 2; }",
        {"field-oneof-compatible": "risky", "field-added": "safe"},
    ),
    ("string s = 1;", "oneof k { string s = 1; }", {"field-oneof-compatible": "risky"}),
    ("oneof k { string s = 1; }", "string s = 1;", {"field-oneof-compatible": "risky"}),
    (
        "string s = 1; int32 i = 2;",
        "oneof k { string s = 1; int32 i = 2; }",
        {"field-oneof-changed": "breaking"},
    ),
    (
        "oneof k { string s = 1; int32 i = 2; }",
        "oneof l { string s = 1; int32 i = 2; }",
        {"field-oneof-compatible": "risky"},
    ),
    ("reserved 4;", "string s = 4;", {"number-reused": "breaking"}),
    ('reserved "s";', "string s = 4;", {"name-reused": "breaking"}),
    ('reserved "s";', "", {"reserved-removed": "risky"}),
    ("reserved 4 to 6;", "reserved 4, 5, 6;", {}),
]

CASES = [
    ("a.yaml", EVENTS_2, EVENTS_3, {}),
    (
        "a.yaml",
        EVENTS_3,
        EVENTS_3.replace("required: [total], ", ""),
        {"sent-property-became-optional": "breaking"},
    ),
    (
        "a.yaml",
        EVENTS_3,
        EVENTS_3.replace("send", "receive"),
        {"operation-removed": "breaking", "operation-added": "safe"},
    ),
    (
        "a.yaml",
        EVENTS_3.replace("send", "receive"),
        EVENTS_3.replace("send", "receive").replace("required: [total], ", ""),
        {"received-property-became-optional": "safe"},
    ),
    ("a.proto", PROTO, PROTO.replace("// the id", ""), {}),
    (
        "a.proto",
        PROTO,
        PROTO.replace("int32 count", "int64 count"),
        {"field-type-compatible": "risky"},
    ),
    (
        "a.proto",
        PROTO,
        PROTO.replace("int32 count", "string count"),
        {"field-type-changed": "breaking"},
    ),
    ("a.proto", PROTO, PROTO.replace("count = 2", "count = 4"), {"field-renumbered": "breaking"}),
    ("a.proto", PROTO, PROTO.replace("int32 count", "int32 number"), {"field-renamed": "risky"}),
    ("a.proto", PROTO, PROTO.replace("int32 count = 2;", ""), {"field-removed": "breaking"}),
    (
        "a.proto",
        PROTO,
        PROTO.replace("int32 count = 2;", "reserved 2;"),
        {"field-removed-number-reserved": "risky"},
    ),
    (
        "a.proto",
        PROTO,
        PROTO.replace("int32 count", "repeated int32 count"),
        {"field-cardinality-changed": "breaking"},
    ),
    ("a.proto", PROTO, PROTO.replace(" PAID = 1;", ""), {"enum-value-removed": "breaking"}),
    (
        "a.proto",
        PROTO,
        PROTO.replace("(Order);", "(stream Order);"),
        {"rpc-response-changed": "breaking"},
    ),
    (
        "a.proto",
        PROTO,
        PROTO.replace("rpc Get(Order) returns (Order);", ""),
        {"rpc-removed": "breaking"},
    ),
    *(
        ("a.proto", f"message M {{ {old} }} {KINDS}", f"message M {{ {new} }} {KINDS}", expected)
        for old, new, expected in PROTO_CASES
    ),
    (
        "a.avsc",
        AVRO % "",
        AVRO % ', {"name": "n", "type": "int"}',
        {"field-added-without-default": "breaking"},
    ),
    (
        "a.avsc",
        AVRO % "",
        AVRO % ', {"name": "n", "type": "int", "default": 0}',
        {"field-added": "safe"},
    ),
    ("a.avsc", AVRO % ', {"name": "n", "type": "int"}', AVRO % "", {"field-removed": "breaking"}),
    (
        "a.avsc",
        AVRO % ', {"name": "n", "type": "int"}',
        AVRO % ', {"name": "n", "type": "long"}',
        {"type-promoted": "risky"},
    ),
    (
        "a.avsc",
        AVRO % ', {"name": "next", "type": ["null", "Order"]}',
        AVRO % ', {"name": "next", "type": ["Order"]}',
        {"branch-removed": "breaking"},
    ),
    ("a.json", SCHEMA % "string", SCHEMA % "integer", {"schema-property-type-changed": "breaking"}),
    (
        "a.json",
        SCHEMA % "number",
        SCHEMA % "integer",
        {"schema-property-type-narrowed": "breaking"},
    ),
    ("a.json", SCHEMA % "integer", SCHEMA % "number", {"schema-property-type-widened": "risky"}),
]


@pytest.mark.parametrize(("path", "old", "new", "expected"), CASES)
def test_case(path: str, old: str, new: str, expected: dict[str, str]):
    assert told(path, old, new) == expected


def test_places_of_protobuf_are_those_of_the_declarations():
    new = PROTO.replace("int32 count", "string count")
    found = compare(Version("a.proto", PROTO), Version("a.proto", new), date(2026, 11, 22))
    assert isinstance(found, Comparison)
    [change] = found.changes
    assert str(change.place_old) == "a.proto:5:9"
    assert str(change.place_new) == "a.proto:5:10"
    assert change.operation == "message Order"
    assert change.operations == ("RPC shop.v1.Orders/Get",)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.proto", "message {"),
        ("a.graphql", "type {"),
        ("a.yaml", "openapi: 3.0.0\npaths: ["),
        ("a.yaml", "a: 1"),
        ("a.txt", "words"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_place(path: str, text: str):
    found = compare(Version(path, text), Version(path, text), date(2026, 11, 22))
    assert isinstance(found, Refused)
    assert found.place.path == path


def test_imports_of_protobuf_are_followed_inside_the_tree():
    main = (
        'syntax = "proto3"; package shop.v1; import "shop/common.proto";\n'
        "service S { rpc Get(common.Id) returns (Order); }\n"
    )
    order = "message Order { common.Money price = 1; }"
    common = (
        "package shop.common; message Money { %s amount = 1; } message Id { string id = 1; }"
        "message Unused { %s u = 1; }"
    )

    def version(kind: str, *, moved: bool = False) -> Version:
        files = {"proto/shop/common.proto": common % (kind, kind)}
        text = main + order
        if moved:
            files["proto/shop/order.proto"] = f"package shop.v1; {order}"
            text = main.replace('import "', 'import "shop/order.proto"; import "')
        return Version("proto/shop/api.proto", text, files.get)

    found = compare(version("int32"), version("string"), date(2026, 11, 22))
    assert isinstance(found, Comparison)
    assert [(c.rule, c.place.path, c.operations) for c in found.changes] == [
        ("field-type-changed", "proto/shop/common.proto", ("RPC shop.v1.S/Get",))
    ]
    found = compare(version("int32"), version("int32", moved=True), date(2026, 11, 22))
    assert isinstance(found, Comparison)
    assert [(c.rule, c.level.value, c.place.path) for c in found.changes] == [
        ("declaration-moved", "risky", "proto/shop/order.proto")
    ]
