"""Discriminators that tell nothing apart."""

import re
from collections.abc import Iterator

from gazetteer.apis.nodes import Node
from gazetteer.apis.paths import mapping
from gazetteer.apis.references import MISSING, Keys, keys_of, look_up, resolve, spelled
from gazetteer.apis.wording import Trouble, name_of

keys = ("discriminator",)


def rule(node: Node) -> Iterator[Trouble]:
    """Every value of the mapping leads to a schema, and each alternative has the property that tells them apart."""
    stated = node.value["discriminator"]
    where = node.keys
    if isinstance(stated, dict):
        yield from _targets(node, mapping(stated.get("mapping")), where)
        name = stated.get("propertyName")
    else:
        name = stated  # Swagger 2.0
    if isinstance(name, str):
        yield from _alternatives(node, name, where)


def _targets(node: Node, targets: dict[str, object], where: Keys) -> Iterator[Trouble]:
    schemas = mapping(mapping(node.whole.value.get("components")).get("schemas"))
    for value, target in targets.items():
        if not isinstance(target, str) or target in schemas:
            continue
        keys = keys_of(target)
        if keys is None and re.search(r"[/#.]", target):
            continue  # to another file: told when files are joined, or not known here
        if keys is None or look_up(node.whole.value, keys) is MISSING:
            yield Trouble(
                (*where, "discriminator", "mapping", value),
                "discriminator-target",
                f"The discriminator of {name_of(where)} leads `{value[:60]}` to "
                f"`{spelled(target)[:120]}`, which does not exist",
                "Correct the reference, or add the schema.",
                kind="api-discriminator-wrong",
            )


def _alternatives(node: Node, name: str, where: Keys) -> Iterator[Trouble]:
    for keyword in ("oneOf", "anyOf"):
        options = node.value.get(keyword)
        for index, option in enumerate(options if isinstance(options, list) else ()):
            found = resolve(node.root, option, ())[0]
            if isinstance(found, dict) and _lacks(node, found, name, 0):
                reference = mapping(option).get("$ref")
                called = f"`{spelled(reference)}`" if isinstance(reference, str) else "it"
                yield Trouble(
                    (*where, keyword, index),
                    "discriminator-property",
                    f"{name_of(where)} tells its alternatives apart by `{name[:60]}`, "
                    f"but {called} has no such property",
                    "Add the property to the alternative, and to its `required`.",
                    kind="api-discriminator-wrong",
                )


def _lacks(node: Node, schema: dict[str, object], name: str, depth: int) -> bool:
    """Whether a schema surely has no property of that name."""
    if depth > 8 or not schema.keys().isdisjoint({"oneOf", "anyOf", "$dynamicRef"}):
        return False
    if name in mapping(schema.get("properties")):
        return False
    parts = schema.get("allOf")
    for part in parts if isinstance(parts, list) else ():
        found = resolve(node.root, part, ())[0]
        if not isinstance(found, dict) or not _lacks(node, found, name, depth + 1):
            return False
    return "properties" in schema or bool(parts)
