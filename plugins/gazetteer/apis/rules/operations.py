"""What must hold in an OpenAPI document beyond its structure: rules that a schema cannot say."""

import re
from collections.abc import Iterator
from typing import Any

from gazetteer.apis.paths import (
    PathItem,
    dialect,
    mapping,
    methods,
    parameters_of,
    path_items,
)
from gazetteer.apis.references import Keys
from gazetteer.apis.wording import Trouble

Document = dict[str, Any]

_TEMPLATE = re.compile(r"\{([^{}/]*)\}")
_VERSION = re.compile(r"2\.0|3\.[012]\.\d+(-.+)?")


def version(document: Document) -> Iterator[Trouble]:
    """The document names a version of the format that exists."""
    key = "swagger" if "swagger" in document and "openapi" not in document else "openapi"
    stated = dialect(document)
    if not stated:
        yield Trouble(
            (),
            "version",
            "The document does not say which version of OpenAPI it is written in",
            'Add a line such as openapi: "3.1.0" at the top.',
        )
    elif not _VERSION.fullmatch(stated) or (key == "swagger") != stated.startswith("2"):
        yield Trouble(
            (key,),
            "version",
            f"There is no version {stated[:40]} of OpenAPI that starts with the key `{key}`",
            'Write swagger: "2.0", or openapi: with 3.0.x, 3.1.x or 3.2.x.',
        )
    elif not isinstance(document[key], str):
        yield Trouble(
            (key,),
            "version",
            f"The version {stated} is written as a number; the format asks for a text",
            f'Put it in quotes: {key}: "{stated}".',
        )


def operations(document: Document) -> Iterator[Trouble]:
    """Operation ids are unique, path parameters and templates agree, no two paths are the same, security is defined."""
    ids: dict[str, str] = {}
    shapes: dict[str, str] = {}
    schemes = _schemes(document)
    yield from _security(document, (), schemes, "The document")
    names = methods(document)
    for item in path_items(document):
        if item.path:
            yield from _unambiguous(item, shapes)
        for method, keys, operation in item.operations(names):
            if isinstance(operation, dict):
                name = f"WEBHOOK {item.webhook}" if item.webhook else f"{method} {item.path}"
                yield from _unique_id(operation, keys, name, ids)
                yield from _security(operation, keys, schemes, name)
                if item.path:
                    holders = ((item.value, item.keys), (operation, keys))
                    yield from _path_parameters(document, item.path, holders, name)


def _unambiguous(item: PathItem, shapes: dict[str, str]) -> Iterator[Trouble]:
    """Paths that differ only in the names of parameters are the same (specification 3.1, Paths Object)."""
    shape = _TEMPLATE.sub("{}", item.path)
    if shapes.setdefault(shape, item.path) != item.path:
        yield Trouble(
            item.keys,
            "ambiguous-path",
            f"The path {item.path} cannot be told from {shapes[shape]}: "
            "they differ only in the names of parameters",
            "Merge the two, or make a fixed part differ.",
        )


def _unique_id(
    operation: Document, keys: Keys, name: str, ids: dict[str, str]
) -> Iterator[Trouble]:
    id_ = operation.get("operationId")
    if isinstance(id_, str) and ids.setdefault(id_, name) != name:
        yield Trouble(
            (*keys, "operationId"),
            "duplicate-operation-id",
            f"The operationId `{id_[:80]}` of {name} is taken by {ids[id_]}",
            "Give every operation an id of its own.",
        )


def _schemes(document: Document) -> Document:
    components = mapping(document.get("components"))
    return {
        **mapping(document.get("securityDefinitions")),
        **mapping(components.get("securitySchemes")),
    }


def _security(holder: Document, keys: Keys, schemes: Document, name: str) -> Iterator[Trouble]:
    requirements = holder.get("security")
    for index, requirement in enumerate(requirements if isinstance(requirements, list) else ()):
        for scheme in mapping(requirement):
            # Since 3.2 a requirement may name a scheme by its address (Security Requirement Object).
            if scheme not in schemes and not any(sign in scheme for sign in "/#:"):
                yield Trouble(
                    (*keys, "security", index, scheme),
                    "undefined-security",
                    f"{name} asks for the security scheme `{scheme[:80]}`, which is not defined",
                    "Define it among the security schemes of the document, or correct the name.",
                )


def _path_parameters(
    document: Document, path: str, holders: tuple[tuple[Document, Keys], ...], name: str
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
