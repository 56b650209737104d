"""Two versions of a poor little catalog, kept by mike: switching between them, and a service that nobody described."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .conftest import served

pytestmark = pytest.mark.browser

POOR = "catalog/default/component/a-service-nobody-ever-found-the-time-to-write-anything-about/"
SETTINGS = """\
site_name: Corner shop
site_url: https://example.org/docs/
theme: {name: material, font: false}
extra: {version: {provider: mike}}
plugins:
  - gazetteer/search: {full_text: false}
  - gazetteer
  - mike: {canonical_version: latest}
"""
COMPONENT = """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: %s}
spec: {type: service, lifecycle: production, owner: nobody}
---
"""


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where 1.0 (with `till`) and 2.0 (with `till` renamed to `checkout`) are served."""
    pytest.importorskip("mike")
    root = tmp_path_factory.mktemp("versions")
    scripts = Path(sys.executable).parent
    environment = {
        **os.environ,
        "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "NO_MKDOCS_2_WARNING": "1",
        **{f"GIT_{who}_NAME": "A" for who in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{who}_EMAIL": "a@example.org" for who in ("AUTHOR", "COMMITTER")},
    }

    def run(*command: str) -> None:
        subprocess.run(
            command, cwd=root, env=environment, capture_output=True, timeout=120, check=True
        )

    (root / "docs").mkdir()
    (root / "docs/index.md").write_text("# Shop\n", "utf-8")
    (root / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    run("git", "-c", "init.defaultBranch=main", "init", "-q")
    for version, name in (("1.0", "till"), ("2.0", "checkout")):
        text = "".join(COMPONENT % one for one in (name, POOR.split("/")[-2]))
        (root / "catalog-info.yaml").write_text(text, "utf-8")
        run("git", "add", "docs", "mkdocs.yml", "catalog-info.yaml")
        run("git", "commit", "-qm", version)
        run(str(scripts / "mike"), "deploy", "--update-aliases", version, "latest")
    (root / "pages").mkdir()
    run("git", "--work-tree=pages", "checkout", "gh-pages", "--", ".")
    with served(root / "pages") as where:
        yield where


def test_from_a_page_of_one_version_to_the_same_of_another(browser: Any, versions: str) -> None:
    page = browser.new_page()
    page.goto(f"{versions}2.0/{POOR}")
    page.locator(".md-version__current").focus()
    page.locator(".md-version__link", has_text="1.0").click()
    page.wait_for_url(f"**/1.0/{POOR}")
    page.goto(f"{versions}1.0/catalog/components/")
    assert page.locator("article a", has_text="till").count() == 1
    assert page.locator("article a", has_text="checkout").count() == 0
    page.close()


def test_each_version_finds_its_own(browser: Any, versions: str) -> None:
    page = browser.new_page()
    for version, name, other in (("1.0", "till", "checkout"), ("2.0", "checkout", "till")):
        page.goto(f"{versions}{version}/catalog/")
        page.keyboard.press("/")
        page.keyboard.type(name)
        found = page.locator(f"[role=option][href*='/component/{name}/']").first
        found.wait_for(timeout=10_000)
        found.click()
        page.wait_for_url(f"**/{version}/catalog/default/component/{name}/**")
        assert page.request.get(page.url.replace(name, other)).status == 404
    page.close()


@pytest.mark.parametrize("width", [320, 1440])
def test_a_service_that_nobody_described_answers_all_the_same(
    browser: Any, versions: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{versions}2.0/{POOR}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    answers = page.locator(".gz-answers")
    assert answers.locator("h2").count() == 6
    for words in ("nobody", "no decision recorded", "not documented"):
        assert words in answers.inner_text()
    box = answers.bounding_box()
    assert box
    if width > 1000:
        assert box["y"] + box["height"] <= 900
    page.close()
