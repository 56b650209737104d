"""The rules for Avro: what a change means where new readers meet old data, old readers new data, or both.

They follow the specification's schema resolution.
"""

from gazetteer.apis.compare.named import Table
from gazetteer.model.change import Level

BREAKING, RISKY, SAFE = Level.BREAKING, Level.RISKY, Level.SAFE

TABLE: Table = {
    "field-added-without-default": (
        BREAKING,
        "{element} is new and has no default: data written before cannot be read",
    ),
    "field-added": (SAFE, "{element} is new and has a default"),
    "field-removed": (
        BREAKING,
        "{element} was removed and had no default: readers with the old schema cannot go on",
    ),
    "field-removed-with-default": (
        RISKY,
        "{element} was removed; readers fall back on its default",
    ),
    "field-default-changed": (RISKY, "the default of {element} was {old} and is {new} now"),
    "type-changed": (BREAKING, "{element} was {old} and is {new} now"),
    "field-renamed": (
        RISKY,
        "{element} is called {new} now, with an alias that only new readers know",
    ),
    "type-demoted": (
        BREAKING,
        "{element} was {old} and is {new} now: old data cannot be read",
    ),
    "logical-type-changed": (BREAKING, "{element} meant {old} and means {new} now"),
    "symbol-removed-with-default": (
        RISKY,
        "{element} no longer has the symbol {value}; new readers fall back on its default",
    ),
    "symbol-added-with-default": (
        SAFE,
        "{element} has the new symbol {value}; old readers fall back on its default",
    ),
    "name-aliased": (
        RISKY,
        "{element} is called {new} now, with an alias that only new readers know",
    ),
    "type-promoted": (RISKY, "{element} was {old} and is {new} now, which old readers cannot read"),
    "name-changed": (BREAKING, "{element} is called {new} now, without an alias"),
    "symbol-removed": (BREAKING, "{element} no longer has the symbol {value}"),
    "symbol-added": (RISKY, "{element} has the new symbol {value}, and readers must cope with it"),
    "branch-removed": (BREAKING, "{element} can no longer be {value}"),
    "branch-added": (RISKY, "{element} can be {value} now, and readers must cope with it"),
}

PROMOTIONS = {
    "int": {"long", "float", "double"},
    "long": {"float", "double"},
    "float": {"double"},
    "string": {"bytes"},
    "bytes": {"string"},
}
"""Type of the writer -> types of readers that take it (Avro specification, "Schema Resolution")."""


ONE_WAY = {
    "sent": {
        "field-added-without-default": SAFE,
        "field-removed-with-default": SAFE,
        "type-promoted": BREAKING,
        "type-demoted": SAFE,
        "symbol-removed": SAFE,
        "branch-removed": SAFE,
        "branch-added": BREAKING,
        "field-renamed": BREAKING,
        "name-aliased": BREAKING,
    },
    "received": {
        "field-removed": SAFE,
        "field-removed-with-default": SAFE,
        "type-promoted": SAFE,
        "type-demoted": BREAKING,
        "symbol-added": SAFE,
        "branch-added": SAFE,
        "field-renamed": SAFE,
        "name-aliased": SAFE,
    },
}
"""Side of a message -> levels where only one of the two directions counts: of what is sent, old readers get the new;
what is received was written by the old ones."""
