"""Real git repositories in temporary folders."""

import os
import subprocess
from pathlib import Path

import pytest


class Sandbox:
    """A repository and the ways a test changes it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._day = 0
        root.mkdir(parents=True, exist_ok=True)
        if not any(root.iterdir()):
            self.git("init", "-q")

    def git(self, *arguments: str, author: str = "Ann <ann@example.org>") -> str:
        name, _, email = author.removesuffix(">").partition(" <")
        when = f"{1767225600 + self._day * 86400} +0000"  # 2026-01-01 and as many days as there are commits
        environment = os.environ | {
            "GIT_AUTHOR_NAME": name,
            "GIT_AUTHOR_EMAIL": email,
            "GIT_COMMITTER_NAME": name,
            "GIT_COMMITTER_EMAIL": email,
            "GIT_AUTHOR_DATE": when,
            "GIT_COMMITTER_DATE": when,
        }
        settings = ("-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always")
        result = subprocess.run(
            ["git", "-C", str(self.root), *settings, *arguments],
            env=environment,
            capture_output=True,
            check=False,
        )
        assert result.returncode == 0, result.stderr.decode()
        return result.stdout.decode().strip()

    def write(self, files: dict[str, str | bytes]) -> None:
        for path, content in files.items():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            raw = content.encode() if isinstance(content, str) else content
            (self.root / path).write_bytes(raw)

    def commit(
        self,
        subject: str = "change",
        files: dict[str, str | bytes] | None = None,
        *,
        author: str = "Ann <ann@example.org>",
    ) -> str:
        """Commits everything there is, a day after the commit before; returns its id."""
        self._day += 1
        self.write(files or {})
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", subject, author=author)
        return self.git("rev-parse", "HEAD")

    def clone(self, to: Path, *options: str) -> "Sandbox":
        """A clone by way of the file transport, so that depth and filters are obeyed."""
        self.git("config", "uploadpack.allowFilter", "true")
        self.git("config", "uploadpack.allowAnySHA1InWant", "true")
        self.git("clone", "-q", *options, f"file://{self.root}", str(to))
        return Sandbox(to)


@pytest.fixture(autouse=True)
def _own_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """The developer's own configuration of git decides nothing."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)


@pytest.fixture
def repo(tmp_path: Path) -> Sandbox:
    return Sandbox(tmp_path / "repo")
