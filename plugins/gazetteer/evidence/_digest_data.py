"""YAML, JSON and TOML as data: each key of the first two levels with what stands below it, spelled in one way."""

import json
import tomllib
from collections.abc import Iterator

from gazetteer.formats import json as json_format
from gazetteer.formats import yaml
from gazetteer.formats._problem import Problem


def data_pieces(path: str, text: str) -> dict[str, str] | None:
    """Key path (`server.port`) -> its value as canonical JSON; None when the text cannot be read.

    The documents of a YAML stream are told apart by `kind` and `metadata.name`, as Kubernetes does, else by number.
    """
    values = _values(path, text)
    if values is None:
        return None
    found: dict[str, str] = {}
    for number, value in enumerate(values):
        prefix = _prefix(value, number) if len(values) > 1 else ""
        for name, inner in _walk(value):
            found[f"{prefix}{name}"] = spelled(inner)
    return found


def spelled(value: object) -> str:
    """A value as JSON with sorted keys."""
    try:
        return json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    except RecursionError:
        return "too deep"


def _values(path: str, text: str) -> list[object] | None:
    if path.lower().endswith(".toml"):
        try:
            return [tomllib.loads(text)]
        except (tomllib.TOMLDecodeError, RecursionError):
            return None
    if path.lower().endswith(".json"):
        document = json_format.load(text)
        return None if isinstance(document, Problem) else [document.value]
    documents = yaml.load_all(text)
    if any(isinstance(document, Problem) for document in documents):
        return None
    return [document.value for document in documents if not isinstance(document, Problem)]


def _walk(value: object) -> Iterator[tuple[str, object]]:
    if not isinstance(value, dict):
        yield "whole", value
        return
    for key, inner in value.items():
        if isinstance(inner, dict) and inner:
            yield from ((f"{key}.{below}", deep) for below, deep in inner.items())
        else:
            yield str(key), inner


def _prefix(value: object, number: int) -> str:
    if isinstance(value, dict):
        metadata = value.get("metadata")
        name = metadata.get("name") if isinstance(metadata, dict) else None
        if name and value.get("kind"):
            return f"{value['kind']}/{name}: "
    return f"document {number + 1}: "
