"""Structure of a description: judged by the schemas of its format, told in our words.

The schemas of OpenAPI are the files that openapi-spec-validator carries. Nothing else of that library is used: its own
run over a document resolves references over the network, stops at the first one that dangles, and gives no place to
most of what it finds; importing it takes as long as judging 500 files. jsonschema-rs applies them.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.metadata import distribution
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from gazetteer.apis.references import Keys, look_up
from gazetteer.apis.wording import Trouble, causes, sentences, true_keys

DIALECTS = ("2.0", "3.0", "3.1", "3.2")
"""The versions of the format."""

COUNTED = 500
"""So many troubles of one document are told apart; a document with more has one cause."""

LARGE = 30_000
"""A wrong part that holds so many values is not searched: every error costs some kilobytes."""

TOO_LARGE = (
    "This part does not have the shape that the format asks for; it is too large to say where"
)


def family(dialect: str) -> str | None:
    """Which of `DIALECTS` a stated version belongs to; None when it is none of them."""
    parts = dialect.strip().split(".")
    name = ".".join(parts[:2])
    return name if name in DIALECTS and (name != "2.0" or len(parts) == 2) else None


class Refused(msgspec.Struct, frozen=True):
    """The validator gave up on a document instead of judging it."""

    reason: str


def troubles(document: dict[str, Any], dialect: str) -> Iterator[Trouble | Refused]:
    """Where the structure of a document breaks the schema of its dialect (one of `DIALECTS`).

    A sound document is told by one cheap question. Another is judged part by part, so that neither time nor memory
    grows with the number of its errors.
    """
    stem = {"info": {"title": "", "version": ""}, "paths": {}}
    stem |= {key: document[key] for key in ("openapi", "swagger") if key in document}
    yield from judged(document, _validator(dialect), stem, _SECTIONS)


_SECTIONS = ("paths", "webhooks", "definitions", "parameters", "responses")


def judged(
    document: dict[str, Any], validator: Any, stem: dict[str, Any], sections: tuple[str, ...]
) -> Iterator[Trouble | Refused]:
    """Where a document breaks the schema of a validator.

    Args:
        document: the whole.
        validator: of jsonschema-rs.
        stem: the smallest sound document, into which entries are put one by one.
        sections: keys at the root that hold many entries; those of `components` are among them always.
    """
    try:
        if validator.is_valid(document):
            return
    except ValueError as error:  # what jsonschema-rs raises for what it cannot walk or convert
        yield Refused(str(error).partition("\n")[0][:200])
        return
    count = 0
    for keys, part in _parts(document, stem, sections):
        try:
            if validator.is_valid(part):
                continue
            if _size(part, LARGE) == LARGE:
                found: Iterable[Trouble] = [Trouble(keys, "shape", TOO_LARGE)]
            else:
                found = _told(validator.iter_errors(part), document)
        except ValueError as error:
            yield Refused(str(error).partition("\n")[0][:200])
            continue
        for trouble in found:
            yield trouble
            count += 1
            if count == COUNTED:
                return


@cache
def _validator(dialect: str) -> Any:
    """The compiled schema of a dialect."""
    import jsonschema_rs

    written = f"openapi_spec_validator/resources/schemas/v{dialect}/schema.json"
    file = Path(str(distribution("openapi-spec-validator").locate_file(written)))
    schema = json.loads(file.read_text("utf-8"))
    return jsonschema_rs.validator_for(schema, retriever=_no_network)


def _no_network(uri: str) -> Any:
    """Answers every request for a schema from elsewhere."""
    raise ValueError(f"nothing is fetched: {uri}")


def _parts(
    document: dict[str, Any], stem: dict[str, Any], sections: tuple[str, ...]
) -> Iterator[tuple[Keys, dict[str, Any]]]:
    """The document without its long lists, then a small sound document around every entry of those lists.

    Each comes with the keys of what it was made of.
    """
    short = dict(document)
    entries: list[tuple[Keys, dict[str, Any]]] = []
    for section in sections:
        if isinstance(held := document.get(section), dict):
            short[section] = {}
            entries += [((section, name), {section: {name: held[name]}}) for name in held]
    if isinstance(components := document.get("components"), dict):
        short["components"] = {
            name: {} if isinstance(held, dict) else held for name, held in components.items()
        }
        entries += [
            (("components", section, name), {"components": {section: {name: held[name]}}})
            for section, held in components.items()
            if isinstance(held, dict)
            for name in held
        ]
    yield (), short
    yield from ((keys, {**stem, **entry}) for keys, entry in entries)


def judged_part(
    document: dict[str, Any], role: Keys, target: Keys, dialect: str
) -> Iterator[Trouble | Refused]:
    """Where a part that was put into a small document breaks the schema of a dialect.

    Args:
        document: the small one.
        role: keys of the part in it.
        target: keys of the part where it is written.
        dialect: one of `DIALECTS`.
    """
    validator = _validator(dialect)

    def moved(keys: Keys) -> Keys:
        return (*target, *keys[len(role) :]) if keys[: len(role)] == role else target

    try:
        if not validator.is_valid(document) and _size(document, LARGE) < LARGE:
            yield from islice(_told(validator.iter_errors(document), document, moved), COUNTED)
    except ValueError as error:
        yield Refused(str(error).partition("\n")[0][:200])


def _same(keys: Keys) -> Keys:
    """Where a part stands that is judged where it is written."""
    return keys


def _told(
    errors: Iterable[Any], document: dict[str, Any], moved: Callable[[Keys], Keys] = _same
) -> Iterator[Trouble]:
    """The causes of the errors of one part, each said once, in the words of the place that `moved` gives."""
    leaves = [(true_keys(document, leaf.instance_path), leaf) for leaf in causes(errors)]
    # Each place with its parents: what is wrong below a property explains why the property was refused.
    explained = {keys[:end] for keys, _ in leaves for end in range(1, len(keys) + 1)}
    told: set[Trouble] = set()
    for keys, leaf in leaves:
        for trouble in sentences(leaf, moved(keys), look_up(document, keys)):
            # A property whose own value is wrong counts as unevaluated too (JSON Schema 2020-12 core, 11.3).
            vague = leaf.kind.name == "unevaluatedProperties" and trouble.keys in explained
            if trouble not in told and not vague:
                told.add(trouble)
                yield trouble


def _size(value: object, enough: int) -> int:
    """How many values a value holds; counting stops at `enough`."""
    count, pending = 0, [value]
    while pending and count < enough:
        inner = pending.pop()
        count += 1
        if isinstance(inner, dict):
            pending.extend(inner.values())
        elif isinstance(inner, list):
            pending.extend(inner)
    return count
