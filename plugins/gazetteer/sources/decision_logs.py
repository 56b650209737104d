"""Decision logs that files of the tree name: `.adr-dir`, `.log4brains.yml`, the annotation `backstage.io/adr-location`.

Read before all other sources, which then know the folders: see `surveyor.logs`.
"""

import re
from collections.abc import Iterator
from posixpath import normpath

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
        logs = _of_adr_dir(file)
    elif filename.startswith(".log4brains"):
        logs = _of_log4brains(file)
    else:
        logs = _of_descriptor(file, siblings)
    for log in logs:
        if siblings.glob(f"{log.folder}/**" if log.folder else "**"):
            yield Fact(file.path, log)
        else:
            yield Fault(
                kind="decision",
                code="no-log",
                message=f"there is no folder {log.folder}, which this names as a log of decisions",
                place=log.place,
                mend="correct the path, or write the first record there",
            )


def _of_adr_dir(file: File) -> Iterator[DecisionLog]:
    """The file of adr-tools: one line with the folder, relative to where it stands."""
    folder = _inside(file.folder, file.text.strip().split("\n")[0])
    if folder is not None:
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
    for written, name_, path in named:
        folder = _inside(file.folder, written) if isinstance(written, str) else None
        if folder is not None:
            yield DecisionLog(folder, Place(file.path, *document.at(*path)), name_)


def _of_descriptor(file: File, siblings: Siblings) -> Iterator[DecisionLog]:
    """The annotation: a folder relative to the descriptor, or an address whose path is one of this tree."""
    at = 0
    for part in re.split(r"^---.*\n", file.text, flags=re.MULTILINE):
        line = file.text.count("\n", 0, at) + 1
        at = file.text.find(part, at) + len(part)
        written = _ANNOTATED.search(part)
        if not written:
            continue
        value = written[1].strip("\"'")
        web = _WEB_FOLDER.match(value)
        folder = web[1] if web else None if "://" in value else _inside(file.folder, value)
        if folder is None or (web and not siblings.glob(f"{folder}/**")):
            continue
        line = file.text.count("\n", 0, at - len(part) + written.start(1)) + 1
        yield DecisionLog(folder, Place(file.path, line), entity=_entity(part))


def _entity(part: str) -> str:
    kind, name_, space = _KIND.search(part), _NAME.search(part), _NAMESPACE.search(part)
    if not kind or not name_:
        return ""
    return f"{kind[1].lower()}:{space[1] if space else 'default'}/{name_[1]}"


def _inside(folder: str, written: str) -> str | None:
    """A folder of the tree; None for a path that leads out of it."""
    path = normpath(f"{folder}/{written.strip()}" if folder else written.strip() or ".")
    path = path.strip("/")
    if path.startswith("..") or not path.isprintable():
        return None
    return "" if path == "." else path
