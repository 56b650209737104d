"""Globs over POSIX paths: `*` and `?` stay inside a folder, `**` crosses folders, `[ab]` is a set, `{a,b}` a choice."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

LIMIT = 1_000
"""Longer patterns match nothing: nobody writes them."""
CHOICES = 256
"""A pattern that `{a,b}` unfolds into more matches nothing."""

Matches = Callable[[str], bool]

_WILD = re.compile(r"[*?\[]")


@lru_cache(maxsize=8192)
def compile_glob(pattern: str) -> Matches:
    """A predicate over paths for one pattern.

    A pattern that ends in `/` means everything below that folder. A leading `/` or `./` is dropped: paths are
    relative to the root. Matching takes time in proportion to pattern times path, whatever the pattern.
    """
    pattern = pattern.removeprefix("./").lstrip("/")
    if pattern.endswith("/"):
        pattern += "**"
    choices = _unfold(pattern) if len(pattern) <= LIMIT else []
    every = [_matching(choice) for choice in choices]
    if len(every) == 1:
        return every[0]
    return lambda path: any(fits(path) for fits in every)


def _matching(pattern: str) -> Matches:
    """A predicate for one pattern without choices; the forms that most patterns have need no walk over folders."""
    segments = tuple(map(_segment, pattern.split("/")))
    match segments:
        case (None, str(name)):
            return lambda path: path.endswith(name) and path[: -len(name)][-1:] in {"", "/"}
        case (None, str(name), None):
            return lambda path: path.startswith(f"{name}/") or f"/{name}/" in path
        case (None, named) if callable(named):
            return lambda path: named(path.rpartition("/")[2])
    return lambda path: _fits(segments, path.split("/"))


def any_of(patterns: Sequence[str]) -> Matches:
    """A predicate for a list of patterns; all those of the form `**/name` together are one look at a file's name."""
    names: set[str] = set()
    endings: list[str] = []
    expressions: list[str] = []
    others: list[Matches] = []
    for pattern in patterns:
        for choice in _unfold(pattern) if len(pattern) <= LIMIT else []:
            folder, _, name = choice.rpartition("/")
            expression = _expression(name) if folder == "**" and name else None
            if expression is None:
                others.append(compile_glob(choice))
            elif not _WILD.search(name):
                names.add(name)
            elif name.startswith("*") and not _WILD.search(name[1:]):
                endings.append(name[1:])
            else:
                expressions.append(f"(?:{expression})")
    ends, wild = tuple(endings), re.compile("|".join(expressions) or r"(?!)", re.DOTALL)

    def fits(path: str) -> bool:
        name = path.rpartition("/")[2]
        return (
            name.endswith(ends)
            or name in names
            or wild.fullmatch(name) is not None
            or any(other(path) for other in others)
        )

    return fits


def matcher(patterns: Sequence[str]) -> Matches:
    """A predicate for a list of patterns in which `!pattern` takes paths out again, wherever it stands."""
    wanted = [compile_glob(p) for p in patterns if not p.startswith("!")]
    unwanted = [compile_glob(p[1:]) for p in patterns if p.startswith("!")]
    return lambda path: any(m(path) for m in wanted) and not any(m(path) for m in unwanted)


def is_glob(pattern: str) -> bool:
    """Whether the text has a wildcard at all."""
    return any(character in pattern for character in "*?[{")


Segment = str | Matches | None
"""One folder or file name of a pattern: literal text, a predicate, or None for `**`."""


def _fits(segments: tuple[Segment, ...], names: list[str]) -> bool:
    """Wildcard matching with one step back: a later `**` makes every earlier choice final."""
    segment, name = 0, 0
    star, resume = -1, 0
    while name < len(names):
        if segment < len(segments) and segments[segment] is None:
            star, resume = segment, name
            if segment + 1 == len(segments):
                return True
            segment += 1
        elif segment < len(segments) and _is(segments[segment], names[name]):
            segment, name = segment + 1, name + 1
        elif star >= 0:
            resume += 1
            segment, name = star + 1, resume
        else:
            return False
    return segment == len(segments)


def _is(segment: Segment, name: str) -> bool:
    return segment == name if isinstance(segment, str) else segment is not None and segment(name)


@lru_cache(maxsize=8192)
def _segment(text: str) -> Segment:
    if text == "**":
        return None
    expression = _expression(text) if _WILD.search(text) else None
    if expression is None:
        return text
    compiled = re.compile(expression, re.DOTALL)
    return lambda name: compiled.fullmatch(name) is not None


def _expression(text: str) -> str | None:
    """The expression of one folder or file name; None for `**`, and for a set that is none."""
    if text == "**":
        return None
    pieces = [_characters(piece) for piece in re.split(r"\*+", text)]
    # A piece after a star may stop at its first fit: the next star takes up what lies between. Atomic groups keep
    # the engine from trying the other fits, of which there may be exponentially many.
    middle = "".join(f"(?>.*?{piece})" for piece in pieces[1:-1])
    last = f".*{pieces[-1]}" if len(pieces) > 1 else ""
    try:
        return re.compile(pieces[0] + middle + last, re.DOTALL).pattern
    except re.error:
        return None


def _characters(text: str) -> str:
    """The expression of a text in which `?` and `[...]` are the only wildcards left."""
    out: list[str] = []
    position = 0
    while position < len(text):
        character = text[position]
        position += 1
        if character == "?":
            out.append(".")
        elif character == "[" and (end := text.find("]", position + 1)) != -1:
            inside = text[position:end].replace("\\", "\\\\").replace("[", "\\[")
            negated = inside.startswith("!")
            inside = inside[negated:].replace("^", "\\^")
            out.append(f"[{'^' if negated else ''}{inside}]")
            position = end + 1
        else:
            out.append(re.escape(character))
    return "".join(out)


def _unfold(pattern: str) -> list[str]:
    """The patterns that `{a,b}` stands for; none when there are too many."""
    done: list[str] = []
    waiting = [pattern]
    while waiting:
        text = waiting.pop()
        match = re.search(r"\{([^{}]*,[^{}]*)\}", text)
        if match is None:
            done.append(text)
            continue
        head, tail = text[: match.start()], text[match.end() :]
        waiting += [head + choice + tail for choice in match[1].split(",")]
        if len(waiting) + len(done) > CHOICES:
            return []
    return done
