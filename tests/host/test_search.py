"""The plugin `gazetteer/search` in a real build: what it writes, what it keeps away, and when it runs Pagefind."""

import json
import os
import re
from pathlib import Path

import pytest

from .conftest import MKDOCS, Build, Write

pytestmark = pytest.mark.slow
OURS = MKDOCS.replace("  - search\n", "  - gazetteer/search\n")
NAMES_ONLY = MKDOCS.replace("  - search\n", "  - gazetteer/search: {full_text: false}\n")
ASSETS = "site/assets/gazetteer-search"


def index(root: Path) -> dict[str, object]:
    text = (root / ASSETS / "names.js").read_text("utf-8")
    calls = re.findall(r'^gazetteerPart\("(\w+)",(.*)\);$', text, re.MULTILINE)
    return {name: json.loads(value) for name, value in calls}


def rows(root: Path) -> dict[str, str]:
    """Name -> address of everything in the index; of namesakes the first."""
    return {row[1]: row[0] for row in reversed(index(root)["n0"])}  # type: ignore[call-overload]


def test_everything_is_in_the_index_and_the_themes_is_gone(shop: Write, build: Build) -> None:
    root = shop({"mkdocs.yml": NAMES_ONLY})
    done = build(root, "--strict")
    assert done.returncode == 0, done.stderr
    found = rows(root)
    assert found["Cart"] == "catalog/default/component/cart/"
    assert found["GET /items"].startswith("catalog/default/api/cart-v1/#")
    assert found["Sell oat milk"].startswith("catalog/default/decision/")
    assert found["Welcome"] == ""
    assert found["Components"] == "catalog/components/"
    assert not (root / "site/search").exists()
    home = (root / "site/index.html").read_text("utf-8")
    assert 'role="combobox"' in home
    assert 'name="search"' not in home, "the theme's script would fetch its index"
    # A page of a person can be found by any of its words.
    words = "\n".join(str(part) for name, part in index(root).items() if name[0] == "w")
    assert re.search(r"^heart\t", words, re.MULTILINE)


@pytest.mark.parametrize("order", [1, -1])
def test_beside_the_themes_search_ours_wins(shop: Write, build: Build, order: int) -> None:
    both = ("  - search\n", "  - gazetteer/search: {full_text: false}\n")[::order]
    root = shop({"mkdocs.yml": MKDOCS.replace("  - search\n", "".join(both))})
    done = build(root)
    assert done.returncode == 0, done.stderr
    assert "Cart" in rows(root)
    assert not (root / "site/search").exists()
    assert 'name="search"' not in (root / "site/index.html").read_text("utf-8")


def test_switched_off_the_themes_search_is_back(shop: Write, build: Build) -> None:
    plugins = "  - search\n  - gazetteer/search: {enabled: false}\n"
    root = shop({"mkdocs.yml": MKDOCS.replace("  - search\n", plugins)})
    done = build(root)
    assert done.returncode == 0, done.stderr
    assert not (root / ASSETS).exists()
    assert (root / "site/search/search_index.json").is_file()
    assert 'name="search"' in (root / "site/index.html").read_text("utf-8")


def test_a_theme_without_the_box_keeps_its_own(shop: Write, build: Build) -> None:
    plugins = "  - search\n  - gazetteer/search\n"
    text = MKDOCS.replace("  - search\n", plugins).replace("material, font: false", "mkdocs")
    root = shop({"mkdocs.yml": text})
    done = build(root)
    assert done.returncode == 0, done.stderr
    assert "no search box to replace" in done.stderr
    assert (root / "site/search/search_index.json").is_file()
    assert not (root / ASSETS).exists()


def test_without_the_catalog_written_pages_are_found(shop: Write, build: Build) -> None:
    text = "site_name: x\ntheme: material\nplugins: [{gazetteer/search: {full_text: false}}]\n"
    root = shop({"mkdocs.yml": text})
    done = build(root)
    assert done.returncode == 0, done.stderr
    assert list(rows(root)) == ["Welcome"]


def test_a_page_that_asks_not_to_be_found_is_not(shop: Write, build: Build) -> None:
    hidden = "---\nsearch: {exclude: true}\n---\n# Secret garden\n"
    root = shop({"mkdocs.yml": NAMES_ONLY, "docs/hidden.md": hidden})
    build(root)
    assert "Secret garden" not in rows(root)


def test_links_name_files_where_the_site_is_read_from_disk(shop: Write, build: Build) -> None:
    root = shop({"mkdocs.yml": NAMES_ONLY + "use_directory_urls: false\n"})
    build(root)
    for uri in rows(root).values():
        assert (root / "site" / uri.partition("#")[0]).is_file(), uri


def test_properdocs_gets_the_same_index(shop: Write, build: Build) -> None:
    pytest.importorskip("properdocs")
    root = shop({"mkdocs.yml": NAMES_ONLY})
    build(root)
    before = (root / ASSETS / "names.js").read_bytes()
    done = build(root, host="properdocs")
    assert done.returncode == 0, done.stderr
    assert (root / ASSETS / "names.js").read_bytes() == before


def test_full_text_is_indexed_once_and_again_when_a_page_changes(shop: Write, build: Build) -> None:
    pytest.importorskip("pagefind_bin")
    root = shop({"mkdocs.yml": OURS})
    done = build(root)
    assert done.returncode == 0, done.stderr
    bundle = root / ASSETS / "pagefind"
    assert (bundle / "pagefind.js").is_file()
    assert not list(bundle.glob("*ui*")), "only the engine"
    assert index(root)["m"]["text"] is True  # type: ignore[index]
    fragments = {path.name for path in (bundle / "fragment").iterdir()}
    (kept,) = (root.parent / "cache/gazetteer").glob("*.search/*")
    stamp = kept.stat().st_mtime_ns
    build(root)
    assert {path.name for path in (bundle / "fragment").iterdir()} == fragments
    assert kept.stat().st_mtime_ns == stamp, "nothing has changed: it is not run again"
    (root / "docs/index.md").write_text("# Welcome\n\nA zebra.\n", "utf-8")
    build(root)
    assert {path.name for path in (bundle / "fragment").iterdir()} != fragments
    (renewed,) = (root.parent / "cache/gazetteer").glob("*.search/*")
    assert renewed != kept


def test_without_pagefind_names_are_found(
    shop: Write, build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    absent = tmp_path / "absent"
    absent.mkdir()
    (absent / "pagefind_bin.py").write_text("raise ImportError\n")
    path = os.pathsep.join(filter(None, (str(absent), os.environ.get("PYTHONPATH"))))
    monkeypatch.setenv("PYTHONPATH", path)
    root = shop({"mkdocs.yml": OURS})
    done = build(root, "--strict")
    assert done.returncode == 0, done.stderr
    assert "mkdocs-gazetteer[search]" in done.stderr
    assert index(root)["m"]["text"] is False  # type: ignore[index]
    assert not (root / ASSETS / "pagefind").exists()
