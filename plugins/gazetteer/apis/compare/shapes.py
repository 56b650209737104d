"""What a schema says in the end, whatever its spelling: `allOf` merged, nullable forms one, branches told apart."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from gazetteer.apis.compare.bounds import Bounds, bounds_of, tighter
from gazetteer.apis.compare.endings import Ending
from gazetteer.apis.compare.nodes import Node, Whole
from gazetteer.apis.compare.spelling import enum_of, is_null, meet, types_of
from gazetteer.apis.references import last_part

CONDITIONS = (
    "not",
    "if",
    "then",
    "else",
    "contains",
    "minContains",
    "maxContains",
    "propertyNames",
    "dependentRequired",
    "dependentSchemas",
    "unevaluatedProperties",
    "unevaluatedItems",
    "patternProperties",
)
"""Keywords that are compared as they are written: what a change of them means takes a person."""

PARTS = 200
"""More parts of one `allOf`, nested ones counted, are not merged."""


_COMPOUND = {"$ref", "allOf", "oneOf", "anyOf"}


@dataclass(slots=True)
class Shape:
    """A schema in its plain form.

    Attributes:
        node: where it stands, references followed.
        types: type names without `null`; None when any is allowed.
        nullable: whether null is allowed; None when the schema does not say anything about types.
        wrapper_says_null: whether the outermost part allows null, which is meant to hold whatever `allOf` adds.
        enum: allowed values by their JSON text; None when they are not listed.
        required: property name -> where it is required.
        closed: whether properties that are not described are refused.
        branches: the alternatives of `oneOf` or `anyOf` (`choice`), `null` taken out.
        unresolved: the reference that leads nowhere.
    """

    node: Node
    types: frozenset[str] | None = None
    nullable: bool | None = None
    wrapper_says_null: bool = False
    enum: dict[str, Node] | None = None
    properties: dict[str, Node] = field(default_factory=dict)
    required: dict[str, Node] = field(default_factory=dict)
    closed: Node | None = None
    additional: Node | None = None
    items: Node | None = None
    prefix: tuple[Node, ...] = ()
    choice: str = ""
    branches: tuple[Node, ...] = ()
    discriminator: str = ""
    mapping: dict[str, str] = field(default_factory=dict)
    bounds: Bounds = field(default_factory=dict)
    stated: dict[str, Node] = field(default_factory=dict)
    conditions: dict[str, Any] = field(default_factory=dict)
    unresolved: str = ""

    def says(self, keyword: str) -> bool:
        """Whether a boolean keyword is true."""
        stated = self.stated.get(keyword)
        return stated is not None and stated.value is True

    @property
    def ending(self) -> Ending:
        """What it says about its end."""
        return Ending(self.node, self.stated.get("deprecated"), self.stated.get("x-sunset"))


STATED = (
    "format",
    "pattern",
    "multipleOf",
    "uniqueItems",
    "default",
    "deprecated",
    "readOnly",
    "writeOnly",
    "x-sunset",
    "x-extensible-enum",
)


_STATED, _CONDITIONS = frozenset(STATED), frozenset(CONDITIONS)


class Shapes:
    """Makes shapes, each schema's once."""

    def __init__(self, whole: Whole) -> None:
        self.whole = whole
        self._known: dict[int, Shape] = {}
        self._kept: list[object] = []
        self._referred: dict[str, Shape] = {}

    def of(self, node: Node) -> Shape:
        """The plain form of a schema; a bare reference is the schema that it leads to."""
        value = node.value
        if not isinstance(value, dict):
            return self._made(node)
        if "$ref" in value and (len(value) == 1 or not node.whole.has_siblings):
            question = str(value["$ref"])
            referred = self._referred.get(question)
            if referred is None:
                referred = self._referred[question] = self._kept_one(self.whole.follow(node))
            return referred
        return self._kept_one(node)

    def _kept_one(self, node: Node) -> Shape:
        known = self._known.get(id(node.value))
        if known is None:
            known = self._known[id(node.value)] = self._made(node)
            self._kept.append(node.value)  # an identity is one only while its object lives
        return known

    def _made(self, node: Node) -> Shape:
        target = self.whole.follow(node)
        shape = Shape(node=target if target.exists else node)
        if isinstance(target.mapping.get("$ref"), str):
            shape.unresolved = target.text("$ref")
            return shape
        for index, part in enumerate(self._parts(node)):
            if part.value is False:
                shape.types = frozenset()
            if isinstance(part.value, dict):
                self._merge(shape, part, is_first=index == 0)
        return shape

    def _parts(self, node: Node) -> Iterator[Node]:
        """The schema and everything that its `allOf`, references and lone alternatives add to it."""
        if isinstance(node.value, dict) and _COMPOUND.isdisjoint(node.value):
            yield node
            return
        pending, seen = [node], set[int]()
        while pending and len(seen) < PARTS:
            written = pending.pop()
            part = self.whole.follow(written)
            if id(part.value) in seen:
                continue
            seen.add(id(part.value))
            if (
                part.value is not written.value
                and len(written.mapping) > 1
                and node.whole.has_siblings
            ):
                beside = {key: value for key, value in written.value.items() if key != "$ref"}
                whole = Node(beside, written.way, written.whole)
                yield whole
                pending += reversed([*whole.get("allOf").elements()])
            yield part
            pending += reversed([*part.get("allOf").elements()])
            for keyword in ("oneOf", "anyOf"):
                rest = [b for b in part.get(keyword).elements() if not is_null(b.value)]
                if len(rest) == 1:
                    pending.append(rest[0])

    def _merge(self, shape: Shape, part: Node, *, is_first: bool) -> None:
        value = part.value
        types, nullable = types_of(value)
        if types is not None:
            shape.types = types if shape.types is None else meet(shape.types, types)
        _merge_null(shape, nullable=nullable, is_first=is_first)
        if (listed := enum_of(part)) is not None:
            same = shape.enum is not None
            shape.enum = {k: n for k, n in listed.items() if not same or k in (shape.enum or {})}
        for name, member in part.get("properties").members():
            shape.properties.setdefault(name, member)
        for needed in part.get("required").elements():
            if isinstance(needed.value, str):
                shape.required.setdefault(needed.value, needed)
        self._merge_structure(shape, part)
        shape.bounds = tighter(shape.bounds, bounds_of(part))
        for keyword in _STATED & value.keys():
            shape.stated.setdefault(keyword, part.get(keyword))
        for keyword in _CONDITIONS & value.keys():
            shape.conditions.setdefault(keyword, value[keyword])

    def _merge_structure(self, shape: Shape, part: Node) -> None:
        value = part.value
        additional = value.get("additionalProperties")
        if additional is False:
            shape.closed = part.get("additionalProperties")
        elif isinstance(additional, dict) and additional and shape.additional is None:
            shape.additional = part.get("additionalProperties")
        items = value.get("items")
        if isinstance(items, dict) and shape.items is None:
            shape.items = part.get("items")
        prefix = "prefixItems" if "prefixItems" in value else "items"
        if isinstance(value.get(prefix), list):
            shape.prefix = shape.prefix or tuple(part.get(prefix).elements())
        for keyword in ("oneOf", "anyOf"):
            branches = tuple(b for b in part.get(keyword).elements() if not is_null(b.value))
            if len(branches) < 2 or enum_of(part) is not None:
                continue
            if shape.branches:
                shape.conditions.setdefault(keyword, value[keyword])
            else:
                shape.choice, shape.branches = keyword, branches
        stated = value.get("discriminator")
        if isinstance(stated, str):
            shape.discriminator = shape.discriminator or stated
        elif isinstance(stated, dict) and not shape.discriminator:
            shape.discriminator = str(stated.get("propertyName", ""))
            found = stated.get("mapping")
            if isinstance(found, dict):
                shape.mapping = {last_part(str(ref)): key for key, ref in found.items()}


def _merge_null(shape: Shape, *, nullable: bool | None, is_first: bool) -> None:
    if is_first or shape.nullable is None:
        shape.nullable = nullable
    elif nullable is False and not shape.wrapper_says_null:
        shape.nullable = False
    if is_first:
        shape.wrapper_says_null = nullable is True
