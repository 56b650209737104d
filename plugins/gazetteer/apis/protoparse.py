"""A protobuf text to the parser's tree, or the one thing that kept it from being read."""

from functools import lru_cache
from typing import Any, NamedTuple

LARGEST = 1_000_000
"""Longer texts are refused, in characters: the parser, in pure Python, needs two seconds for a million."""


class Unread(NamedTuple):
    """Why a text is no tree: a short code, a sentence, and where."""

    code: str
    message: str
    line: int = 1
    column: int = 0


@lru_cache(maxsize=256)
def parsed(text: str) -> Any:
    """The tree of a file (`proto_schema_parser.ast.File`), or `Unread`; many files import the same ones."""
    if len(text) > LARGEST:
        return Unread("too-large", "This file is too large to be read")
    from antlr4.error.ErrorListener import (  # type: ignore[import-untyped]  # it ships no types
        ErrorListener,
    )
    from proto_schema_parser.parser import Parser

    errors: list[Unread] = []

    class Listener(ErrorListener):  # type: ignore[misc]  # antlr4 ships no types
        """Keeps the errors that the parser would print and then pass over."""

        def syntaxError(  # noqa: N802  # the name that antlr4 calls
            self, _recognizer: object, _symbol: object, line: int, column: int, msg: str, _e: object
        ) -> None:
            reason = msg.partition(" expecting {")[0][:80]
            errors.append(Unread("syntax", f"This is no protobuf: {reason}", line, column + 1))

    def listen(recognizer: Any) -> None:
        recognizer.removeErrorListeners()
        recognizer.addErrorListener(Listener())

    try:
        file = Parser(setup_lexer=listen, setup_parser=listen).parse(text)
    except RecursionError:
        return Unread("too-deep", "This file is nested too deep to be read")
    except (AttributeError, TypeError, ValueError):
        # The parser builds its tree also from what it could not read, and stumbles over the gaps.
        return errors[0] if errors else Unread("validator", "The parser gave up on this file")
    return errors[0] if errors else file
