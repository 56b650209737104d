"""Small real projects, and the command run on them in this process or as one of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from gazetteer.cli import main

SHOP = {
    "teams.yaml": """\
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: shop
  description: Builds the shop
spec:
  type: team
  children: []
""",
    "services/cart/catalog-info.yaml": """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: cart
  description: Holds what a customer wants to buy
spec:
  type: service
  lifecycle: production
  owner: shop
  providesApis: [cart-api]
---
apiVersion: backstage.io/v1alpha1
kind: API
metadata:
  name: cart-api
  description: Puts things into the cart
spec:
  type: openapi
  lifecycle: production
  owner: shop
  definition:
    $text: ./openapi.yaml
""",
    "services/cart/openapi.yaml": """\
openapi: 3.0.3
info: {title: Cart, version: 1.0.0}
paths:
  /carts:
    get:
      operationId: listCarts
      summary: All carts
      responses: {"200": {description: The carts}}
""",
    "services/cart/README.md": "# Cart\n\nHolds what a customer wants to buy.\n",
    "services/cart/docs/runbook.md": (
        "# Runbook of the cart\n\n## Symptoms\n\n## Diagnosis\n\n## Mitigation\n\nRestart it.\n\n"
        "## Escalation\n\n## Rollback\n"
    ),
    "decisions/0001-use-one-cart.md": """\
---
status: accepted
date: 2026-01-02
decision-makers: [Ann]
---

# Use one cart

## Context and Problem Statement

How many carts?

## Decision Outcome

One.
""",
    ".github/CODEOWNERS": "/services/ @acme/shop\n/services/cart/docs/\n",
}
"""A project without a finding."""

TEAMLESS = SHOP["services/cart/catalog-info.yaml"].replace("owner: shop", "owner: nobody", 1)
"""The cart of a team that does not exist: one error."""


class Folder:
    """A folder, the ways a test changes it, and the command in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._day = 0
        root.mkdir(parents=True, exist_ok=True)

    def write(self, files: dict[str, str | bytes]) -> "Folder":
        for path, content in files.items():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            raw = content.encode() if isinstance(content, str) else content
            (self.root / path).write_bytes(raw)
        return self

    def git(self, *arguments: str) -> str:
        # 2026-01-01 and as many days as there are commits
        when = {f"GIT_{who}_DATE": f"{1767225600 + self._day * 86400} +0000" for who in WHO}
        result = subprocess.run(
            ["git", "-C", str(self.root), "-c", "protocol.file.allow=always", *arguments],
            env=os.environ | when,
            capture_output=True,
            check=False,
        )
        assert result.returncode == 0, result.stderr.decode()
        return result.stdout.decode().strip()

    def commit(self, files: dict[str, str | bytes] | None = None) -> str:
        """Commits everything there is, a day after the commit before; returns its id."""
        if not (self.root / ".git").exists():
            self.git("-c", "init.defaultBranch=main", "init", "-q")
        self._day += 1
        self.write(files or {})
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "change")
        return self.git("rev-parse", "HEAD")

    def run(self, *arguments: str, code: int | None = 0) -> Result:
        """Runs the command in this process; nothing but an exit may end it, with a code if one is given."""
        result = CliRunner().invoke(main, ["-C", str(self.root), *arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
        assert code in {None, result.exit_code}, f"{result.stdout}\n{result.stderr}"
        return result

    def json(self, *arguments: str, code: int = 0) -> dict[str, Any]:
        """The one object that `--format json` prints."""
        return json.loads(self.run(*arguments, "--format", "json", code=code).stdout)

    def spawn(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
        """Runs the command as a process of its own; there is never a traceback, and it always ends."""
        result = subprocess.run(
            [sys.executable, "-m", "gazetteer", "-C", str(self.root), *arguments],
            env=os.environ | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert b"Traceback" not in result.stderr, result.stderr.decode()
        return result


WHO = ("AUTHOR", "COMMITTER")


@pytest.fixture(autouse=True)
def _known_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the developer's git nor the machine's CI decides anything."""
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)
    for who in WHO:
        monkeypatch.setenv(f"GIT_{who}_NAME", "Ann")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "ann@example.org")
    for name in ("CI", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GAZETTEER_CACHE", "off")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """An empty folder, outside git."""
    return Folder(tmp_path / "shop")


@pytest.fixture
def plain(folder: Folder) -> Folder:
    """The shop in a plain folder."""
    return folder.write(SHOP)


@pytest.fixture
def repo(plain: Folder) -> Folder:
    """The shop in a git repository with one commit, of 2 January 2026."""
    plain.commit()
    return plain
