"""What AsyncAPI says about the protocol (bindings), in short lines for people."""

from gazetteer.apis.limits import brief
from gazetteer.apis.paths import Mapping, mapping
from gazetteer.apis.references import resolve
from gazetteer.apis.schemas import text, type_name

MOST = 20
"""Lines of one thing."""

_SCHEMAS = frozenset(["key", "query", "headers", "groupId", "clientId"])


def told_bindings(root: Mapping, written: object) -> tuple[str, ...]:
    """Each entry as `kafka.topic: orders`; of one that is a schema the name of its type."""
    lines: list[str] = []
    for protocol, binding in mapping(resolve(root, written, ())[0]).items():
        for key, value in mapping(resolve(root, binding, ())[0]).items():
            name = f"{protocol}.{key}"
            if key in _SCHEMAS and isinstance(value, dict):
                lines.append(f"{name}: {type_name(value)}")
            elif isinstance(value, dict):
                inner = (f"{name}.{k}: {brief(v)}" for k, v in value.items() if brief(v))
                lines.extend(inner)
            elif key != "bindingVersion" and brief(value):
                lines.append(f"{name}: {text(value) or brief(value)}")
    return tuple(lines[:MOST])
