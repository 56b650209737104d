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
