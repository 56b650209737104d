"""What AsyncAPI says about the protocol (bindings): where a broker finds a thing breaks, how it is tuned may matter."""

import re
from collections.abc import Iterator

from gazetteer.apis.compare.nodes import Node
from gazetteer.apis.compare.spelling import literal

SCHEMAS = frozenset(["key", "query", "headers", "groupId", "clientId"])
"""Entries of bindings that are schemas (Kafka's key and ids, queries and headers of WebSockets and HTTP)."""

_ADDRESSES = re.compile(
    r"topic|subject|queue|destination|address|exchange|is|method|type|routingKey|cc"
    r"|(?:queue|topic|exchange|destination|subject|channel)\.(?:name|type|vhost|arn)"
    r"|(?:queue|exchange)\.(?:durable|exclusive|autoDelete)|schemaIdLocation|schemaIdPayloadEncoding|contentEncoding|messageType"
)
"""Entries by which the two sides find or understand each other, without the name of the protocol."""

DEEPEST = 8


def changed(old: Node, new: Node) -> Iterator[tuple[str, bool, Node, Node, str, str]]:
    """Entries that differ: `kafka.topic`, whether that breaks, both places, and both values for a sentence.

    An entry that only one version states is no break: most have a default in the protocol.
    """
    before, after = dict(_leaves(old)), dict(_leaves(new))
    for name in dict.fromkeys((*before, *after)):
        one, other = before.get(name), after.get(name)
        values = [literal(node.value) if node else "not stated" for node in (one, other)]
        if values[0] != values[1]:
            inside = name.partition(".")[2]
            breaks = bool(one and other and _ADDRESSES.fullmatch(inside))
            yield name, breaks, one or old, other or new, values[0], values[1]


def schemas(old: Node, new: Node) -> Iterator[tuple[str, Node, Node]]:
    """Entries that are schemas in both versions: `kafka.key` and both schemas."""
    for protocol, binding in old.members():
        for key in SCHEMAS & binding.mapping.keys():
            pair = binding.get(key), new.get(protocol).get(key)
            if all(isinstance(node.value, dict) for node in pair):
                yield f"{protocol}.{key}", *pair


def _leaves(bindings: Node) -> Iterator[tuple[str, Node]]:
    pending: list[tuple[str, Node, int]] = [("", bindings, 0)]
    while pending:
        name, node, depth = pending.pop()
        for key, inner in node.members():
            if key == "bindingVersion" or key.startswith("x-"):
                continue
            full = f"{name}.{key}" if name else key
            if depth == 1 and key in SCHEMAS and isinstance(inner.value, dict):
                yield full, Node("described", inner.way, inner.whole)  # compared as a schema
            elif isinstance(inner.value, dict) and depth < DEEPEST:
                pending.append((full, inner, depth + 1))
            else:
                yield full, inner
