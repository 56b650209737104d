"""The project at hand: its root, its settings wherever they are written, and its survey."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from gazetteer.errors import SettingsError, TreeError
from gazetteer.formats.yaml import Problem, load
from gazetteer.model.history import History
from gazetteer.model.survey import Survey
from gazetteer.repo.cache import RecordCache, default_cache_path
from gazetteer.repo.gittree import GitTree
from gazetteer.repo.log import read_history
from gazetteer.repo.worktree import WorkingTree
from gazetteer.settings import Settings, parse_settings, site_of
from gazetteer.surveyor import survey
from gazetteer.surveyor.progress import StreamProgress


@dataclass(frozen=True)
class Project:
    """A folder with the settings that hold in it.

    Attributes:
        origin: the file that the settings come from; empty when the defaults hold.
        theme: the keys of `mkdocs.yml` that pages need (`site_name`, `repo_url`, `edit_uri`, `site_url`).
    """

    root: Path
    settings: Settings
    origin: str
    theme: Mapping[str, str]

    def survey(self, *, at: str = "", as_of: date | None = None) -> Survey:
        """Surveys the working tree, or a git ref without checking it out.

        Raises:
            TreeError: the folder or the ref does not exist.
        """
        tree = GitTree(self.root, at) if at else WorkingTree(self.root)
        changed = frozenset() if isinstance(tree, GitTree) else tree.uncommitted
        history = read_history(self.root, at or "HEAD", uncommitted=changed)
        cache = RecordCache(default_cache_path(self.root))
        try:
            return survey(
                tree,
                self.settings,
                today=as_of or today(history),
                history=history,
                cache=cache,
                site=site_of(self.settings, self.theme, self.root.resolve().name),
                progress=StreamProgress(),
            )
        finally:
            cache.close()


def today(history: History) -> date:
    """The date to judge by: in CI the date of the commit, so that a verdict never changes by waiting."""
    if os.environ.get("CI") and history.commits:
        return date.fromisoformat(history.commits[0].date)
    return date.today()


def open_project(root: Path) -> Project:
    """Finds the settings: the plugin's block in mkdocs.yml, `[tool.gazetteer]` in pyproject.toml, or gazetteer.yml.

    Raises:
        TreeError: there is no such folder.
        SettingsError: a settings file cannot be read or holds faults.
    """
    if not root.is_dir():
        raise TreeError(f"{root}: there is no such folder")
    mkdocs = _yaml(root / "mkdocs.yml")
    theme = {
        key: str(mkdocs[key])
        for key in ("site_name", "repo_url", "edit_uri", "site_url")
        if mkdocs.get(key)
    }
    for origin, block in (
        ("mkdocs.yml", _plugin_block(mkdocs)),
        ("pyproject.toml", _tool_block(root / "pyproject.toml")),
        ("gazetteer.yml", _yaml(root / "gazetteer.yml") or None),
    ):
        if block is not None:
            return Project(root, parse_settings(block), origin, theme)
    return Project(root, Settings(), "", theme)


def _plugin_block(mkdocs: Mapping[str, Any]) -> Mapping[str, Any] | None:
    plugins = mkdocs.get("plugins")
    entries = plugins if isinstance(plugins, list) else [plugins]
    for entry in entries:
        if entry == "gazetteer":
            return {}
        if isinstance(entry, dict) and "gazetteer" in entry:
            return entry["gazetteer"] or {}
    return None


def _tool_block(path: Path) -> Mapping[str, Any] | None:
    if not path.is_file():
        return None
    try:
        block = tomllib.loads(path.read_text("utf-8")).get("tool", {}).get("gazetteer")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError((f"{path.name}: {error}",)) from error
    return block if isinstance(block, dict) else None


def _yaml(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        document = load(path.read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise SettingsError((f"{path.name}: {error}",)) from error
    if isinstance(document, Problem):
        raise SettingsError((f"{path.name}:{document.line}: {document.message}",))
    return document.value if isinstance(document.value, dict) else {}
