"""Keywords that have no effect in the version of the document."""

from collections.abc import Iterator

from gazetteer.apis.nodes import Node
from gazetteer.apis.wording import Trouble, name_of

keys = ("nullable", "$ref")

_JUDGING = frozenset(
    [
        *("nullable", "enum", "default", "required", "properties", "pattern"),
        *("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "items"),
    ]
)
"""Keywords that people put beside a `$ref` in the hope that they change what is accepted."""


def rule(node: Node) -> Iterator[Trouble]:
    """`nullable` went with 3.1; before 3.1 whatever stands beside a `$ref` is ignored (Reference Object)."""
    dialect = node.value, node.whole.dialect
    if dialect[1].startswith(("3.1", "3.2")):
        if isinstance(node.value.get("nullable"), bool):
            yield _idle(
                node, "nullable", "since OpenAPI 3.1", "Write type: [string, 'null'] instead."
            )
    elif dialect[1] and isinstance(node.value.get("$ref"), str) and len(node.value) > 1:
        for key in node.value:
            if key in _JUDGING:
                mend = "Put the reference into an allOf, and the keyword beside that."
                yield _idle(node, key, "beside a `$ref` before OpenAPI 3.1", mend)


def _idle(node: Node, key: str, when: str, mend: str) -> Trouble:
    where = node.keys
    message = f"`{key}` in {name_of(where)} has no effect {when}"
    return Trouble((*where, key), "idle-keyword", message, mend, kind="api-keyword-idle")
