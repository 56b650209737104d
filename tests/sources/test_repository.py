"""What READMEs, manifests, Dockerfiles and compose files say."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.extension import File
from gazetteer.formats.globs import compile_glob
from gazetteer.model.fact import Fact
from gazetteer.model.fault import Fault
from gazetteer.model.place import Place
from gazetteer.sources import repository


class Tree:
    def __init__(self, *paths):
        self.exists = paths.__contains__


def records(path, text, *others):
    return list(repository.read(File(path, text), Tree(*others)))


def package(path, text, *others):
    (fact,) = records(path, text, *others)
    assert isinstance(fact, Fact)
    assert fact.path == path
    return fact.value


def said(path, text, *others):
    found = package(path, text, *others)
    return found.kind, found.name, found.version, found.language


POM = """<?xml version="1.0"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <parent><artifactId>roof</artifactId><version>7</version></parent>
  <artifactId>ui</artifactId>
  <description>The shop's
    front</description>
  <dependencies><dependency><artifactId>x</artifactId><version>9</version></dependency></dependencies>
</project>
"""
CSPROJ = '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><Version>2.1</Version></PropertyGroup></Project>'


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (
            "a/pyproject.toml",
            '[project]\nname = "cart"\nversion = "1.2"\n',
            ("pyproject", "cart", "1.2", "Python"),
        ),
        (
            "pyproject.toml",
            '[tool.poetry]\nname = "c"\nversion = "3"\n',
            ("pyproject", "c", "3", "Python"),
        ),
        ("pyproject.toml", "[tool.ruff]\n", ("pyproject", "", "", "Python")),
        (
            "package.json",
            '{"name": "@acme/web", "version": "2.0"}',
            ("npm", "@acme/web", "2.0", "JavaScript"),
        ),
        ("package.json", '{"devDependencies": {"typescript": "5"}}', ("npm", "", "", "TypeScript")),
        ("package.json", '{"name": 3, "version": null}', ("npm", "", "", "JavaScript")),
        (
            "go.mod",
            "module example.com/cart // x\n\ngo 1.24\n",
            ("go", "example.com/cart", "", "Go"),
        ),
        (
            "Cargo.toml",
            '[package]\nname = "cart"\nversion.workspace = true\n',
            ("cargo", "cart", "", "Rust"),
        ),
        ("Cargo.toml", '[workspace]\nmembers = ["a"]\n', ("cargo", "", "", "Rust")),
        ("pom.xml", POM, ("maven", "ui", "7", "Java")),
        ("pom.xml", "<project><version>${revision}</version></project>", ("maven", "", "", "Java")),
        (
            "composer.json",
            '{"name": "acme/api", "version": "1"}',
            ("composer", "acme/api", "1", "PHP"),
        ),
        ("src/Cart.csproj", CSPROJ, ("dotnet", "Cart", "2.1", "C#")),
        (
            "build.gradle.kts",
            'plugins { kotlin("jvm") }\nversion = "1.0"\n',
            ("gradle", "", "1.0", "Kotlin"),
        ),
        ("requirements.txt", "flask\n", ("marker", "", "", "Python")),
    ],
)
def test_manifests(path, text, expected):
    assert said(path, text) == expected
    assert package(path, text).folder == path.rpartition("/")[0]


def test_a_configured_compiler_makes_it_typescript():
    assert said("web/package.json", "{}", "web/tsconfig.json")[3] == "TypeScript"


def test_descriptions_are_one_line():
    assert package("pom.xml", POM).description == "The shop's front"


@pytest.mark.parametrize(
    ("path", "text", "code", "line"),
    [
        ("pyproject.toml", '[project]\nname = "x\n', "toml", 2),
        ("Cargo.toml", "a = " + "[" * 20_000, "toml", 0),
        ("pyproject.toml", "a = " + "9" * 10_000, "toml", 0),
        ("package.json", '{\n  "name": }', "json", 2),
        ("package.json", "[" * 20_000, "json", 1),
        ("composer.json", '["x"]', "json", 1),
        ("pom.xml", "<project>\n<version>1</project>", "xml", 2),
        ("pom.xml", "", "xml", 1),
    ],
)
def test_a_broken_manifest_is_a_fault_at_its_line(path, text, code, line):
    (fault,) = records(path, text)
    assert isinstance(fault, Fault)
    assert (fault.kind, fault.code, fault.place.line) == ("file", code, line)
    assert fault.mend


def test_entities_of_xml_never_expand():
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE p [<!ENTITY l0 "ha">{levels}]>\n<project><version>&l9;</version></project>'
    (fault,) = records("pom.xml", bomb)
    assert "document type" in fault.message
    (fault,) = records("pom.xml", '<!DOCTYPE p SYSTEM "file:///etc/passwd">\n<project/>')
    assert (fault.code, fault.place.line) == ("xml", 1)


def test_ten_thousand_elements_deep():
    start = time.process_time()
    assert (
        said("pom.xml", "<project>" + "<a>" * 10_000 + "</a>" * 10_000 + "</project>")[0] == "maven"
    )
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("path", "text", "paragraph"),
    [
        (
            "README.md",
            "---\nx: 1\n---\n[![ci](b.svg)](x)\n\n# Cart\n\n<p>logo</p>\n\nKeeps **carts**\nof [users](u).\n\nMore.\n",
            "Keeps carts of users.",
        ),
        ("README.md", "# Only\n\n## Titles\n", ""),
        (
            "README.rst",
            "====\nCart\n====\n\n.. image:: x\n\n|ci| Keeps ``carts``\nof `users <u>`_.\n",
            "Keeps carts of users.",
        ),
        ("README.rst", "Cart\n----\nIntro under it.\n\nKeeps *carts*.\n", "Keeps carts."),
        ("README", "CART\n\nKeeps carts.\n", "Keeps carts."),
        ("readme.adoc", "= Cart\n:toc:\n\nKeeps carts.\n", "Keeps carts."),
        ("README.txt", "", ""),
    ],
)
def test_the_first_paragraph_of_a_readme(path, text, paragraph):
    found = package(path, text)
    assert (found.kind, found.paragraph) == ("readme", paragraph)


def test_a_first_paragraph_after_a_wall_of_badges():
    badges = "[![b](https://img.example/badge.svg)](https://example.com)\n\n" * 100
    assert (
        package("README.md", f"# Cart\n\n{badges}\nKeeps carts.\n\n## Run\n").paragraph
        == "Keeps carts."
    )


def test_a_dockerfile_ends_on_an_image():
    text = "# x\nFROM --platform=amd64 golang:1.26@sha256:ab AS build\nRUN x\nFROM python:3.14 as Base\nFROM base\n"
    found = package("a/Dockerfile", text)
    assert (found.image, found.language, found.place.line) == ("python:3.14", "Python", 5)
    assert records("Dockerfile.dockerignore", "node_modules\n") == []


def test_compose_services_that_are_built_here():
    text = """\
services:
  cart: {build: ../cart}
  shop:
    build: {context: .., dockerfile: shop/docker/Dockerfile}
  db: {image: postgres}
  gone: {build: ./gone}
  out: {build: ../../../etc}
  net: {build: "https://example.com/x.git"}
  odd: 3
"""
    found = records("deploy/compose.yaml", text, "cart/Dockerfile", "shop/docker/Dockerfile")
    assert [(f.value.name, f.value.folder) for f in found] == [
        ("cart", "cart"),
        ("shop", "shop/docker"),
    ]
    assert found[0].value.place == Place("deploy/compose.yaml", 2, 3, "services.cart")
    assert records("compose.yml", "services: [") == []


@pytest.mark.parametrize(
    "path",
    [
        *("README.md", "a/readme.rst", "README", "Dockerfile", "x/Dockerfile.debug", "compose.yml"),
        *("a/docker-compose.dev.yaml", "pom.xml", "a/b/go.mod", "A.csproj", "build.gradle.kts"),
    ],
)
def test_files_it_wants(path):
    assert any(compile_glob(pattern)(path) for pattern in repository.patterns)


@pytest.mark.parametrize(
    "path", ["READMES.md", "xDockerfile", "src/go.mod.txt", "composed.yml", "catalog-info.yaml"]
)
def test_files_it_leaves(path):
    assert not any(compile_glob(pattern)(path) for pattern in repository.patterns)


NAMES = [*repository.MANIFESTS, "A.csproj", "README.md", "README.rst", "Dockerfile", "compose.yaml"]


@given(
    name=st.sampled_from(NAMES), text=st.text(alphabet=st.characters(codec="utf-8"), max_size=200)
)
def test_no_text_is_too_odd(name, text):
    for record in records(name, text):
        assert isinstance(record, Fact | Fault)
