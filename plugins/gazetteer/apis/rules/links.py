"""Links to operations that do not exist."""

from collections.abc import Iterator

from gazetteer.apis.nodes import Node
from gazetteer.apis.paths import mapping, methods, path_items
from gazetteer.apis.references import MISSING, keys_of, look_up, spelled
from gazetteer.apis.wording import Trouble, name_of

keys = ("links",)


def rule(node: Node) -> Iterator[Trouble]:
    """`operationId` of a link names an operation, `operationRef` leads to one (Link Object)."""
    for name, link in mapping(node.value["links"]).items():
        stated = mapping(link)
        id_, reference = stated.get("operationId"), stated.get("operationRef")
        target = ""
        if isinstance(id_, str) and not _has_operation(node.whole.value, id_):
            target = f"the operation `{id_[:80]}`"
        elif isinstance(reference, str) and _leads_nowhere(node.whole.value, reference):
            target = f"`{spelled(reference)[:120]}`"
        if target:
            key = "operationId" if isinstance(id_, str) else "operationRef"
            where = (*node.keys, "links", name)
            message = f"{name_of(where)} leads to {target}, which does not exist"
            mend = "Correct the name, or add the operation."
            yield Trouble((*where, key), "link", message, mend, kind="api-link-dangling")


def _leads_nowhere(document: dict[str, object], reference: str) -> bool:
    keys = keys_of(reference)
    return keys is not None and look_up(document, keys) is MISSING


def _has_operation(document: dict[str, object], id_: str) -> bool:
    names = methods(document)
    return any(
        isinstance(operation, dict) and operation.get("operationId") == id_
        for item in path_items(document)
        for _, _, operation in item.operations(names)
    )
