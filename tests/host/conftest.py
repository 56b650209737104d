"""A small repository with a site, and a way to build it with a real MkDocs."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

MKDOCS = """
site_name: Corner shop
theme: {name: material, font: false}
plugins:
  - search
  - gazetteer
  - gazetteer/links
  - gazetteer/gate
"""
SHOP = """
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: cart
  title: Cart
  description: Keeps what a customer wants. See [the shelf](docs/shelf.md).
  annotations: {backstage.io/techdocs-ref: "dir:."}
  links: [{url: https://example.org/runbook, title: Runbook, type: runbook}]
spec: {type: service, lifecycle: experimental, owner: group:default/shop, providesApis: [cart-v1]}
---
apiVersion: backstage.io/v1alpha1
kind: API
metadata: {name: cart-v1, description: The cart over HTTP.}
spec:
  type: openapi
  lifecycle: production
  owner: group:default/shop
  definition: {$text: ./openapi.yaml}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: shop, description: Sells.}
spec: {type: team, children: []}
"""
OPENAPI = """
openapi: 3.0.3
info: {title: Cart, version: 1.0.0}
paths:
  /items:
    get:
      operationId: listItems
      summary: List what is in the cart
      responses: {"200": {description: ok}}
"""
FILES = {
    "mkdocs.yml": MKDOCS,
    "docs/index.md": "# Welcome\n\nThe heart is [[component:cart]].\n",
    "services/cart/catalog-info.yaml": SHOP,
    "services/cart/openapi.yaml": OPENAPI,
    "services/cart/README.md": "# Cart\n\nHolds things.\n",
    "services/cart/docs/shelf.md": "# The shelf\n\nOf [[api:cart-v1]].\n\n## Boards\n\nWood.\n",
    "decisions/0001-sell-milk.md": "# 1. Sell milk\n\nDate: 2026-01-01\n\n## Status\n\nSuperseded by [2](0002-sell-oat-milk.md)\n",  # noqa: E501 # a file on one line
    "decisions/0002-sell-oat-milk.md": "# 2. Sell oat milk\n\nDate: 2026-02-01\n\n## Status\n\nAccepted\n\nSupersedes [1](0001-sell-milk.md)\n",  # noqa: E501 # a file on one line
}

Write = Callable[[dict[str, str]], Path]
Build = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def shop(tmp_path: Path) -> Write:
    """Writes the repository, with some files replaced or (empty text) left out."""

    def write(changed: dict[str, str]) -> Path:
        root = tmp_path / "shop"
        for path, text in {**FILES, **changed}.items():
            if text:
                file = root / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, "utf-8")
        return root

    return write


def run(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Runs a module of this environment (`mike`: its script) in a folder, without the user's git configuration."""
    scripts = Path(sys.executable).parent
    environment = {
        **{key: value for key, value in os.environ.items() if key != "CI"},
        "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "NO_MKDOCS_2_WARNING": "1",
        "XDG_CACHE_HOME": str(root.parent / "cache"),
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.org",
    }
    return subprocess.run(
        [str(scripts / "mike"), *command[1:]]
        if command[0] == "mike"
        else [sys.executable, "-m", *command],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def build() -> Build:
    """Builds a site; the host is `mkdocs` or `properdocs`."""

    def built(root: Path, *options: str, host: str = "mkdocs") -> subprocess.CompletedProcess[str]:
        return run(root, host, "build", *options)

    return built
