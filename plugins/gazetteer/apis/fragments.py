"""Structure of the other files of a joined OpenAPI description: a part is judged as what refers to it takes it for."""

from collections.abc import Iterator
from typing import Any

from gazetteer.apis.files import references
from gazetteer.apis.references import MOUNT, Keys, keys_of, look_up
from gazetteer.apis.structure import Refused, judged_part
from gazetteer.apis.wording import Trouble

_LISTS = frozenset(["parameters", "allOf", "oneOf", "anyOf", "prefixItems"])
_SCHEMAS = frozenset(["schema", "items", "additionalProperties", "not", "contains", "itemSchema"])
_NAMES_OF_SCHEMAS = frozenset(
    ["properties", "schemas", "definitions", "$defs", "patternProperties", "dependentSchemas"]
)
_SECTIONS = {
    "parameters": "parameters",
    "responses": "responses",
    "requestBody": "requestBodies",
    "requestBodies": "requestBodies",
    "headers": "headers",
    "examples": "examples",
    "links": "links",
}
"""Key that holds a reference -> section of `components` that holds such things."""


def fragment_troubles(document: dict[str, Any], dialect: str) -> Iterator[Trouble | Refused]:
    """Where parts in other files break the schema of a dialect; each part is judged once."""
    if not isinstance(document.get(MOUNT), dict):
        return
    done: set[Keys] = set()
    for holder, key, keys in references(document):
        target = keys_of(holder[key])
        role = _role(keys[:-1], dialect) if key == "$ref" else None
        if target is None or target[:1] != (MOUNT,) or role is None or target in done:
            continue
        done.add(target)
        value = look_up(document, target)
        if isinstance(value, dict) and "$ref" not in value:
            yield from judged_part(_around(role, value, document), role, target, dialect)


def _role(keys: Keys, dialect: str) -> Keys | None:
    """Where a part that some keys refer to would stand in a document of its own; None when that is unknown."""
    last, before = keys[-1] if keys else "", keys[-2] if len(keys) > 1 else ""
    if isinstance(last, int):
        last = before
        if last not in _LISTS:
            return None
    if before in {"paths", "webhooks"}:
        return "paths", "/part"
    swagger = dialect == "2.0"
    if before in _NAMES_OF_SCHEMAS or last in _SCHEMAS or last in _LISTS - {"parameters"}:
        return ("definitions", "part") if swagger else ("components", "schemas", "part")
    section = _SECTIONS.get(str(before)) or _SECTIONS.get(str(last))
    if section is None or (swagger and section not in {"parameters", "responses"}):
        return None
    return (section, "part") if swagger else ("components", section, "part")


def _around(role: Keys, value: object, document: dict[str, Any]) -> dict[str, Any]:
    """The smallest document in which a part stands in its role."""
    stem: dict[str, Any] = {"info": {"title": "", "version": ""}, "paths": {}}
    stem |= {key: document[key] for key in ("openapi", "swagger") if key in document}
    inner: Any = value
    for key in reversed(role):
        inner = {key: inner}
    return {**stem, **inner}
