"""Package manifests of the languages: name, version, description."""

import re
import tomllib
from collections.abc import Callable
from typing import Any

from gazetteer.extension import File, Siblings
from gazetteer.formats import json
from gazetteer.formats.structured import Problem
from gazetteer.model.fault import Fault
from gazetteer.model.package import Package
from gazetteer.model.place import Place
from gazetteer.sources._repository_xml import XmlProblem, leaves

Reader = Callable[[File, Siblings], Package | Fault]

_NAMED = {
    "toml": "TOML",
    "json": "JSON",
    "xml": "XML",
}


def read_pyproject(file: File, _siblings: Siblings) -> Package | Fault:
    """PEP 621's `[project]`, else Poetry's table."""
    values = _toml(file)
    if isinstance(values, Fault):
        return values
    project = _table(values, "project") or _table(_table(values, "tool"), "poetry")
    classifiers = project.get("classifiers")
    private = isinstance(classifiers, list) and any(
        str(classifier).startswith("Private ::") for classifier in classifiers
    )
    return _package("pyproject", file, project, language="Python", private=private)


def read_cargo(file: File, _siblings: Siblings) -> Package | Fault:
    """Cargo's `[package]`; a workspace has none."""
    values = _toml(file)
    if isinstance(values, Fault):
        return values
    package = _table(values, "package")
    return _package(
        "cargo", file, package, language="Rust", private=package.get("publish") is False
    )


def read_npm(file: File, siblings: Siblings) -> Package | Fault:
    """package.json; TypeScript where its compiler is configured or asked for."""
    values = _json(file)
    if isinstance(values, Fault):
        return values
    folder = f"{file.folder}/" if file.folder else ""
    typed = any(
        "typescript" in _table(values, key) for key in ("dependencies", "devDependencies")
    ) or siblings.exists(f"{folder}tsconfig.json")
    language = "TypeScript" if typed else "JavaScript"
    return _package("npm", file, values, language=language, private=values.get("private") is True)


def read_composer(file: File, _siblings: Siblings) -> Package | Fault:
    """composer.json of PHP."""
    values = _json(file)
    return (
        values if isinstance(values, Fault) else _package("composer", file, values, language="PHP")
    )


def read_go(file: File, _siblings: Siblings) -> Package | Fault:
    """go.mod: the module path; its version is a tag, not written here."""
    module = re.search(r'^module[ \t]+"?([^\s"]+)', file.text, re.MULTILINE)
    name = module[1] if module else ""
    return _package("go", file, {"name": name}, language="Go")


def read_maven(file: File, _siblings: Siblings) -> Package | Fault:
    """pom.xml; version and the like are inherited from `<parent>`, properties (`${...}`) are not worked out."""
    found = _xml(file)
    if isinstance(found, Fault):
        return found
    values = {
        "name": found.get("project/artifactId", ""),
        "version": found.get("project/version") or found.get("project/parent/version", ""),
        "description": found.get("project/description", ""),
    }
    plain = {key: "" if "${" in value else value for key, value in values.items()}
    aggregate = found.get("project/packaging") == "pom"
    return _package("maven", file, plain, language="Java", private=aggregate)


def read_dotnet(file: File, _siblings: Siblings) -> Package | Fault:
    """A project of .NET: its name is the file's unless the project says otherwise."""
    found = _xml(file)
    if isinstance(found, Fault):
        return found
    stem, _, ending = file.path.rpartition("/")[2].rpartition(".")
    group = "Project/PropertyGroup"
    values = {
        "name": found.get(f"{group}/PackageId") or found.get(f"{group}/AssemblyName") or stem,
        "version": found.get(f"{group}/Version", ""),
        "description": found.get(f"{group}/Description", ""),
    }
    language = {"csproj": "C#", "fsproj": "F#"}.get(ending, "")
    return _package("dotnet", file, values, language=language)


def read_gradle(file: File, _siblings: Siblings) -> Package | Fault:
    """A Gradle build, as far as plain assignments tell."""
    version = re.search(r"""^version[ \t]*=?[ \t]*["']([^"'$]+)["']""", file.text, re.MULTILINE)
    language = "Kotlin" if re.search(r"\bkotlin\b", file.text) else "Java"
    values = {"version": version[1] if version else ""}
    return _package("gradle", file, values, language=language)


def marker(language: str) -> Reader:
    """A reader for a file that shows the language and nothing else."""
    return lambda file, _siblings: _package("marker", file, {}, language=language)


def _package(
    kind: str, file: File, values: dict[str, Any], *, language: str, private: bool = False
) -> Package:
    def text(key: str) -> str:
        value = values.get(key)
        return " ".join(value.split()) if isinstance(value, str) else ""

    return Package(
        kind=kind,
        folder=file.folder,
        place=Place(file.path),
        name=text("name"),
        version=text("version"),
        description=text("description"),
        language=language,
        private=private,
    )


def _table(values: dict[str, Any], key: str) -> dict[str, Any]:
    table = values.get(key)
    return table if isinstance(table, dict) else {}


def _toml(file: File) -> dict[str, Any] | Fault:
    try:
        return tomllib.loads(file.text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        at = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", message)
        line = int(at[1]) if at and at[1] else file.text.count("\n") + 1
        column = int(at[2]) if at and at[2] else 0
        return _fault(file, "toml", message[: at.start()] if at else message, line, column)
    except (RecursionError, ValueError) as error:
        # Thousands of brackets, or a number of thousands of digits.
        reason = "too deeply nested" if isinstance(error, RecursionError) else str(error)
        return _fault(file, "toml", reason, 0, 0)


def _json(file: File) -> dict[str, Any] | Fault:
    document = json.load(file.text)
    if isinstance(document, Problem):
        return _fault(file, "json", document.message, document.line, document.column)
    if not isinstance(document.value, dict):
        return _fault(file, "json", "it holds no object", 1, 1)
    return document.value


def _xml(file: File) -> dict[str, str] | Fault:
    found = leaves(file.text)
    if isinstance(found, XmlProblem):
        return _fault(file, "xml", found.message, found.line, found.column)
    return found


def _fault(file: File, code: str, reason: str, line: int, column: int) -> Fault:
    return Fault(
        kind="file",
        code=code,
        message=f"{file.path} is no valid {_NAMED[code]}: {reason}",
        place=Place(file.path, line, column),
        mend=f"correct the {_NAMED[code]}; until then its name and version are unknown",
    )
