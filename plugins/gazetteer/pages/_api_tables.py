"""Tables of a page of an API: what a member of a message means, and the names of types, which lead to their places.

What is made once for a page is remembered: types and cells come again and again, and so do messages. The members of a
type stand where a message of the page is that type for the first time; further messages name them and lead there.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from markupsafe import Markup

from gazetteer.formats.slug import heading_id
from gazetteer.model.surface import Body, Field, Parameter, SchemaType
from gazetteer.pages import _api_cells
from gazetteer.pages._api_answers import fails
from gazetteer.pages._api_rows import TOP, Row, rows
from gazetteer.pages._templates import written

_NAME = re.compile(r"[\w.$-]+")
ALL = 400
"""Rows of a type in its own place."""
BRIEF = 240
"""Descriptions of members within members are cut to so many characters: their type's own place has all."""
NAMED = 12
"""Members of a message that are named where they do not stand."""


class Tables:
    """The tables of one page.

    Args:
        types: of the surface, by name.
        targets: type -> address of its place, `#...` when that is on the page itself.
        href: makes an address of the site relative.
        inline: makes the Markdown of a cell.
        media: the media types that go without saying.
        most: rows of one message.
    """

    def __init__(
        self,
        types: Mapping[str, SchemaType],
        targets: Mapping[str, str],
        *,
        href: Callable[[str], str],
        inline: Callable[[str], Markup],
        media: tuple[str, ...],
        most: int,
    ) -> None:
        self._types = types
        self._targets = dict(targets)
        self._own = targets
        self._to = href
        self._inline = inline
        self._media = media
        self._most = most
        self._whole: set[str] = set()
        self._shown: dict[str, str] = {}
        self._linked: dict[str, str] = {}
        self._lines: dict[tuple[object, ...], str] = {}
        self._cells: dict[tuple[str, int], str] = {}

    # Types

    def type(self, text: str) -> str:
        """A readable type, in which the names of types lead to them."""
        return f"<code>{self.names_linked(text)}</code>" if text else ""

    def names_linked(self, text: str) -> str:
        """The same without the mark of code."""
        made = self._linked.get(text)
        if made is None:
            made = self._linked[text] = self._names_linked(text)
        return made

    def _names_linked(self, text: str) -> str:
        if text in self._targets and _NAME.fullmatch(text):
            return f'<a href="{self._href(text)}">{written(text)}</a>'
        whole = text.rstrip("[]?!").removeprefix("map of ")
        if whole in self._targets and " " in whole:
            return f'<a href="{self._href(whole)}">{written(text)}</a>'
        out, at = [], 0
        for match in _NAME.finditer(text):
            if match[0] in self._targets:
                out.append(written(text[at : match.start()]))
                out.append(f'<a href="{self._href(match[0])}">{written(match[0])}</a>')
                at = match.end()
        return "".join([*out, written(text[at:])])

    def anchor(self, type_: SchemaType) -> str:
        """The id of a type's own place."""
        return self._own[type_.name].rpartition("#")[2]

    def _href(self, name: str) -> str:
        target = self._targets[name]
        return written(target if target.startswith("#") else self._to(target))

    # Tables

    def members(self, type_: SchemaType) -> str:
        """The members of a type in its own place: what is written in it is opened, other types are linked."""
        found = rows(type_, self._types, ALL, 3, {})
        return _api_cells.table("", map(self._row, found)) if found else ""

    def line(self, body: Body, word: str = "") -> str:
        """What a message is, in a line; answers of many operations say the same."""
        told = (body.status, body.required, body.name, body.type, body.media, body.description)
        made = self._lines.get((word, told))
        if made is None:
            made = self._lines[word, told] = self._line(body, word)
        return made

    def _line(self, body: Body, word: str) -> str:
        parts = [_api_cells.status(body.status) if body.status else f"<strong>{word}</strong>"]
        if body.required and word == "Request":
            parts.append("<b>required</b>")
        if body.name:
            parts.append(f"<code>{written(body.name)}</code>")
        if body.type and body.type != body.name:
            parts.append(self.type(body.type))
        if body.media and body.media != self._media and not fails(body):
            parts.append(f"<small>{written(', '.join(body.media))}</small>")
        if body.description:
            parts.append(self._inline(body.description))
        return " ".join(filter(None, parts))

    def message(self, body: Body, word: str) -> str:
        """A message: its line, headers and members, or the names of those that stand elsewhere on the page."""
        line = self.line(body, word)
        lines, id_ = self._parameters(body.headers), ""
        name = _only(body)
        if name in self._shown:
            line += self._shown[name]
        elif found := rows(body, self._types, self._most):
            id_ = self._placed(name, found) if name in self._types else ""
            if name in self._whole and (told := self._types[name].description):
                line += f'<small class="gz-told">{self._cell(told, 0)}</small>'
            lines += map(self._row, found)
        if not lines:
            return f'<div class="gz-answer">{line}</div>'
        return _api_cells.table(line, lines, id_)

    def again(self, body: Body) -> bool:
        """Whether the members of a message stand above on this page."""
        return _only(body) in self._shown

    def inner(self, body: Body) -> str:
        """The members of an error that has no type of its own."""
        found = rows(body, self._types, self._most) if body.fields else ()
        return _api_cells.table("", map(self._row, found)) if found else ""

    def parameters(self, listed: tuple[Parameter, ...]) -> str:
        """Parameters, those of objects opened by one level."""
        words = "Arguments" if listed[0].where == "argument" else "Parameters"
        return _api_cells.table(words, self._parameters(listed))

    def known(self, type_: SchemaType) -> bool:
        """Whether a message of this page has told everything of a type."""
        return type_.name in self._whole

    def _placed(self, name: str, found: list[Row]) -> str:
        """The id that the members of a type get; later messages are told to look there."""
        type_ = self._types[name]
        own = self._targets.get(name, "")
        top = [row.field.name or row.field.type for row in found if row.depth == 0]
        # Members of other types are told in the places of those.
        cut = [row for row in found if row.cut and row.field.fields and row.above[-1] == name]
        facts = type_.values or type_.limits or type_.default or type_.example or type_.deprecated
        id_ = ""
        if not own.startswith("#"):
            # What is met from here on is nearer than the type's own page.
            id_ = f"type-{heading_id(name) or 'unnamed'}"
            self._targets[name] = f"#{id_}"
            self._linked.clear()
            self._lines.clear()
        elif not (cut or facts or len(top) >= TOP):
            self._whole.add(name)
            id_ = own[1:]
        shown = written(", ".join(filter(None, top[:NAMED])))
        self._shown[name] = f" <small>{shown}{', …' if len(top) > NAMED else ''}</small>"
        return id_

    def _parameters(self, listed: Iterable[Parameter]) -> list[str]:
        out = []
        for p in listed:
            out.append(
                f"<tr><th><code>{written(p.name)}</code> <small>{written(p.where)}</small> "
                f"<i>{self.names_linked(p.type)}</i>{_api_cells.flags(p)}</th><td>{self._meaning(p, 0)}</td></tr>"
            )
            if p.fields or (p.parts and p.where == "query"):
                below = rows(p, self._types, 20, 1)
                out += [self._row(Row(row.depth + 1, row.field, row.above)) for row in below]
        return out

    def _row(self, row: Row) -> str:
        member = row.field
        name = f"<code>{written(member.name)}</code>" if member.name else "one of"
        if member.number:
            name += f" <small>= {member.number}</small>"
        mark = f' class="gz-d{row.depth}"' if row.depth else ""
        more = self._more(member) if row.cut else ""
        return (
            f"<tr{mark}><th>{name} <i>{self.names_linked(member.type)}</i>{_api_cells.flags(member)}</th>"
            f"<td>{self._meaning(member, row.depth)}{more}</td></tr>"
        )

    def _more(self, member: Field) -> str:
        """Where the members are that a table leaves out."""
        known = [name for name in member.parts if name in self._targets]
        if not known:
            return " <small>has members of its own</small>" if member.fields else ""
        return f' <small>see <a href="{self._href(known[0])}">{written(known[0])}</a></small>'

    def _meaning(self, member: Field | Parameter, depth: int) -> str:
        description, example = member.description, member.example
        values, limits = member.values, member.limits
        if len(member.parts) == 1 and (named := self._types.get(member.parts[0])):
            description = description or named.description
            if not (named.fields or named.parts or named.choices):
                values, limits = values or named.values, limits or named.limits
                example = example or named.example
        out = self._cell(description, depth) if description else ""
        if values:
            out += f"<small>One of {_api_cells.listed(values)}</small>"
        facts = [_api_cells.limit(x) for x in limits]
        if member.default:
            facts.append(f"default <code>{written(member.default)}</code>")
        if example:
            facts.append(f"for example <code>{written(example)}</code>")
        if member.sunset:
            facts.append(f"ends {written(member.sunset)}")
        return f"{out}<small>{' · '.join(facts)}</small>" if facts else out

    def _cell(self, text: str, depth: int) -> str:
        """Markdown of a cell; texts in which only code is marked need no converter."""
        key = (text, min(depth, 1))
        made = self._cells.get(key)
        if made is None:
            if depth and len(text) > BRIEF:
                text = f"{text[:BRIEF].rsplit(' ', 1)[0]}…"
            made = _api_cells.simple(text)
            self._cells[key] = made = str(self._inline(text)) if made is None else made
        return made


def _only(body: Body) -> str:
    """The type that a message is, or of which it is a list; empty when it is more than that."""
    return body.parts[0] if len(body.parts) == 1 and not (body.fields or body.choices) else ""
