"""Which operation of the new version of an OpenAPI document is which of the old one."""

from collections.abc import Callable, Hashable
from urllib.parse import urlsplit

from gazetteer.apis.compare.oas import Description, Operation

Matched = list[tuple[Operation, Operation]]
Key = Callable[[Operation], Hashable]


def match(old: Description, new: Description) -> tuple[Matched, list[Operation], list[Operation]]:
    """Pairs of operations, those that are gone, and those that are new.

    The same method and path count first; then the same up to the names of path parameters; then the same address, where
    a part of the path has moved into the address of the servers, or out of it.
    """
    gone, come = [*old.operations()], [*new.operations()]
    matched: Matched = []
    bases = _base(old), _base(new)
    keys: list[tuple[Key, Key]] = [(_written, _written), (_template, _template)]
    if None not in bases and bases[0] != bases[1]:
        keys.append((_address(bases[0] or ""), _address(bases[1] or "")))
    for key, other_key in keys:
        there = {other_key(operation): operation for operation in come}
        for operation in gone:
            other = there.pop(key(operation), None)
            if other is not None:
                matched.append((operation, other))
        taken = {id(operation) for pair in matched for operation in pair}
        gone = [operation for operation in gone if id(operation) not in taken]
        come = [operation for operation in come if id(operation) not in taken]
    return matched, gone, come


def _written(operation: Operation) -> Hashable:
    return operation.method, operation.path


def _template(operation: Operation) -> Hashable:
    return operation.template


def _address(base: str) -> Key:
    def key(operation: Operation) -> Hashable:
        method, path = operation.template
        return method, path if method == "WEBHOOK" else base + path

    return key


def _base(document: Description) -> str | None:
    """The path that all servers share; None when they differ, or one has variables in it."""
    found = {urlsplit(url).path.rstrip("/") for url in document.servers() if "{" not in url}
    return found.pop() if len(found) == 1 else None
