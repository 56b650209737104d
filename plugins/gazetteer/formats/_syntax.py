"""Syntax trees of program text, by tree-sitter: what the readers of single languages share."""

from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from time import monotonic

from tree_sitter import Language, Node, Parser

LIMIT = 1_000_000
"""Bytes of a file that is parsed; people write none that is longer."""
SECONDS = 5.0
"""Time after which a text is given up: ambiguous rubbish can take a parser long."""

GRAMMARS = {
    "python": ("tree_sitter_python", "language"),
    "typescript": ("tree_sitter_typescript", "language_typescript"),
    "tsx": ("tree_sitter_typescript", "language_tsx"),
    "go": ("tree_sitter_go", "language"),
    "java": ("tree_sitter_java", "language"),
}
"""Name -> module and function that give the compiled grammar; loaded when the first such file is read."""

_DROPPED = frozenset({";", "automatic_semicolon", "line_continuation"})
_QUOTES = {"'", '"', "'''", '"""'}
_CLOSING = {")", "]", "}", ">"}


class NotParsedError(Exception):
    """A declaration cannot be understood, so that nothing is said about the file; never leaves `formats`."""


def parse(grammar: str, text: str) -> Node:
    """The root of the syntax tree.

    Raises:
        NotParsedError: the text is too long, or parsing takes too long.
    """
    raw = text.encode("utf-8", "surrogatepass")
    if len(raw) > LIMIT:
        raise NotParsedError
    end = monotonic() + SECONDS
    parser = _parser(grammar)
    try:
        return parser.parse(
            lambda offset, _point: raw[offset : offset + 65_536],
            progress_callback=lambda _offset, _failed: monotonic() > end,
        ).root_node
    except ValueError:  # the callback ended it
        parser.reset()
        raise NotParsedError from None


def children(node: Node) -> Iterator[Node]:
    """The named children of a node that declares things; comments are left out.

    Raises:
        NotParsedError: one of them is no declaration at all.
    """
    for child in node.named_children:
        if child.is_error:
            raise NotParsedError
        if not is_comment(child):
            yield child


def header(node: Node, *without: str) -> str:
    """The tokens of a node up to its body, joined by blanks: the same for every way of formatting it.

    Args:
        node: of a declaration.
        without: names of the fields that are not part of what is declared, such as `body`.

    Raises:
        NotParsedError: it holds what is no code.
    """
    left_out = {child.id for name in without for child in node.children_by_field_name(name)}
    return spelled(child for child in node.children if child.id not in left_out)


def spelled(nodes: Iterator[Node]) -> str:
    """The tokens of some nodes, joined by blanks.

    Raises:
        NotParsedError: one of them holds what is no code.
    """
    words: list[str] = []
    waiting = list(nodes)[::-1]
    while waiting:
        node = waiting.pop()
        if node.is_error or node.is_missing:
            raise NotParsedError
        if is_comment(node) or node.type in _DROPPED:
            continue
        if node.child_count and not _is_atom(node):
            waiting += reversed(node.children)
            continue
        word = text_of(node)
        if word in _CLOSING and words and words[-1] == ",":
            words.pop()  # a comma behind the last member is a matter of formatting
        if word.strip():
            words.append('"' if word in _QUOTES else word.strip())
    return " ".join(words)


def text_of(node: Node | None) -> str:
    """The text of a node as written; empty for none."""
    return (node.text or b"").decode("utf-8", "replace") if node else ""


def is_comment(node: Node) -> bool:
    """Whether a node is one of the languages' comments."""
    return node.type.endswith("comment")


def _is_atom(node: Node) -> bool:
    """Whether the children of a node have blanks between them that belong to it."""
    return node.type in {"string_content", "string_fragment", "template_string"}


@lru_cache(maxsize=len(GRAMMARS))
def _parser(grammar: str) -> Parser:
    module, function = GRAMMARS[grammar]
    return Parser(Language(getattr(import_module(module), function)()))
