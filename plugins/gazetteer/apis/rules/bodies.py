"""Requests whose body no server reads."""

from collections.abc import Iterator

from gazetteer.apis.nodes import Node
from gazetteer.apis.wording import Trouble

keys = ("get", "head")


def rule(node: Node) -> Iterator[Trouble]:
    """GET and HEAD have no body (RFC 9110, 9.3.1): proxies and clients drop it."""
    for method in keys:
        operation = node.value.get(method)
        if isinstance(operation, dict) and "requestBody" in operation and "responses" in operation:
            where = (*node.keys, method)
            path = where[-2] if len(where) > 1 else ""
            yield Trouble(
                (*where, "requestBody"),
                "body-ignored",
                f"{method.upper()} {path} has a request body, which proxies and clients drop",
                "Use query parameters, or another method.",
                kind="api-body-ignored",
            )
