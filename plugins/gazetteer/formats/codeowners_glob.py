"""Patterns of ownership files as paths with wildcards, and their regular expressions, which cannot backtrack far."""

import re
from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

LIMIT = 4096
"""Longer patterns match nothing: no path is longer (PATH_MAX of Linux)."""

Tail = Literal["self", "below", "both"]


class Glob(msgspec.Struct, frozen=True):
    """A pattern, taken apart.

    Attributes:
        segments: between the slashes; `**` stands for any number of folders and is neither first nor last. None at
            all means the root.
        anchored: whether it starts at the root; otherwise at any depth.
        tail: what it covers: the named path itself, what is below it, or both.
    """

    segments: tuple[str, ...]
    anchored: bool
    tail: Tail

    @property
    def literal(self) -> str | None:
        """The path it names when it has no wildcard, escapes removed; else None."""
        path = "/".join(self.segments)
        return None if is_wild(path) else re.sub(r"\\(.)", r"\1", path)

    @property
    def folder(self) -> str:
        """The folder below which alone it can match, from its first segments without wildcard; empty for the root."""
        if not self.anchored:
            return ""
        literal = []
        for segment in self.segments[:-1]:
            if is_wild(segment) or "\\" in segment:
                break
            literal.append(segment)
        return "/".join(literal)


def is_wild(pattern: str) -> bool:
    """Whether a pattern has a wildcard that no backslash makes plain; a `[` counts as one."""
    return re.search(r"(?:^|[^\\])(?:\\\\)*[*?\[]", pattern) is not None


def gitignore_glob(pattern: str) -> Glob | None:
    """Reads a pattern of GitHub or Bitbucket; None when it can match nothing.

    Rules of gitignore without character classes, and with one departure: a last segment `*` stays on its level
    (GitHub documentation, "About code owners", syntax).
    """
    pattern = re.sub(r"(?<!\\)\[", r"\\[", pattern)
    body = pattern.removeprefix("/").removesuffix("/")
    anchored = pattern.startswith("/") or "/" in body
    tail: Tail = "below" if pattern.endswith("/") else "both"
    segments = body.split("/")
    while segments and segments[-1] == "**":
        segments.pop()
        tail = "below"
    if not segments and pattern.endswith("/"):
        segments, anchored = ["*"], False  # `**/`: every folder, so not what stands in the root
    if segments and segments[-1] == "*" and tail == "both":
        tail = "self"
    return None if pattern == "/" else _glob(segments, anchored=anchored, tail=tail)


def fnmatch_glob(pattern: str) -> Glob | None:
    """Reads a pattern of GitLab; None when it can match nothing.

    GitLab puts `/**/` before a pattern without a leading slash and `**/*` after a trailing one, and asks Ruby's
    `File.fnmatch` with FNM_PATHNAME and FNM_DOTMATCH (GitLab documentation, "Code Owners syntax").
    """
    segments = pattern.removeprefix("/").removesuffix("/").split("/")
    below = pattern.endswith("/")
    if segments[-1] == "**" and not below:
        segments[-1] = "*"  # fnmatch: `**` crosses folders only before a slash
    return _glob(segments, anchored=pattern.startswith("/"), tail="below" if below else "self")


def _glob(segments: list[str], *, anchored: bool, tail: Tail) -> Glob | None:
    if "" in segments or sum(map(len, segments)) > LIMIT:
        return None
    kept: list[str] = []
    for segment in segments:
        if segment == "**" and not kept:
            anchored = False
        elif segment != "**" or kept[-1] != "**":
            kept.append(segment)
    # `a/**/*` and `a/**/` are everything below `a`.
    if (
        kept[-1:] == ["*"]
        and tail == "self"
        and (kept[-2:-1] == ["**"] or (kept == ["*"] and not anchored))
    ):
        kept.pop()
        tail = "below"
    if kept[-1:] == ["**"]:
        kept.pop()
    return Glob(tuple(kept), anchored or not kept, tail)


def compile_path(glob: Glob) -> Callable[[str], object] | None:
    """A test of whole paths; None when a character class is not closed or its range runs backwards."""
    chunks: list[list[str]] = [[]]
    for segment in glob.segments:
        if segment == "**":
            chunks.append([])
        else:
            chunks[-1].append(segment)
    expressions = ["/".join(_segment(segment) for segment in chunk) for chunk in chunks]
    # The leftmost place of each middle chunk is as good as any later one, so what is found is never taken back
    # (atomic groups); only the last chunk may try several starts. This keeps hostile patterns linear.
    out = [] if not glob.anchored else [expressions.pop(0)]
    if glob.anchored and expressions:
        out.append("/")
    out += [f"(?>(?:[^/]++/)*?{expression}/)" for expression in expressions[:-1]]
    out += [f"(?:[^/]++/)*?{expression}" for expression in expressions[-1:]]
    out.append({"self": r"\Z", "below": "/", "both": r"(?:/|\Z)"}[glob.tail])
    return _compiled("".join(out))


def compile_name(segment: str) -> Callable[[str], object] | None:
    """A test of one name (a segment of a path); None as for `compile_path`."""
    return _compiled(_segment(segment) + r"\Z")


def _compiled(expression: str) -> Callable[[str], object] | None:
    try:
        return re.compile(expression, re.DOTALL).match
    except re.error:
        return None


def _segment(segment: str) -> str:
    if segment == "*":
        return "[^/]+"
    first, *rest = ["".join(chunk) for chunk in _between_stars(segment)]
    middle = "".join(f"(?>[^/]*?{chunk})" for chunk in rest[:-1] if chunk)
    last = "".join(f"[^/]*{chunk}(?=/|\\Z)" for chunk in rest[-1:])
    return first + middle + last


def _between_stars(segment: str) -> list[list[str]]:
    chunks: list[list[str]] = [[]]
    for piece in _pieces(segment):
        if piece == "*":
            chunks.append([])
        elif piece == "?":
            chunks[-1].append("[^/]")
        elif piece[0] == "[":
            chunks[-1].append(_character_class(piece))
        else:
            chunks[-1].append(re.escape(piece[-1]))
    return chunks


def _pieces(segment: str) -> Iterator[str]:
    for match in re.finditer(r"\\.|\*+|\[[!^]?(?:\\.|[^\]\\])+\]|.", segment, re.DOTALL):
        yield "*" if match[0][0] == "*" else match[0]


def _character_class(piece: str) -> str:
    if piece == "[":
        return "(?!)"  # not closed: fnmatch matches nothing
    negated = piece[1] in "!^"
    inside = piece[1 + negated : -1].replace("[", r"\[").replace("&", r"\&").replace("|", r"\|")
    inside = inside.replace("~", r"\~").replace("^", r"\^")
    inside = re.sub(r"\\([A-Za-z0-9])", r"\1", inside)
    return f"(?!/)[{'^' if negated else ''}{inside}]"
