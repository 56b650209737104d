"""YAML text to values with places: YAML 1.2 meaning; a broken document hides no sibling; bombs are refused."""

import operator
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import pairwise

import yaml
from yaml._yaml import CParser
from yaml.nodes import MappingNode, Node, SequenceNode

from gazetteer.formats._problem import MAX_DEPTH, MAX_NODES, Problem
from gazetteer.formats._yaml_build import Builder, RefusedError, index_of

__all__ = ["Problem", "YamlDocument", "iter_all", "load", "load_all"]

_FAR = 400
_INDENTATION = re.compile(rf"[ \t\-?:]{{{_FAR}}}")
_BRACKETS = 2_000
_SEPARATOR = re.compile(r"^(?:%[^\n]*\n)*---(?=\s|\Z)", re.MULTILINE)
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


_Found = tuple[Node | None, Node | None, bool]
"""Node of a key, node of its value, and whether the whole path was found."""


class YamlDocument:
    """One document of a stream.

    Attributes:
        value: dict with string keys, list, str, int, float, bool or None, as the YAML 1.2 core schema reads them,
            except that numbers with a leading zero stay text. Aliases share one object: treat values as frozen.
        index: 0-based, in the stream; empty documents count.
        line: 1-based line on which its content begins.
        problems: what is wrong without being fatal, such as duplicate keys (the last one wins).
    """

    def __init__(
        self, root: Node | None, value: object, *, index: int, offset: int, builder: Builder
    ) -> None:
        self.value = value
        self.index = index
        self._root = root
        self._offset = offset
        self._merge = builder.merge
        self.line = 1 + offset + (root.start_mark.line if root else 0)
        self.problems = tuple(_moved(problem, offset) for problem in builder.problems)

    def at(self, *path: str | int) -> tuple[int, int]:
        """Line and column of the key (in a mapping) or member (in a list); of the nearest parent that exists.

        Members of lists may be named by number or by decimal text, as in JSON pointers.
        """
        return self._position(self._walk(path)[0])

    def value_at(self, *path: str | int) -> tuple[int, int]:
        """Line and column of the value that the path leads to; of the nearest parent's value that exists."""
        return self._position(self._walk(path)[1])

    def _position(self, node: Node | None) -> tuple[int, int]:
        if node is None:
            return self.line, 1
        return node.start_mark.line + 1 + self._offset, node.start_mark.column + 1

    def _walk(self, path: tuple[str | int, ...]) -> _Found:
        walked = self._walked
        found = walked.get(path)
        if found is None:
            found = walked[path] = self._step(self._walk(path[:-1]), path[-1])
        return found

    def _step(self, parent: _Found, step: str | int) -> _Found:
        key, value, exact = parent
        if exact and isinstance(value, MappingNode):
            pairs = self._indexes.get(id(value))
            if pairs is None:
                pairs = self._indexes[id(value)] = index_of(value, merge=self._merge)
            pair = pairs.get(str(step))
            if pair is not None:
                return *pair, True
        elif exact and isinstance(value, SequenceNode) and str(step).isdecimal():
            members = value.value[int(step) : int(step) + 1]
            if members:
                return members[0], members[0], True
        return key, value, False

    @cached_property
    def _walked(self) -> dict[tuple[str | int, ...], _Found]:
        return {(): (self._root, self._root, True)}

    @cached_property
    def _indexes(self) -> dict[int, dict[str, tuple[Node, Node]]]:
        return {}


def iter_all(text: str, *, merge: bool = False) -> Iterator[YamlDocument | Problem]:
    """Reads the documents of a stream one by one, so that a long stream need not be in memory as a whole.

    A broken document is a `Problem` in its position, the others are still read: a `---` in the first column always
    separates documents (YAML 1.2.2, 9.1.2), so each is composed on its own.

    Args:
        text: decoded, without byte-order mark, line ends as line feeds.
        merge: whether `<<` merges mappings (YAML 1.1; common in OpenAPI files), which Backstage leaves off.
    """
    # Patterns for the beginnings of lines look at every character: what they begin with is asked for before.
    many = "\n---" in text or text.startswith("---")
    found = _SEPARATOR.finditer(text) if many else ()
    starts = [0, *(match.start() for match in found), len(text)]
    line, index = 0, 0
    for start, end in pairwise(starts):
        part = text[start:end]
        for document in _part(part, merge=merge, first=index, offset=line):
            yield document
            index += 1
        line += part.count("\n")


def load_all(text: str, *, merge: bool = False) -> tuple[YamlDocument | Problem, ...]:
    """Reads every document of a stream; the arguments are those of `iter_all`."""
    return tuple(iter_all(text, merge=merge))


def load(text: str, *, merge: bool = False) -> YamlDocument | Problem:
    """Reads the first document of a stream; an empty stream is a document whose value is None."""
    for document in iter_all(text, merge=merge):
        return document
    return YamlDocument(None, None, index=0, offset=0, builder=Builder(merge=merge))


class _Composer(CParser):
    """libyaml's composer without PyYAML's resolution: a node's tag is None for a plain scalar that awaits its type."""

    # Called for every value: built-ins that do nothing take a sixth off the time of composing.
    descend_resolver: Callable[..., object] = staticmethod(operator.is_)
    ascend_resolver: Callable[..., object] = staticmethod(bool)

    def resolve(self, _kind: object, _value: object, implicit: object) -> str | None:
        # For scalars `implicit` says (may be typed as plain, may be typed as quoted); collections have one flag.
        return None if isinstance(implicit, tuple) and implicit[0] else "!"


class _CountingComposer(_Composer):
    """For texts that are long enough to hold too many values."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._nodes = 0

    def descend_resolver(self, _parent: object, _index: object) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise RefusedError("too-large", f"this has more than {MAX_NODES:,} values", None)


def _part(part: str, *, merge: bool, first: int, offset: int) -> Iterator[YamlDocument | Problem]:
    """What stands between two separators: one document, or none before the first separator."""
    refusal = _unreadable(part) or _too_deep(part)
    if refusal:
        yield _moved(refusal, offset)
        return
    # No value takes less than half a character: `?` alone is two, a key and what it stands for.
    composer = (_CountingComposer if len(part) > MAX_NODES // 2 else _Composer)(part)
    aliases = "*" in part and "&" in part
    try:
        index = first
        while composer.check_node():
            root = composer.get_node()
            builder = Builder(merge=merge, aliases=aliases)
            value = builder.build(root) if root else None
            yield YamlDocument(root, value, index=index, offset=offset, builder=builder)
            index += 1
    except yaml.YAMLError as error:
        yield _syntax(error, offset)
    except RefusedError as refused:
        yield refused.problem(offset)
    finally:
        composer.dispose()


def _syntax(error: yaml.YAMLError, offset: int) -> Problem:
    if not isinstance(error, yaml.MarkedYAMLError):
        return Problem("yaml", str(error).partition("\n")[0], offset + 1, 1)
    mark = error.problem_mark or error.context_mark
    message = " ".join(part for part in (error.context, error.problem) if part)
    if error.context and error.problem:
        message = f"{error.problem} ({error.context})"
    if mark is None:
        return Problem("yaml", message, offset + 1, 1)
    return Problem("yaml", message, offset + mark.line + 1, mark.column + 1)


def _unreadable(text: str) -> Problem | None:
    bad = _UNPRINTABLE.search(text)
    if bad is None:
        return None
    line = text.count("\n", 0, bad.start()) + 1
    column = bad.start() - text.rfind("\n", 0, bad.start())
    return Problem(
        "yaml", f"the character U+{ord(bad[0]):04X} is not allowed in YAML", line, column
    )


def _too_deep(text: str) -> Problem | None:
    """Counts the depth where the text could be deep enough to overflow libyaml's recursive composer.

    A block level costs a column (two levels where a list stands under its key's column), a flow level a bracket.
    """
    if text.count("[") + text.count("{") < _BRACKETS and not _is_indented_far(text):
        return None
    depth = 0
    parser = CParser(text)
    try:
        while parser.check_event():
            event = parser.get_event()
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    return _deep(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError:
        return None  # composing stops at the same place, and says so
    finally:
        parser.dispose()
    return None


def _is_indented_far(text: str) -> bool:
    """Whether a line begins with so many spaces and signs of lists and keys that they could be levels."""
    lines = text.split("\n")
    return len(max(lines, key=len)) >= _FAR and any(map(_INDENTATION.match, lines))


def _deep(event: yaml.Event) -> Problem:
    mark = event.start_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Problem("too-deep", f"this is nested more than {MAX_DEPTH} levels deep", line, column)


def _moved(problem: Problem, offset: int) -> Problem:
    if not offset:
        return problem
    return Problem(problem.code, problem.message, problem.line + offset, problem.column)
