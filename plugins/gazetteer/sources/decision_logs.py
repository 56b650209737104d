"""Decision logs that files of the tree name: `.adr-dir`, `.log4brains.yml`, the annotation `backstage.io/adr-location`.

Read before all other sources, which then know the folders: see `surveyor.logs`.
"""

import re
from collections.abc import Iterator
from posixpath import normpath

import msgspec

from gazetteer.extension import File, Siblings
from gazetteer.formats._problem import Problem
from gazetteer.formats.yaml import load
from gazetteer.model.catalog import Record
from gazetteer.model.decision import DecisionLog
from gazetteer.model.fact import Fact
from gazetteer.model.fault import Fault
from gazetteer.model.place import Place

name = "decision-logs"
version = 1
patterns: tuple[str, ...] = (
    "**/.adr-dir",
    "**/.log4brains.yml",
    "**/.log4brains.yaml",
    "**/catalog-info*.yaml",
    "**/catalog-info*.yml",
)

ANNOTATION = "backstage.io/adr-location"
_ANNOTATED = re.compile(
    rf"^\s*[\"']?{re.escape(ANNOTATION)}[\"']?\s*:\s*(.*?)\s*(?:#.*)?$", re.MULTILINE
)
_NAME = re.compile(r"^  name\s*:\s*[\"']?([\w.-]+)", re.MULTILINE)
_KIND = re.compile(r"^kind\s*:\s*[\"']?(\w+)", re.MULTILINE)
_NAMESPACE = re.compile(r"^  namespace\s*:\s*[\"']?([\w.-]+)", re.MULTILINE)
_WEB_FOLDER = re.compile(r"https?://[^/]+/.+?/(?:tree|blob|src)/[^/]+/(.+?)/?$")


def read(file: File, siblings: Siblings) -> Iterator[Record]:
    """Yields a fact for each log that the file names, a fault for each that is not there."""
    filename = file.path.rpartition("/")[2]
    if filename == ".adr-dir":
        named = _of_adr_dir(file)
    elif filename.startswith(".log4brains"):
        named = _of_log4brains(file)
    else:
        named = _of_descriptor(file)
    for log in named:
        web = _WEB_FOLDER.match(log.folder)
        if not web:
            yield _found(file, log, siblings)
        elif siblings.glob(f"{web[1]}/**"):
            # Else the address is that of another repository.
            yield Fact(file.path, msgspec.structs.replace(log, folder=web[1]))


def _found(file: File, log: DecisionLog, siblings: Siblings) -> Fact | Fault:
    """The log with its folder from the root, when there is such a folder."""
    folder = normpath(f"{file.folder}/{log.folder}" if file.folder else log.folder)
    folder = "" if folder == "." else folder
    problem = ""
    if folder.startswith(("..", "/")) or not folder.isprintable():
        problem = f"the folder {log.folder} leads out of the repository"
    elif not siblings.glob(f"{folder}/**" if folder else "**"):
        problem = f"there is no folder {folder}, which this names as a log of decisions"
    if not problem:
        return Fact(file.path, msgspec.structs.replace(log, folder=folder))
    return Fault(
        kind="decision",
        code="no-log",
        message=problem,
        place=log.place,
        mend="correct the path, or write the first record there",
    )


def _of_adr_dir(file: File) -> Iterator[DecisionLog]:
    """The file of adr-tools: one line with the folder, relative to where it stands."""
    if folder := file.text.strip().split("\n")[0].strip():
        yield DecisionLog(folder, Place(file.path, 1))


def _of_log4brains(file: File) -> Iterator[DecisionLog]:
    """The settings of log4brains: a folder for the project, and one for each package."""
    document = load(file.text)
    if isinstance(document, Problem) or not isinstance(document.value, dict):
        return
    project = document.value.get("project")
    if not isinstance(project, dict):
        return
    packages = project.get("packages")
    named: list[tuple[object, str, tuple[str | int, ...]]] = [
        (project.get("adrFolder"), "", ("project", "adrFolder"))
    ]
    for number, package in enumerate(packages if isinstance(packages, list) else ()):
        if isinstance(package, dict):
            key = ("project", "packages", number, "adrFolder")
            named.append((package.get("adrFolder"), str(package.get("name") or ""), key))
    for folder, package_name, path in named:
        if isinstance(folder, str) and folder.strip():
            place = Place(file.path, *document.at(*path))
            yield DecisionLog(folder.strip(), place, package_name)


def _of_descriptor(file: File) -> Iterator[DecisionLog]:
    """The annotation: a folder relative to the descriptor, or an address of a folder in a repository."""
    at = 0
    for part in re.split(r"^---.*\n", file.text, flags=re.MULTILINE):
        start = file.text.find(part, at)
        at = start + len(part)
        written = _ANNOTATED.search(part)
        value = written[1].strip("\"'") if written else ""
        if written and value and ("://" not in value or _WEB_FOLDER.match(value)):
            line = file.text.count("\n", 0, start + written.start(1)) + 1
            yield DecisionLog(value, Place(file.path, line), entity=_entity(part))


def _entity(part: str) -> str:
    kind, name_, space = _KIND.search(part), _NAME.search(part), _NAMESPACE.search(part)
    if not kind or not name_:
        return ""
    return f"{kind[1].lower()}:{space[1] if space else 'default'}/{name_[1]}"
