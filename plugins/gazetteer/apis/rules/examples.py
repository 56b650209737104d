"""Examples that their own schema refuses."""

from collections.abc import Iterator
from typing import Any

from gazetteer.apis.instances import misfit
from gazetteer.apis.nodes import Node
from gazetteer.apis.references import Keys, resolve
from gazetteer.apis.wording import Trouble, name_of

keys = ("example", "examples")

_MEND = "Correct the example or its schema."
_LOOKS = frozenset(["type", "properties", "$ref", "allOf", "oneOf", "anyOf", "enum", "items"])


def rule(node: Node) -> Iterator[Trouble]:
    """What is shown as an example would be accepted."""
    where = node.keys
    schema = _schema(node, where)
    if schema is None:
        return
    modern = not node.whole.dialect.startswith(("2", "3.0"))
    for keys, value in _examples(node, where):
        wrong = misfit(node.root, schema, value, modern=modern)
        if wrong is not None:
            at, words = wrong
            inner = f", `{'.'.join(map(str, at))[:120]}`" if at else ""
            message = f"The example of {name_of(where)}{inner} {words}"
            as_text = isinstance(value, str) and value.lstrip()[:1] in ("{", "[")
            mend = "Write it as a value, not as a text." if as_text else _MEND
            yield Trouble(
                (*keys, *at),
                "example",
                message,
                mend,
                kind="api-example-wrong",
            )


def _schema(node: Node, where: Keys) -> Any:
    """The schema that the examples of a node belong to; None where there is none or the example is no JSON."""
    value = node.value
    if len(where) > 1 and where[-2] == "content" and "json" not in str(where[-1]).lower():
        return None
    if "schema" in value:
        return value["schema"]
    if "content" in value or value.keys().isdisjoint(_LOOKS):
        return None
    return value


def _examples(node: Node, where: Keys) -> Iterator[tuple[Keys, Any]]:
    value = node.value
    if "example" in value:
        yield (*where, "example"), value["example"]
    listed = value.get("examples")
    if isinstance(listed, list) and "schema" not in value:
        for number, example in enumerate(listed[:20]):
            yield (*where, "examples", number), example
    elif isinstance(listed, dict) and "schema" in value and "description" not in value:
        for name, written in list(listed.items())[:20]:
            example, keys = resolve(node.root, written, (*where, "examples", name))
            if isinstance(example, dict) and "value" in example:
                yield (*keys, "value"), example["value"]
