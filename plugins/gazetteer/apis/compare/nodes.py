"""Values of a description with the way that leads to them; references are followed step by step, also across files."""

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import unquote

from gazetteer.apis.references import HOPS, MISSING, Keys, keys_of, look_up
from gazetteer.formats.pointer import from_keys
from gazetteer.formats.structured import Problem, load_structured
from gazetteer.model.place import Place

Read = Callable[[str], str | None]
"""Gives the text of a file of the tree; None when there is none."""

Way = tuple[Any, str | int] | None
"""(way of the container, key); None is the root."""


@dataclass(frozen=True, eq=False)
class LoadedFile:
    """One file of a description, loaded.

    Attributes:
        has_siblings: whether keywords beside a `$ref` count: they do since OpenAPI 3.1 and JSON Schema 2019-09.
    """

    path: str
    value: object
    position: Callable[..., tuple[int, int]]
    has_siblings: bool = True

    def place(self, keys: Keys) -> Place:
        """Where the value at some keys stands."""
        return Place(self.path, *self.position(*keys), from_keys(keys))


class Node(NamedTuple):
    """A value of a description.

    Attributes:
        value: what stands there; `MISSING` for nothing.
        way: how it was reached inside its file.
        file: the file it stands in.
    """

    value: Any
    way: Way
    file: LoadedFile

    def get(self, key: str | int) -> "Node":
        """A member of a mapping or list; a node of `MISSING` when there is none."""
        holder = self.value
        value = holder.get(key, MISSING) if isinstance(holder, dict) else look_up(holder, (key,))
        return Node(value, (self.way, key), self.file)

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
            yield key, Node(value, (self.way, key), self.file)

    def elements(self) -> Iterator["Node"]:
        """The members of a list."""
        for index, value in enumerate(self.value if isinstance(self.value, list) else ()):
            yield Node(value, (self.way, index), self.file)

    def text(self, key: str) -> str:
        """A member as text; empty when there is none or it is no scalar."""
        value = self.mapping.get(key)
        return "" if value is None or isinstance(value, dict | list) else str(value)

    @property
    def keys(self) -> Keys:
        """The way from the root of the file."""
        keys: list[str | int] = []
        way = self.way
        while way is not None:
            way, key = way
            keys.append(key)
        return tuple(reversed(keys))

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.file.place(self.keys)


class Files:
    """The files that one version of a description consists of, each loaded when a reference first leads to it.

    Args:
        read: gives the text of files beside the first one.
    """

    def __init__(self, read: Read) -> None:
        self._read = read
        self._loaded: dict[str, LoadedFile | None] = {}
        self._has_siblings = True
        self._targets: dict[tuple[str, str], Node | None] = {}

    def load(self, path: str, text: str) -> LoadedFile | Problem:
        """Loads a text as one of the files."""
        document = load_structured(path, text, merge=True)
        if isinstance(document, Problem):
            return document
        root = document.value if isinstance(document.value, dict) else {}
        stated = str(root.get("openapi", root.get("swagger", "")))
        if stated:
            self._has_siblings = not stated.startswith(("2.", "3.0"))
        loaded = LoadedFile(path, document.value, document.at, self._has_siblings)
        self._loaded[path] = loaded
        return loaded

    def follow(self, node: Node) -> Node:
        """Follows `$ref` until something else stands there; what leads nowhere stays the node with its `$ref`."""
        for _ in range(HOPS):
            value = node.value
            if not isinstance(value, dict):
                return node
            reference = value.get("$ref")
            if not isinstance(reference, str):
                return node
            target = self._target(node.file, reference)
            if target is None:
                return node
            node = target
        return node

    def _target(self, file: LoadedFile, reference: str) -> Node | None:
        question = (file.path, reference)
        if question not in self._targets:
            self._targets[question] = self._find(file, reference)
        return self._targets[question]

    def _find(self, file: LoadedFile, reference: str) -> Node | None:
        name, _, fragment = reference.partition("#")
        target = self._open(file, name) if name else file
        keys = keys_of(f"#{fragment}")
        if target is None or keys is None:
            return None
        value = look_up(target.value, keys)
        if value is MISSING:
            return None
        way: Way = None
        for key in keys:
            way = (way, key)
        return Node(value, way, target)

    def _open(self, file: LoadedFile, name: str) -> LoadedFile | None:
        """Another file of the tree; nothing is fetched, and no path leads out of the tree."""
        if "://" in name or name.startswith("/"):
            return None
        path = posixpath.normpath(posixpath.join(posixpath.dirname(file.path), unquote(name)))
        if path.startswith("../"):
            return None
        if path not in self._loaded:
            text = self._read(path)
            loaded = None if text is None else self.load(path, text)
            self._loaded[path] = None if isinstance(loaded, Problem) else loaded
        return self._loaded[path]
