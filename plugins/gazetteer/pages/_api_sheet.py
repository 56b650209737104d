"""A page of an API while it is written: operations get their headings, badges, consumers, calls and samples."""

import re
from collections.abc import Mapping
from functools import cached_property

from markupsafe import Markup

from gazetteer.apis.calls import Calls
from gazetteer.apis.samples import Samples
from gazetteer.evidence.consumers import Use, operation_name, who
from gazetteer.model.document import Heading
from gazetteer.model.surface import Body, Operation, Parameter, SchemaType, Surface
from gazetteer.pages import _api_cells
from gazetteer.pages._api_tables import BRIEF, Tables
from gazetteer.pages._sheet import Sheet
from gazetteer.pages._templates import safe, written
from gazetteer.pages.view import View

SHORT = 6
"""Lines of a call that is shown at once; a longer one is folded."""
USERS = 20
"""Consumers that an operation names."""


class ApiSheet(Sheet):
    """A sheet that knows the surface of its API.

    Args:
        surface: whose operations it shows.
        types: of the surface, by name.
        calls: of its operations.
        media: the media types that go without saying.
        targets: type -> address of its place, `#...` when that is on the page itself.
        path: of the description.
        root: address of the first page of the API.
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
        calls: Calls,
        media: tuple[str, ...],
        path: str,
        root: str,
        uses: tuple[Use, ...],
        most: int,
    ) -> None:
        super().__init__(view, uri)
        self._calls = calls
        self._samples = Samples(types)
        self._path = path
        self._root = root
        self._tables = Tables(
            types, targets, href=self.href, inline=self._inline, media=media, most=most
        )
        self._uses: dict[str, dict[str, Use]] = {}
        for use in uses:
            self._uses.setdefault(use.operation, {}).setdefault(who(use.hit), use)
        # The first page names them all under "What breaks if it stops", where no operation has consumers of its own.
        told = uri == root and all(use.hit.consumer and not use.operation for use in uses)
        self._users_of_all = 0 if told else len(self._uses.get("", {}))
        self._schemes = {scheme.name: scheme for scheme in surface.schemes}
        self.media = media

    def _inline(self, text: str) -> Markup:
        return self.inline(text, self._path)

    # Operations

    def operation(self, operation: Operation, level: int) -> Markup:
        """The heading of an operation under the anchor that its surface gives it."""
        name = f"{operation.method} {operation.path}"
        if operation.method == "RPC":
            # Its service is the heading above.
            name = operation.path.rpartition("/")[2]
        self.headings.append(Heading(level, operation.anchor, name))
        anchor, path = written(operation.anchor), written(operation.path)
        return safe(
            f'<h{level} id="{anchor}"><a href="#{anchor}">{_api_cells.method(operation.method)} '
            f"<code>{path}</code></a></h{level}>"
        )

    def meta(self, operation: Operation) -> Markup:
        """What a caller must bring, and who calls already."""
        auth = self._auth(operation)
        told = (f"Auth: {auth}" if auth else "", self._users(operation))
        return safe(" · ".join(filter(None, told)))

    def line(self, operation: Operation) -> Markup:
        """Where an operation is written; the file that the page's top names goes without saying."""
        place = operation.place
        if place.path != self._path or not place.line:
            return self.source(place)
        if url := self.file_url(place):
            return safe(f'<a class="gz-source" href="{written(url)}">line {place.line}</a>')
        return safe(f'<span class="gz-source">line {place.line}</span>')

    def _auth(self, operation: Operation) -> str:
        """How a caller proves who it is; empty when the description says nothing of it."""
        if not operation.security:
            return ""
        words = []
        for name in operation.security:
            scheme = self._schemes.get(name)
            kind = f"{written(scheme.kind)} " if scheme and scheme.kind else ""
            words.append(f"{kind}<code>{written(name)}</code>")
        return " or ".join(words) + (", or none" if operation.anonymous else "")

    def _users(self, operation: Operation) -> str:
        """Who is known to call an operation, with the evidence; else how many use the API, where others have any."""
        found = self._uses.get(operation_name(operation)) if self._uses else None
        if not found:
            return self._all_users
        listed = []
        for name, use in list(found.items())[:USERS]:
            hit = use.hit
            shown = self.ref(hit.consumer) if hit.consumer else written(name)
            listed.append(f"{shown} ({written(hit.evidence)}){self.mark(hit.place)}")
        rest = f" and {len(found) - USERS} more" if len(found) > USERS else ""
        return f"Known consumers: {', '.join(listed)}{rest}"

    @cached_property
    def _all_users(self) -> str:
        count = self._users_of_all
        if not count:
            return ""
        first = "" if self.uri == self._root else written(self.href(self._root))
        known = f"{count} known consumer{'' if count == 1 else 's'} of the API"
        return f'<a href="{first}#used-by">{known}</a>'

    def name(self, operation: Operation) -> str:
        """How the description calls an operation, where its path does not say so."""
        return "" if operation.path.rpartition("/")[2] == operation.id else operation.id

    def method(self, operation: Operation) -> Markup:
        """The method as a small sign."""
        return _api_cells.method(operation.method)

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
        return safe(" ".join(made))

    # Messages

    def parameters(self, listed: tuple[Parameter, ...]) -> Markup:
        """Parameters as a table."""
        return safe(self._tables.parameters(listed))

    def message(self, body: Body, word: str, direction: str) -> Markup:
        """A request, an event or an answer with its members, and an example where they stand (`sent` or `back`)."""
        again = self._tables.again(body)
        shown = self._tables.message(body, word)
        if body.example or (not again and "<tr" in shown):
            leave_out = "read only" if direction == "sent" else "write only"
            sample = self._samples.text(body, body.type, leave_out)
            shown += _api_cells.folded("Example", sample) if sample else ""
        return safe(shown)

    def error(self, body: Body) -> Markup:
        """An error in a line, with the members of one that has no type of its own."""
        return safe(self._tables.line(body) + self._tables.inner(body))

    def call(self, operation: Operation) -> Markup:
        """A line for the shell, or a query; empty when nobody calls."""
        text = self._calls.call(operation)
        if text.count("\n") < SHORT:
            return safe(f"<pre><code>{_api_cells.plain(text)}</code></pre>" if text else "")
        return safe(_api_cells.folded("Call it", text))

    # Types

    def told(self, types: tuple[SchemaType, ...]) -> Markup:
        """Types that a message of this page tells everything of, with links to them."""
        told = [type_.name for type_ in types if self._tables.known(type_)]
        return safe(", ".join(map(self._tables.type, told)))

    def untold(self, types: tuple[SchemaType, ...]) -> list[SchemaType]:
        """Types that have a place of their own on this page."""
        return [type_ for type_ in types if not self._tables.known(type_)]

    def type_heading(self, type_: SchemaType, level: int) -> Markup:
        """The heading of a type; it stands in the contents of a page of types."""
        anchor = self._tables.anchor(type_)
        if level == 2:
            self.headings.append(Heading(level, anchor, type_.name))
        kind = self._tables.names_linked(type_.kind) if type_.kind not in type_.parts else ""
        kind = f" <small>{kind}</small>" if kind else ""
        old = ' <b class="gz-badge gz-badge--deprecated">deprecated</b>' if type_.deprecated else ""
        return safe(f'<h{level} id="{written(anchor)}">{written(type_.name)}{kind}{old}</h{level}>')

    def members(self, type_: SchemaType) -> Markup:
        """The members of a type in its own place."""
        return safe(self._tables.members(type_))

    def facts(self, type_: SchemaType) -> Markup:
        """What else holds for the values of a type."""
        found = [_api_cells.limit(limit) for limit in type_.limits]
        found += [f"default <code>{written(type_.default)}</code>"] if type_.default else []
        found += [f"for example <code>{written(type_.example)}</code>"] if type_.example else []
        return safe(" · ".join(found))
