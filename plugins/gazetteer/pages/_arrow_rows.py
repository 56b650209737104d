"""The arrows of a picture as rows of a table; made without a template, because a map has a hundred of them."""

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from gazetteer.pages._atlas import Atlas
from gazetteer.pages._drawing import Box, Drawing, Line
from gazetteer.pages._sheet import Sheet
from gazetteer.pages._templates import safe, written

NOTHING = "\N{EN DASH}"
VIAS = 3
"""APIs and topics by way of which an arrow leads, as far as they are named."""


def arrow_rows(
    atlas: Atlas, sheet: Sheet, drawing: Drawing, shown: Sequence[tuple[Line, tuple[str, ...]]]
) -> Markup:
    """A row for each arrow, with the words for its ties; those that begin at one box share the cell of that.

    Of each arrow the first place is told: the pages of its ends, and their own maps, tell the others.
    """
    numbers = {end for line, _ in shown for end in (line.tail, line.head)}
    ends = {number: _end(atlas, sheet, drawing.boxes[number]) for number in numbers}
    span = Counter(line.tail for line, _ in shown)
    rows = list[str]()
    for line, hows in shown:
        source = _source(ends[line.tail], span.pop(line.tail, 0))
        many = f" <small>{len(line.ties)} ties</small>" if len(line.ties) > 1 else ""
        mark = sheet.mark(next((tie.place for tie in line.ties if tie.place), None))
        vias = list(dict.fromkeys([tie.via for tie in line.ties if tie.via]))
        rows.append(
            f"<tr>{source}<td>{written(', '.join(hows))}{many} {mark}</td><td>{ends[line.head]}</td>"
            f"<td>{sheet.cells(vias[:VIAS]) or NOTHING}</td></tr>"
        )
    return safe("\n".join(rows))


def _source(name: str, span: int) -> str:
    """The cell of who uses, on the first of its rows."""
    if not span:
        return ""
    return f'<td rowspan="{span}">{name}</td>' if span > 1 else f"<td>{name}</td>"


def _end(atlas: Atlas, sheet: Sheet, box: Box) -> str:
    """A box as the end of a row."""
    if box.ref.namespace and not box.count:
        return sheet.cell(box.ref)
    uri, name = atlas.uri(box.ref), written(atlas.name(box.ref))
    return f'<a href="{written(sheet.href(uri))}">{name}</a>' if uri else name
