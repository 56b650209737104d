"""Paging: long lists in pieces, so that no page grows with the catalog."""

from collections.abc import Sequence
from typing import TypeVar

from markupsafe import Markup

from gazetteer.pages._sheet import Sheet

ROWS = 300

Row = TypeVar("Row")


def chunks(rows: Sequence[Row], size: int = ROWS) -> list[Sequence[Row]]:
    """Pieces of at most `size` rows; one empty piece where there are none."""
    return [rows[at : at + size] for at in range(0, len(rows), size)] or [()]


def pager(sheet: Sheet, root: str, total: int, current: int, labels: Sequence[str] = ()) -> Markup:
    """Links to the pieces; empty where there is only one."""
    if total < 2:
        return Markup("")
    links = []
    for number in range(1, total + 1):
        text = labels[number - 1] if labels else str(number)
        if number == current:
            links.append(Markup('<span aria-current="page">%s</span>') % text)
        else:
            uri = root if number == 1 else f"{root}{number}/"
            links.append(Markup('<a href="%s">%s</a>') % (sheet.href(uri), text))
    return Markup('<nav class="gz-pager" aria-label="Pages">%s</nav>') % Markup(" ").join(links)
