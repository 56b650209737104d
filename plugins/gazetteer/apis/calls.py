"""How an operation is called from a shell: a line for curl or grpcurl, or a query, ready to be copied.

Whatever an author wrote is quoted, so that nothing but the call runs; secrets are variables of the shell.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from shlex import quote
from urllib.parse import quote as percent

from gazetteer.apis.samples import Samples
from gazetteer.model.surface import Body, Operation, SchemaType, Scheme, Surface

_VARIABLE = re.compile(r"(.*)(\$[A-Z]+)")


class Calls:
    """The calls of the operations of one surface.

    Args:
        surface: of the API.
        types: of the surface, by name.
    """

    def __init__(self, surface: Surface, types: Mapping[str, SchemaType]) -> None:
        self._format = surface.format
        self._schemes = surface.schemes
        self._types = types
        self._samples = Samples(types)
        self._server = _server(surface)

    def call(self, operation: Operation) -> str:
        """The call of an operation; empty where nobody calls: webhooks, callbacks, events."""
        if self._format == "openapi" and operation.method not in {"WEBHOOK", "CALLBACK"}:
            return self._curl(operation)
        if self._format == "protobuf":
            body = operation.request
            sent = self._samples.text(body, body.type, "read only") if body else ""
            line = " ".join(json.dumps(json.loads(sent)).split()) if sent else "{}"
            return f'grpcurl -d {quote(line)} "$HOST" {quote(operation.path)}'
        return _query(operation, self._types) if self._format == "graphql" else ""

    def _curl(self, operation: Operation) -> str:
        # The first of the ways to prove who one is.
        proof = operation.security[0] if operation.security else None
        used = [scheme for scheme in self._schemes if scheme.name == proof]
        curl = f"curl -X {operation.method}" if operation.method != "GET" else "curl"
        parts = [f"{curl} {_shell(self._url(operation, used))}"]
        parts += [f"-H {_shell(scheme.header)}" for scheme in used if scheme.header]
        for parameter in operation.parameters:
            if parameter.where == "header" and parameter.required:
                value = self._samples.scalar(parameter, parameter.type) or f"<{parameter.name}>"
                parts.append(f"-H {_shell(f'{parameter.name}: {value}')}")
        form = [p for p in operation.parameters if p.where == "formData" and p.required]
        parts += [f"-F {_shell(f'{p.name}=<{p.type}>')}" for p in form]
        if body := operation.request:
            parts += self._body(body)
        return " \\\n  ".join(parts)

    def _body(self, body: Body) -> Iterator[str]:
        media = next((m for m in body.media if "json" in m), body.media[0] if body.media else "")
        if media:
            yield f"-H {_shell(f'Content-Type: {media}')}"
        is_json = "json" in media or not media
        sent = self._samples.text(body, body.type, "read only") if is_json else ""
        yield f"-d {quote(sent)}" if sent else "--data-binary @body"

    def _url(self, operation: Operation, used: Iterable[Scheme]) -> str:
        path, query = operation.path, []
        for parameter in operation.parameters:
            if parameter.where == "path":
                if value := self._samples.scalar(parameter, parameter.type):
                    path = path.replace(f"{{{parameter.name}}}", percent(value, safe=""))
            elif parameter.where == "query" and parameter.required:
                value = self._samples.scalar(parameter, parameter.type)
                query.append(f"{percent(parameter.name)}={percent(value) or f'<{parameter.name}>'}")
        query += [scheme.query for scheme in used if scheme.query]
        return f"{self._server}{path}{'?' if query else ''}{'&'.join(query)}"


def _server(surface: Surface) -> str:
    """The address that paths are added to; one that says no host gets an invented one."""
    server = surface.servers[0].rstrip("/") if surface.servers else ""
    if server.startswith(("http://", "https://")):
        return server
    return f"https://{server}" if "." in server.split("/")[0] else f"https://host.example{server}"


def _shell(text: str) -> str:
    """A word of the shell: a variable of ours at its end is expanded, everything before it is not."""
    match = _VARIABLE.fullmatch(text) if "$" in text else None
    if match is None:
        return quote(text)
    before, variable = match.groups()
    if re.fullmatch(r"[\w:/.?=&+ -]*", before):
        return f'"{before}{variable}"'
    return f'{quote(before)}"{variable}"'


def _query(operation: Operation, types: Mapping[str, SchemaType]) -> str:
    """A GraphQL operation that asks for the plain fields of the answer."""
    name = operation.path
    required = [p for p in operation.parameters if p.required]
    declared = ", ".join(f"${p.name}: {p.type}" for p in required)
    passed = ", ".join(f"{p.name}: ${p.name}" for p in required)
    kind = operation.method.lower()
    body = operation.responses[0] if operation.responses else None
    chosen = _selection(types, body.parts[:1] if body else (), 0)
    head = f"{kind} {name[:1].upper()}{name[1:]}{f'({declared})' if declared else ''}"
    return f"{head} {{\n  {name}{f'({passed})' if passed else ''}{chosen}\n}}"


def _selection(types: Mapping[str, SchemaType], parts: tuple[str, ...], depth: int) -> str:
    named = types.get(parts[0]) if parts else None
    if named is None or not named.fields or depth > 1:
        return ""
    pad = "  " * (depth + 2)
    lines = []
    for field in named.fields[:12]:
        if any(limit.startswith("takes (") for limit in field.limits) or field.deprecated:
            continue
        inner = types.get(field.parts[0]) if field.parts else None
        if inner is None or not inner.fields:
            lines.append(f"{pad}{field.name}")
        elif chosen := _selection(types, field.parts, depth + 1):
            lines.append(f"{pad}{field.name}{chosen}")
    return f" {{\n{chr(10).join(lines)}\n{pad[2:]}}}" if lines else ""
