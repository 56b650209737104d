"""A page of an API while it is written: types become links, messages become tables, calls and samples are made.

What is made once for a page is remembered: types, cells and tables come again and again.
"""

import re
from collections.abc import Mapping

from markupsafe import Markup

from gazetteer.apis.calls import call
from gazetteer.apis.samples import Samples
from gazetteer.evidence.consumers import Use, operation_name, who
from gazetteer.model.document import Heading
from gazetteer.model.surface import Body, Field, Operation, Parameter, SchemaType, Surface
from gazetteer.pages import _api_cells
from gazetteer.pages._api_rows import Row, Shape, rows
from gazetteer.pages._sheet import Sheet
from gazetteer.pages._templates import written
from gazetteer.pages.view import View

_NAME = re.compile(r"[\w.$-]+")
ALL = 400
"""Rows of a type in its own place."""
BRIEF = 240
"""Descriptions of members within members are cut to so many characters: their type's own place has all."""


class ApiSheet(Sheet):
    """A sheet that knows the surface of its API.

    Args:
        surface: whose operations it shows.
        types: of the surface, by name.
        targets: type -> address of its place, `#...` when that is on the page itself.
        path: of the description.
        uses: known uses of the API.
        most: rows of one message.
    """

    def __init__(
        self,
        view: View,
        uri: str,
        surface: Surface,
        types: Mapping[str, SchemaType],
        targets: Mapping[str, str],
        *,
        path: str,
        uses: tuple[Use, ...],
        most: int,
    ) -> None:
        super().__init__(view, uri)
        self._surface = surface
        self._types = types
        self._targets = targets
        self._path = path
        self._most = most
        self._uses: dict[str, dict[str, Use]] = {}
        for use in uses:
            self._uses.setdefault(use.operation, {}).setdefault(who(use.hit), use)
        self._schemes = {scheme.name: scheme for scheme in surface.schemes}
        self._linked: dict[str, str] = {}
        self._cells: dict[tuple[str, int], str] = {}
        self._tables: dict[tuple[str, ...], Markup] = {}

    # Types

    def type(self, text: str) -> Markup:
        """A readable type, in which the names of types lead to them."""
        return _made(self._type(text))

    def _type(self, text: str) -> str:
        made = self._linked.get(text)
        if made is None:
            made = f"<code>{self._names_linked(text)}</code>" if text else ""
            self._linked[text] = made
        return made

    def _names_linked(self, text: str) -> str:
        whole = re.sub(r"[\[\]?!]+$", "", text).removeprefix("map of ")
        if whole in self._targets and " " in whole:
            return f'<a href="{self._href(whole)}">{written(text)}</a>'
        out, at = [], 0
        for match in _NAME.finditer(text):
            if match[0] in self._targets:
                out.append(written(text[at : match.start()]))
                out.append(f'<a href="{self._href(match[0])}">{written(match[0])}</a>')
                at = match.end()
        return "".join([*out, written(text[at:])])

    def _href(self, name: str) -> str:
        target = self._targets[name]
        return written(target if target.startswith("#") else self.href(target))

    # Tables

    def own_fields(self, type_: SchemaType) -> Markup:
        """The members of a type in its own place: what is written in it is opened, other types are linked."""
        found = rows(type_, self._types, ALL, 3, {})
        return (
            _made(_api_cells.table("Field", [self._row(row) for row in found]))
            if found
            else Markup("")
        )

    def fields(self, shape: Shape) -> Markup:
        """The members of a message as a table; empty when nothing is known of them."""
        # A message that is nothing but a named type looks the same wherever it stands.
        key = shape.parts if not shape.fields and not shape.choices else ()
        if key and (made := self._tables.get(key)) is not None:
            return made
        found = rows(shape, self._types, self._most)
        made = (
            _made(_api_cells.table("Field", [self._row(row) for row in found]))
            if found
            else Markup("")
        )
        if key:
            self._tables[key] = made
        return made

    def parameters(self, listed: tuple[Parameter, ...]) -> Markup:
        """Parameters or headers as a table, those of objects opened by one level."""
        out = []
        for p in listed:
            name = (
                f"<code>{written(p.name)}</code>"
                f"<small>{written(p.where)} · {self._type(p.type)}{_api_cells.flags(p)}</small>"
            )
            out.append(f"<tr><td>{name}</td><td>{self._meaning(p, 0)}</td></tr>")
            if p.fields or (p.parts and p.where == "query"):
                below = rows(p, self._types, 20, 1)
                out += [self._row(Row(row.depth + 1, row.field, row.above)) for row in below]
        return _made(
            _api_cells.table("Header" if listed[0].where == "header" else "Parameter", out)
        )

    def _row(self, row: Row) -> str:
        member = row.field
        name = f"<code>{written(member.name)}</code>" if member.name else "one of"
        if member.number:
            name += f' <span class="gz-number">= {member.number}</span>'
        mark = f' class="gz-d{row.depth}"' if row.depth else ""
        more = self._more(member) if row.cut else ""
        return (
            f"<tr{mark}><td>{name}<small>{self._type(member.type)}{_api_cells.flags(member)}</small></td>"
            f"<td>{self._meaning(member, row.depth)}{more}</td></tr>"
        )

    def _more(self, member: Field) -> str:
        """Where the members are that a table leaves out."""
        known = [name for name in member.parts if name in self._targets]
        if not known:
            return " <small>has members of its own</small>" if member.fields else ""
        return f' <small>see <a href="{self._href(known[0])}">{written(known[0])}</a></small>'

    def _meaning(self, member: Field | Parameter, depth: int) -> str:
        named = self._types.get(member.parts[0]) if len(member.parts) == 1 else None
        scalar = named if named and not (named.fields or named.parts or named.choices) else None
        description = member.description or (named.description if named else "")
        out = [self._cell(description, depth)] if description else []
        if values := member.values or (scalar.values if scalar else ()):
            out.append(f"<small>One of {_api_cells.listed(values)}</small>")
        facts = [_api_cells.limit(x) for x in member.limits or (scalar.limits if scalar else ())]
        if member.default:
            facts.append(f"default <code>{written(member.default)}</code>")
        if example := member.example or (scalar.example if scalar else ""):
            facts.append(f"for example <code>{written(example)}</code>")
        if member.sunset:
            facts.append(f"ends {written(member.sunset)}")
        if facts:
            out.append(f"<small>{' · '.join(facts)}</small>")
        return "".join(out)

    def _cell(self, text: str, depth: int) -> str:
        """Markdown of a cell; texts in which only code is marked need no converter."""
        key = (text, min(depth, 1))
        made = self._cells.get(key)
        if made is None:
            if depth and len(text) > BRIEF:
                text = f"{text[:BRIEF].rsplit(' ', 1)[0]}…"
            made = _api_cells.simple(text)
            self._cells[key] = made = str(self.inline(text, self._path)) if made is None else made
        return made

    # Operations

    def operation(self, operation: Operation, level: int) -> Markup:
        """The heading of an operation under the anchor that its surface gives it."""
        name = f"{operation.method} {operation.path}"
        self.headings.append(Heading(level, operation.anchor, name))
        anchor, path = written(operation.anchor), written(operation.path)
        return _made(
            f'<h{level} id="{anchor}">{_api_cells.method(operation)} <code>{path}</code>'
            f'<a class="headerlink" href="#{anchor}" title="Permanent link">¶</a></h{level}>'
        )

    def users(self, operation: Operation) -> Markup:
        """Who is known to call an operation, each with the evidence; else who is known to use the API."""
        own = self._uses.get(operation_name(operation), {})
        found = own or self._uses.get("", {})
        if not found:
            return Markup("")
        listed = []
        for name, use in list(found.items())[:20]:
            hit = use.hit
            shown = self.ref(hit.consumer) if hit.consumer else written(name)
            evidence = f" ({written(hit.evidence)})" if own else ""
            listed.append(f"{shown}{evidence}{self.mark(hit.place)}")
        rest = f" and {len(found) - 20} more" if len(found) > 20 else ""
        what = "Known consumers" if own else "Known consumers of the API"
        return _made(f"{what}: {', '.join(listed)}{rest}.")

    def method(self, operation: Operation) -> Markup:
        """The method as a small sign."""
        return _api_cells.method(operation)

    def lead(self, operation: Operation) -> Markup:
        """What an operation does, in a line: its summary, else the first sentence of its description."""
        text = operation.summary
        if not text:
            text = re.split(r"(?<=[.!?])\s|\n\s*\n", operation.description.strip(), maxsplit=1)[0]
            text = text if len(text) <= BRIEF and not text.startswith("<") else ""
        return self.inline(text, self._path)

    def here(self, operations: tuple[Operation, ...]) -> list[tuple[str, Operation]]:
        """Operations of this page with their addresses."""
        return [(f"#{operation.anchor}", operation) for operation in operations]

    def there(self, uri: str, operations: tuple[Operation, ...]) -> list[tuple[str, Operation]]:
        """Operations of another page with their addresses."""
        return [(self.href(f"{uri}#{operation.anchor}"), operation) for operation in operations]

    def fails(self, body: Body) -> bool:
        """Whether a response tells of an error."""
        return body.status.startswith(("4", "5")) or body.status == "default"

    def errors(self, operation: Operation) -> list[Body]:
        """The responses that tell of errors."""
        return [body for body in operation.responses if self.fails(body)]

    def inner(self, body: Body) -> Markup:
        """The members of an error that has no type of its own."""
        return self.fields(body) if body.fields else Markup("")

    def type_heading(self, type_: SchemaType, level: int) -> Markup:
        """The heading of a type; it stands in the contents of a page of types."""
        anchor = self._targets[type_.name].rpartition("#")[2]
        if level == 2:
            self.headings.append(Heading(level, anchor, type_.name))
        kind = (
            "" if type_.kind in type_.parts else f" <small>{self._names_linked(type_.kind)}</small>"
        )
        old = ' <b class="gz-badge gz-badge--deprecated">deprecated</b>' if type_.deprecated else ""
        return _made(
            f'<h{level} id="{written(anchor)}">{written(type_.name)}{kind}{old}</h{level}>'
        )

    def facts(self, type_: SchemaType) -> Markup:
        """What else holds for the values of a type."""
        found = [_api_cells.limit(limit) for limit in type_.limits]
        found += [f"default <code>{written(type_.default)}</code>"] if type_.default else []
        found += [f"for example <code>{written(type_.example)}</code>"] if type_.example else []
        return _made(" · ".join(found))

    def badges(self, operation: Operation) -> Markup:
        """What a caller must know before reading on: deprecation, the day of its end, stability, age."""
        out = ["deprecated"] if operation.deprecated else []
        made = [f'<span class="gz-badge gz-badge--deprecated">{word}</span>' for word in out]
        if operation.sunset:
            made.append(_api_cells.sunset(operation.sunset, self.view.catalog.today))
        if operation.stability:
            level = written(operation.stability)
            made.append(f'<span class="gz-badge gz-badge--stability">{level}</span>')
        if operation.since:
            made.append(
                f'<span class="gz-badge gz-badge--note">since {written(operation.since)}</span>'
            )
        return _made(" ".join(made))

    def auth(self, operation: Operation) -> Markup:
        """How a caller proves who it is; empty when the description says nothing of it."""
        if not operation.security:
            return Markup("")
        words = []
        for name in operation.security:
            scheme = self._schemes.get(name)
            kind = f"{written(scheme.kind)} " if scheme and scheme.kind else ""
            words.append(f"{kind}<code>{written(name)}</code>")
        return _made(" or ".join(words) + (", or none" if operation.anonymous else ""))

    def call(self, operation: Operation) -> str:
        """A line for the shell, or a query; empty when nobody calls."""
        return call(self._surface, operation, self._types)

    def sample(self, body: Body, direction: str) -> str:
        """An example of a message as JSON (`direction`: `sent` or `back`); empty when nothing is known of it."""
        leave_out = "read only" if direction == "sent" else "write only"
        return Samples(self._types).text(body, body.type, leave_out)


def _made(html: str) -> Markup:
    """Markup out of parts that have been escaped already."""
    return Markup(html)  # noqa: S704 # every caller escapes its parts
