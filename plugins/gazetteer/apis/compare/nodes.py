"""Values of a description with the way that leads to them; references are followed step by step, never expanded."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from gazetteer.apis.files import Read, joined
from gazetteer.apis.references import HOPS, MISSING, MOUNT, Keys, keys_of, look_up
from gazetteer.formats.pointer import from_keys
from gazetteer.formats.structured import Document, Problem, load_structured
from gazetteer.model.place import Place

Way = tuple[Any, str | int] | None
"""(way of the container, key); None is the root."""


@dataclass(frozen=True, eq=False)
class Whole:
    """One version of a description, loaded, with the files that it refers to (`apis.files`).

    Attributes:
        path: of the first file.
        value: of the first file, in which the others are mounted.
        document: the first file, for places; others: path -> another file.
        read: gives the text of files that are no JSON or YAML, such as schemas of protobuf.
        has_siblings: whether keywords beside a `$ref` count: they do since OpenAPI 3.1 and JSON Schema 2019-09.
    """

    path: str
    value: object
    document: Document
    others: dict[str, Document]
    read: Read
    has_siblings: bool = True
    _targets: dict[str, "Node | None"] = field(default_factory=dict)

    @property
    def root(self) -> "Node":
        """The whole as a node."""
        return Node(self.value, None, self)

    def place(self, keys: Keys) -> Place:
        """Where the value at some keys stands."""
        path, document, rest = self.path, self.document, keys
        if keys[:1] == (MOUNT,) and len(keys) > 1 and (other := self.others.get(str(keys[1]))):
            path, document, rest = str(keys[1]), other, keys[2:]
        return Place(path, *document.at(*rest), from_keys(rest))

    def follow(self, node: "Node") -> "Node":
        """Follows `$ref` until something else stands there; what leads nowhere stays the node with its `$ref`."""
        for _ in range(HOPS):
            value = node.value
            if not isinstance(value, dict):
                return node
            reference = value.get("$ref")
            if not isinstance(reference, str):
                return node
            target = self._target(reference)
            if target is None:
                return node
            node = target
        return node

    def _target(self, reference: str) -> "Node | None":
        if reference not in self._targets:
            self._targets[reference] = self._find(reference)
        return self._targets[reference]

    def _find(self, reference: str) -> "Node | None":
        keys = keys_of(reference)
        value = MISSING if keys is None else look_up(self.value, keys)
        if keys is None or value is MISSING:
            return None
        way: Way = None
        for key in keys:
            way = (way, key)
        return Node(value, way, self)


def whole(path: str, text: str, read: Read) -> Whole | Problem:
    """Loads a description and what it refers to."""
    document = load_structured(path, text, merge=True)
    if isinstance(document, Problem):
        return document
    found = joined(path, text, document, read)
    root = document.value if isinstance(document.value, dict) else {}
    stated = str(root.get("openapi", root.get("swagger", "")))
    has_siblings = not stated.startswith(("2.", "3.0"))
    return Whole(path, found.value, document, dict(found.documents), read, has_siblings)


class Node(NamedTuple):
    """A value of a description.

    Attributes:
        value: what stands there; `MISSING` for nothing.
        way: how it was reached.
        whole: the description it stands in.
    """

    value: Any
    way: Way
    whole: Whole

    def get(self, key: str | int) -> "Node":
        """A member of a mapping or list; a node of `MISSING` when there is none."""
        holder = self.value
        value = holder.get(key, MISSING) if isinstance(holder, dict) else look_up(holder, (key,))
        return Node(value, (self.way, key), self.whole)

    @property
    def exists(self) -> bool:
        """Whether something stands there."""
        return self.value is not MISSING

    @property
    def mapping(self) -> dict[str, Any]:
        """The value when it is a mapping, else an empty one."""
        return self.value if isinstance(self.value, dict) else {}

    def members(self) -> Iterator[tuple[str, "Node"]]:
        """Key and node of each member of a mapping."""
        for key, value in self.mapping.items():
            yield key, Node(value, (self.way, key), self.whole)

    def elements(self) -> Iterator["Node"]:
        """The members of a list."""
        for index, value in enumerate(self.value if isinstance(self.value, list) else ()):
            yield Node(value, (self.way, index), self.whole)

    def text(self, key: str) -> str:
        """A member as text; empty when there is none or it is no scalar."""
        value = self.mapping.get(key)
        return "" if value is None or isinstance(value, dict | list) else str(value)

    @property
    def keys(self) -> Keys:
        """The way from the root."""
        keys: list[str | int] = []
        way = self.way
        while way is not None:
            way, key = way
            keys.append(key)
        return tuple(reversed(keys))

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.whole.place(self.keys)
