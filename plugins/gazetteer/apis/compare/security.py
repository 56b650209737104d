"""What callers must prove: requirements of operations, schemes and scopes of the document."""

import json
from collections.abc import Mapping

from gazetteer.apis.compare.found import NO_OPERATION, Found
from gazetteer.apis.compare.nodes import Node
from gazetteer.apis.compare.oas import Description, Operation

Requirement = frozenset[tuple[str, frozenset[str]]]
"""Scheme and scopes, all of which are demanded together."""


def compare(
    found: Found,
    index: int,
    old: tuple[Description, Operation],
    new: tuple[Description, Operation],
    names: Mapping[str, str],
) -> None:
    """Notes changes of what an operation demands; a caller holds what one old alternative demanded.

    Args:
        found: takes the changes.
        index: of the operation.
        old: the old document and operation.
        new: the new ones.
        names: of schemes that are called otherwise in the new document (`renamed`).
    """
    before, after = _requirements(*old, {}), _requirements(*new, names)
    if before == after:
        return
    places = _place(old[1]), _place(new[1])
    open_before, open_now = not before or frozenset() in before, not after or frozenset() in after
    if open_before and open_now:
        return
    if open_before:
        found.tell("security-added", index, *places, new=_words(after))
        return
    if open_now:
        found.tell("security-removed", index, *places, old=_words(before))
        return
    for held in sorted(before, key=_word):
        if not any(_satisfies(held, demanded) for demanded in after):
            found.tell("security-alternative-removed", index, *places, old=_word(held))
    for demanded in sorted(after, key=_word):
        if demanded not in before:
            found.tell("security-alternative-added", index, *places, new=_word(demanded))


def renamed(old: Description, new: Description) -> dict[str, str]:
    """New name -> old name of schemes that differ in nothing but their names."""
    before, after = _schemes(old), _schemes(new)
    gone = {name: _identity(node) for name, node in before.items() if name not in after}
    come = {name: _identity(node) for name, node in after.items() if name not in before}
    return {
        name: earlier[0]
        for name, identity in come.items()
        if len(earlier := [was for was, known in gone.items() if known == identity]) == 1
    }


def _identity(scheme: Node) -> str:
    about = {key: value for key, value in scheme.mapping.items() if key != "description"}
    return json.dumps(about, sort_keys=True, default=str)


def schemes(found: Found, old: Description, new: Description) -> None:
    """Notes schemes that work otherwise now, and scopes that are gone."""
    before, after = _schemes(old), _schemes(new)
    for name, scheme in before.items():
        if name not in after:
            continue
        now = after[name]
        kinds = _kind(scheme), _kind(now)
        if kinds[0] != kinds[1]:
            words = {"name": name, "old": kinds[0], "new": kinds[1]}
            found.tell("security-scheme-changed", NO_OPERATION, scheme, now, **words)
        known = _scopes(now)
        for scope, place in _scopes(scheme).items():
            if scope not in known:
                words = {"name": name, "value": scope}
                found.tell("security-scope-removed", NO_OPERATION, place, now, **words)


def _requirements(
    document: Description, operation: Operation, names: Mapping[str, str]
) -> list[Requirement]:
    stated = operation.node.get("security")
    listed = stated if stated.exists else document.root.get("security")
    return [
        frozenset(
            (names.get(name, name), _texts(scopes.value)) for name, scopes in requirement.members()
        )
        for requirement in listed.elements()
        if isinstance(requirement.value, dict)
    ]


def _texts(value: object) -> frozenset[str]:
    return frozenset(map(str, value)) if isinstance(value, list) else frozenset()


def _satisfies(held: Requirement, demanded: Requirement) -> bool:
    """Whether a caller who proves what is held proves what is demanded."""
    scopes = dict(held)
    return all(name in scopes and wanted <= scopes[name] for name, wanted in demanded)


def _place(operation: Operation) -> Node:
    stated = operation.node.get("security")
    return stated if stated.exists else operation.node


def _words(requirements: list[Requirement]) -> str:
    return " or ".join(sorted(map(_word, requirements)))


def _word(requirement: Requirement) -> str:
    return " and ".join(
        f"{name} ({', '.join(sorted(scopes))})" if scopes else name
        for name, scopes in sorted(requirement, key=lambda part: part[0])
    )


def _schemes(document: Description) -> dict[str, Node]:
    holder = document.root.get("securityDefinitions")
    if not document.is_swagger:
        holder = document.root.get("components").get("securitySchemes")
    return {name: document.whole.follow(node) for name, node in holder.members()}


def _kind(scheme: Node) -> str:
    """What tells how the scheme works."""
    kind = scheme.text("type").lower()
    if kind == "apikey":
        return f"apiKey `{scheme.text('name')}` in {scheme.text('in')}"
    if kind == "basic":  # Swagger 2.0 for http with the scheme basic
        return "http basic"
    if kind == "http":
        return f"http {scheme.text('scheme').lower()}"
    return kind


def _scopes(scheme: Node) -> dict[str, Node]:
    found = dict(scheme.get("scopes").members())
    for _, flow in scheme.get("flows").members():
        found.update(flow.get("scopes").members())
    return found
