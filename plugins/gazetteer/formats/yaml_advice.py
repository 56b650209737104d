"""What to do about a YAML problem, in words for its author."""

from gazetteer.formats._problem import Problem

_BY_CODE = {
    "duplicate-key": "delete one of the two, or rename it",
    "complex-key": "put the text in quotes when braces are part of it",
    "alias-bomb": "write the values out instead of repeating aliases of aliases",
    "too-deep": "flatten it",
    "too-large": "split the file",
}
_BY_MESSAGE = (
    (
        "mapping values are not allowed",
        "put a text that contains `: ` in quotes, and check the indentation",
    ),
    ("undefined alias", "put a text that begins with `*` in quotes"),
    ("could not find expected ':'", "check that every key ends in `:` and that quotes are closed"),
    ("quoted scalar", "close the quotation mark"),
    ("flow sequence", "close the list with `]`"),
    ("flow mapping", "close the mapping with `}`"),
    ("flow node", "close the bracket"),
    (
        "did not find expected key",
        "check the indentation: keys of one mapping begin in the same column",
    ),
    (
        "did not find expected '-'",
        "check the indentation: members of one list begin in the same column",
    ),
    ("is not allowed in YAML", "delete the character"),
)


def advice(problem: Problem, text: str) -> str:
    """One imperative sentence for a problem of a text."""
    if problem.code in _BY_CODE:
        return _BY_CODE[problem.code]
    lines = text.split("\n")
    line = lines[problem.line - 1] if problem.line <= len(lines) else ""
    character = line[problem.column - 1 : problem.column]
    if "cannot start any token" in problem.message:
        if character == "\t":
            return "indent with spaces: YAML does not allow tabs there"
        return f"put a text that begins with `{character}` in quotes"
    hits = (say for words, say in _BY_MESSAGE if words in problem.message)
    return next(hits, "correct the syntax at this line")
