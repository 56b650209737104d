"""From what differs to changes: which operations each reaches, its level, its sentence, its identity."""

import hashlib
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from msgspec.structs import replace

from gazetteer.apis.compare.deltas import Delta
from gazetteer.apis.compare.found import NO_OPERATION, Found, Root, sentence_of
from gazetteer.apis.compare.pairs import GIVEN, Pair
from gazetteer.apis.compare.rules import FIXED, MEMBER, SCHEMA, Words
from gazetteer.apis.references import MOUNT, Keys
from gazetteer.model.change import ApiChange, Level


class Settled(NamedTuple):
    """The changes, and the identities of those that each pair holds: (step, fingerprint)."""

    changes: tuple[ApiChange, ...]
    told: dict[int, tuple[tuple[str, str], ...]]


@dataclass(eq=False)
class _Merged:
    delta: Delta
    side: str
    root: Root | None
    path: str
    mask: int = 0


def settle(found: Found) -> Settled:
    """Makes the changes: a difference of a shared schema is one change with all the operations it reaches."""
    masks, parents, pairs = _reached(found.roots)
    merged: dict[Any, _Merged] = {}
    holders: dict[Any, list[tuple[int, str]]] = {}
    for pair in pairs:
        for delta in pair.deltas:
            root, path = _way(pair, parents, delta.step)
            one = merged.setdefault(_identity(delta), _Merged(delta, pair.side, root, path))
            one.mask |= masks[id(pair)]
            holders.setdefault(_identity(delta), []).append((id(pair), delta.step))
    for delta, operation in found.direct:
        one = merged.setdefault(_identity(delta), _Merged(delta, "", None, ""))
        one.mask |= _bit(operation)
    experimental = sum(1 << index for index in found.experimental)
    changes: list[ApiChange] = []
    told: dict[int, list[tuple[str, str]]] = {}
    for identity, one in merged.items():
        change = _change(one, found, experimental)
        changes.append(change)
        for pair_id, step in holders.get(identity, ()):
            told.setdefault(pair_id, []).append((step, change.fingerprint))
    changes += _others(found, experimental)
    changes.sort(key=lambda c: (-c.level.weight, c.place, c.rule, c.message))
    return Settled(tuple(changes), {key: tuple(values) for key, values in told.items()})


def _others(found: Found, experimental: int) -> Iterator[ApiChange]:
    """The ready changes, each once with all the operations it reaches."""
    masks: dict[tuple[str, str], tuple[ApiChange, int]] = {}
    for change, operation in found.ready:
        identity = change.fingerprint, change.message
        mask = masks[identity][1] if identity in masks else 0
        masks[identity] = change, mask | _bit(operation)
    for change, mask in masks.values():
        names = tuple(_names(mask, found.operations))
        level = change.level if mask & ~experimental else Level.SAFE
        yield replace(change, level=level, operation=names[0], operations=names)


def _bit(operation: int) -> int:
    return 0 if operation == NO_OPERATION else 1 << operation


_Parents = dict[int, tuple[Pair | None, str, Root]]


def _reached(roots: list[Root]) -> tuple[dict[int, int], _Parents, list[Pair]]:
    """Which operations reach each pair, as bits; how each was reached first; the pairs in that order."""
    masks: dict[int, int] = {}
    parents: _Parents = {}
    order: list[Pair] = []
    queue: deque[Pair] = deque()
    waiting: set[int] = set()

    def visit(pair: Pair, mask: int, came: tuple[Pair | None, str, Root]) -> None:
        key = id(pair)
        known = masks.get(key)
        if known is None:
            parents[key] = came
            order.append(pair)
        elif known | mask == known:
            return
        masks[key] = (known or 0) | mask
        if key not in waiting:
            waiting.add(key)
            queue.append(pair)

    for root in roots:
        visit(root.pair, _bit(root.operation), (None, "", root))
    while queue:
        pair = queue.popleft()
        waiting.discard(id(pair))
        for step, child in pair.edges:
            visit(child, masks[id(pair)], (pair, step, parents[id(pair)][2]))
    return masks, parents, order


def _way(pair: Pair, parents: _Parents, last: str) -> tuple[Root, str]:
    """The operation that reaches a pair on the shortest way, and that way, as `choices[].message`."""
    steps = [last] if last else []
    at: Pair | None = pair
    root = parents[id(pair)][2]
    while at is not None:
        at, step, root = parents[id(at)]
        if step:
            steps.append(step)
    path = ""
    for step in reversed(steps):
        path += step if step == "[]" or not path else f".{step}"
    return root, path


def _identity(delta: Delta) -> tuple[object, ...]:
    return (
        delta.rule,
        delta.old and delta.old.keys,
        delta.new and delta.new.keys,
        tuple(sorted(delta.arguments.items())),
    )


def _change(one: _Merged, found: Found, experimental: int) -> ApiChange:
    delta = one.delta
    operations = tuple(_names(one.mask, found.operations))
    first = operations[0] if operations else ""
    label = "the document"
    if one.root is not None:
        label = one.root.label
        if one.root.operation != NO_OPERATION:
            first = found.operations[one.root.operation]
    arguments = dict(delta.arguments)
    if one.path:
        arguments["location"] = one.path
    if one.root is not None and one.root.status:
        arguments["status"] = one.root.status
    subject = f"`{one.path}` in {label}" if one.path else label
    level, sentence = _words(delta, one.side)
    if one.mask and one.mask & ~experimental == 0 and level is not Level.SAFE:
        level, arguments["promise"] = Level.SAFE, "experimental"
    words = {"subject": subject, "operation": first or "the document", **arguments}
    return ApiChange(
        rule=delta.rule,
        level=level,
        message=sentence_of(sentence.format_map(words)),
        operation=first,
        operations=operations,
        place_old=delta.old.place if delta.old else None,
        place_new=delta.new.place if delta.new else None,
        arguments=arguments,
        fingerprint=_fingerprint(delta),
    )


def _names(mask: int, operations: list[str]) -> Iterator[str]:
    while mask:
        low = mask & -mask
        yield operations[low.bit_length() - 1]
        mask ^= low


def _words(delta: Delta, side: str) -> tuple[Level, str]:
    if delta.what in FIXED:
        level, sentence = FIXED[delta.what]
        return delta.level or level, sentence
    words: Words = SCHEMA.get(delta.what) or MEMBER[delta.what]
    level = words.given if side in GIVEN else words.taken
    if side == "schema" and level is Level.SAFE and words.given is not Level.SAFE:
        level = Level.RISKY  # what is written and read with one schema is both taken and given
    return delta.level or level, words.sentence


def _inside(keys: Keys) -> Keys:
    """The way inside the file that a value stands in."""
    return keys[2:] if keys[:1] == (MOUNT,) else keys


def _fingerprint(delta: Delta) -> str:
    """A digest of rule, ways and arguments: no line, no sentence, no name of a file takes part."""
    parts = [delta.rule, *(f"{key}={value}" for key, value in sorted(delta.arguments.items()))]
    parts += [repr(_inside(node.keys)) if node else "" for node in (delta.old, delta.new)]
    text = "\0".join(parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
