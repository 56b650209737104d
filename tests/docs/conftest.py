"""The example repository of the guides, on disk."""

import os
import subprocess
from pathlib import Path

import pytest

from .guides import EXAMPLE


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example repository, with one commit."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GAZETTEER_CACHE", "off")
    monkeypatch.delenv("CI", raising=False)
    root = tmp_path / "shop"
    for path, text in EXAMPLE.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    who = ("-c", "user.name=Ana", "-c", "user.email=ana@example.com")
    for arguments in (
        ("-c", "init.defaultBranch=main", "init", "-q"),
        ("add", "."),
        (*who, "commit", "-q", "-m", "Begin"),
    ):
        subprocess.run(("git", *arguments), cwd=root, check=True)
    return root
