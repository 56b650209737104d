"""Two versions of a protobuf file: what the bytes mean (wire), and what code made from it is called (source).

The rules are those that the language guide states under "Updating A Message Type", and that buf checks in its
categories WIRE, WIRE_JSON and FILE: a change of the bytes or of their meaning breaks, what only code sees is risky.
"""

from dataclasses import dataclass

from gazetteer.apis.compare.named import Table, Tale, reaching
from gazetteer.apis.compare.protofile import Element, Member, ProtoFile, read_file
from gazetteer.apis.compare.version import Comparison, Refused, Version
from gazetteer.model.change import Level
from gazetteer.model.place import Place

BREAKING, RISKY, SAFE = Level.BREAKING, Level.RISKY, Level.SAFE

TABLE: Table = {
    "package-changed": (BREAKING, "the package was {old} and is {new} now"),
    "message-removed": (BREAKING, "{element} was removed"),
    "message-added": (SAFE, "{element} is new"),
    "field-removed": (BREAKING, "{element} was removed, and its number is not reserved"),
    "field-removed-number-reserved": (
        RISKY,
        "{element} was removed; its number is reserved, its name is not",
    ),
    "field-removed-reserved": (RISKY, "{element} was removed, and its number and name reserved"),
    "field-added": (SAFE, "{element} is new"),
    "required-field-added": (BREAKING, "{element} is new and required"),
    "field-renamed": (RISKY, "{element} is called `{new}` now"),
    "field-renumbered": (BREAKING, "{element} has the number {new} now"),
    "field-type-changed": (BREAKING, "{element} was {old} and is {new} now"),
    "field-type-compatible": (
        RISKY,
        "{element} was {old} and is {new} now, which reads the same bytes",
    ),
    "field-became-required": (BREAKING, "{element} is required now"),
    "field-cardinality-changed": (BREAKING, "{element} was {old} and is {new} now"),
    "field-presence-changed": (RISKY, "{element} was {old} and is {new} now"),
    "field-oneof-changed": (BREAKING, "{element} was in {old} and is in {new} now"),
    "field-default-changed": (RISKY, "the default of {element} was {old} and is {new} now"),
    "deprecated": (SAFE, "{element} is deprecated now"),
    "deprecation-removed": (SAFE, "{element} is no longer deprecated"),
    "reserved-removed": (RISKY, "{element} no longer reserves all that it did"),
    "enum-value-removed": (BREAKING, "{element} was removed, and its number is not reserved"),
    "enum-value-removed-reserved": (RISKY, "{element} was removed and its number reserved"),
    "enum-value-added": (RISKY, "{element} is new, and readers must cope with it"),
    "enum-value-renamed": (RISKY, "{element} is called `{new}` now"),
    "service-removed": (BREAKING, "{element} was removed"),
    "service-added": (SAFE, "{element} is new"),
    "rpc-removed": (BREAKING, "{element} was removed without having been deprecated"),
    "rpc-removed-after-deprecation": (RISKY, "{element} was removed; it was deprecated"),
    "rpc-added": (SAFE, "{element} is new"),
    "rpc-request-changed": (BREAKING, "{element} took {old} and takes {new} now"),
    "rpc-response-changed": (BREAKING, "{element} gave {old} and gives {new} now"),
}

SAME_BYTES = (
    {"int32", "uint32", "int64", "uint64", "bool"},
    {"sint32", "sint64"},
    {"string", "bytes"},
    {"fixed32", "sfixed32"},
    {"fixed64", "sfixed64"},
)
"""Types that read each other's bytes (language guide, "Updating A Message Type")."""


def compare(old: Version, new: Version) -> Comparison | Refused:
    """All differences; comments and the order of declarations are none."""
    before, after = read_file(old), read_file(new)
    if isinstance(before, Refused):
        return before
    if isinstance(after, Refused):
        return after
    tale = Tale(TABLE, _reached(after) | _reached(before))
    walk = _Walk(before, after, tale)
    if before.package != after.package:
        words = {"old": before.package or "not named", "new": after.package or "not named"}
        places = Place(before.path, 1), Place(after.path, 1)
        tale.tell("package-changed", "package", *places, **words)
    walk.elements()
    walk.services()
    return Comparison(tale.settled(), (before.version, after.version))


def _reached(file: ProtoFile) -> dict[str, tuple[str, ...]]:
    uses = {
        _owner(element, name): [
            _owner(file.elements[used], used)
            for member in element.members.values()
            if (used := file.resolved(_inner(member.type), name)) in file.elements
        ]
        for name, element in file.elements.items()
    }
    roots = [
        (f"RPC {name}", f"message {file.plain(type_.removeprefix('stream '))}")
        for name, rpc in file.rpcs.items()
        for type_ in (rpc.request, rpc.response)
    ]
    return reaching(roots, uses)


def _inner(type_: str) -> str:
    """The type of the values of a map, which is where messages can stand."""
    return type_.partition(", ")[2].rstrip(">") or type_


def _owner(element: Element, name: str) -> str:
    return f"{element.kind} {name}"


@dataclass(frozen=True, eq=False)
class _Walk:
    """One comparison."""

    old: ProtoFile
    new: ProtoFile
    tale: Tale

    def elements(self) -> None:
        for name, before in self.old.elements.items():
            after = self.new.elements.get(name)
            if after is None or after.kind != before.kind:
                outer = name.rpartition(".")[0]
                if (
                    not outer or outer in self.new.elements
                ):  # the parts of what is gone are not told
                    self.tale.tell("message-removed", _owner(before, name), before.place, None)
            else:
                self._members(name, before, after)
        for name, after in self.new.elements.items():
            if name not in self.old.elements:
                self.tale.tell("message-added", _owner(after, name), None, after.place)

    def _members(self, name: str, before: Element, after: Element) -> None:
        owner = _owner(before, name)
        later = {member.name: member for member in after.members.values()}
        earlier = {member.name for member in before.members.values()}
        for number, member in before.members.items():
            same = after.members.get(number)
            if same is not None and (same.name == member.name or same.name not in earlier):
                self._both(owner, name, member, same)
            elif member.name in later and before.kind == "message":
                moved = later[member.name]
                self._tell("field-renumbered", owner, member, moved.place, new=str(moved.number))
            else:
                self._removed(owner, member, after)
        kind = "field" if before.kind == "message" else "enum-value"
        for number, member in after.members.items():
            if number not in before.members and member.name not in earlier:
                rule = f"{'required-' if member.cardinality == 'required' else ''}{kind}-added"
                element = f"`{member.name} = {number}`"
                self.tale.tell(rule, owner, before.place, member.place, element=element)
        if before.reserved != after.reserved and not all(
            after.reserves(n) or n in after.members for span in before.reserved for n in span
        ):
            self.tale.tell("reserved-removed", owner, before.place, after.place)

    def _tell(self, rule: str, owner: str, member: Member, new: Place, /, **words: str) -> None:
        element = f"`{member.name} = {member.number}`"
        self.tale.tell(rule, owner, member.place, new, element=element, **words)

    def _removed(self, owner: str, member: Member, after: Element) -> None:
        reserved = after.reserves(member.number)
        if after.kind == "enum":
            rule = "enum-value-removed-reserved" if reserved else "enum-value-removed"
        elif not reserved:
            rule = "field-removed"
        else:
            named = member.name in after.names
            rule = "field-removed-reserved" if named else "field-removed-number-reserved"
        self._tell(rule, owner, member, after.place)

    def _both(self, owner: str, scope: str, before: Member, after: Member) -> None:
        is_enum = owner.startswith("enum ")
        if before.name != after.name:
            rule = "enum-value-renamed" if is_enum else "field-renamed"
            self._tell(rule, owner, before, after.place, new=after.name)
        if before.deprecated != after.deprecated:
            rule = "deprecated" if after.deprecated else "deprecation-removed"
            self._tell(rule, owner, before, after.place)
        if is_enum:
            return
        types = self.old.resolved(before.type, scope), self.new.resolved(after.type, scope)
        if types[0] != types[1]:
            alike = any(set(types) <= group for group in SAME_BYTES)
            rule = "field-type-compatible" if alike else "field-type-changed"
            self._tell(rule, owner, before, after.place, old=types[0], new=types[1])
        self._cardinality(owner, before, after)
        if before.oneof != after.oneof:
            words = {"old": before.oneof or "no oneof", "new": after.oneof or "no oneof"}
            self._tell("field-oneof-changed", owner, before, after.place, **words)
        if before.default != after.default:
            words = {"old": before.default or "none", "new": after.default or "none"}
            self._tell("field-default-changed", owner, before, after.place, **words)

    def _cardinality(self, owner: str, before: Member, after: Member) -> None:
        old, new = before.cardinality, after.cardinality
        if old == new:
            return
        words = {"old": old or "singular", "new": new or "singular"}
        if {old, new} <= {"", "optional"}:
            if not (before.oneof or after.oneof):
                self._tell("field-presence-changed", owner, before, after.place, **words)
        elif new == "required":
            self._tell("field-became-required", owner, before, after.place)
        else:
            self._tell("field-cardinality-changed", owner, before, after.place, **words)

    def services(self) -> None:
        for name, place in self.old.services.items():
            if name not in self.new.services:
                self.tale.tell("service-removed", f"service {name}", place, None)
        for name, place in self.new.services.items():
            if name not in self.old.services:
                self.tale.tell("service-added", f"service {name}", None, place)
        names = {
            name.replace(self.new.package, self.old.package, 1): name for name in self.new.rpcs
        }
        for name, before in self.old.rpcs.items():
            owner = f"RPC {name}"
            after = self.new.rpcs.get(names.get(name, name))
            if after is None:
                rule = "rpc-removed-after-deprecation" if before.deprecated else "rpc-removed"
                self.tale.tell(rule, owner, before.place, None)
                continue
            for rule, old, new in (
                ("rpc-request-changed", before.request, after.request),
                ("rpc-response-changed", before.response, after.response),
            ):
                if _stream(old, self.old) != _stream(new, self.new):
                    self.tale.tell(rule, owner, before.place, after.place, old=old, new=new)
            if before.deprecated != after.deprecated:
                rule = "deprecated" if after.deprecated else "deprecation-removed"
                self.tale.tell(rule, owner, before.place, after.place)
        for old_name, name in names.items():
            if old_name not in self.old.rpcs:
                self.tale.tell("rpc-added", f"RPC {name}", None, self.new.rpcs[name].place)


def _stream(type_: str, file: ProtoFile) -> tuple[bool, str]:
    return type_.startswith("stream "), file.plain(type_.removeprefix("stream "))
