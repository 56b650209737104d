"""Where the keys and members of a JSON text stand, found out only for those that somebody asks for."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from json.decoder import scanstring  # type: ignore[attr-defined]  # public, but typeshed leaves it out

from gazetteer.formats._problem import Problem

_SPACE = re.compile(r"[ \t\n\r]*")
_SCAN = json.JSONDecoder(strict=False).scan_once  # type: ignore[attr-defined]  # the same
"""Reads one value in C and says where it ends: that is how values that nobody asks for are passed over."""

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"?|[{}\[\]:,]|[^\s"{}\[\]:,]+', re.DOTALL)


@dataclass(slots=True)
class Node:
    """A value of the text: offsets of its key (or of itself in a list) and of itself, and what it holds."""

    key: int
    value: int
    is_list: bool = False
    members: dict[str | int, "Node"] | None = None


class Places:
    """The places of one text that `json` has accepted; on any other text they are the best guess."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._duplicates: list[Problem] = []

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column (1-based) of an offset."""
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def first(self, word: str) -> tuple[int, int]:
        """Where a bare word first stands outside strings."""
        offsets = (token.start() for token in _TOKEN.finditer(self._text) if token[0] == word)
        return self.position(next(offsets, 0))

    def first_deeper(self, limit: int) -> tuple[int, int]:
        """Where the nesting first exceeds the limit."""
        depth = 0
        for token in _TOKEN.finditer(self._text):
            depth += (token[0] in "{[") - (token[0] in "}]")
            if depth > limit:
                return self.position(token.start())
        return 1, 1

    @cached_property
    def outermost(self) -> Node:
        """The outermost value, its members not yet looked for."""
        return self._node(None, self._past_space(0))

    def members(self, node: Node) -> dict[str | int, Node]:
        """The members of a value by key or number; looked for once, one level deep."""
        if node.members is None:
            node.members = {}
            if self._text[node.value : node.value + 1] in {"{", "["}:
                node.members.update(self._scan(node))
        return node.members

    def _scan(self, node: Node) -> Iterator[tuple[str | int, Node]]:
        text, at, number = self._text, self._past_space(node.value + 1), 0
        while text[at] not in "}]":
            key = at
            name: str | int = number
            if not node.is_list:
                name, at = scanstring(text, at + 1, False)
                at = self._past_space(self._past_space(at) + 1)
            yield name, self._node(key, at)
            at = self._past_space(_SCAN(text, at)[1])
            at = self._past_space(at + 1) if text[at] == "," else at
            number += 1

    def _node(self, key: int | None, at: int) -> Node:
        return Node(at if key is None else key, at, self._text[at : at + 1] == "[")

    def _past_space(self, at: int) -> int:
        match = _SPACE.match(self._text, at)
        return match.end() if match else at

    def duplicates(self) -> tuple[Problem, ...]:
        """One problem for each key that stands again in its object."""
        _ = self.root
        return tuple(self._duplicates)

    @cached_property
    def root(self) -> Node:
        """The outermost value."""
        stack: list[Node] = []
        root: Node | None = None
        key: tuple[str, int] | None = None
        for text, offset, is_key in self._tokens():
            if is_key:
                key = text[1:-1] if "\\" not in text else json.loads(text, strict=False), offset
                continue
            if text in "}]":
                if len(stack) > 1:
                    stack.pop()
                continue
            node = Node(key[1] if key else offset, offset)
            if text in "{[":
                node.is_list, node.members = text == "[", {}
            if root is None:
                root = node
            else:
                self._add(stack[-1] if stack else root, key, node)
            key = None
            if node.members is not None:
                stack.append(node)
        return root or Node(0, 0)

    def _add(self, parent: Node, key: tuple[str, int] | None, node: Node) -> None:
        if parent.members is None:
            return
        name = key[0] if key else len(parent.members)
        if name in parent.members:
            line, column = self.position(node.key)
            self._duplicates.append(
                Problem(
                    "duplicate-key",
                    f"the key {name!r} stands twice in the same object",
                    line,
                    column,
                )
            )
        parent.members[name] = node

    def _tokens(self) -> Iterator[tuple[str, int, bool]]:
        """Text, offset, and whether it is a key, of all tokens but colons and commas."""
        held: tuple[str, int] | None = None
        for match in _TOKEN.finditer(self._text):
            text = match[0]
            if held:
                yield *held, text == ":"
                held = None
            if text[0] == '"':
                held = text, match.start()
            elif text not in ":,":
                yield text, match.start(), False
        if held:
            yield *held, False

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self._text))]
