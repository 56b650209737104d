"""Two versions of an AsyncAPI document, told from the application's side: what it sends and what it receives."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gazetteer.apis.compare import bindings, lifecycle, payloads
from gazetteer.apis.compare.deltas import Delta
from gazetteer.apis.compare.flows import PARAMETER, Flow, flows
from gazetteer.apis.compare.found import NO_OPERATION, Found, Root
from gazetteer.apis.compare.nodes import Node
from gazetteer.apis.compare.oas import Description
from gazetteer.apis.compare.pairs import Pairs
from gazetteer.model.change import Level

_SIDES = {"SEND": "sent", "RECEIVE": "received"}
_OPPOSITE = {"sent": "received", "received": "sent"}


def compare(old: Description, new: Description, today: date) -> Found:
    """Everything that differs; `today` decides whether a sunset has come."""
    found, pairs = Found(), Pairs(old.whole, new.whole, today)
    before, after = flows(old), flows(new)
    matched = dict(_matched(before, after))
    for key, flow in before.items():
        if key not in matched:
            lifecycle.removed(found, flow.operation, today)
            continue
        other = after.pop(matched[key])
        index = found.operation(flow.operation.name)
        lifecycle.compare(found, index, flow.operation.node, other.operation.node)
        _Flows(found, pairs, index, old, new, flow, other).compare()
    for flow in after.values():
        name = flow.operation.name
        found.tell("operation-added", found.operation(name), None, flow.operation.node)
    _servers(found, old, new)
    if not pairs.finish():
        found.tell("comparison-incomplete", NO_OPERATION, old.root, new.root)
    return found


_Key = tuple[str, str]


def _matched(before: dict[_Key, Flow], after: dict[_Key, Flow]) -> Iterator[tuple[_Key, _Key]]:
    """The same direction and address; else the same operation of version 3, whose channel has moved."""
    named = {(flow.operation.method, flow.id): key for key, flow in after.items() if flow.id}
    for key, flow in before.items():
        moved = named.get((flow.operation.method, flow.id))
        if key in after:
            yield key, key
        elif moved and moved not in before:
            yield key, moved


@dataclass(frozen=True, eq=False)
class _Flows:
    """One flow in both versions."""

    found: Found
    pairs: Pairs
    index: int
    old: Description
    new: Description
    before: Flow
    after: Flow

    def compare(self) -> None:
        before, after = self.before.operation, self.after.operation
        if self.before.key != self.after.key:
            words = {"name": self.after.id, "old": before.path, "new": after.path}
            self.found.tell("channel-address-changed", self.index, before.item, after.item, **words)
        side = _SIDES[before.method]
        self._parameters()
        self._bindings("channel", before.item, after.item, side, "the channel")
        self._bindings("operation", before.node, after.node, side, "the operation")
        self._messages(self.before.messages, self.after.messages, side)
        self._messages(self.before.replies, self.after.replies, _OPPOSITE[side])
        ways = [flow.reply.get("address").get("location") for flow in (self.before, self.after)]
        if ways[0].value != ways[1].value and self.before.reply.exists and self.after.reply.exists:
            texts = {name: _shown(node) for name, node in zip(("old", "new"), ways, strict=True)}
            places = self.before.reply, self.after.reply
            self.found.tell("reply-address-changed", self.index, *places, **texts)

    def _parameters(self) -> None:
        """Parameters of the address, which is matched by their positions."""
        sides = [(self.old, self.before), (self.new, self.after)]
        names = [PARAMETER.findall(flow.operation.path) for _, flow in sides]
        for both in zip(*names, strict=False):
            schemas = [
                _parameter(document, flow.operation.item.get("parameters").get(name))
                for (document, flow), name in zip(sides, both, strict=True)
            ]
            label = f"the channel parameter `{both[0]}`"
            self._pair(schemas[0], schemas[1], "request", "parameter", label)

    def _bindings(self, kind: str, old: Node, new: Node, side: str, label: str) -> None:
        before = self.old.whole.follow(old.get("bindings"))
        after = self.new.whole.follow(new.get("bindings"))
        for name, breaks, one, other, was, is_now in bindings.changed(before, after):
            words = {"name": name, "old": was, "new": is_now, "of": label}
            level = Level.BREAKING if breaks else None
            rule = f"{kind}-binding-changed"
            delta = Delta(
                rule, rule, one if one.exists else old, other if other.exists else new, words
            )
            self.found.direct.append((delta._replace(level=level), self.index))
        for name, one, other in bindings.schemas(before, after):
            self._pair(one, other, side, "binding", f"`{name}` of {label}")

    def _messages(self, before: dict[str, Node], messages: dict[str, Node], side: str) -> None:
        after = dict(messages)
        gone: list[tuple[str, Node]] = []
        for name, message in before.items():
            if name in after:
                self._both(name, message, after.pop(name), side)
            else:
                gone.append((name, message))
        if len(gone) == len(after) == 1:  # the only one there is was given another name
            self._both(gone[0][0], gone[0][1], next(iter(after.values())), side)
            return
        there = self.after.operation.node
        for name, message in gone:
            self.found.tell("message-removed", self.index, message, there, name=name)
        for name, message in after.items():
            self.found.tell(f"{side}-message-added", self.index, None, message, name=name)

    def _both(self, name: str, old: Node, new: Node, side: str) -> None:
        kinds = _content_type(self.old, old), _content_type(self.new, new)
        if kinds[0] != kinds[1] and all(kinds):
            words = {"name": name, "old": kinds[0], "new": kinds[1]}
            self.found.tell("message-content-type-changed", self.index, old, new, **words)
        label = f"the message `{name}`"
        carried = payloads.payload(self.old, old), payloads.payload(self.new, new)
        if carried[0].language == carried[1].language == "json":
            self._pair(carried[0].schema, carried[1].schema, side, "message", label)
        elif (changes := payloads.compare(*carried, side)) is not None:
            self.found.tell_ready(self.index, label, side, changes)
        elif carried[0].language != carried[1].language:
            words = {"name": name, "old": carried[0].language, "new": carried[1].language}
            self.found.tell("message-language-changed", self.index, old, new, **words)
        elif carried[0].schema.value != carried[1].schema.value:
            self.found.tell("message-schema-changed", self.index, old, new, name=name)
        headers = old.get("headers"), new.get("headers")
        self._pair(*headers, side, "header", f"the headers of {label}")
        self._bindings("message", old, new, side, label)

    def _pair(self, old: Node, new: Node, side: str, role: str, label: str) -> None:
        if old.exists and new.exists:
            pair = self.pairs.pair(old, new, side, role)
            is_event = role == "message"
            self.found.roots.append(Root(self.index, label, pair, is_event=is_event))


def _parameter(document: Description, written: Node) -> Node:
    """The schema of a channel's parameter; since version 3 it is a text, perhaps one of some values."""
    node = document.whole.follow(written)
    schema = node.get("schema")
    if schema.exists or not isinstance(node.value, dict):
        return schema
    known = {key: node.value[key] for key in ("enum", "default") if key in node.value}
    return Node({"type": "string", **known}, node.way, node.whole)


def _shown(location: Node) -> str:
    return f"`{location.value}`" if isinstance(location.value, str) else "not stated"


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
