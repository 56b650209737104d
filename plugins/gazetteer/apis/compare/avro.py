"""Two versions of an Avro schema: whether new readers understand old data, and old readers new data.

The rules are those of the specification's schema resolution. That new readers cannot read what lies in the store
breaks; that old readers cannot read what is written anew does as well, where they have no default to fall back on.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from gazetteer.apis.compare.named import Table, Tale
from gazetteer.apis.compare.nodes import Node
from gazetteer.apis.compare.oas import Description
from gazetteer.model.change import ApiChange, Level

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


def compare(old: Description, new: Description, _today: date) -> tuple[ApiChange, ...]:
    """Everything that differs; documentation and the order of fields are none."""
    tale = Tale(TABLE, {})
    _Walk(tale, _named(old.root, {}), _named(new.root, {})).types(old.root, new.root, "the schema")
    return tale.settled()


def _named(node: Node, found: dict[str, Node]) -> dict[str, Node]:
    """Name, without its namespace, -> the type that a schema declares with it."""
    if isinstance(node.value, list):
        for element in node.elements():
            _named(element, found)
    elif isinstance(node.value, dict):
        if node.text("type") in {"record", "error", "enum", "fixed"} and node.text("name"):
            found.setdefault(_bare(node.text("name")), node)
        for key in ("type", "items", "values"):
            _named(node.get(key), found)
        for member in node.get("fields").elements():
            _named(member, found)
    return found


def _bare(name: str) -> str:
    return name.rpartition(".")[2]


class _Walk:
    """One comparison; a pair of named types is looked at once, so that recursion ends."""

    def __init__(self, tale: Tale, old: Mapping[str, Node], new: Mapping[str, Node]) -> None:
        self._tale = tale
        self._old = old
        self._new = new
        self._seen: set[tuple[int, int]] = set()

    def types(self, before: Node, after: Node, element: str) -> None:
        before, after = _resolved(before, self._old), _resolved(after, self._new)
        if isinstance(before.value, list) or isinstance(after.value, list):
            self._unions(before, after, element)
            return
        old, new = _kind(before), _kind(after)
        if old != new:
            rule = "type-promoted" if new in PROMOTIONS.get(old, ()) else "type-changed"
            self._tell(rule, element, before, after, old=old, new=new)
        elif isinstance(before.value, dict) and isinstance(after.value, dict):
            self._complex(old, before, after, element)

    def _complex(self, kind: str, before: Node, after: Node, element: str) -> None:
        if kind in {"array", "map"}:
            key = "items" if kind == "array" else "values"
            self.types(before.get(key), after.get(key), f"{element}[]")
            return
        pair = id(before.value), id(after.value)
        if kind not in {"record", "error", "enum", "fixed"} or pair in self._seen:
            return
        self._seen.add(pair)
        name, now = _bare(before.text("name")), _bare(after.text("name"))
        aliases = {_bare(str(alias.value)) for alias in after.get("aliases").elements()}
        if name != now and name not in aliases:
            self._tell("name-changed", name, before, after, new=now)
        if kind == "enum":
            self._symbols(name, before, after)
        elif kind == "fixed" and before.text("size") != after.text("size"):
            words = {"old": before.text("size"), "new": after.text("size")}
            self._tell("type-changed", name, before, after, **words)
        else:
            self._fields(name, before, after)

    def _fields(self, name: str, before: Node, after: Node) -> None:
        old, new = _fields(before), _fields(after)
        for field, node in old.items():
            other = new.pop(field, None) or next(
                (new.pop(n) for n, f in [*new.items()] if field in _aliases(f)), None
            )
            element = f"{name}.{field}"
            if other is None:
                has_default = "default" in node.mapping
                rule = "field-removed-with-default" if has_default else "field-removed"
                self._tell(rule, element, node, after)
                continue
            defaults = node.mapping.get("default"), other.mapping.get("default")
            if defaults[0] != defaults[1]:
                words = {"old": str(defaults[0]), "new": str(defaults[1])}
                self._tell("field-default-changed", element, node, other, **words)
            self.types(node.get("type"), other.get("type"), element)
        for field, node in new.items():
            rule = "field-added" if "default" in node.mapping else "field-added-without-default"
            self._tell(rule, f"{name}.{field}", before, node)

    def _symbols(self, name: str, before: Node, after: Node) -> None:
        old = {str(node.value): node for node in before.get("symbols").elements()}
        new = {str(node.value): node for node in after.get("symbols").elements()}
        for symbol in old.keys() - new.keys():
            self._tell("symbol-removed", name, old[symbol], after, value=symbol)
        for symbol in new.keys() - old.keys():
            self._tell("symbol-added", name, before, new[symbol], value=symbol)

    def _unions(self, before: Node, after: Node, element: str) -> None:
        old, new = self._branches(before, self._old), self._branches(after, self._new)
        for kind, node in old.items():
            if kind in new:
                self.types(node, new[kind], element)
            else:
                self._tell("branch-removed", element, before, after, value=kind)
        for kind in new.keys() - old.keys():
            self._tell("branch-added", element, before, after, value=kind)

    def _branches(self, node: Node, named: Mapping[str, Node]) -> dict[str, Node]:
        listed = [*node.elements()] if isinstance(node.value, list) else [node]
        found: dict[str, Node] = {}
        for branch in (_resolved(branch, named) for branch in listed):
            kind = _kind(branch)
            found[_bare(branch.text("name")) if branch.text("name") else kind] = branch
        return found

    def _tell(self, rule: str, element: str, old: Node, new: Node, /, **words: str) -> None:
        self._tale.tell(rule, element, old.place, new.place, **words)


def _resolved(node: Node, named: Mapping[str, Node]) -> Node:
    """The declaration behind a name; what is no name of the schema stays as it is."""
    if isinstance(node.value, str):
        return named.get(_bare(node.value), node)
    inner: Any = node.mapping.get("type")
    if isinstance(inner, dict | list):  # {"type": {"type": "record", ...}}
        return _resolved(node.get("type"), named)
    return node


def _kind(node: Node) -> str:
    return node.value if isinstance(node.value, str) else node.text("type")


def _fields(record: Node) -> dict[str, Node]:
    return {node.text("name"): node for node in record.get("fields").elements()}


def _aliases(field: Node) -> set[str]:
    return {str(alias.value) for alias in field.get("aliases").elements()}
