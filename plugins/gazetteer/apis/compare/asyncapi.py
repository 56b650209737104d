"""Two versions of an AsyncAPI document, told from the application's side: what it sends and what it receives."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from gazetteer.apis.compare import lifecycle
from gazetteer.apis.compare.nodes import Node
from gazetteer.apis.compare.oas import Description, Operation
from gazetteer.apis.compare.pairs import Pairs
from gazetteer.apis.compare.result import NO_OPERATION, Found, Root
from gazetteer.apis.references import last_part

_ACTIONS = {"publish": "RECEIVE", "subscribe": "SEND"}
"""Version 2 says what a client may do with a channel, version 3 what the application does (its migration guide)."""

_SIDES = {"SEND": "sent", "RECEIVE": "received"}
_OPPOSITE = {"sent": "received", "received": "sent"}
_PARAMETER = re.compile(r"\{[^}]*\}")


@dataclass(eq=False)
class Flow:
    """What goes one way through one channel.

    Attributes:
        messages: name -> message; replies: the same for what comes back.
    """

    operation: Operation
    messages: dict[str, Node] = field(default_factory=dict)
    replies: dict[str, Node] = field(default_factory=dict)


def compare(old: Description, new: Description, today: date) -> Found:
    """Everything that differs; `today` decides whether a sunset has come."""
    found, pairs = Found(), Pairs(old.whole, new.whole, today)
    before, after = _flows(old), _flows(new)
    for key, flow in before.items():
        other = after.get(key)
        if other is None:
            lifecycle.removed(found, flow.operation, today)
            continue
        index = found.operation(flow.operation.name)
        lifecycle.compare(found, index, flow.operation.node, other.operation.node)
        side = _SIDES[flow.operation.method]
        walk = _Messages(found, pairs, index, old, new)
        walk.compare(flow.messages, other, side)
        walk.compare(flow.replies, other, _OPPOSITE[side], replies=True)
    for key, flow in after.items():
        if key not in before:
            name = flow.operation.name
            found.tell("operation-added", found.operation(name), None, flow.operation.node)
    _servers(found, old, new)
    if not pairs.finish():
        found.tell("comparison-incomplete", NO_OPERATION, old.root, new.root)
    return found


def _flows(document: Description) -> dict[tuple[str, str], Flow]:
    """(method, address up to the names of its parameters) -> what goes there."""
    flows: dict[tuple[str, str], Flow] = {}
    is_old = document.root.text("asyncapi").startswith("2")
    for operation, messages, replies in (_version_2 if is_old else _version_3)(document):
        key = operation.method, _PARAMETER.sub("{}", operation.path)
        flow = flows.setdefault(key, Flow(operation))
        flow.messages |= messages
        flow.replies |= replies
    return flows


_Read = Iterator[tuple[Operation, dict[str, Node], dict[str, Node]]]


def _version_2(document: Description) -> _Read:
    for address, written in document.root.get("channels").members():
        channel = document.whole.follow(written)
        for key, method in _ACTIONS.items():
            node = channel.get(key)
            if isinstance(node.value, dict):
                message = node.get("message")
                choices = [*document.whole.follow(message).get("oneOf").elements()] or [message]
                messages = _named(document, choices)
                yield Operation(method, address, channel, node), messages, {}


def _version_3(document: Description) -> _Read:
    for _, written in document.root.get("operations").members():
        node = document.whole.follow(written)
        channel = document.whole.follow(node.get("channel"))
        address = channel.text("address") or last_part(node.get("channel").text("$ref"))
        method = "RECEIVE" if node.text("action") == "receive" else "SEND"
        reply = document.whole.follow(node.get("reply"))
        there = document.whole.follow(reply.get("channel"))
        yield (
            Operation(method, address, channel, node),
            _messages(document, node, channel),
            _messages(document, reply, there) if reply.exists else {},
        )


def _messages(document: Description, holder: Node, channel: Node) -> dict[str, Node]:
    """The messages that are named, or all of the channel (Operation Object, `messages`)."""
    stated = [*holder.get("messages").elements()]
    if stated:
        return _named(document, stated)
    return {name: document.whole.follow(node) for name, node in channel.get("messages").members()}


def _named(document: Description, written: list[Node]) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for node in written:
        message = document.whole.follow(node)
        if isinstance(message.value, dict):
            reference = node.text("$ref")
            name = last_part(reference) if reference else message.text("name")
            found[name or f"message {len(found) + 1}"] = message
    return found


@dataclass(frozen=True, eq=False)
class _Messages:
    """The messages of one flow."""

    found: Found
    pairs: Pairs
    index: int
    old: Description
    new: Description

    def compare(
        self, before: dict[str, Node], flow: Flow, side: str, *, replies: bool = False
    ) -> None:
        after = dict(flow.replies if replies else flow.messages)
        gone: list[tuple[str, Node]] = []
        for name, message in before.items():
            if name in after:
                self._both(name, message, after.pop(name), side)
            else:
                gone.append((name, message))
        if len(gone) == len(after) == 1:  # the only one there is was given another name
            self._both(gone[0][0], gone[0][1], next(iter(after.values())), side)
            return
        for name, message in gone:
            self.found.tell("message-removed", self.index, message, flow.operation.node, name=name)
        for name, message in after.items():
            self.found.tell(f"{side}-message-added", self.index, None, message, name=name)

    def _both(self, name: str, old: Node, new: Node, side: str) -> None:
        kinds = _content_type(self.old, old), _content_type(self.new, new)
        if kinds[0] != kinds[1] and all(kinds):
            words = {"name": name, "old": kinds[0], "new": kinds[1]}
            self.found.tell("message-content-type-changed", self.index, old, new, **words)
        label = f"the message `{name}`"
        payloads = _payload(self.old, old), _payload(self.new, new)
        if _is_json_schema(*payloads[0]) and _is_json_schema(*payloads[1]):
            self._pair(payloads[0][1], payloads[1][1], side, "message", label)
        elif payloads[0][1].value != payloads[1][1].value:
            self.found.tell("message-schema-changed", self.index, old, new, name=name)
        headers = old.get("headers"), new.get("headers")
        self._pair(*headers, side, "header", f"the headers of {label}")

    def _pair(self, old: Node, new: Node, side: str, role: str, label: str) -> None:
        if old.exists and new.exists:
            pair = self.pairs.pair(old, new, side, role)
            self.found.roots.append(Root(self.index, label, pair))


def _payload(document: Description, message: Node) -> tuple[str, Node]:
    """The language of a payload, and the payload; version 3 wraps them together."""
    payload = message.get("payload")
    followed = document.whole.follow(payload)
    if "schemaFormat" in followed.mapping:
        return followed.text("schemaFormat"), followed.get("schema")
    return message.text("schemaFormat"), payload


def _is_json_schema(language: str, _node: Node) -> bool:
    """Whether a payload can be compared as a schema: AsyncAPI's own language is a superset of JSON Schema."""
    known = ("application/vnd.aai.asyncapi", "application/schema", "application/vnd.oai.openapi")
    return not language or language.startswith(known)


def _content_type(document: Description, message: Node) -> str:
    return message.text("contentType") or document.root.text("defaultContentType")


def _servers(found: Found, old: Description, new: Description) -> None:
    before, after = _addresses(old), _addresses(new)
    if before != after:
        words = {"old": ", ".join(before) or "not named", "new": ", ".join(after) or "not named"}
        places = old.root.get("servers"), new.root.get("servers")
        found.tell("server-url-changed", NO_OPERATION, *places, **words)


def _addresses(document: Description) -> list[str]:
    servers = [document.whole.follow(node) for _, node in document.root.get("servers").members()]
    return [
        f"{node.text('protocol')} {node.text('url') or node.text('host') + node.text('pathname')}"
        for node in servers
    ]
