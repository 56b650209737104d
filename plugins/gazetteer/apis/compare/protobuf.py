"""Two versions of a protobuf file: what the bytes mean (wire), and what code made from it is called (source)."""

from collections import Counter
from dataclasses import dataclass

from gazetteer.apis.compare.named import Tale, reaching
from gazetteer.apis.compare.proto_rules import ENUM_LIKE, SAME_BYTES, TABLE
from gazetteer.apis.compare.protofile import read_file
from gazetteer.apis.compare.protomodel import Element, Member, ProtoFile, bare
from gazetteer.apis.compare.version import Comparison, Refused, Version
from gazetteer.model.place import Place


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
            _owner(inner, used)
            for member in element.members.values()
            if (inner := file.known(used := file.resolved(bare(member.type), name)))
        ]
        for name, element in (file.elements | file.imported).items()
    }
    roots = [
        (f"RPC {name}", f"message {file.resolved(bare(type_), '')}")
        for name, rpc in file.rpcs.items()
        for type_ in (rpc.request, rpc.response)
    ]
    return reaching(roots, uses)


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
            after = self.new.known(name)
            if after is not None and name not in self.new.elements:
                words = {"file": after.place.path}
                self.tale.tell(
                    "declaration-moved", _owner(before, name), before.place, after.place, **words
                )
            if after is None or after.kind != before.kind:
                outer = name.rpartition(".")[0]
                if (
                    not outer or outer in self.new.elements
                ):  # the parts of what is gone are not told
                    self.tale.tell("message-removed", _owner(before, name), before.place, None)
            else:
                self._members(name, before, after)
        for name in sorted(self.old.reached()):
            was, is_now = self.old.known(name), self.new.known(name)
            if was and is_now and was.kind == is_now.kind:
                self._members(name, was, is_now)
        for name, after in self.new.elements.items():
            if self.old.known(name) is None:
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
                element = f"`{member.name} = {number}`"
                if (
                    reused := "number"
                    if before.reserves(number)
                    else "name"
                    if member.name in before.names
                    else ""
                ):
                    rule = f"{reused}-reused"
                    self.tale.tell(rule, owner, before.place, member.place, element=element)
                    continue
                rule = f"{'required-' if member.cardinality == 'required' else ''}{kind}-added"
                self.tale.tell(rule, owner, before.place, member.place, element=element)
        if before.kind == "message":
            self._oneofs(owner, before, after)
        kept = all(
            after.reserves(n) or n in after.members for span in before.reserved for n in span
        )
        used = {member.name for member in after.members.values()}
        if not kept or before.names - after.names - used:
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
            alike = _alike((types[0], self.old), (types[1], self.new))
            rule = "field-type-compatible" if alike else "field-type-changed"
            self._tell(rule, owner, before, after.place, old=types[0], new=types[1])
        self._cardinality(owner, before, after, _wire(types[1], self.new))
        if before.default != after.default:
            words = {"old": before.default or "none", "new": after.default or "none"}
            self._tell("field-default-changed", owner, before, after.place, **words)

    def _oneofs(self, owner: str, before: Element, after: Element) -> None:
        """One field alone may enter a new oneof or leave one; what was set together may not be set in one."""
        both = [(m, after.members[n]) for n, m in before.members.items() if n in after.members]
        moved = [(old, new) for old, new in both if old.oneof != new.oneof]
        sizes = Counter(old.oneof for old, _ in both), Counter(new.oneof for _, new in both)
        for old, new in moved:
            # Those that were together and still are: the oneof has another name.
            together = {m.number for m, _ in both if m.oneof == old.oneof and m.oneof}
            still = {m.number for _, m in both if m.oneof == new.oneof and m.oneof}
            alone = (not old.oneof and sizes[1][new.oneof] == 1) or (
                not new.oneof and sizes[0][old.oneof] == 1
            )
            rule = "compatible" if alone or together == still else "changed"
            words = {"old": old.oneof or "no oneof", "new": new.oneof or "no oneof"}
            self._tell(f"field-oneof-{rule}", owner, old, new.place, **words)

    def _cardinality(self, owner: str, before: Member, after: Member, kind: str) -> None:
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
            # Texts and messages are written alike once and many times; numbers are packed (language guide, as above).
            singular = {old, new} - {"repeated"}
            alike = (
                kind in {"string", "bytes"} and "repeated" in {old, new} and "map" not in singular
            )
            rule = f"field-cardinality-{'compatible' if alike else 'changed'}"
            self._tell(rule, owner, before, after.place, **words)

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


def _wire(type_: str, file: ProtoFile) -> str:
    """How a type is written: an enum as a number, a message as bytes; a map stays what it is."""
    element = file.known(type_)
    if element is None:
        return type_
    return "int32" if element.kind == "enum" else "bytes"


def _alike(old: tuple[str, ProtoFile], new: tuple[str, ProtoFile]) -> bool:
    """Whether two types read each other's bytes, and mean the same by them."""
    elements = [file.known(type_) for type_, file in (old, new)]
    if all(elements):
        return False  # another message or another enum
    kinds = {_wire(*old), _wire(*new)}
    if element := elements[0] or elements[1]:
        return kinds == {"bytes"} if element.kind == "message" else kinds <= ENUM_LIKE
    return any(kinds <= group for group in SAME_BYTES)


def _stream(type_: str, file: ProtoFile) -> tuple[bool, str]:
    return type_.startswith("stream "), file.resolved(type_.removeprefix("stream "), "")
