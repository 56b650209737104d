"""How services of compose files and workloads of Kubernetes run: ports, variables, what they wait for."""

import posixpath
import re
from collections.abc import Callable, Iterator
from functools import partial

from gazetteer.extension import File
from gazetteer.formats.structured import Problem
from gazetteer.formats.yaml import YamlDocument, iter_all, load
from gazetteer.model.place import Place
from gazetteer.model.running import Running

WORKLOADS = ("Deployment", "StatefulSet", "DaemonSet", "CronJob", "Job", "Pod")
_SECRET = re.compile(r"pass|secret|token|key|credential|pwd|auth|dsn|salt|cert", re.IGNORECASE)
_USER_IN_URL = re.compile(r"://[^/\s]*@")
_LONGEST = 120
_LONGEST_ADDRESS = 2_000
_LABEL = r"[A-Za-z0-9](?:[\w-]{0,62})(?:\.[\w-]{1,63}){0,8}"
_ADDRESS = re.compile(rf"(?://|@)({_LABEL})(?=[:/,;?]|$)|(?:^|[,;=\s])({_LABEL}):\d{{2,5}}(?!\d)")
_ADDRESSED = re.compile(r"HOST|ADDR|UR[IL]|ENDPOINT|SERVER|BROKER|SERVICE|PEER|NODE", re.IGNORECASE)
_HOST = re.compile(_LABEL)


def read_compose(file: File) -> Iterator[Running]:
    """Yields each service; broken YAML is for others to tell."""
    document = load(file.text, merge=True)
    services = _value(document).get("services")
    for name, service in _mapping(services).items():
        if not isinstance(service, dict):
            continue
        at = ("services", name)
        yield Running(
            kind="compose",
            folder=_built_in(file, service.get("build")),
            name=name,
            aliases=_aliases(service),
            image="" if "build" in service else _image(service),
            place=_place(file, document, *at),
            ports=tuple(_port(port) for port in _list(service.get("ports"))),
            variables=_variables(service.get("environment")),
            commands=((f"docker compose -f {file.path} up {name}", ""),),
            needs=tuple(map(str, _keys(service.get("depends_on")))),
            hosts=tuple(_compose_hosts(service, partial(_place, file, document, *at))),
        )


def read_workloads(file: File) -> Iterator[Running]:
    """Yields each workload of a manifest; its containers count as one."""
    for document in iter_all(file.text):
        value = _value(document)
        if value.get("kind") not in WORKLOADS:
            continue
        spec = _mapping(value.get("spec"))
        at = ["spec"]
        for key in ("jobTemplate", "spec", "template", "spec"):
            if key in spec:
                spec = _mapping(spec[key])
                at.append(key)
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
            image=next((c for c in map(_image, containers) if c), ""),
            hosts=tuple(
                host
                for number, container in enumerate(containers)
                for host in _variable_hosts(
                    container.get("env"),
                    partial(_place, file, document, *at, "containers", number, "env"),
                )
            ),
        )


def _image(container: dict[str, object]) -> str:
    image = container.get("image")
    return image if isinstance(image, str) else ""


def _built_in(file: File, build: object) -> str:
    """The folder that a service is built in: its context, or the Dockerfile's where the context is the whole tree."""
    parts = build if isinstance(build, dict) else {"context": build}
    context, dockerfile = parts.get("context", "."), parts.get("dockerfile", "Dockerfile")
    if (
        not (isinstance(context, str) and isinstance(dockerfile, str))
        or "$" in context + dockerfile
    ):
        return ""
    folder = posixpath.normpath(posixpath.join(file.folder or ".", context))
    if folder == ".":
        folder = posixpath.normpath(dockerfile).rpartition("/")[0]
    return "" if folder.startswith(("..", "/")) else folder


def _aliases(service: dict[str, object]) -> tuple[str, ...]:
    """`hostname`, `container_name` and the aliases in its networks."""
    networks = _mapping(service.get("networks")).values()
    stated = [service.get("hostname"), service.get("container_name")]
    stated += [alias for network in networks for alias in _list(_mapping(network).get("aliases"))]
    return tuple(dict.fromkeys(name for name in stated if isinstance(name, str)))


def _compose_hosts(
    service: dict[str, object], place: Callable[..., Place]
) -> Iterator[tuple[str, Place]]:
    """What it is started after, linked with or has in its environment."""
    waits = service.get("depends_on")
    for number, name in enumerate(_keys(waits)):
        if isinstance(name, str):
            yield name, place("depends_on", name if isinstance(waits, dict) else number)
    for number, link in enumerate(_list(service.get("links"))):
        if isinstance(link, str):
            yield link.partition(":")[0], place("links", number)
    yield from _variable_hosts(service.get("environment"), partial(place, "environment"))


def _variable_hosts(stated: object, place: Callable[..., Place]) -> Iterator[tuple[str, Place]]:
    """Hosts in the values of variables, with the places of the variables; no value is kept."""
    if isinstance(stated, dict):
        pairs = [(str(name), value, name) for name, value in stated.items()]
    else:
        pairs = []
        for number, entry in enumerate(_list(stated)):
            if isinstance(entry, dict):
                pairs.append((str(entry.get("name")), entry.get("value"), number))
            elif isinstance(entry, str):
                name, _, value = entry.partition("=")
                pairs.append((name, value, number))
    for name, value, key in pairs:
        if isinstance(value, str):
            for host in hosts_in(name, value[:_LONGEST_ADDRESS]):
                yield host, place(key)


def hosts_in(name: str, value: str) -> Iterator[str]:
    """The hosts that the value of a variable names: `http://orders:8080/x`, `user@db:5432`, `kafka:9092,kafka-2:9092`.

    A bare word is one only where the variable's name says so (`REDIS_HOST`).
    """
    found = [first or second for first, second in _ADDRESS.findall(value)]
    if not found and _ADDRESSED.search(name) and _HOST.fullmatch(value.strip()):
        found = [value.strip()]
    yield from dict.fromkeys(host.lower() for host in found)


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


def _place(file: File, document: YamlDocument | Problem, *keys: str | int) -> Place:
    if isinstance(document, Problem):
        return Place(file.path)
    return Place(file.path, *document.at(*keys))


def _mapping(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _keys(value: object) -> list[object]:
    return list(value) if isinstance(value, (dict, list)) else []
