"""Where a piece of a block's text stands in the file: the source has markers that the block's text lacks."""

from bisect import bisect_right
from collections.abc import Sequence

from gazetteer.model.place import Place


class Locator:
    """Finds the line and column of an offset in a block of Markdown.

    Args:
        text: of the block, without the markers of quotes and lists.
        line: 1-based, of the file, on which the block starts.
        sources: the lines that were parsed.
        first: the line of the file that the first of them is.
        column: 0-based, where to look for the block in its first line.
        cell: whether the block is a cell of a table, of which several share a line.

    Attributes:
        end: of a cell: the column behind it, from which the next is looked for.
    """

    def __init__(
        self, text: str, line: int, sources: Sequence[str], *, first: int, column: int, cell: bool
    ) -> None:
        self._text = text
        self._line = line
        self._starts = [0]
        start = text.find("\n") + 1
        while start:
            self._starts.append(start)
            start = text.find("\n", start) + 1
        self._sources = sources
        self._first = first
        self._column = column
        self._indents: dict[int, int] = {}
        self.end = 0
        if cell:
            indent = self._indent(0)
            self.end = max(column, indent + len(text) if indent >= 0 else column)

    def place(self, path: str, offset: int) -> Place:
        """The place of an offset; without a column where the source spells the text differently."""
        row = bisect_right(self._starts, offset) - 1
        indent = self._indent(row)
        column = indent + offset - self._starts[row] + 1 if indent >= 0 else 0
        return Place(path, self._line + row, column)

    def _indent(self, row: int) -> int:
        """How far the source line is indented against the block's line; -1 when they differ."""
        if row not in self._indents:
            end = self._starts[row + 1] - 1 if row + 1 < len(self._starts) else len(self._text)
            written = self._text[self._starts[row] : end]
            number = self._line - self._first + row
            source = self._sources[number] if number < len(self._sources) else ""
            self._indents[row] = source.find(written, self._column if row == 0 else 0)
        return self._indents[row]
