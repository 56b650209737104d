"""Server addresses with variables that are not defined."""

import re
from collections.abc import Iterator

from gazetteer.apis.nodes import Node
from gazetteer.apis.paths import mapping
from gazetteer.apis.wording import Trouble

keys = ("servers",)

_VARIABLE = re.compile(r"\{([^{}]*)\}")


def rule(node: Node) -> Iterator[Trouble]:
    """Each `{variable}` of a server's address is defined, and its default is one of its values."""
    servers = node.value["servers"]
    for index, server in enumerate(servers if isinstance(servers, list) else ()):
        stated = mapping(server)
        url, variables = stated.get("url"), mapping(stated.get("variables"))
        where = (*node.keys, "servers", index)
        for name in dict.fromkeys(_VARIABLE.findall(url)) if isinstance(url, str) else ():
            if name not in variables:
                yield Trouble(
                    (*where, "url"),
                    "server-variable",
                    f"The server {str(url)[:120]} has the variable `{name[:60]}`, which is not defined",
                    "Define it in `variables` of the server, with a default.",
                    kind="api-server-undefined",
                )
        for name, variable in variables.items():
            values, default = mapping(variable).get("enum"), mapping(variable).get("default")
            if isinstance(values, list) and default is not None and default not in values:
                yield Trouble(
                    (*where, "variables", name, "default"),
                    "server-variable",
                    f"The default of the server variable `{name[:60]}` is not one of its values",
                    "Make it one of `enum`.",
                    kind="api-server-undefined",
                )
