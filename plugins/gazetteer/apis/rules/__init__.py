"""Rules of API descriptions that a schema cannot say: one module each, found in one walk or asked of the whole."""

from collections.abc import Iterator
from types import ModuleType

from gazetteer.apis.nodes import DEEP, TooDeepError, Whole, nodes
from gazetteer.apis.paths import Mapping
from gazetteer.apis.rules import (
    ambiguous_paths,
    bodies,
    contradictions,
    defaults,
    discriminators,
    examples,
    header_names,
    keywords,
    links,
    operation_ids,
    path_parameters,
    references,
    required,
    security,
    servers,
    tags,
    version,
)
from gazetteer.apis.wording import Trouble

OF_NODES: tuple[ModuleType, ...] = (
    references,
    defaults,
    contradictions,
    discriminators,
    examples,
    keywords,
    required,
)
"""Rules of single mappings of any description: each has `keys`, one of which a mapping must have, and `rule(node)`."""

OF_OPENAPI_NODES: tuple[ModuleType, ...] = (*OF_NODES, bodies, header_names, links, servers)

OF_OPENAPI: tuple[ModuleType, ...] = (
    version,
    operation_ids,
    ambiguous_paths,
    path_parameters,
    security,
    tags,
)
"""Rules of whole OpenAPI documents: each has `rule(document)`."""


def everywhere(
    document: Mapping, dialect: str = "", rules: tuple[ModuleType, ...] = OF_NODES
) -> Iterator[Trouble]:
    """What the rules of single mappings find, in one walk."""
    wanted = frozenset(key for module in rules for key in module.keys)
    # Few combinations of keys stand in thousands of mappings.
    asked: dict[frozenset[str], list[ModuleType]] = {}
    try:
        for node in nodes(Whole(document, dialect), wanted):
            present = wanted.intersection(node.value)
            modules = asked.get(present)
            if modules is None:
                modules = [m for m in rules if not present.isdisjoint(m.keys)]
                asked[present] = modules
            for module in modules:
                yield from module.rule(node)
    except TooDeepError as deep:
        (keys,) = deep.args
        yield Trouble(keys, "too-deep", f"The document is nested more than {DEEP} levels deep")
