"""Headers whose name no request can carry."""

import re
from collections.abc import Iterator

from gazetteer.apis.nodes import Node
from gazetteer.apis.wording import Trouble, name_of

keys = ("headers",)

_TOKEN = re.compile(r"[\w!#$%&'*+.^`|~-]+", re.ASCII)
"""The name of a header (RFC 9110, 5.6.2)."""


def rule(node: Node) -> Iterator[Trouble]:
    """Names of headers are tokens of HTTP; the headers of an AsyncAPI message are a schema, and no names."""
    headers = node.value["headers"]
    for name in headers if isinstance(headers, dict) else ():
        if not _TOKEN.fullmatch(name):
            where = (*node.keys, "headers")
            yield Trouble(
                (*where, name),
                "name",
                f"`{name[:80]}` in {name_of(where)} is no possible name of a header",
            )
