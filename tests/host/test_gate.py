"""The plugin `gazetteer/gate`: exit codes whatever MkDocs' switches say."""

import pytest

from .conftest import MKDOCS, Build, Write

pytestmark = pytest.mark.slow
DEAD = {"docs/index.md": "# W\n\nSee [it](gone.md).\n"}


@pytest.mark.parametrize("options", [(), ("-q",), ("--strict", "-q"), ("-v",)])
def test_red_on_a_dead_link_under_any_switch(
    shop: Write, build: Build, options: tuple[str, ...]
) -> None:
    root = shop(DEAD)
    done = build(root, *options)
    assert done.returncode == 1, done.stderr
    assert "docs/index.md:3" in done.stderr
    assert (root / "site/index.html").is_file()
    assert "Traceback" not in done.stderr


def test_green_when_all_is_well(shop: Write, build: Build) -> None:
    done = build(shop({}), "-q")
    assert done.returncode == 0, done.stderr


def test_never_lets_pass(shop: Write, build: Build) -> None:
    never = MKDOCS.replace("  - gazetteer\n", "  - gazetteer: {fail_on: never}\n")
    assert build(shop({**DEAD, "mkdocs.yml": never})).returncode == 0


def test_alone_on_any_site(shop: Write, build: Build) -> None:
    alone = "site_name: x\nplugins: [gazetteer/gate]\n"
    done = build(shop({**DEAD, "mkdocs.yml": alone}), "-q")
    assert done.returncode == 1, done.stderr
    assert "gone.md" in done.stderr


def test_alone_and_clean(shop: Write, build: Build) -> None:
    alone = "site_name: x\nplugins: [gazetteer/gate]\n"
    done = build(shop({"docs/index.md": "# W\n\nFine.\n", "mkdocs.yml": alone}), "-q")
    assert done.returncode == 0, done.stderr
