"""The parts of a picture as SVG: boxes, frames, arrows and the numbers on them, each as short as a browser takes it.

What repeats is drawn once: icons, tips and numbers stand in the `defs`; what is the same of all boxes is in the style
sheet; the script adds what is for a pointer only.
"""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from gazetteer.pages._shapes import TIP, Point
from gazetteer.pages._templates import written

HALF = 3.2
"""Half the width of a tip, in pixels."""


def inside(kind: str, label: str, note: str, title: str, width: int, *, double: bool) -> str:
    """What stands in the box of an entity: its edge, icon and words; `title`: what is told on hover, if anything."""
    edge = f'<rect width="{width}"/>'
    return (
        f"{f'<title>{written(title)}</title>' if title else ''}{edge * 2 if double else edge}"
        f'<use href="#gz-k-{kind}"/><text>{written(label)}'
        f'<tspan x="0" y="15">{written(note)}</tspan></text>'
    )


def box(kind: str, mark: str, at: Point, shown: str, href: str) -> str:
    """The box of an entity, which leads to its page or its own map."""
    return (
        f'<g class="gz-box gz-box--{kind}{f" gz-box--{mark}" if mark else ""}"'
        f' transform="translate({round(at[0])} {round(at[1])})">{_link(shown, href)}</g>'
    )


def frame(name: str, at: tuple[float, float, float, float], href: str) -> str:
    """A frame around boxes, with its name."""
    x, y, width, height = map(round, at)
    text = f'<text x="{x + 10}" y="{y + 15}">{written(name)}</text>'
    return (
        f'<g class="gz-frame"><rect x="{x}" y="{y}" width="{width}" height="{height}"/>'
        f"{_link(text, href)}</g>"
    )


def arrow(ends: str, style: str, curve: Sequence[Point], title: str, usual: str) -> str:
    """An arrow; those of the usual style have their tip from the group they stand in."""
    kind = "" if style == "call" else f" gz-edge--{style}"
    tip = "" if style == usual else f' marker-end="url(#gz-t-{style})"'
    return (
        f'<g class="gz-edge{kind}"{tip} data-ends="{ends}"><title>{written(title)}</title>'
        f'<path d="{bezier(curve)}"/></g>'
    )


def number(ends: str, count: int, at: Point) -> str:
    """The number on an arrow that stands for more than one tie."""
    return f'<use href="#gz-n{count}" data-ends="{ends}" x="{round(at[0])}" y="{round(at[1])}"/>'


def lines(parts: Iterable[str]) -> Markup:
    """Parts, each on its line."""
    return Markup("\n".join(parts))  # noqa: S704 # all that an author wrote has been escaped above


def definitions(styles: Iterable[str], counts: Iterable[int]) -> Markup:
    """The tips of arrows and the numbers on them."""
    tips = (
        f'<marker id="gz-t-{style}" class="gz-edge--{style}" orient="auto" markerUnits="userSpaceOnUse"'
        f' markerWidth="{TIP}" markerHeight="{2 * HALF}" refY="{HALF}">'
        f'<path d="M0 0 {TIP} {HALF} 0 {2 * HALF}z"/></marker>'
        for style in styles
    )
    numbers = (
        f'<g id="gz-n{count}" class="gz-times"><rect x="-10" y="-8" width="20" height="16"/>'
        f'<text y="4">{count}</text></g>'
        for count in sorted(counts)
    )
    return Markup("".join((*tips, *numbers)))  # noqa: S704 # numbers and words of ours


def bezier(curve: Sequence[Point]) -> str:
    """The curve as SVG has it, each piece counted from the end of the one before: that takes half the letters."""
    (x, y), *points = [(round(x), round(y)) for x, y in curve]
    made, steps = f"M{x} {y}", list[str]()
    for at in range(0, len(points) - 2, 3):
        (x1, y1), (x2, y2), (x3, y3) = points[at : at + 3]
        steps.append(f"{x1 - x} {y1 - y} {x2 - x} {y2 - y} {x3 - x} {y3 - y}")
        x, y = x3, y3
    if steps:
        made += f"c{' '.join(steps)}"
    # A minus parts numbers as well as a space does.
    return made.replace(" -", "-")


def _link(inside: str, href: str) -> str:
    return f'<a href="{written(href)}">{inside}</a>' if href else inside
