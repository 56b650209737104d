"""READMEs, package manifests, Dockerfiles and compose files: what a folder says about the code in it."""

from collections.abc import Iterator

from gazetteer.extension import File, Siblings
from gazetteer.model.catalog import Record
from gazetteer.model.fact import Fact
from gazetteer.model.fault import Fault
from gazetteer.model.package import Package
from gazetteer.model.place import Place
from gazetteer.sources._repository_docker import read_compose, read_dockerfile
from gazetteer.sources._repository_manifests import (
    Reader,
    marker,
    read_cargo,
    read_composer,
    read_dotnet,
    read_go,
    read_gradle,
    read_maven,
    read_npm,
    read_pyproject,
)
from gazetteer.sources._repository_readme import first_paragraph

name = "repository"
version = 2

MANIFESTS: dict[str, Reader] = {
    "pyproject.toml": read_pyproject,
    "package.json": read_npm,
    "go.mod": read_go,
    "Cargo.toml": read_cargo,
    "pom.xml": read_maven,
    "composer.json": read_composer,
    "build.gradle": read_gradle,
    "build.gradle.kts": read_gradle,
    "requirements.txt": marker("Python"),
    "setup.py": marker("Python"),
    "Gemfile": marker("Ruby"),
    "mix.exs": marker("Elixir"),
    "build.sbt": marker("Scala"),
    "Package.swift": marker("Swift"),
}
"""File name -> its reader; projects of .NET are known by their ending."""

patterns: tuple[str, ...] = (
    f"**/{{{','.join(MANIFESTS)}}}",
    "**/*.{csproj,fsproj}",
    "**/[Rr][Ee][Aa][Dd][Mm][Ee]{,.md,.markdown,.rst,.txt,.adoc}",
    "**/{Dockerfile,Containerfile}{,.*}",
    "**/{compose,docker-compose}{,.*}.{yml,yaml}",
)


def read(file: File, siblings: Siblings) -> Iterator[Record]:
    """Yields a `Package` for the file, for each built service of a compose file, or a fault for a broken manifest."""
    base = file.path.rpartition("/")[2]
    reader = MANIFESTS.get(base) or (read_dotnet if base.endswith("proj") else None)
    if reader is not None:
        found = reader(file, siblings)
        yield found if isinstance(found, Fault) else Fact(file.path, found)
    elif base.lower().startswith("readme"):
        paragraph = first_paragraph(file.path, file.text)
        place = Place(file.path)
        yield Fact(
            file.path, Package(kind="readme", folder=file.folder, place=place, paragraph=paragraph)
        )
    elif base.startswith(("Dockerfile", "Containerfile")):
        dockerfile = read_dockerfile(file)
        if dockerfile is not None:
            yield Fact(file.path, dockerfile)
    else:
        for service in read_compose(file, siblings):
            yield Fact(file.path, service)
