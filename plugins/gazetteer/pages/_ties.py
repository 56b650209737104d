"""The table of what breaks, or of what is needed; made without a template, because most pages have one or two of it."""

from markupsafe import Markup

from gazetteer.evidence.uses import Arrow
from gazetteer.model.ref import Ref
from gazetteer.pages._icons import icon
from gazetteer.pages._impact import Row, Side
from gazetteer.pages._sheet import Sheet
from gazetteer.pages._templates import safe, written

NOTHING = "\N{EN DASH}"
USUAL = "component"
"""The kind whose icon the style sheet draws in this table; others bring their own."""


def ties(sheet: Sheet, about: Ref, side: Side, *, users: bool) -> Markup:
    """The table.

    Args:
        sheet: the page it stands on.
        about: whose page that is.
        side: what stands in it.
        users: these break; else they are needed.
    """
    tiers = " gz-table--tiers" if side.tiered else ""
    heads = ("Name", "Because it" if users else "How", *(("Tier",) if side.tiered else ()), "Owner")
    named = "".join([f"<th>{head}</th>" for head in heads])
    kind = f"gz-table gz-table--impact{tiers}"
    out = [f'<div class="gz-scroll"><table class="{kind}">\n<thead><tr>{named}</tr></thead>\n']
    for hops, found in side.rows:
        out.append("<tbody>\n")
        if hops > 1:
            out.append(
                f'<tr><th colspan="{len(heads)}" scope="rowgroup">{hops} steps away</th></tr>\n'
            )
        for row in found:
            why = ", ".join([_why(sheet, about, hops, tie, users=users) for tie in row.ties])
            out.append(_row(sheet, row, why, tiered=side.tiered))
        out.append("</tbody>\n")
    out.append("</table></div>")
    return safe("".join(out))


def _row(sheet: Sheet, row: Row, why: str, *, tiered: bool) -> str:
    sign = "" if row.ref.kind == USUAL else f"{icon(row.ref.kind)} "
    tier = f"<td>{written(row.tier) or NOTHING}</td>" if tiered else ""
    owner = sheet.cell(row.owner) if row.owner else NOTHING
    return f"<tr><td>{sign}{sheet.cell(row.ref)}</td><td>{why}</td>{tier}<td>{owner}</td></tr>\n"


def _why(sheet: Sheet, about: Ref, hops: int, tie: Arrow, *, users: bool) -> str:
    """What ties the two, and where that is written."""
    mark = sheet.mark(tie.place)
    if hops > 1:
        if users:
            return f"{tie.how} {sheet.cell(tie.target)} {mark}"
        return f"{sheet.cell(tie.source)} {tie.how} it {mark}"
    via = f" by way of {sheet.cell(tie.via)}" if tie.via and tie.via != about else ""
    return f"{tie.how}{via} {mark}"
