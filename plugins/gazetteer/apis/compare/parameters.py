"""Parameters of an operation in both versions."""

from gazetteer.apis.compare.bodies import Parts
from gazetteer.apis.compare.endings import ending, gone
from gazetteer.apis.compare.nodes import Node
from gazetteer.apis.compare.oas import Operation, Parameter
from gazetteer.apis.compare.spelling import types_of

_STYLES = {"query": "form", "cookie": "form", "path": "simple", "header": "simple"}
"""Defaults of `style` (OpenAPI 3, Parameter Object)."""

_PLAIN = {"string", "integer", "number", "boolean"}


def compare(parts: Parts, before: Operation, after: Operation) -> None:
    """Notes parameters that came, went or changed, and asks for the pairs of their schemas."""
    old, new = parts.old.parameters(before), parts.new.parameters(after)
    for identity, parameter in old.items():
        other = new.get(identity)
        if other is None:
            fate, words = gone(ending(parameter.node), parts.pairs.today)
            words |= _words(parameter)
            parts.tell(f"request-parameter-removed{fate}", parameter.node, after.node, **words)
        else:
            _both(parts, parameter, other)
    for identity, parameter in new.items():
        if identity not in old:
            what = "required" if parameter.required else "optional"
            rule = f"request-{what}-parameter-added"
            parts.tell(rule, before.node, parameter.node, **_words(parameter))


def _both(parts: Parts, old: Parameter, new: Parameter) -> None:
    words = _words(old)
    if old.required != new.required:
        what = "required" if new.required else "optional"
        places = _at(old.node, "required"), _at(new.node, "required")
        parts.tell(f"request-parameter-became-{what}", *places, **words)
    styles = _style(old), _style(new)
    if styles[0] != styles[1] and all(styles):
        words = {**words, "old": styles[0], "new": styles[1]}
        parts.tell("request-parameter-style-changed", old.node, new.node, **words)
    schemas = parts.old.schema(old), parts.new.schema(new)
    parts.promises("request-parameter", old, new, schemas, words)
    if schemas[0] is not None and schemas[1] is not None:
        parts.pair(schemas[0], schemas[1], "request", "parameter", (old.label, ""))


def _words(parameter: Parameter) -> dict[str, str]:
    return {"subject": parameter.label, "name": parameter.name, "in": parameter.where}


def _at(node: Node, key: str) -> Node:
    return node.get(key) if key in node.mapping else node


def _style(parameter: Parameter) -> str:
    """How lists and objects are written; what is written alike in every style has none."""
    node = parameter.node
    default = _STYLES.get(parameter.where, "form")
    if "type" in node.mapping:  # Swagger 2.0
        how = node.text("collectionFormat") or "csv"
        if node.text("type") != "array":
            return ""
        return f"{default}, exploded" if how == "multi" else default if how == "csv" else how
    schema = node.mapping.get("schema")
    if isinstance(schema, dict) and (types := types_of(schema)[0]) and types <= _PLAIN:
        return ""
    style = node.text("style") or default
    return f"{style}, exploded" if node.mapping.get("explode", style == "form") is True else style
