"""Paths that cannot be told apart."""

import re
from collections.abc import Iterator

from gazetteer.apis.paths import Mapping, PathItem, path_items
from gazetteer.apis.wording import Trouble

_TEMPLATE = re.compile(r"\{([^{}/]*)\}")


def rule(document: Mapping) -> Iterator[Trouble]:
    """No two paths differ only in the names of parameters, or only in a slash at the end."""
    shapes: dict[str, str] = {}
    for item in path_items(document):
        if item.path:
            yield from _unambiguous(item, shapes)


def _unambiguous(item: PathItem, shapes: dict[str, str]) -> Iterator[Trouble]:
    """Paths that differ only in the names of parameters are the same (specification 3.1, Paths Object)."""
    shape = _TEMPLATE.sub("{}", item.path)
    slashed = shapes.get(shape[:-1] if shape.endswith("/") else f"{shape}/")
    if slashed is not None and len(shape) > 1:
        yield Trouble(
            item.keys,
            "path-slash",
            f"The path {item.path} differs from {slashed} only in the slash at its end",
            "Keep one of them: many servers and gateways take both for the same.",
            kind="api-path-similar",
        )
    if shapes.setdefault(shape, item.path) != item.path:
        yield Trouble(
            item.keys,
            "ambiguous-path",
            f"The path {item.path} cannot be told from {shapes[shape]}: "
            "they differ only in the names of parameters",
            "Merge the two, or make a fixed part differ.",
        )
