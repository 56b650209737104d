"""Which folders become components where nobody declares any."""

import pytest
import yaml

from gazetteer.evidence.discovery import discovered
from gazetteer.extension import File
from gazetteer.formats.globs import compile_glob
from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref
from gazetteer.settings import Settings
from gazetteer.sources import repository

NPM = '{"name": "%s", "description": "from npm"}'
DOCKER = "FROM node:24\n"


class Tree:
    def __init__(self, paths):
        self.exists = paths.__contains__


def catalog(files, *entities):
    tests = [compile_glob(pattern) for pattern in repository.patterns]
    facts = [
        fact
        for path, text in sorted(files.items())
        if any(test(path) for test in tests)
        for fact in repository.read(File(path, text), Tree(files))
    ]
    return Catalog.of([*facts, *entities])


def found(files, *entities, **settings):
    entities = discovered(catalog(files, *entities), Settings(**settings))
    return {entity.folder: (entity.name, entity.type) for entity in entities}


def declared(folder=""):
    return Entity(
        ref=Ref.of("component", "known"),
        name="known",
        place=Place("x.yaml"),
        source="descriptor",
        folder=folder,
    )


def test_an_image_makes_a_service_and_a_package_a_library():
    files = {
        "src/cart/Dockerfile": DOCKER,
        "src/cart/README.md": "# C\n\nKeeps carts.\n",
        "libs/money/package.json": NPM % "m",
    }
    cart, money = sorted(discovered(catalog(files), Settings()), key=lambda entity: entity.name)
    assert (cart.name, cart.type, cart.description, cart.folder) == (
        "cart",
        "service",
        "Keeps carts.",
        "src/cart",
    )
    assert (cart.place, cart.evidence) == (
        Place("src/cart/Dockerfile", 1),
        ("src/cart/Dockerfile",),
    )
    assert (money.name, money.type, money.description) == ("money", "library", "from npm")


def test_declared_components_stop_it_unless_it_is_wanted():
    files = {"cart/Dockerfile": DOCKER, "pay/Dockerfile": DOCKER}
    assert found(files, declared("cart")) == {}
    assert found(files, declared("cart"), discover="always") == {"pay": ("pay", "service")}
    assert found(files, discover="never") == {}


@pytest.mark.parametrize(
    ("files", "folders"),
    [
        (["cart/src/Dockerfile", "cart/docker/web/Dockerfile"], ["cart"]),
        (["services/web/Dockerfile", "services/app/Dockerfile"], ["services/app", "services/web"]),
        (["web/Dockerfile", "server/Dockerfile"], ["server", "web"]),
        (["cart/Dockerfile", "cart/proxy/Dockerfile"], ["cart"]),
        (["shop/Dockerfile", "shop/services/pay/Dockerfile"], ["shop", "shop/services/pay"]),
        (["back/package.json", "back/cart/Dockerfile"], ["back/cart"]),
        (["Dockerfile", "package.json"], [""]),
        (["package.json", "cart/Dockerfile"], ["cart"]),
        (["Dockerfile", "libs/money/package.json"], ["", "libs/money"]),
    ],
)
def test_the_folder_that_names_the_thing(files, folders):
    texts = {path: NPM % "x" if path.endswith("json") else DOCKER for path in files}
    assert sorted(found(texts)) == folders


@pytest.mark.parametrize(
    "path",
    [
        *(
            "tests/smoke/Dockerfile",
            "mock-users/Dockerfile",
            "cart-e2e/Dockerfile",
            "docs/Dockerfile",
        ),
        *("scripts/seed/Dockerfile", ".devcontainer/Dockerfile", "terraform/runner/Dockerfile"),
    ],
)
def test_what_stands_aside_does_not_count(path):
    assert found({path: DOCKER}) == {}


@pytest.mark.parametrize(
    "image", ["postgres:17", "ghcr.io/x/localstack/localstack:4@sha256:ab", "mongodb", "cp-kafka:8"]
)
def test_images_of_other_peoples_software_do_not_count(image):
    files = {"db/Dockerfile": f"FROM {image}\n", "compose.yml": "services: {db: {build: db}}"}
    assert found(files) == {}


@pytest.mark.parametrize("image", ["temporalio:1", "natsuki:2", "python:3"])
def test_images_that_only_sound_like_them_do(image):
    assert list(found({"x/Dockerfile": f"FROM {image}\n"})) == ["x"]


def test_a_manifest_that_only_configures_tools_is_no_component():
    assert (
        found({"cart/pyproject.toml": "[tool.ruff]\n", "pay/package.json": '{"private": true}'})
        == {}
    )


def test_equal_names_are_told_apart_by_the_folders_above():
    files = dict.fromkeys(
        ["eu/shop/cart/Dockerfile", "us/shop/cart/Dockerfile", "pay/Dockerfile"], DOCKER
    )
    assert sorted(name for name, _ in found(files).values()) == [
        "eu-shop-cart",
        "pay",
        "us-shop-cart",
    ]


def test_names_are_such_as_the_catalog_allows():
    assert [name for name, _ in found({"Mein Dienst (neu)/Dockerfile": DOCKER}).values()] == [
        "Mein-Dienst-neu"
    ]
    assert found({"package.json": NPM % "@acme/web"}) == {"": ("web", "library")}
    assert found({"Dockerfile": DOCKER}, name="Acme Shop") == {"": ("Acme-Shop", "service")}


def test_four_real_monorepos(corpora):
    """Bars of the whole: 0.9 of the services found, 0.75 of what is called a service is one.

    A service counts as found by its folder as well as by its name: some repositories call it differently in each file.
    """
    needed = hits = reported = right = 0
    for expected_file in sorted((corpora / "monorepos").glob("*/expected.yaml")):
        root = expected_file.parent
        expected = yaml.safe_load(expected_file.read_text(encoding="utf-8"))
        files = {
            str(path.relative_to(root)): path.read_text(encoding="utf-8")
            for path in root.rglob("*")
            if path.is_file() and path.suffix != ".tsv"
        }
        services = [e for e in discovered(catalog(files), Settings()) if e.type == "service"]

        def is_it(truth, entity):
            names = {truth["name"].lower(), *(alias.lower() for alias in truth.get("aliases", ()))}
            return entity.name.lower() in names or entity.folder == truth.get("path")

        truths = [*expected["services"], *expected["optional_services"]]
        needed += len(expected["services"])
        hits += sum(
            any(is_it(truth, entity) for entity in services) for truth in expected["services"]
        )
        reported += len(services)
        right += sum(any(is_it(truth, entity) for truth in truths) for entity in services)
        unwanted = {name.lower() for name in expected["not_services"]}
        assert not unwanted & {entity.name.lower() for entity in services}
    assert needed == 31
    assert hits / needed >= 0.9
    assert right / reported >= 0.75
