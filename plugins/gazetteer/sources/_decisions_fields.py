"""The labelled fields of a decision record, wherever its format keeps them, in a fixed order of preference.

The order: front matter, metadata table, labelled lines (bullets, bold, plain) before the first section, sections.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from gazetteer.evidence import record_words
from gazetteer.formats.frontmatter import FrontMatter, as_text
from gazetteer.formats.markdown import Block, plain
from gazetteer.model.place import Place
from gazetteer.sources._decisions_labels import COMMENT, canonical, label_of, unmarked
from gazetteer.sources._decisions_page import RecordPage

_NEXT_LABEL = re.compile(r"(?<=\S)\s+[|·•]\s+(?=[A-Za-z][A-Za-z _-]{1,30}:)")
_STATUS_HEADING = re.compile(
    r"(?:\d+(?:\.\d+)*[.)]?\s+)?(?:(?:adr|decision) )?"
    rf"(?:{record_words.STATUS_LABEL})(?:\s*[/|(]\s*(?:{record_words.STATUS_LABEL})\)?)*:?",
    re.IGNORECASE,
)
_ROW = re.compile(r"<tr\b.*?(?=<tr\b|</table|\Z)", re.IGNORECASE | re.DOTALL)
_CELL = re.compile(r"<t[dh]\b[^<>]*>(.*?)(?=<t[dhr]\b|</t[dhr]|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_LONGEST = 20_000
"""Characters of HTML in which a table is looked for."""
_CHANGELOG_HEADING = re.compile(r"(?:change ?log|revision history|history):?", re.IGNORECASE)


class Field(msgspec.Struct, frozen=True):
    """A labelled value: its text as written (several lines possible) and the line of the file it starts on.

    `origin` is `front`, `table`, `label`, `section` or `changelog`. `lines` are those of the file on which the lines of
    the text stand, where they do not follow one another. `path` is the file that holds it, where it is not the record
    itself (`kep.yaml`).
    """

    label: str
    text: str
    line: int
    origin: str
    lines: tuple[int, ...] = ()
    path: str = ""

    def place(self, path: str) -> Place:
        """Where it stands, given the path of the record."""
        return Place(self.path or path, self.line)

    def at(self, number: int) -> int:
        """The line of the file on which a line of the text stands, counted from 0."""
        return self.lines[number] if number < len(self.lines) else self.line + number


def gather(record: RecordPage) -> tuple[Field, ...]:
    """Every field of a record, in the fixed order of preference."""
    blocks = record.page.blocks
    head = tuple(_head(blocks))
    return (
        *_of_front_matter(record.front),
        *_of_aside(record),
        *_of_attributes(record.attributes),
        *_of_tables(head),
        *_of_lines(head),
        *_of_sections(blocks),
    )


def chosen(every: Iterable[Field]) -> dict[str, Field]:
    """The first field of each label; an empty one does not hide a filled one further down."""
    fields: dict[str, Field] = {}
    for field in every:
        known = fields.get(field.label)
        if known is None or (field.text and not known.text):
            fields[field.label] = field
    return fields


def sections(blocks: Sequence[Block], heading: re.Pattern[str]) -> Iterator[Block]:
    """The blocks below every heading that fits, up to the next heading."""
    inside = False
    for block in blocks:
        if block.kind == "heading":
            inside = heading.fullmatch(plain(block.text)) is not None
        elif inside:
            yield block


def _head(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks before the first section; a heading that repeats the title opens none."""
    title = ""
    for block in blocks:
        if block.kind == "heading":
            text = plain(block.text)
            if label_of(block.text):
                # `Status: accepted` above a rule `---` looks like a heading.
                yield Block("paragraph", block.text, block.line)
            elif not title and (block.level == 1 or block is blocks[0]):
                title = text
            elif text != title and block.level != 1:
                return
        else:
            yield block


def _of_front_matter(front: FrontMatter) -> Iterator[Field]:
    for key, value in front.values.items():
        if label := canonical(key):
            yield Field(label, as_text(value), front.at(key)[0], "front")
    # mkdocs-material-adr keeps all of it below one key.
    nested = front.values.get("adr")
    for key, value in nested.items() if isinstance(nested, dict) else ():
        if label := canonical(str(key)):
            yield Field(label, as_text(value), front.at("adr", key)[0], "front")


def _of_aside(record: RecordPage) -> Iterator[Field]:
    """The fields of the file beside a record that holds its metadata."""
    if record.aside:
        path, document = record.aside
        for key, value in document.value.items() if isinstance(document.value, dict) else ():
            if label := canonical(str(key)):
                yield Field(label, as_text(value), document.at(key)[0], "front", path=path)


def _of_attributes(attributes: Mapping[str, tuple[str, int]]) -> Iterator[Field]:
    for name, (value, line) in attributes.items():
        if label := canonical(name):
            yield Field(label, value, line, "front")


def _of_tables(head: Sequence[Block]) -> Iterator[Field]:
    rows: dict[int, list[str]] = {}
    for block in head:
        if block.kind == "cell":
            rows.setdefault(block.line, []).append(block.text)
        elif block.kind == "html":
            rows.update(_html_rows(block))
        elif block.kind == "paragraph" and block.text.startswith("|"):
            # A table without a line of dashes is a paragraph to CommonMark.
            for number, line in enumerate(block.text.split("\n")):
                rows[block.line + number] = [
                    cell.strip() for cell in line.strip().strip("|").split("|")
                ]
    header: list[str] = []
    for row, cells in rows.items():
        labels = [canonical(unmarked(cell).rstrip(":")) for cell in cells]
        if sum(map(bool, labels)) > 1 and not header:
            header = labels
        elif header:
            yield from (
                Field(label, cell, row, "table")
                for label, cell in zip(header, cells, strict=False)
                if label
            )
            return
        elif len(cells) > 1 and labels[0]:
            yield Field(labels[0], cells[1], row, "table")


def _html_rows(block: Block) -> Iterator[tuple[int, list[str]]]:
    """The line and the cells of each row of a table that is written as HTML."""
    text = block.text[:_LONGEST]
    for row in _ROW.finditer(text):
        cells = [html.unescape(_TAG.sub("", cell[1])).strip() for cell in _CELL.finditer(row[0])]
        yield block.line + text.count("\n", 0, row.start()), cells


def _of_lines(head: Sequence[Block]) -> Iterator[Field]:
    for block in head:
        if block.kind not in {"paragraph", "bullet", "quote"} or block.text.startswith("|"):
            continue
        field: Field | None = None
        lines = block.text.split("\n")
        for number, line in enumerate(lines):
            if line.startswith(":") and number and canonical(lines[number - 1]):
                # A list of definitions: the label stands above its value.
                yield Field(
                    canonical(lines[number - 1]), line[1:].strip(), block.line + number, "label"
                )
                continue
            for part in _NEXT_LABEL.split(line):
                if labelled := label_of(part):
                    if field:
                        yield field
                    field = Field(labelled[0], labelled[1], block.line + number, "label")
                elif field and block.kind == "bullet":
                    # A bullet's value may run on over the next lines.
                    field = Field(field.label, f"{field.text}\n{part.strip()}", field.line, "label")
        if field:
            yield field


def _of_sections(blocks: Sequence[Block]) -> Iterator[Field]:
    body = [
        b for b in sections(blocks, _STATUS_HEADING) if b.kind in {"paragraph", "bullet", "cell"}
    ]
    lines = [
        (line, block.line + number)
        for block in body
        for number, line in enumerate(COMMENT.sub(_emptied, block.text).split("\n"))
        if line.strip()
    ]
    text = "\n".join(line for line, _ in lines).strip()
    rows = tuple(_of_tables(body))
    if any(row.label == "status" for row in rows):
        yield from rows
    elif text:
        labelled = label_of(text.split("\n")[0])
        if labelled and labelled[0] == "status":
            text = "\n".join([labelled[1], *text.split("\n")[1:]])
        numbers = tuple(number for _, number in lines)
        yield Field("status", text, numbers[0], "section", numbers)
    else:
        yield from _of_headings(blocks)
    entries = [b for b in sections(blocks, _CHANGELOG_HEADING) if b.kind in {"bullet", "paragraph"}]
    if entries:
        yield Field(
            "changelog", "\n".join(b.text[:60] for b in entries[:100]), entries[0].line, "changelog"
        )


def _emptied(comment: re.Match[str]) -> str:
    """Leaves the lines of a comment in their place."""
    return "\n" * comment[0].count("\n")


def _of_headings(blocks: Sequence[Block]) -> Iterator[Field]:
    """A section of the status without a word in it; the status may be the heading below: `# Status`, `## Accepted`."""
    headings = [b for b in blocks if b.kind == "heading"]
    for number, heading in enumerate(headings):
        if _STATUS_HEADING.fullmatch(plain(heading.text)):
            below = headings[number + 1] if number + 1 < len(headings) else None
            if below and below.level > heading.level:
                yield Field("status", below.text, below.line, "section")
            else:
                yield Field("status", "", heading.line, "section")
            return
