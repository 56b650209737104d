"""Tables of AsciiDoc as tables of Markdown (https://docs.asciidoctor.org/asciidoc/latest/tables/build-a-basic-table/)."""

import re
from collections.abc import Callable, Sequence

_CELL = re.compile(
    r"(?<!\\)(?:(?:^|(?<=\s))(?:\d{0,3}(?:\.\d{1,3})?[+*])?[<^>]?(?:\.[<^>])?[adehlmsv]?)?\|"
)
_MOST = 50
"""Columns of a table; more are no table that anybody reads."""

Row = list[tuple[str, int]]


def table_of(
    lines: Sequence[str], first: int, sign: str, inline: Callable[[str], str], columns: int
) -> list[str | tuple[str, int]]:
    """The rows of a table as lines of Markdown, each with the line on which the row starts.

    Args:
        lines: between the walls of the table.
        first: 1-based line of the first of them.
        sign: of the wall: `|` and `!` divide at bars, `,` and `:` at themselves.
        inline: turns the text of a cell into Markdown.
        columns: how many there are; 0 for as many as the first line has.
    """
    cells: Row = []
    widths: list[int] = []
    for number, line in enumerate(lines, first):
        found = _cells(line, sign)
        if found:
            widths.append(len(found))
            cells += [(cell, number) for cell in found]
        elif cells and line.strip():
            text, start = cells[-1]
            cells[-1] = (f"{text} {line.strip()}".strip(), start)
    width = min(columns or (widths[0] if widths else 1), _MOST)
    rows = [cells[start : start + width] for start in range(0, len(cells), width)]
    if not rows:
        return [""]
    headed = len(lines) > 1 and bool(lines[0].strip()) and not lines[1].strip()
    head: Row = rows[0] if headed else [("", first - 1)] * width
    made: list[str | tuple[str, int]] = ["", (_written(head, inline, width), head[0][1])]
    made.append(("|---" * width + "|", head[0][1]))
    made += [(_written(row, inline, width), row[0][1]) for row in rows[headed:]]
    return [*made, ""]


def _cells(line: str, sign: str) -> list[str]:
    """The cells that start on a line; none when the line goes on with the last one."""
    if sign in ",:":
        return [cell.strip().strip('"') for cell in line.split(sign)] if line.strip() else []
    line = line.replace("!", "|") if sign == "!" else line
    starts = list(_CELL.finditer(line))
    if not starts:
        return []
    ends = [*(start.start() for start in starts[1:]), len(line)]
    return [line[start.end() : end].strip() for start, end in zip(starts, ends, strict=True)]


def _written(row: Row, inline: Callable[[str], str], width: int) -> str:
    texts = [inline(text).replace("|", "\\|") for text, _ in row]
    return "| " + " | ".join([*texts, *[""] * (width - len(texts))]) + " |"
