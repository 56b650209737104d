"""Dockerfiles and compose files: what is built in a folder, and on which image."""

import posixpath
import re
from collections.abc import Iterator

from gazetteer.extension import File, Siblings
from gazetteer.formats.structured import Problem
from gazetteer.formats.yaml import load
from gazetteer.model.package import Package
from gazetteer.model.place import Place

_FROM = re.compile(r"^\s*FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?", re.IGNORECASE | re.MULTILINE)
_LANGUAGES = {
    "python": "Python",
    "node": "JavaScript",
    "golang": "Go",
    "rust": "Rust",
    "php": "PHP",
    "ruby": "Ruby",
    "openjdk": "Java",
    "eclipse-temurin": "Java",
    "amazoncorretto": "Java",
    "aspnet": "C#",
    "elixir": "Elixir",
}
"""Official images of one language each."""


def read_dockerfile(file: File) -> Package | None:
    """The final image; None when the file has no FROM, so is no Dockerfile."""
    stages: dict[str, str] = {}
    image, line = "", 0
    for match in _FROM.finditer(file.text):
        image = stages.get(match[1].lower(), match[1])
        line = file.text.count("\n", 0, match.start(1)) + 1
        if match[2]:
            stages[match[2].lower()] = image
    if not image:
        return None
    base = image.partition("@")[0].rpartition("/")[2].partition(":")[0]
    return Package(
        kind="dockerfile",
        folder=file.folder,
        place=Place(file.path, line),
        language=_LANGUAGES.get(base, ""),
        image=image,
    )


def read_compose(file: File, siblings: Siblings) -> Iterator[Package]:
    """The services that are built by a Dockerfile of the tree; broken YAML is for others to tell."""
    document = load(file.text)
    if isinstance(document, Problem) or not isinstance(document.value, dict):
        return
    services = document.value.get("services")
    if not isinstance(services, dict):
        return
    for name, service in services.items():
        build = service.get("build") if isinstance(service, dict) else None
        context, dockerfile = build, "Dockerfile"
        if isinstance(build, dict):
            context, dockerfile = build.get("context", "."), build.get("dockerfile", dockerfile)
        if (
            not isinstance(context, str)
            or not isinstance(dockerfile, str)
            or "$" in context + dockerfile
        ):
            continue
        path = posixpath.normpath(posixpath.join(file.folder or ".", context, dockerfile))
        if not siblings.exists(path):
            continue
        line, column = document.at("services", name)
        yield Package(
            kind="compose",
            folder=path.rpartition("/")[0],
            name=name,
            place=Place(file.path, line, column, f"services.{name}"),
        )
