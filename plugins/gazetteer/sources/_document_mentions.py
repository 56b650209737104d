"""What a page names of the repository: paths, targets, variables, symbols, endpoints, and code copied from a file."""

import re
from collections.abc import Iterator

from gazetteer.formats.markdown import Block
from gazetteer.model.mention import Mention
from gazetteer.model.place import Place

MOST = 2_000
"""Mentions of one page that are kept."""

_LONGEST = 4_000
"""Characters of a line that are looked at, and of a snippet's worth of lines that are kept times ten."""

_SPAN = re.compile(r"(?<!`)(`{1,3})(?!`)([^`\n]{1,200})\1(?!`)")
_FENCE = re.compile(r"^[ \t>]*(`{3,}|~{3,})[ \t]*([^`\n]*)$")
_TITLE = re.compile(r"""\b(?:title|file|source)=(?:"([^"\n]+)"|'([^'\n]+)'|([^\s}]+))""")
_SHELL = frozenset({"", "sh", "bash", "shell", "console", "zsh", "shell-session", "terminal"})
_SETTINGS = frozenset({"dotenv", "env", "ini", "properties", "conf", "docker", "dockerfile"})
_ASSIGNED = re.compile(
    r"(?:^|[\s;&\"'])([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)=|\$\{?([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b"
)
_LINK = re.compile(r"\]\([^)\n]*\)|\]\[[^\]\n]*\]|<[^>\n]*>|\w+://\S+")

_ENDPOINT = re.compile(r"(GET|PUT|POST|PATCH|DELETE|HEAD|OPTIONS|TRACE) (/[^\s?#]*)(?:[?#]\S*)?")
_TARGET = re.compile(
    r"(make|task|just|npm run|yarn run|pnpm run|npm run-script) (?:-(?!C\b)[\w-]+ )*([A-Za-z][\w:./-]*)\b(?!=)"
)
_VARIABLE = re.compile(r"\$?\{?([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\}?(?:=.*)?")
_PATH = re.compile(
    r"(?:\./|/)?((?:[\w@+-][\w.@+-]*|\.[\w-][\w.-]*)(?:/[\w.@+-]+)*/?)(?::\d+(?:[-:]\d+)*|#L?\d+(?:-L?\d+)?)?"
)
_SEGMENT = r"[\w@+-][\w.@+-]*"
_IN_TEXT = re.compile(
    rf"(?<![\w/:.@#$%-])(?:\./)?((?:{_SEGMENT}/)+{_SEGMENT}\.[a-z][a-z0-9]{{0,5}}\b|(?:{_SEGMENT}/){{2,}})(?!\w)"
)
_ENDING = re.compile(r"(?:^|\w|/)\.(?:[a-z][a-z0-9]{0,9}|[A-Z]{1,4})$")
_SYMBOL = re.compile(r"(?:[A-Za-z_]\w*(?:\.|::|#))*([A-Za-z_]\w{2,})(\([^()]{0,100}\))?")
_CAMEL = re.compile(r"[a-z][A-Z]|[A-Z][a-z]+[A-Z]|[a-z0-9]_[a-z0-9]")


def mentions(path: str, body: str, line: int, blocks: tuple[Block, ...]) -> tuple[Mention, ...]:
    """What a page names, in the order of its lines, each thing once a line.

    Args:
        path: of the page.
        body: its text without front matter.
        line: the line of the file on which that starts.
        blocks: of the text.
    """
    found: dict[tuple[str, str, int], Mention] = {}
    for kind, text, written, here in (*_of_prose(blocks), *_of_fences(body, line)):
        if len(found) >= MOST:
            break
        name, _, content = text.partition("\n")
        mention = Mention(kind, name, written, Place(path, here), content)
        found.setdefault((kind, name, here), mention)
    return tuple(sorted(found.values(), key=lambda mention: (mention.place, mention.kind)))


def named(span: str) -> tuple[str, str] | None:
    """Kind and text of what a code span names; None when it names nothing that a repository holds."""
    span = span.strip().removeprefix("$ ")
    if match := _ENDPOINT.fullmatch(span):
        return "endpoint", f"{match[1]} {match[2]}"
    if match := _TARGET.match(span):
        return "target", f"{match[1]} {match[2]}"
    if match := _VARIABLE.fullmatch(span):
        return "variable", match[1]
    if (match := _PATH.fullmatch(span)) and (
        "/" in match[1].strip("/") or _is_file(match[1], span)
    ):
        return "path", match[1]
    if (match := _SYMBOL.fullmatch(span)) and (match[2] or _CAMEL.search(match[1])):
        return "symbol", match[1]
    return None


def _is_file(text: str, span: str) -> bool:
    """Whether a name without folders is that of a file or a folder, and no number, version or member of an object."""
    if text.endswith("/"):
        return True
    return bool(_ENDING.search(text)) and not re.match(r"v?\d+\.", span) and text.count(".") < 4


_Named = tuple[str, str, str, int]
"""Kind, text (of a snippet: its path, then its content), as written, line."""


def _of_prose(blocks: tuple[Block, ...]) -> Iterator[_Named]:
    for block in blocks:
        # Most lines hold neither code spans nor paths, and most blocks no such line.
        if block.kind in {"code", "html"} or not ("`" in block.text or "/" in block.text):
            continue
        for here, whole in enumerate(block.text.split("\n"), block.line):
            row = whole[:_LONGEST]
            if "`" in row:
                for match in _SPAN.finditer(row):
                    if thing := named(match[2]):
                        yield *thing, match[2].strip(), here
                row = _SPAN.sub(" ", row)
            if "/" in row:
                for match in _IN_TEXT.finditer(_LINK.sub(" ", row)):
                    yield "path", match[1], match[1], here


def _of_fences(body: str, line: int) -> Iterator[_Named]:
    """Commands of shell blocks, and blocks that say from which file they are."""
    fence, about, start, rows = "", "", 0, list[str]()
    for number, row in enumerate(body.split("\n"), line):
        match = _FENCE.match(row[:_LONGEST]) if "``" in row or "~~" in row else None
        if not fence:
            if match:
                fence, about, start, rows = match[1], match[2].strip(), number, []
        elif match and match[1].startswith(fence) and not match[2].strip():
            yield from _of_fence(about, start, rows)
            fence = ""
        else:
            rows.append(row)


def _of_fence(about: str, start: int, rows: list[str]) -> Iterator[_Named]:
    title = _TITLE.search(about)
    name = next((text for text in title.groups() if text), "") if title else ""
    if (file := _PATH.fullmatch(name)) and rows:
        yield "snippet", f"{file[1]}\n{chr(10).join(rows)[: _LONGEST * 10]}", name, start
        yield "path", file[1], name, start
    language = re.split(r"[\s{.]", about.lstrip("{. "), maxsplit=1)[0].lower()
    for number, row in enumerate(rows, start + 1):
        if language == "http" and (match := _ENDPOINT.match(row.strip()[:_LONGEST])):
            yield "endpoint", f"{match[1]} {match[2]}", f"{match[1]} {match[2]}", number
        if language in _SHELL | _SETTINGS:
            for match in _ASSIGNED.finditer(row[:_LONGEST]):
                name = match[1] or match[2]
                yield "variable", name, name, number
    if language in _SHELL:
        yield from _of_commands(start, rows)


def _of_commands(start: int, rows: list[str]) -> Iterator[_Named]:
    for number, row in enumerate(rows, start + 1):
        command = row[:_LONGEST].strip().removeprefix("$ ")
        for match in _TARGET.finditer(command):
            if match.start() == 0 or command[match.start() - 1] in " ;&|":
                yield "target", f"{match[1]} {match[2]}", match[0], number
        for match in _IN_TEXT.finditer(_LINK.sub(" ", command)):
            yield "path", match[1], match[1], number
