"""What an AsyncAPI document sends and receives, in one form for both major versions, from the application's side."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from gazetteer.apis.compare.nodes import Node
from gazetteer.apis.compare.oas import Description, Operation
from gazetteer.apis.references import last_part
from gazetteer.apis.traits import merged

_ACTIONS = {"publish": "RECEIVE", "subscribe": "SEND"}
"""Version 2 says what a client may do with a channel, version 3 what the application does (its migration guide)."""

PARAMETER = re.compile(r"\{([^}]*)\}")


@dataclass(eq=False)
class Flow:
    """What goes one way through one channel.

    Attributes:
        operation: its `item` is the channel.
        id: of the operation in version 3; empty in version 2, where it is no key.
        messages: name -> message; replies: the same for what comes back.
        reply: where it is said how an answer finds its way; a node of nothing where none comes.
    """

    operation: Operation
    id: str
    reply: Node
    messages: dict[str, Node] = field(default_factory=dict)
    replies: dict[str, Node] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """Direction and address up to the names of its parameters."""
        return self.operation.method, PARAMETER.sub("{}", self.operation.path)


def flows(document: Description) -> dict[tuple[str, str], Flow]:
    """Key -> what goes there; operations with the same direction and address are one."""
    found: dict[tuple[str, str], Flow] = {}
    is_old = document.root.text("asyncapi").startswith("2")
    for flow in (_version_2 if is_old else _version_3)(document):
        known = found.setdefault(flow.key, flow)
        known.messages |= flow.messages
        known.replies |= flow.replies
    return found


def _version_2(document: Description) -> Iterator[Flow]:
    for address, written in document.root.get("channels").members():
        channel = document.whole.follow(written)
        for key, method in _ACTIONS.items():
            node = channel.get(key)
            if isinstance(node.value, dict):
                node = with_traits(document, node)
                message = node.get("message")
                choices = [*document.whole.follow(message).get("oneOf").elements()] or [message]
                messages = _named(document, choices)
                operation = Operation(method, address, channel, node)
                yield Flow(operation, "", node.get("reply"), messages)


def _version_3(document: Description) -> Iterator[Flow]:
    for id_, written in document.root.get("operations").members():
        node = with_traits(document, document.whole.follow(written))
        channel = document.whole.follow(node.get("channel"))
        address = channel.text("address") or last_part(node.get("channel").text("$ref"))
        method = "RECEIVE" if node.text("action") == "receive" else "SEND"
        reply = document.whole.follow(node.get("reply"))
        there = document.whole.follow(reply.get("channel"))
        yield Flow(
            Operation(method, address, channel, node),
            id_,
            reply,
            _messages(document, node, channel),
            _messages(document, reply, there) if reply.exists else {},
        )


def _messages(document: Description, holder: Node, channel: Node) -> dict[str, Node]:
    """The messages that are named, or all of the channel (Operation Object, `messages`)."""
    stated = [*holder.get("messages").elements()]
    if stated:
        return _named(document, stated)
    return {
        name: with_traits(document, document.whole.follow(node))
        for name, node in channel.get("messages").members()
    }


def _named(document: Description, written: list[Node]) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for node in written:
        message = with_traits(document, document.whole.follow(node))
        if isinstance(message.value, dict):
            reference = node.text("$ref")
            name = last_part(reference) if reference else message.text("name")
            found[name or f"message {len(found) + 1}"] = message
    return found


def with_traits(document: Description, node: Node) -> Node:
    """An operation or message with the traits that it takes over; it keeps its place."""
    listed = [document.whole.follow(trait).mapping for trait in node.get("traits").elements()]
    if not listed:
        return node
    value = merged(node.mapping, listed, document.root.text("asyncapi"))
    return Node(value, node.way, node.whole)
