"""The packages of others that manifests name for run time, read from the manifests' own text."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping

from gazetteer.formats.json import JsonDocument
from gazetteer.formats.json import load as load_json
from gazetteer.model.catalog import Catalog
from gazetteer.model.place import Place

LONGEST = 2_000_000
"""Characters of a manifest; longer ones are lock files or worse."""

_NAME = re.compile(r"\s*([A-Za-z0-9][\w.-]*)")
_GO = re.compile(
    r"^[ \t]*(?:require[ \t]+)?([\w.-]+\.[\w.-]+/\S+)[ \t]+v\d\S*(?![^\n]*// indirect)",
    re.MULTILINE,
)
_GEM = re.compile(r"^[ \t]*gem[ \t(]+[\"']([\w.-]+)[\"']", re.MULTILINE)
_GRADLE = re.compile(
    r"^[ \t]*(?:api|implementation|runtimeOnly)[ \t(]+[\"']([\w.-]+:[\w.-]+)(?::|[\"'])",
    re.MULTILINE,
)
_MAVEN = re.compile(r"<dependency>([^<]*(?:<(?!/dependency>)[^<]*){0,60})</dependency>")
_GROUP = re.compile(r"<groupId>\s*([\w.-]+)\s*<")
_ARTIFACT = re.compile(r"<artifactId>\s*([\w.-]+)\s*<")
_TEST_SCOPE = re.compile(r"<scope>\s*test\s*<")
_NUGET = re.compile(r"<PackageReference\s+Include=\"([\w.-]+)\"", re.IGNORECASE)


def dependencies(catalog: Catalog) -> Mapping[str, Place]:
    """Name of each package of others that the tree needs at run time -> where the first manifest names it."""
    found: dict[str, Place] = {}
    for path in catalog.paths:
        read = _reader(path)
        text = catalog.read(path) if read else None
        if read and text and len(text) <= LONGEST:
            for name in read(text):
                if name not in found:
                    found[name] = Place(path, _line(text, name))
    return found


def _reader(path: str) -> "_Reader | None":
    folder, _, name = path.rpartition("/")
    if name.endswith((".csproj", ".fsproj")):
        return _dotnet
    if name.endswith(".txt") and folder.rpartition("/")[2] == "requirements":
        return _requirements if name in {"base.txt", "prod.txt", "production.txt"} else None
    return _READERS.get(name)


def _line(text: str, name: str) -> int:
    """The first line that has the name in some spelling; the first of the file when none has."""
    wanted = re.sub(r"[-_.]+", "[-_.]+", re.sub(r"[^\w.-]", r"\\\g<0>", name))
    match = re.search(rf"(?<![\w-]){wanted.rpartition(':')[2]}(?![\w-])", text, re.IGNORECASE)
    return text.count("\n", 0, match.start()) + 1 if match else 1


def _npm(text: str) -> Iterator[str]:
    """package.json: `dependencies` and `peerDependencies`, without the packages of the same workspace."""
    document = load_json(text)
    values = document.value if isinstance(document, JsonDocument) else None
    for key in ("dependencies", "peerDependencies"):
        for name, version in _table(values, key).items():
            if not str(version).startswith(("workspace:", "file:", "link:", "portal:")):
                yield str(name)


def _composer(text: str) -> Iterator[str]:
    """composer.json's `require`, without PHP itself and its extensions."""
    document = load_json(text)
    values = document.value if isinstance(document, JsonDocument) else None
    yield from (name for name in map(str, _table(values, "require")) if "/" in name)


def _pyproject(text: str) -> Iterator[str]:
    """PEP 621's `dependencies`, else Poetry's table."""
    values = _toml(text)
    project = _table(values, "project")
    listed = project.get("dependencies")
    yield from _names(filter(_is_text, listed if isinstance(listed, list) else ()))
    poetry = _table(_table(values, "tool"), "poetry")
    yield from (_python(name) for name in _others(poetry, "dependencies") if name != "python")


def _cargo(text: str) -> Iterator[str]:
    """Cargo's `[dependencies]`."""
    yield from _others(_toml(text), "dependencies")


def _go(text: str) -> Iterator[str]:
    """Modules that go.mod requires directly."""
    yield from _GO.findall(text)


def _requirements(text: str) -> Iterator[str]:
    """Pip's requirements."""
    yield from _names(line for line in text.split("\n") if not line.lstrip().startswith(("#", "-")))


def _gemfile(text: str) -> Iterator[str]:
    """Bundler's gems."""
    yield from _GEM.findall(text)


def _gradle(text: str) -> Iterator[str]:
    """Gradle's `implementation` and its like, as `group:name`."""
    yield from _GRADLE.findall(text)


def _maven(text: str) -> Iterator[str]:
    """Maven's dependencies that are no tests', as `group:name`."""
    for block in _MAVEN.findall(text):
        group, name = _GROUP.search(block), _ARTIFACT.search(block)
        if group and name and not _TEST_SCOPE.search(block):
            yield f"{group[1]}:{name[1]}"


def _dotnet(text: str) -> Iterator[str]:
    """NuGet's packages of a project."""
    yield from _NUGET.findall(text)


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


def _others(values: object, key: str) -> Iterator[str]:
    """The keys of a table, without the packages that lie in the same repository."""
    for name, wanted in _table(values, key).items():
        if not (isinstance(wanted, Mapping) and ("path" in wanted or wanted.get("workspace"))):
            yield str(name)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


_Reader = Callable[[str], Iterator[str]]
_READERS: Mapping[str, _Reader] = {
    "Cargo.toml": _cargo,
    "Gemfile": _gemfile,
    "build.gradle": _gradle,
    "build.gradle.kts": _gradle,
    "composer.json": _composer,
    "go.mod": _go,
    "package.json": _npm,
    "pom.xml": _maven,
    "pyproject.toml": _pyproject,
    "requirements.txt": _requirements,
}
