"""Globs over POSIX paths: `*` and `?` stay inside a folder, `**` crosses folders, `[ab]` is a set, `{a,b}` a choice."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain

LIMIT = 1_000
"""Longer patterns match nothing: nobody writes them."""
CHOICES = 256
"""A pattern that `{a,b}` unfolds into more matches nothing."""

Matches = Callable[[str], bool]

_WILD = re.compile(r"[*?\[]")
_ENDING = re.compile(r"\*\.[^*?\[.]+")


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
            outermost, inside = f"{name}/", f"/{name}/"
            return lambda path: inside in path or path.startswith(outermost)
        case (None, named) if callable(named):
            return lambda path: named(path.rpartition("/")[2])
    return lambda path: _fits(segments, path.split("/"))


def any_of(patterns: Sequence[str]) -> Matches:
    """A predicate for a list of patterns."""
    which = which_of((patterns,))
    return lambda path: bool(which(path))


def which_of(lists: Sequence[Sequence[str]]) -> Callable[[str], tuple[int, ...]]:
    """Says which of several lists of patterns a path fits, by their numbers.

    Whole paths and patterns of the forms `**/name` and `**/*.ending`, which nearly all are, cost three looks into
    tables however many lists there are.
    """
    paths, names, endings = (defaultdict[str, set[int]](set) for _ in range(3))
    expressions: dict[int, list[str]] = {}
    others: list[tuple[int, Matches]] = []
    for number, patterns in enumerate(lists):
        for choice in chain.from_iterable(_unfold(p) for p in patterns if len(p) <= LIMIT):
            folder, _, name = choice.rpartition("/")
            expression = _expression(name) if folder == "**" and name else None
            if expression is not None and not _WILD.search(name):
                names[name].add(number)
            elif expression is not None and _ENDING.fullmatch(name):
                endings[name[1:]].add(number)
            elif expression is not None:
                expressions.setdefault(number, []).append(f"(?:{expression})")
            elif not _WILD.search(choice) and not choice.endswith("/"):
                paths[choice.removeprefix("./").lstrip("/")].add(number)
            else:
                others.append((number, compile_glob(choice)))
    wild = {number: _one_of(several) for number, several in expressions.items()}
    any_wild = _one_of(chain.from_iterable(expressions.values()))

    def which(path: str) -> tuple[int, ...]:
        name = path.rpartition("/")[2]
        found = {number for number, fits in others if fits(path)}
        if any_wild.fullmatch(name):
            found |= {number for number, form in wild.items() if form.fullmatch(name)}
        for table, key in ((paths, path), (names, name), (endings, name[name.rfind(".") :])):
            if key in table:
                found |= table[key]
        return tuple(sorted(found))

    return which


def _one_of(expressions: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(expressions) or "(?!)", re.DOTALL)


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
