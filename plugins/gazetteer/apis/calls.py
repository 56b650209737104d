"""How an operation is called from a shell: a line for curl or grpcurl, or a query, ready to be copied.

Whatever an author wrote is quoted, so that nothing but the call runs; secrets are variables of the shell.
"""

import json
import re
from collections.abc import Mapping
from shlex import quote
from urllib.parse import quote as percent

from gazetteer.apis.samples import Samples
from gazetteer.model.surface import Operation, SchemaType, Scheme, Surface

_VARIABLE = re.compile(r"(.*)(\$[A-Z]+)")


def call(surface: Surface, operation: Operation, types: Mapping[str, SchemaType]) -> str:
    """The call of an operation; empty where nobody calls: webhooks, callbacks, events."""
    samples = Samples(types)
    if surface.format == "openapi" and operation.method not in {"WEBHOOK", "CALLBACK"}:
        return _curl(surface, operation, samples)
    if surface.format == "protobuf":
        body = operation.request
        sent = samples.text(body, body.type, "read only") if body else ""
        line = " ".join(json.dumps(json.loads(sent)).split()) if sent else "{}"
        return f'grpcurl -d {quote(line)} "$HOST" {quote(operation.path)}'
    return _query(operation, types) if surface.format == "graphql" else ""


def _curl(surface: Surface, operation: Operation, samples: Samples) -> str:
    parts = [f"curl -X {operation.method}" if operation.method != "GET" else "curl"]
    parts[0] += f" {_shell(_url(surface, operation, samples))}"
    used = _schemes(surface, operation)
    parts += [f"-H {_shell(scheme.header)}" for scheme in used if scheme.header]
    for parameter in operation.parameters:
        if parameter.where == "header" and parameter.required:
            value = samples.scalar(parameter, parameter.type) or f"<{parameter.name}>"
            parts.append(f"-H {_shell(f'{parameter.name}: {value}')}")
    form = [p for p in operation.parameters if p.where == "formData" and p.required]
    parts += [f"-F {_shell(f'{p.name}=<{p.type}>')}" for p in form]
    if body := operation.request:
        media = next((m for m in body.media if "json" in m), body.media[0] if body.media else "")
        parts += [f"-H {_shell(f'Content-Type: {media}')}"] if media else []
        sent = samples.text(body, body.type, "read only") if "json" in media or not media else ""
        parts.append(f"-d {quote(sent)}" if sent else "--data-binary @body")
    return " \\\n  ".join(parts)


def _url(surface: Surface, operation: Operation, samples: Samples) -> str:
    server = surface.servers[0].rstrip("/") if surface.servers else ""
    if not server.startswith(("http://", "https://")):
        server = (
            f"https://{server}" if "." in server.split("/")[0] else f"https://host.example{server}"
        )
    path, query = operation.path, []
    for parameter in operation.parameters:
        where = parameter.where
        if where != "path" and not (where == "query" and parameter.required):
            continue
        value = samples.scalar(parameter, parameter.type)
        if where == "path" and value:
            path = path.replace(f"{{{parameter.name}}}", percent(value, safe=""))
        elif where == "query":
            query.append(f"{percent(parameter.name)}={percent(value) or f'<{parameter.name}>'}")
    query += [scheme.query for scheme in _schemes(surface, operation) if scheme.query]
    return f"{server}{path}{'?' if query else ''}{'&'.join(query)}"


def _schemes(surface: Surface, operation: Operation) -> list[Scheme]:
    """What the first of the ways to prove who one is asks for."""
    if not operation.security:
        return []
    return [scheme for scheme in surface.schemes if scheme.name == operation.security[0]]


def _shell(text: str) -> str:
    """A word of the shell: a variable of ours at its end is expanded, everything before it is not."""
    match = _VARIABLE.fullmatch(text)
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
