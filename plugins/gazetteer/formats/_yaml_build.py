"""Composed YAML nodes to values: YAML 1.2 core types, string keys, shared aliases, bounded size and depth."""

import re
import sys

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from gazetteer.formats._problem import MAX_DEPTH, MAX_NODES, Problem

SHORT = 40
"""Texts below this length are kept once, however often they are written."""
_MERGE = "<<"
_TYPED_FIRST = frozenset("-+.0123456789~nNtTfF")
_WORDS: dict[str, object] = {
    "": None,
    **dict.fromkeys(("~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,299})")
_BASED = re.compile(r"0o[0-7]{1,300}|0x[0-9a-fA-F]{1,300}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]{0,299})(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_STRING_TAGS = ("!", "tag:yaml.org,2002:str")


class RefusedError(Exception):
    """Ends the reading of one document; never leaves the `formats` folder."""

    def __init__(self, code: str, message: str, node: Node | None) -> None:
        super().__init__(message)
        self.code = code
        self.node = node

    def problem(self, offset: int) -> Problem:
        """The refusal as a value; it stands at the node, else at the first line."""
        mark = self.node.start_mark if self.node else None
        line, column = (mark.line, mark.column) if mark else (0, 0)
        return Problem(self.code, str(self), line + offset + 1, column + 1)


def plain(text: str) -> object:
    """The value of a plain scalar by the YAML 1.2 core schema; `010` stays text (it is 8, 10 or text, by dialect)."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


class Builder:
    """Builds the value of one document.

    Attributes:
        merge: whether `<<` merges.
        problems: what it met that is not fatal.
    """

    def __init__(self, *, merge: bool, aliases: bool = True) -> None:
        """Makes a builder for one document; `aliases` says whether the text could hold any: most hold none."""
        self.merge = merge
        self._aliases = aliases
        self.problems: list[Problem] = []
        self._built: dict[int, object] = {}
        self._open: set[int] = set()
        self._shared = False

    def build(self, root: Node) -> object:
        """The document's value.

        Raises:
            RefusedError: when it is too deep, holds itself, or its aliases stand for too much.
        """
        value = self._value(root, 0)
        if self._shared:
            size, depth = _expanded(value, {})
            if size > MAX_NODES:
                raise RefusedError(
                    "alias-bomb", f"its aliases stand for more than {MAX_NODES:,} values", root
                )
            if depth > MAX_DEPTH:
                raise RefusedError(
                    "too-deep", f"its aliases nest more than {MAX_DEPTH} levels deep", root
                )
        return value

    def _value(self, node: Node, depth: int) -> object:
        if isinstance(node, ScalarNode):
            return _scalar(node)
        if depth > MAX_DEPTH:
            raise RefusedError(
                "too-deep", f"this is nested more than {MAX_DEPTH} levels deep", node
            )
        identity = id(node)
        if identity in self._built:
            if identity in self._open:
                raise RefusedError("alias-bomb", "this holds itself by an alias", node)
            self._shared = True
            return self._built[identity]
        value: list[object] | dict[str, object] = [] if isinstance(node, SequenceNode) else {}
        if self._aliases:
            self._built[identity] = value
            self._open.add(identity)
        if isinstance(value, list):
            for member in node.value:
                value.append(self._value(member, depth + 1))
        else:
            self._fill(value, node, depth + 1)
        self._open.discard(identity)
        return value

    def _fill(self, value: dict[str, object], node: Node, depth: int) -> None:
        merges: list[object] = []
        for key_node, value_node in node.value:
            key = (
                sys.intern(key_node.value)
                if isinstance(key_node, ScalarNode)
                else self._complex(key_node)
            )
            member = (
                _scalar(value_node)
                if isinstance(value_node, ScalarNode)
                else self._value(value_node, depth)
            )
            if key == _MERGE and self.merge and key_node.tag is None:
                merges.append(member)
                continue
            if key in value:
                self._note(
                    "duplicate-key", f"the key {key!r} stands twice in the same mapping", key_node
                )
            value[key] = member
        for merged in merges:
            for source in merged if isinstance(merged, list) else [merged]:
                if isinstance(source, dict):
                    for key, member in source.items():
                        value.setdefault(key, member)

    def _complex(self, node: Node) -> str:
        self._note("complex-key", "a mapping or list stands where a key is wanted", node)
        return key_text(node)

    def _note(self, code: str, message: str, node: Node) -> None:
        mark = node.start_mark
        self.problems.append(Problem(code, message, mark.line + 1, mark.column + 1))


def key_text(node: Node) -> str:
    """The key that a key node stands for; a collection has the name of its place, since nothing can ask for it."""
    if isinstance(node, ScalarNode):
        return str(node.value)
    return f"(line {node.start_mark.line + 1}, column {node.start_mark.column + 1})"


def index_of(node: MappingNode, *, merge: bool, depth: int = 0) -> dict[str, tuple[Node, Node]]:
    """Key -> (key node, value node), with what `<<` brings in when it merges; as `Builder` resolves them."""
    own: dict[str, tuple[Node, Node]] = {}
    merged: list[Node] = []
    for pair in node.value:
        key_node, value_node = pair
        key = key_node.value if isinstance(key_node, ScalarNode) else key_text(key_node)
        if key == _MERGE and merge and key_node.tag is None:
            merged += value_node.value if isinstance(value_node, SequenceNode) else [value_node]
        else:
            own[key] = pair
    for source in merged:
        if isinstance(source, MappingNode) and depth < MAX_DEPTH:
            own = {**index_of(source, merge=merge, depth=depth + 1), **own}
    return own


def _scalar(node: ScalarNode) -> object:
    # Documents of one kind say the same words again and again, and what they say is kept for the whole run.
    text: str = sys.intern(node.value) if len(node.value) < SHORT else node.value
    tag = node.tag
    if tag in _STRING_TAGS:
        return text
    if not text or text[0] in _TYPED_FIRST:
        # A tag of our own (`!Ref x`) says nothing about the type; a quoted scalar under one stays text.
        typed = tag is None or tag.startswith("tag:yaml.org,2002:") or not node.style
        return plain(text) if typed else text
    return text


def _expanded(value: object, seen: dict[int, tuple[int, int]]) -> tuple[int, int]:
    """How many values it stands for when aliases are written out (capped), and how deep."""
    if not isinstance(value, (dict, list)):
        return 1, 0
    known = seen.get(id(value))
    if known is None:
        size, depth = 1, 0
        for member in value.values() if isinstance(value, dict) else value:
            member_size, member_depth = _expanded(member, seen)
            size = min(size + member_size, MAX_NODES + 1)
            depth = max(depth, member_depth)
        known = seen[id(value)] = size, depth + 1
    return known
