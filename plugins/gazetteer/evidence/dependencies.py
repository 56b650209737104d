"""The packages of others that manifests name for run time, read from the manifests' own text."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping

from gazetteer.formats.json import JsonDocument
from gazetteer.formats.json import load as load_json
from gazetteer.model.catalog import Catalog

LONGEST = 2_000_000
"""Characters of a manifest; longer ones are lock files or worse."""

_NAME = re.compile(r"\s*([A-Za-z0-9][\w.-]*)")
_GO = re.compile(
    r"^[ \t]*(?:require[ \t]+)?([\w.-]+\.[\w.-]+/\S+)[ \t]+v\d\S*(?![^\n]*// indirect)",
    re.MULTILINE,
)


def dependencies(catalog: Catalog) -> Mapping[str, str]:
    """Name of each package that the tree needs at run time -> path of the first manifest that names it."""
    found: dict[str, str] = {}
    for path in catalog.paths:
        read = _READERS.get(path.rpartition("/")[2])
        text = catalog.read(path) if read else None
        if read and text and len(text) <= LONGEST:
            for name in read(text):
                found.setdefault(name, path)
    return found


def _npm(text: str) -> Iterator[str]:
    """package.json: `dependencies` and `peerDependencies`."""
    document = load_json(text)
    values = document.value if isinstance(document, JsonDocument) else None
    for key in ("dependencies", "peerDependencies"):
        yield from _keys(values, key)


def _pyproject(text: str) -> Iterator[str]:
    """PEP 621's `dependencies`, else Poetry's table."""
    values = _toml(text)
    project = _table(values, "project")
    listed = project.get("dependencies")
    yield from _names(filter(_is_text, listed if isinstance(listed, list) else ()))
    poetry = _table(_table(values, "tool"), "poetry")
    yield from (_python(name) for name in _keys(poetry, "dependencies") if name != "python")


def _cargo(text: str) -> Iterator[str]:
    """Cargo's `[dependencies]`."""
    yield from _keys(_toml(text), "dependencies")


def _go(text: str) -> Iterator[str]:
    """Modules that go.mod requires directly."""
    yield from _GO.findall(text)


def _requirements(text: str) -> Iterator[str]:
    """Pip's requirements."""
    yield from _names(line for line in text.split("\n") if not line.lstrip().startswith(("#", "-")))


def _names(requirements: Iterable[str]) -> Iterator[str]:
    for requirement in requirements:
        if match := _NAME.match(requirement):
            yield _python(match[1])


def _python(name: str) -> str:
    """A name as PyPI compares them (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _toml(text: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}  # `file-unreadable` tells what is wrong with it


def _table(values: object, key: str) -> Mapping[str, object]:
    inner = values.get(key) if isinstance(values, Mapping) else None
    return inner if isinstance(inner, Mapping) else {}


def _keys(values: object, key: str) -> Iterator[str]:
    yield from map(str, _table(values, key))


def _is_text(value: object) -> bool:
    return isinstance(value, str)


_READERS: Mapping[str, Callable[[str], Iterator[str]]] = {
    "package.json": _npm,
    "pyproject.toml": _pyproject,
    "Cargo.toml": _cargo,
    "go.mod": _go,
    "requirements.txt": _requirements,
}
