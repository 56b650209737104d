"""Operation ids that are taken."""

from collections.abc import Iterator

from gazetteer.apis.paths import Mapping, operations
from gazetteer.apis.references import Keys
from gazetteer.apis.wording import Trouble


def rule(document: Mapping) -> Iterator[Trouble]:
    """Operation ids are unique, callbacks and webhooks included (Operation Object)."""
    ids: dict[str, str] = {}
    for called in operations(document):
        yield from _unique_id(called.value, called.keys, called.name, ids)


def _unique_id(operation: Mapping, keys: Keys, name: str, ids: dict[str, str]) -> Iterator[Trouble]:
    id_ = operation.get("operationId")
    if isinstance(id_, str) and ids.setdefault(id_, name) != name:
        yield Trouble(
            (*keys, "operationId"),
            "duplicate-operation-id",
            f"The operationId `{id_[:80]}` of {name} is taken by {ids[id_]}",
            "Give every operation an id of its own.",
        )
