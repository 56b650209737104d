"""AsciiDoc as Markdown, line by line and with the line each came from: what reads and shows Markdown does the rest.

No AsciiDoc library for Python is kept up and safe (decision record on prose): this covers what records and pages use:
titles, attributes, lists, tables, listings, links. What it does not know stays as text. The language:
https://docs.asciidoctor.org/asciidoc/latest/.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from gazetteer.formats._asciidoc_inline import markdown_of
from gazetteer.formats._asciidoc_table import table_of
from gazetteer.formats.markdown import Markdown, read_markdown

LIMIT = 400_000
"""Characters of one text that are read."""
_ENTRY = re.compile(r":([A-Za-z0-9_][\w-]*):(?:[ \t]+(.*))?")
_TITLE = re.compile(r"(={1,6}|#{1,6})[ \t]+(\S.*)")
_UNDERLINE = re.compile(r"(=|-|~|\^){4,}")
_DELIMITER = re.compile(
    r"(/{4,}|-{4,}|\.{4,}|\+{4,}|={4,}|\*{4,}|_{4,}|--|```+\w*|[|,:!]={3,})[ \t]*"
)
_LIST = re.compile(r"[ \t]*(\*{1,5}|-|\.{1,5}|\d{1,4}\.)[ \t]+(\S.*)")
_TERM = re.compile(r"[ \t]*(\S.{0,200}?)(:{2,4}|;;)(?:[ \t]+(.*))?")
_SILENT = re.compile(
    r"\[[^\[\]\n]*\]|\[\[[\w.-]+(?:,[^\]\n]*)?\]\]|(?:ifdef|ifndef|ifeval|endif|toc)::\S*\[.*\]|<<<|'''"
)
"""Lines that say how something is to be shown."""
_ADMONITION = re.compile(r"(NOTE|TIP|IMPORTANT|WARNING|CAUTION): (.*)")
_BLOCK_TITLE = re.compile(r"\.([^\s.].*)")
_REVISION = re.compile(
    r"(?:v?[\d.]{1,20},\s*)?(\d{4}-\d{2}-\d{2})\b.*|v[\d.]{1,20},\s*([^:]+)(?::.*)?"
)
_AUTHOR = re.compile(r"[\w .'-]{1,80} <[^<>\s]+>")
_HEADER = (_AUTHOR, _REVISION)
_VALUE = 500
"""Characters of an attribute's value: it is put in wherever its name stands."""
_SLACK = 2
"""Characters by which an underline may differ from its title."""
_LEVELS = {"=": 1, "-": 2, "~": 3, "^": 4}
_FENCE = "~" * 12


class Translated(msgspec.Struct, frozen=True):
    """A text as Markdown.

    Attributes:
        lines: the lines.
        origins: 1-based line of the file that each of them came from.
        attributes: name in lower case -> value and line, of the entries `:name: value` and the revision line.
    """

    lines: tuple[str, ...]
    origins: tuple[int, ...]
    attributes: dict[str, tuple[str, int]]

    @property
    def text(self) -> str:
        """The whole."""
        return "\n".join(self.lines)

    @property
    def body(self) -> str:
        """The whole without its title."""
        title = next((n for n, line in enumerate(self.lines) if line.startswith("# ")), None)
        return "\n".join(line for number, line in enumerate(self.lines) if number != title)


def translate(text: str) -> Translated:
    """Turns a text into Markdown; never raises because of what it says."""
    writer = _Writer(text[:LIMIT].split("\n"))
    made = tuple(writer.lines())
    last = text.count("\n") + 1
    return Translated(
        tuple(line for line, _ in made),
        # What is never closed closes behind the last line.
        tuple(min(origin, last) for _, origin in made),
        writer.attributes,
    )


def read_asciidoc(text: str, path: str) -> tuple[Markdown, dict[str, tuple[str, int]]]:
    """The structure of a text with places in it, and its attributes."""
    made = translate(text)
    page = read_markdown(made.text, path)

    def origin(line: int) -> int:
        return made.origins[min(max(line, 1), len(made.origins)) - 1]

    replace = msgspec.structs.replace
    links = tuple(
        replace(link, place=replace(link.place, line=origin(link.place.line), column=0))
        for link in page.links
        # Ids inside a page are given by AsciiDoc's own rules.
        if not link.target.startswith("#")
    )
    blocks = tuple(replace(block, line=origin(block.line)) for block in page.blocks)
    headings = tuple(replace(heading, line=origin(heading.line)) for heading in page.headings)
    return replace(page, links=links, blocks=blocks, headings=headings), made.attributes


class _Writer:
    """Writes the lines, top down; each method takes the lines that it understands."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._source = lines
        self._at = 0
        self._shift = -1
        self._values: dict[str, str] = {}
        self.attributes: dict[str, tuple[str, int]] = {}

    def lines(self) -> Iterator[tuple[str, int]]:
        """Yields the lines of Markdown, each with the line that it came from."""
        while self._at < len(self._source):
            origin = self._at + 1
            for line in self._next():
                # A line without an origin of its own has that of the one before.
                text, origin = (line, origin) if isinstance(line, str) else line
                yield text, origin

    def _next(self) -> Iterable[str | tuple[str, int]]:
        line = self._source[self._at].rstrip()
        self._at += 1
        delimiter = _DELIMITER.fullmatch(line)
        if entry := _ENTRY.fullmatch(line):
            self._set(entry[1].lower(), entry[2] or "", self._at)
            return ("",)
        if title := _TITLE.fullmatch(line):
            return self._heading(len(title[1]), title[2])
        if not delimiter and (level := self._underlined(line)):
            self._at += 1
            return (*self._heading(level, line), "")
        if delimiter:
            return self._block(line)
        above = self._shift < 0 and line.startswith(":")  # an attribute with a slip in it
        if above or line == "+" or line.startswith("//") or _SILENT.fullmatch(line):
            return ("",)
        return self._text(line)

    def _inline(self, text: str) -> str:
        return markdown_of(text, self._values)

    def _set(self, name: str, value: str, line: int) -> None:
        if name not in self.attributes:
            self._values[name] = value.strip()[:_VALUE]
            self.attributes[name] = (self._values[name], line)

    def _heading(self, level: int, title: str) -> tuple[str, ...]:
        if self._shift < 0:
            # The first heading is the title, whatever its level: such pages are parts of others.
            self._shift = level - 1
            return (f"# {self._inline(title)}", *self._header())
        depth = min(max(level - self._shift, 1), 6)
        return (f"{'#' * depth} {self._inline(title)}",)

    def _header(self) -> tuple[str, ...]:
        """Takes the author and the revision line below a title: `v1.0, 2024-01-31: first`."""
        taken: list[str] = []
        while len(taken) < len(_HEADER) and self._at < len(self._source):
            line = self._source[self._at].strip()
            found = next((match for form in _HEADER if (match := form.fullmatch(line))), None)
            if not found:
                break
            if found.re is _REVISION:
                self._set("revdate", found[1] or found[2], self._at + 1)
            self._at += 1
            taken.append("")
        return tuple(taken)

    def _underlined(self, line: str) -> int:
        """The level of a title whose underline is the next line; 0 when the line is none."""
        below = self._source[self._at].rstrip() if self._at < len(self._source) else ""
        fits = _UNDERLINE.fullmatch(below) and abs(len(below) - len(line)) <= _SLACK
        return _LEVELS[below[0]] if fits and re.search(r"\w", line) else 0

    def _block(self, delimiter: str) -> Iterable[str | tuple[str, int]]:
        """A delimited block: what is in verbatim or a table is taken at once, the walls of other blocks are dropped."""
        sign = delimiter[0]
        if delimiter == "--" or sign in "=*_":
            return ("",)
        end = next(
            (
                n
                for n in range(self._at, len(self._source))
                if self._source[n].rstrip() == delimiter
            ),
            len(self._source),
        )
        if sign == "`":
            end = next(
                (
                    n
                    for n in range(self._at, len(self._source))
                    if self._source[n].rstrip() == "```"
                ),
                len(self._source),
            )
        first, inside = self._at, self._source[self._at : end]
        self._at = end + 1
        if sign == "/":
            return [""] * (len(inside) + 2)
        if delimiter[1:].startswith("=") and sign in "|,:!":
            return table_of(inside, first + 1, sign, self._inline, self._columns(first - 2))
        language = delimiter.strip("`") if sign == "`" else self._language(first - 2)
        body = [(line, first + 1 + number) for number, line in enumerate(inside)]
        return [f"{_FENCE}{language}", *body, (_FENCE, end + 1), ("", end + 1)]

    def _language(self, number: int) -> str:
        above = self._source[number] if number >= 0 else ""
        named = re.match(r"\[source,\s*(\w+)", above)
        return named[1] if named else ""

    def _columns(self, number: int) -> int:
        """How many columns the attributes above a table give it; 0 when they do not say."""
        above = self._source[number][:_VALUE] if number >= 0 else ""
        cols = re.search(r'cols="?([^"\]]+)"?', above)
        if not cols:
            return 0
        times = re.fullmatch(r"(\d{1,2})\*.*", cols[1].strip())
        return int(times[1]) if times else len(re.split("[,;]", cols[1]))

    def _text(self, line: str) -> tuple[str, ...]:
        hard = line.endswith(" +")
        line = line.removesuffix(" +")
        if found := _ADMONITION.fullmatch(line):
            made = f"**{found[1].capitalize()}:** {self._inline(found[2])}"
        elif found := _LIST.fullmatch(line):
            sign = found[1]
            depth = len(sign) if sign[0] in "*." else 1
            mark = "-" if sign[0] in "*-" else "1."
            made = f"{'   ' * (depth - 1)}{mark} {self._inline(found[2])}"
        elif found := _TERM.fullmatch(line):
            made = f"- **{self._inline(found[1])}:** {self._inline(self._meaning(found[3]))}"
        elif found := _BLOCK_TITLE.fullmatch(line):
            made = f"**{self._inline(found[1])}**\n"
        else:
            made = self._inline(line)
        return tuple((made + "  " * hard).split("\n"))

    def _meaning(self, written: str | None) -> str:
        """What a term means: behind it or on the next line with text."""
        if written:
            return written
        for number in range(self._at, min(self._at + 2, len(self._source))):
            line = self._source[number].strip()
            if line:
                if (
                    _TITLE.match(line)
                    or _LIST.match(line)
                    or _TERM.fullmatch(line)
                    or _DELIMITER.fullmatch(line)
                ):
                    return ""
                self._at = number + 1
                return line
        return ""
