"""Versions with mike, end to end into a bare repository."""

import json
import subprocess
from pathlib import Path

import pytest

from .conftest import MKDOCS, Write, run

pytestmark = pytest.mark.slow


def git(root: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_two_versions_an_alias_and_the_switcher(shop: Write, tmp_path: Path) -> None:
    pytest.importorskip("mike")
    bare = tmp_path / "pages.git"
    settings = MKDOCS.replace(
        "  - gazetteer/gate\n", "  - gazetteer/gate\n  - mike: {canonical_version: latest}\n"
    ).replace("  - search\n", "  - gazetteer/search: {full_text: false}\n")
    settings += "site_url: https://example.org/docs/\nextra: {version: {provider: mike}}\n"
    root = shop({"mkdocs.yml": settings, ".gitignore": "site/\n"})
    subprocess.run(
        ["git", "-c", "init.defaultBranch=main", "init", "--bare", "-q", str(bare)], check=True
    )
    git(root, "-c", "init.defaultBranch=main", "init", "-q")
    git(root, "remote", "add", "origin", str(bare))
    git(root, "add", ".")
    git(root, "commit", "-qm", "One")
    first = run(root, "mike", "deploy", "--push", "1.0")
    assert first.returncode == 0, first.stderr
    cart = root / "services/cart/catalog-info.yaml"
    cart.write_text(cart.read_text().replace("title: Cart", "title: Basket"))
    git(root, "commit", "-qam", "Two")
    second = run(root, "mike", "deploy", "--push", "2.0", "latest")
    assert second.returncode == 0, second.stderr

    def show(path: str) -> str:
        return git(bare, "show", f"gh-pages:{path}")

    versions = json.loads(show("versions.json"))
    assert [(v["version"], v["aliases"]) for v in versions] == [("2.0", ["latest"]), ("1.0", [])]
    page = "catalog/default/component/cart/index.html"
    assert "<title>Cart - Corner shop</title>" in show(f"1.0/{page}")
    assert "<title>Basket - Corner shop</title>" in show(f"2.0/{page}")
    assert '"provider":"mike"' in show(f"1.0/{page}").replace(" ", "")
    assert 'rel="canonical" href="https://example.org/docs/latest/catalog/' in show(f"1.0/{page}")
    # Each version finds its own names.
    index = "assets/gazetteer-search/names.js"
    assert '"catalog/default/component/cart/","Cart"' in show(f"1.0/{index}")
    assert '"catalog/default/component/cart/","Basket"' in show(f"2.0/{index}")
    # Nothing inside a version points out of it.
    assert 'href="/' not in show(f"1.0/{page}")
    assert json.loads(show("2.0/catalog.json"))["schema"] == "gazetteer.catalog/1"
