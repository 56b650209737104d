"""JSON Schema and Avro files as surfaces, read where an API of the catalog names them."""

from datetime import date

import pytest

from gazetteer.apis.read import read_surface
from gazetteer.model.surface import Surface
from gazetteer.repo.tree import MemoryTree
from gazetteer.settings import Settings
from gazetteer.surveyor import survey

SCHEMA = """\
{
 "$schema": "https://json-schema.org/draft/2020-12/schema",
 "title": "Parcel",
 "type": "object",
 "required": ["id"],
 "properties": {
  "id": {"type": "string", "pattern": "^P"},
  "weight": {"type": "integer", "minimum": 1, "maximum": 30, "default": 1},
  "sender": {"$ref": "#/$defs/Address"}
 },
 "$defs": {"Address": {"type": "object", "properties": {"city": {"type": "string"}}}}
}
"""
AVRO = """\
{"type": "record", "name": "Scanned", "namespace": "kestrel.tracking", "doc": "A parcel was seen.",
 "fields": [
  {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
  {"name": "by", "type": ["null", "Depot"], "default": null},
  {"name": "depot", "type": {"type": "record", "name": "Depot", "fields": [{"name": "id", "type": "string"}]}},
  {"name": "state", "type": {"type": "enum", "name": "State", "symbols": ["IN", "OUT"]}},
  {"name": "notes", "type": {"type": "array", "items": "string"}, "aliases": ["remarks"], "default": []}
 ]}
"""


def test_a_json_schema():
    surface, faults = read_surface("jsonschema", "parcel.json", SCHEMA)
    assert not faults
    assert (surface.format, surface.dialect, surface.title) == ("jsonschema", "2020-12", "Parcel")
    parcel, address = surface.types
    assert (parcel.name, parcel.place.line, address.name) == ("Parcel", 1, "Address")
    assert [(f.name, f.required, f.limits, f.default) for f in parcel.fields] == [
        ("id", True, ("matches ^P",), ""),
        ("weight", False, ("1 to 30",), "1"),
        ("sender", False, (), ""),
    ]
    assert parcel.fields[2].parts == ("Address",)


@pytest.mark.parametrize(
    "draft",
    ["draft/2020-12/schema", "draft/2019-09/schema", "draft-07/schema#", "draft-04/schema#"],
)
def test_what_the_meta_schema_refuses_has_a_line(draft):
    text = f'{{"$schema": "http://json-schema.org/{draft}",\n "properties": {{\n  "a": {{"minLength": -1}}}}}}'
    _, faults = read_surface("jsonschema", "a.json", text)
    assert [(f.place.line, f.place.key) for f in faults] == [(3, "/properties/a/minLength")]


def test_an_avro_schema():
    surface, faults = read_surface("avro", "scanned.avsc", AVRO)
    assert not faults
    scanned, depot, state = surface.types
    assert (scanned.name, scanned.description) == ("Scanned", "A parcel was seen.")
    assert [(f.name, f.type, f.required, f.default, f.parts) for f in scanned.fields] == [
        ("at", "long (timestamp-millis)", True, "", ()),
        ("by", "Depot?", False, "null", ("Depot",)),
        ("depot", "Depot", True, "", ("Depot",)),
        ("state", "State", True, "", ("State",)),
        ("notes", "string[]", False, "[]", ()),
    ]
    assert scanned.fields[4].limits == ("also called remarks",)
    assert state.values == ("IN", "OUT")
    assert depot.place.line == 5


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('{"type": "record",\n "name": "A", "fields": [{"name": "b",\n "type": "Gone"}]}', 3, "`Gone` is neither"),
        ('{"type": "record", "name": "A"}', 1, "no `fields`"),
        ('{"type": "enum", "symbols": []}', 1, "no `name`"),
        ("3", 1, "must be a name"),
    ],
)  # fmt: skip
def test_wrong_avro_has_a_line(text, line, words):
    _, faults = read_surface("avro", "a.avsc", text)
    assert faults[0].place.line == line
    assert words in faults[0].message


@pytest.mark.parametrize(
    ("type_", "path", "text"),
    [
        ("jsonschema", "parcel.json", SCHEMA),
        ("avro", "scanned.avsc", AVRO),
        ("data", "parcel.json", SCHEMA),
    ],
)
def test_they_are_read_only_where_an_api_names_them(type_, path, text):
    api = (
        "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {name: parcel}\n"
        f"spec: {{type: {type_}, lifecycle: production, owner: shop, definition: {{$text: ./{path}}}}}\n"
    )
    tree = MemoryTree({"catalog-info.yaml": api, path: text, "other/" + path: text})
    catalog = survey(tree, Settings(), today=date(2026, 11, 22)).catalog
    assert [p for p, facts in catalog.facts.items() if isinstance(facts[0], Surface)] == [path]
    (entity,) = catalog.of_kind("api")
    assert catalog.surface(entity).types
