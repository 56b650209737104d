"""Two versions of a GraphQL schema: fields, arguments, values, members, each with its place.

What breaks follows the specification's type system: an output may become non-null, an input may become nullable, no
other change of a type is safe. Names are schema coordinates (`Post.title`, `Query.posts(first:)`).
"""

from dataclasses import dataclass
from typing import Any

from gazetteer.apis.compare.named import Table, Tale
from gazetteer.apis.compare.sdl import (
    Definition,
    Schema,
    default_text,
    is_deprecated,
    is_narrower,
    is_required,
    reached,
    read_schema,
    type_text,
)
from gazetteer.apis.compare.version import Comparison, Refused, Version
from gazetteer.model.change import Level
from gazetteer.model.place import Place

BREAKING, RISKY, SAFE = Level.BREAKING, Level.RISKY, Level.SAFE

TABLE: Table = {
    "type-removed": (BREAKING, "the type {element} was removed"),
    "type-added": (SAFE, "the type {element} is new"),
    "type-kind-changed": (BREAKING, "{element} was {old} and is {new} now"),
    "field-removed": (BREAKING, "{element} was removed without having been deprecated"),
    "field-removed-after-deprecation": (RISKY, "{element} was removed; it was deprecated"),
    "field-added": (SAFE, "{element} is new"),
    "field-type-changed": (BREAKING, "{element} was {old} and is {new} now"),
    "output-type-became-non-null": (SAFE, "{element} was {old} and is {new} now"),
    "required-input-field-added": (BREAKING, "the input field {element} is new and required"),
    "optional-input-field-added": (SAFE, "the input field {element} is new"),
    "input-type-changed": (BREAKING, "{element} took {old} and takes {new} now"),
    "input-type-widened": (SAFE, "{element} took {old} and takes {new} now"),
    "required-argument-added": (BREAKING, "the argument {element} is new and required"),
    "optional-argument-added": (SAFE, "the argument {element} is new"),
    "argument-removed": (BREAKING, "the argument {element} was removed"),
    "default-changed": (RISKY, "the default of {element} was {old} and is {new} now"),
    "enum-value-removed": (BREAKING, "the value {element} was removed"),
    "enum-value-added": (RISKY, "the value {element} is new, and readers must cope with it"),
    "union-member-removed": (BREAKING, "{element} no longer has the member {value}"),
    "union-member-added": (RISKY, "{element} has the new member {value}"),
    "interface-removed": (BREAKING, "{element} no longer implements {value}"),
    "interface-added": (RISKY, "{element} implements {value} now"),
    "directive-removed": (BREAKING, "the directive {element} was removed"),
    "directive-location-removed": (
        BREAKING,
        "the directive {element} may not stand on {value} now",
    ),
    "directive-repeatable-removed": (BREAKING, "the directive {element} may stand once only now"),
    "deprecated": (SAFE, "{element} is deprecated now"),
    "deprecation-removed": (SAFE, "{element} is no longer deprecated"),
}


def compare(old: Version, new: Version) -> Comparison | Refused:
    """All differences; descriptions and the order of definitions are none."""
    before, after = read_schema(old), read_schema(new)
    if isinstance(before, Refused):
        return before
    if isinstance(after, Refused):
        return after
    tale = Tale(TABLE, reached(before) | reached(after))
    _Walk(before, after, tale).run()
    return Comparison(tale.settled())


@dataclass(frozen=True, eq=False)
class _Walk:
    """One comparison."""

    old: Schema
    new: Schema
    tale: Tale

    def run(self) -> None:
        for name, before in self.old.types.items():
            after = self.new.types.get(name)
            if after is None:
                self.tale.tell("type-removed", name, self.old.place(before.node), None)
            elif before.kind != after.kind:
                words = {"old": before.kind, "new": after.kind}
                self.tale.tell("type-kind-changed", name, *self._places(before, after), **words)
            else:
                self._type(name, before, after)
        for name, after in self.new.types.items():
            if name not in self.old.types:
                self.tale.tell("type-added", name, None, self.new.place(after.node))
        self._directives()

    def _places(self, before: Any, after: Any) -> tuple[Place, Place]:
        old, new = getattr(before, "node", before), getattr(after, "node", after)
        return self.old.place(old), self.new.place(new)

    def _type(self, name: str, before: Definition, after: Definition) -> None:
        is_input = before.kind == "input object"
        fields = before.named("fields"), after.named("fields")
        for member, node in fields[0].items():
            other = fields[1].get(member)
            element = f"{name}.{member}"
            if other is None:
                was = "field-removed-after-deprecation" if is_deprecated(node) else "field-removed"
                self.tale.tell(was, element, self.old.place(node), self.new.place(after.node))
            elif is_input:
                self._input(element, node, other)
            else:
                self._field(element, node, other)
        for member, node in fields[1].items():
            if member not in fields[0]:
                rule = "field-added"
                if is_input:
                    rule = f"{'required' if is_required(node) else 'optional'}-input-field-added"
                place = self.old.place(before.node)
                self.tale.tell(rule, f"{name}.{member}", place, self.new.place(node))
        self._values(name, before, after)
        self._members(name, before, after, "types", "union-member")
        self._members(name, before, after, "interfaces", "interface")

    def _field(self, element: str, before: Any, after: Any) -> None:
        self._deprecation(element, before, after)
        old, new = type_text(before.type), type_text(after.type)
        if old != new:
            safe = is_narrower(after.type, before.type)
            rule = "output-type-became-non-null" if safe else "field-type-changed"
            self.tale.tell(rule, element, *self._places(before, after), old=old, new=new)
        arguments = {a.name.value: a for a in before.arguments or ()}
        others = {a.name.value: a for a in after.arguments or ()}
        for name, node in arguments.items():
            named = f"{element}({name}:)"
            if name in others:
                self._input(named, node, others[name])
            else:
                self.tale.tell("argument-removed", named, *self._places(node, after))
        for name, node in others.items():
            if name not in arguments:
                kind = "required" if is_required(node) else "optional"
                places = self._places(before, node)
                self.tale.tell(f"{kind}-argument-added", f"{element}({name}:)", *places)

    def _input(self, element: str, before: Any, after: Any) -> None:
        self._deprecation(element, before, after)
        old, new = type_text(before.type), type_text(after.type)
        places = self._places(before, after)
        if old != new:
            rule = (
                "input-type-widened"
                if is_narrower(before.type, after.type)
                else "input-type-changed"
            )
            self.tale.tell(rule, element, *places, old=old, new=new)
        defaults = default_text(before), default_text(after)
        if defaults[0] != defaults[1]:
            words = {"old": defaults[0] or "none", "new": defaults[1] or "none"}
            self.tale.tell("default-changed", element, *places, **words)

    def _deprecation(self, element: str, before: Any, after: Any) -> None:
        if is_deprecated(before) != is_deprecated(after):
            rule = "deprecated" if is_deprecated(after) else "deprecation-removed"
            self.tale.tell(rule, element, *self._places(before, after))

    def _values(self, name: str, before: Definition, after: Definition) -> None:
        old, new = before.named("values"), after.named("values")
        for value, node in old.items():
            element = f"{name}.{value}"
            if value in new:
                self._deprecation(element, node, new[value])
            else:
                self.tale.tell("enum-value-removed", element, *self._places(node, after))
        for value, node in new.items():
            if value not in old:
                self.tale.tell("enum-value-added", f"{name}.{value}", *self._places(before, node))

    def _members(
        self, name: str, before: Definition, after: Definition, attribute: str, rule: str
    ) -> None:
        old, new = before.names(attribute), after.names(attribute)
        for member, node in old.items():
            if member not in new:
                self.tale.tell(f"{rule}-removed", name, *self._places(node, after), value=member)
        for member, node in new.items():
            if member not in old:
                self.tale.tell(f"{rule}-added", name, *self._places(before, node), value=member)

    def _directives(self) -> None:
        for name, before in self.old.directives.items():
            element, after = f"@{name}", self.new.directives.get(name)
            if after is None:
                self.tale.tell("directive-removed", element, self.old.place(before.node), None)
                continue
            self._field_arguments(element, before, after)
            for location in sorted(before.names("locations").keys() - after.names("locations")):
                places = self._places(before, after)
                self.tale.tell("directive-location-removed", element, *places, value=location)
            if before.node.repeatable and not after.node.repeatable:
                self.tale.tell(
                    "directive-repeatable-removed", element, *self._places(before, after)
                )

    def _field_arguments(self, element: str, before: Definition, after: Definition) -> None:
        old, new = before.named("arguments"), after.named("arguments")
        for name, node in old.items():
            if name in new:
                self._input(f"{element}({name}:)", node, new[name])
            else:
                places = self._places(node, after)
                self.tale.tell("argument-removed", f"{element}({name}:)", *places)
        for name, node in new.items():
            if name not in old:
                kind = "required" if is_required(node) else "optional"
                places = self._places(before, node)
                self.tale.tell(f"{kind}-argument-added", f"{element}({name}:)", *places)
