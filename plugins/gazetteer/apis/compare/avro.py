"""Two versions of an Avro schema: whether new readers understand old data, and old readers new data.

The rules are those of the specification's schema resolution. That new readers cannot read what lies in the store
breaks; that old readers cannot read what is written anew does as well, where they have no default to fall back on.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from gazetteer.apis.compare.avro_rules import ONE_WAY, PROMOTIONS, TABLE
from gazetteer.apis.compare.named import Tale
from gazetteer.apis.compare.nodes import Node
from gazetteer.apis.compare.oas import Description
from gazetteer.model.change import ApiChange


def compare(old: Description, new: Description, _today: date) -> tuple[ApiChange, ...]:
    """Everything that differs; documentation and the order of fields are none."""
    return changes(old.root, new.root, "schema")


def changes(old: Node, new: Node, side: str) -> tuple[ApiChange, ...]:
    """The same for schemas inside other documents; `side` is `sent`, `received`, or `schema` for both at once."""
    levels = ONE_WAY.get(side, {})
    table = {rule: (levels.get(rule, level), words) for rule, (level, words) in TABLE.items()}
    tale = Tale(table, {})
    _Walk(tale, _named(old, {}), _named(new, {})).types(old, new, "the schema")
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
            self._tell(_retyped(old, new), element, before, after, old=old, new=new)
            return
        meant = _meaning(before), _meaning(after)
        if meant[0] != meant[1]:
            words = {"old": meant[0] or "nothing more", "new": meant[1] or "nothing more"}
            self._tell("logical-type-changed", element, before, after, **words)
        if isinstance(before.value, dict) and isinstance(after.value, dict):
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
        if name != now:
            rule = "name-aliased" if name in aliases else "name-changed"
            self._tell(rule, name, before, after, new=now)
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
            element = f"{name}.{field}"
            other = new.pop(field, None)
            if other is None and (alias := _alias(field, new)):
                other = new.pop(alias)
                self._tell("field-renamed", element, node, other, new=alias)
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
        # A reader's enum may have a default for symbols that it does not know (Schema Resolution).
        fallback = [
            "-with-default" if n.text("default") in n_symbols else ""
            for n, n_symbols in ((before, old), (after, new))
        ]
        for symbol in sorted(old.keys() - new.keys()):
            self._tell(f"symbol-removed{fallback[1]}", name, old[symbol], after, value=symbol)
        for symbol in sorted(new.keys() - old.keys()):
            self._tell(f"symbol-added{fallback[0]}", name, before, new[symbol], value=symbol)

    def _unions(self, before: Node, after: Node, element: str) -> None:
        old, new = self._branches(before, self._old), self._branches(after, self._new)
        for kind, node in old.items():
            if kind in new:
                self.types(node, new[kind], element)
            else:
                self._tell("branch-removed", element, before, after, value=kind)
        for kind in sorted(new.keys() - old.keys()):
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


def _alias(name: str, fields: Mapping[str, Node]) -> str:
    """The field that was called so; empty when none was."""
    return next(
        (
            field
            for field, node in fields.items()
            if any(alias.value == name for alias in node.get("aliases").elements())
        ),
        "",
    )


def _retyped(old: str, new: str) -> str:
    if new in PROMOTIONS.get(old, ()):
        return "type-promoted"
    return "type-demoted" if old in PROMOTIONS.get(new, ()) else "type-changed"


def _meaning(schema: Node) -> str:
    """The logical type, with what makes values of it another thing (Logical Types, Decimal)."""
    logical = schema.text("logicalType")
    if logical != "decimal":
        return logical
    return f"decimal({schema.text('precision')}, {schema.text('scale') or '0'})"
