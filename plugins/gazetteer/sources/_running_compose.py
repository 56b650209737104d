"""How services of compose files and workloads of Kubernetes run: ports, variables, what they wait for."""

import posixpath
import re
from collections.abc import Iterator

from gazetteer.extension import File
from gazetteer.formats.structured import Problem
from gazetteer.formats.yaml import YamlDocument, iter_all, load
from gazetteer.model.place import Place
from gazetteer.model.running import Running

WORKLOADS = ("Deployment", "StatefulSet", "DaemonSet", "CronJob", "Job", "Pod")
_SECRET = re.compile(r"pass|secret|token|key|credential|pwd|auth|dsn|salt|cert", re.IGNORECASE)
_USER_IN_URL = re.compile(r"://[^/\s]*@")
_LONGEST = 120


def read_compose(file: File) -> Iterator[Running]:
    """Yields each service; broken YAML is for others to tell."""
    document = load(file.text, merge=True)
    services = _value(document).get("services")
    for name, service in _mapping(services).items():
        if not isinstance(service, dict):
            continue
        build = service.get("build")
        context = _mapping(build).get("context", ".") if isinstance(build, dict) else build
        folder = ""
        if isinstance(context, str) and "$" not in context:
            folder = posixpath.normpath(posixpath.join(file.folder or ".", context))
        yield Running(
            kind="compose",
            folder="" if folder.startswith(".") else folder,
            name=name,
            place=_place(file, document, "services", name),
            ports=tuple(_port(port) for port in _list(service.get("ports"))),
            variables=_variables(service.get("environment")),
            commands=((f"docker compose -f {file.path} up {name}", ""),),
            needs=tuple(map(str, _keys(service.get("depends_on")))),
        )


def read_workloads(file: File) -> Iterator[Running]:
    """Yields each workload of a manifest; its containers count as one."""
    for document in iter_all(file.text):
        value = _value(document)
        if value.get("kind") not in WORKLOADS:
            continue
        spec = _mapping(value.get("spec"))
        for key in ("jobTemplate", "spec", "template", "spec"):
            spec = _mapping(spec[key]) if key in spec else spec
        containers = [_mapping(c) for c in _list(spec.get("containers"))]
        ports = [_mapping(port) for c in containers for port in _list(c.get("ports"))]
        name = _mapping(value.get("metadata")).get("name")
        if not isinstance(name, str):
            continue
        yield Running(
            kind="kubernetes",
            folder="",
            name=name,
            place=_place(file, document, "metadata", "name"),
            ports=tuple(str(port["containerPort"]) for port in ports if "containerPort" in port),
            variables=tuple(v for c in containers for v in _variables(c.get("env"))),
            commands=((f"kubectl apply -f {file.path}", ""),),
        )


def shown(name: str, value: object) -> tuple[str, str]:
    """A variable and its default; what may be a secret is not repeated on a page."""
    text = "" if value is None or isinstance(value, (dict, list)) else str(value)
    secret = _SECRET.search(name) or _USER_IN_URL.search(text)
    return name, "" if secret else text[:_LONGEST]


def _variables(stated: object) -> tuple[tuple[str, str], ...]:
    """`NAME: value`, `- NAME=value` or `- name: NAME`."""
    if isinstance(stated, dict):
        return tuple(shown(str(name), value) for name, value in stated.items())
    found = []
    for entry in _list(stated):
        if isinstance(entry, dict) and isinstance(entry.get("name"), str):
            found.append(shown(entry["name"], entry.get("value")))
        elif isinstance(entry, str):
            name, _, value = entry.partition("=")
            found.append(shown(name.strip(), value))
    return tuple(found)


def _port(stated: object) -> str:
    if isinstance(stated, dict):
        ends = [str(stated[key]) for key in ("published", "target") if key in stated]
        return ":".join(ends)
    return str(stated)


def _value(document: YamlDocument | Problem) -> dict[str, object]:
    return {} if isinstance(document, Problem) else _mapping(document.value)


def _place(file: File, document: YamlDocument | Problem, *keys: str) -> Place:
    if isinstance(document, Problem):
        return Place(file.path)
    return Place(file.path, *document.at(*keys))


def _mapping(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _keys(value: object) -> list[object]:
    return list(value) if isinstance(value, (dict, list)) else []
