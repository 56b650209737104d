"""The rules for protobuf: the bytes (wire), the names in JSON, and what code made from it is called (source).

They are those that the language guide states under "Updating A Message Type", and that buf checks in its categories
WIRE, WIRE_JSON and FILE: a change of the bytes or of their meaning breaks, what only code sees is risky.
"""

from gazetteer.apis.compare.named import Table
from gazetteer.model.change import Level

BREAKING, RISKY, SAFE = Level.BREAKING, Level.RISKY, Level.SAFE

TABLE: Table = {
    "package-changed": (BREAKING, "the package was {old} and is {new} now"),
    "message-removed": (BREAKING, "{element} was removed"),
    "message-added": (SAFE, "{element} is new"),
    "field-removed": (BREAKING, "{element} was removed, and its number is not reserved (wire)"),
    "field-removed-number-reserved": (
        RISKY,
        "{element} was removed; its number is reserved, its name is not (JSON)",
    ),
    "field-removed-reserved": (
        RISKY,
        "{element} was removed, and its number and name reserved (source)",
    ),
    "field-added": (SAFE, "{element} is new"),
    "required-field-added": (BREAKING, "{element} is new and required"),
    "field-renamed": (RISKY, "{element} is called `{new}` now (JSON and source)"),
    "field-renumbered": (BREAKING, "{element} has the number {new} now (wire)"),
    "field-type-changed": (BREAKING, "{element} was {old} and is {new} now (wire)"),
    "field-type-compatible": (
        RISKY,
        "{element} was {old} and is {new} now, which reads the same bytes (source)",
    ),
    "field-became-required": (BREAKING, "{element} is required now (wire)"),
    "field-cardinality-changed": (BREAKING, "{element} was {old} and is {new} now (wire)"),
    "field-presence-changed": (RISKY, "{element} was {old} and is {new} now (source)"),
    "declaration-moved": (
        RISKY,
        "{element} is declared in {file} now, which generated code imports from elsewhere (source)",
    ),
    "field-cardinality-compatible": (
        RISKY,
        "{element} was {old} and is {new} now, which reads the same bytes (source)",
    ),
    "field-oneof-compatible": (
        RISKY,
        "{element} was in {old} and is in {new} now, which reads the same bytes (source)",
    ),
    "number-reused": (
        BREAKING,
        "{element} takes a number that was reserved: old data and old code mean something else by it (wire)",
    ),
    "name-reused": (
        BREAKING,
        "{element} takes a name that was reserved: old JSON means something else by it (JSON)",
    ),
    "field-oneof-changed": (BREAKING, "{element} was in {old} and is in {new} now (wire)"),
    "field-default-changed": (RISKY, "the default of {element} was {old} and is {new} now"),
    "deprecated": (SAFE, "{element} is deprecated now"),
    "deprecation-removed": (SAFE, "{element} is no longer deprecated"),
    "reserved-removed": (RISKY, "{element} no longer reserves all that it did"),
    "enum-value-removed": (
        BREAKING,
        "{element} was removed, and its number is not reserved (wire)",
    ),
    "enum-value-removed-reserved": (
        RISKY,
        "{element} was removed and its number reserved (source)",
    ),
    "enum-value-added": (RISKY, "{element} is new, and readers must cope with it"),
    "enum-value-renamed": (RISKY, "{element} is called `{new}` now (JSON and source)"),
    "service-removed": (BREAKING, "{element} was removed"),
    "service-added": (SAFE, "{element} is new"),
    "rpc-removed": (BREAKING, "{element} was removed without having been deprecated"),
    "rpc-removed-after-deprecation": (RISKY, "{element} was removed; it was deprecated"),
    "rpc-added": (SAFE, "{element} is new"),
    "rpc-request-changed": (BREAKING, "{element} took {old} and takes {new} now (wire)"),
    "rpc-response-changed": (BREAKING, "{element} gave {old} and gives {new} now (wire)"),
}

SAME_BYTES = (
    {"int32", "uint32", "int64", "uint64", "bool"},
    {"sint32", "sint64"},
    {"string", "bytes"},
    {"fixed32", "sfixed32"},
    {"fixed64", "sfixed64"},
)
"""Types that read each other's bytes (language guide, "Updating A Message Type")."""

ENUM_LIKE = {"int32", "uint32", "int64", "uint64"}
"""Types that read the bytes of an enum (the same)."""
