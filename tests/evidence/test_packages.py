"""Language, version and README of an entity."""

from gazetteer.evidence.packages import About, Packages
from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.fact import Fact
from gazetteer.model.package import Package
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref


def about(*packages, folder="cart", evidence=()):
    facts = [Fact(package.place.path, package) for package in packages]
    entity = Entity(
        ref=Ref.of("component", "cart"),
        name="cart",
        place=Place("x"),
        source="test",
        folder=folder,
        evidence=evidence,
    )
    return Packages(Catalog.of(facts)).about(entity)


def package(kind, path, **more):
    return Package(kind=kind, folder=path.rpartition("/")[0], place=Place(path), **more)


GO = package("go", "cart/go.mod", name="x/cart", language="Go")
NPM = package("npm", "cart/package.json", name="assets", version="1.0", language="JavaScript")


def test_each_value_comes_with_its_place():
    readme = package("readme", "cart/README.md", paragraph="Keeps carts.")
    assert about(GO, NPM, readme) == About(
        language="Go",
        language_place=Place("cart/go.mod"),
        version="1.0",
        version_place=Place("cart/package.json"),
        readme="cart/README.md",
        paragraph="Keeps carts.",
    )


def test_nobody_says_anything():
    assert about(package("go", "other/go.mod", language="Go")) == About()


def test_a_manifest_without_name_speaks_last():
    tools = package("pyproject", "cart/pyproject.toml", language="Python")
    assert about(tools, NPM).language == "JavaScript"


def test_evidence_below_the_folder_speaks_too_evidence_elsewhere_does_not():
    below = package("dotnet", "cart/src/Cart.csproj", name="Cart", language="C#")
    elsewhere = package("cargo", "pay/Cargo.toml", name="pay", version="3", language="Rust")
    evidence = ("cart/src/Cart.csproj", "pay/compose.yml")
    found = about(below, elsewhere, evidence=evidence)
    assert (found.language, found.version) == ("C#", "")
