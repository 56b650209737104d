"""How code is run: compose files, Kubernetes workloads, Dockerfiles, Makefiles, package manifests, Procfiles."""

import re
import tomllib
from collections.abc import Iterator

from gazetteer.extension import File, Siblings
from gazetteer.formats import json
from gazetteer.formats.structured import Problem
from gazetteer.model.catalog import Record
from gazetteer.model.fact import Fact
from gazetteer.model.place import Place
from gazetteer.model.running import Running
from gazetteer.sources._running_compose import read_compose, read_workloads, shown

name = "running"
version = 2
patterns: tuple[str, ...] = (
    "**/{compose,docker-compose}{,.*}.{yml,yaml}",
    "**/{Dockerfile,Containerfile}{,.*}",
    "**/{package.json,pyproject.toml,Makefile,Procfile}",
    "**/*.{yml,yaml}",
)

_WORKLOAD = re.compile(
    r"^kind:[ \t]*[\"']?(?:Deployment|StatefulSet|DaemonSet|CronJob|Job|Pod)\b", re.MULTILINE
)
_COMPOSE = re.compile(r"(?:^|/)(?:docker-)?compose(?:\.[^/]*)?\.ya?ml$")
_INSTRUCTION = re.compile(r"^[ \t]*(EXPOSE|ENV|ARG)[ \t]+([^\n]+)", re.MULTILINE | re.IGNORECASE)
_PAIR = re.compile(r"([A-Za-z_]\w*)(?:=(\"[^\"]*\"|'[^']*'|\S*)|[ \t]+(\S.*)|$)")
_TARGET = re.compile(
    r"^([A-Za-z][\w.-]{0,60})[ \t]*:(?![=:])[^\n#]*(?:##?[ \t]*([^\n]*))?", re.MULTILINE
)
_PROCESS = re.compile(r"^([A-Za-z][\w-]*):[ \t]*(\S[^\n]*)", re.MULTILINE)
_WANTED = re.compile(
    r"^(?:run|start|dev|serve|up|watch|develop|test|tests|check|build|install|setup|bootstrap|migrate|seed|lint)\b"
)
"""Targets and scripts that one starts with; a file may hold dozens of others."""


def read(file: File, _siblings: Siblings) -> Iterator[Record]:
    """Yields a `Running` for each service, workload or file that says how to start something."""
    for running in _found(file):
        if running.ports or running.variables or running.commands:
            yield Fact(file.path, running)


def _found(file: File) -> Iterator[Running]:
    base = file.path.rpartition("/")[2]
    if _COMPOSE.search(file.path):
        yield from read_compose(file)
    elif base.endswith((".yml", ".yaml")):
        # Every YAML file of a tree comes here: the key is looked for before the pattern is tried on every line.
        kind = "\nkind:" in file.text or file.text.startswith("kind:")
        if kind and _WORKLOAD.search(file.text) and "{{" not in file.text:
            yield from read_workloads(file)
    elif base.startswith(("Dockerfile", "Containerfile")):
        yield _dockerfile(file)
    elif base == "package.json":
        document = json.load(file.text)
        value = {} if isinstance(document, Problem) else document.value
        scripts = value.get("scripts") if isinstance(value, dict) else None
        yield _commands(file, "npm", _scripts(scripts, "npm run "))
    elif base == "pyproject.toml":
        yield _commands(file, "pyproject", _scripts(_project_scripts(file.text), ""))
    elif base == "Makefile":
        told = {m[1]: (m[2] or "").strip() for m in _TARGET.finditer(file.text)}
        folder = f"-C {file.folder} " if file.folder else ""
        found = [
            (f"make {folder}{target}", words)
            for target, words in told.items()
            if _WANTED.match(target)
        ]
        yield _commands(file, "make", found)
    else:
        found = [(m[2].strip()[:200], m[1]) for m in _PROCESS.finditer(file.text)]
        yield _commands(file, "procfile", found)


def _dockerfile(file: File) -> Running:
    ports: list[str] = []
    variables: dict[str, str] = {}
    for match in _INSTRUCTION.finditer(file.text[:200_000]):
        if match[1].upper() == "EXPOSE":
            ports += [port for port in match[2].split() if "$" not in port]
        elif match[1].upper() == "ENV":
            pairs = _PAIR.finditer(match[2].rstrip("\\ "))
            variables.update(
                shown(pair[1], (pair[2] or pair[3] or "").strip("\"'")) for pair in pairs
            )
    return Running(
        kind="dockerfile",
        folder=file.folder,
        place=Place(file.path),
        ports=tuple(dict.fromkeys(ports)),
        variables=tuple(variables.items()),
        commands=((f"docker build {file.folder or '.'}", ""),),
    )


def _commands(file: File, kind: str, found: list[tuple[str, str]]) -> Running:
    return Running(
        kind=kind, folder=file.folder, place=Place(file.path), commands=tuple(found[:12])
    )


def _scripts(stated: object, before: str) -> list[tuple[str, str]]:
    if not isinstance(stated, dict):
        return []
    wanted = (
        stated.items() if not before else ((k, v) for k, v in stated.items() if _WANTED.match(k))
    )
    return [(f"{before}{name}", str(words)[:200]) for name, words in wanted]


def _project_scripts(text: str) -> object:
    try:
        project = tomllib.loads(text).get("project")
    except (tomllib.TOMLDecodeError, RecursionError):
        return None  # the source `repository` tells of it
    return project.get("scripts") if isinstance(project, dict) else None
