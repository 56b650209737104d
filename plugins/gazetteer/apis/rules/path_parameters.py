"""Parameters of a path and its template, which must agree."""

import re
from collections.abc import Iterator

from gazetteer.apis.paths import Mapping, operations, parameters_of
from gazetteer.apis.references import Keys
from gazetteer.apis.wording import Trouble

_TEMPLATE = re.compile(r"\{([^{}/]*)\}")


def rule(document: Mapping) -> Iterator[Trouble]:
    """Every part of a template has a parameter, every path parameter a part, and each is required."""
    for called in operations(document):
        item = called.item
        if item.path and not called.is_callback:
            holders = ((item.value, item.keys), (called.value, called.keys))
            yield from _path_parameters(document, item.path, holders, called.name)


def _path_parameters(
    document: Mapping, path: str, holders: tuple[tuple[Mapping, Keys], ...], name: str
) -> Iterator[Trouble]:
    template = dict.fromkeys(_TEMPLATE.findall(path))
    declared: set[str] = set()
    unknown = False
    for found, keys, _written in parameters_of(document, holders):
        unknown = unknown or not found
        parameter = found.get("name")
        if found.get("in") != "path" or not isinstance(parameter, str):
            continue
        declared.add(parameter)
        if parameter not in template:
            yield Trouble(
                keys,
                "path-parameter-unused",
                f"{name} declares the path parameter `{parameter[:80]}`, but its path has no {{{parameter[:80]}}}",
                "Put it into the path, or remove it.",
            )
        elif found.get("required") is not True:
            yield Trouble(
                keys,
                "path-parameter-optional",
                f"{name}: the path parameter `{parameter[:80]}` is not marked as required",
                "Add required: true; a path parameter cannot be left out.",
            )
    for parameter in template if not unknown else ():
        if parameter not in declared:
            yield Trouble(
                holders[-1][1],
                "path-parameter-undeclared",
                f"{name} has {{{parameter[:80]}}} in its path, but no path parameter of that name",
                f"Declare a parameter with name: {parameter[:80]} and in: path.",
            )
