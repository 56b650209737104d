"""From a MkDocs configuration to a survey: the root, the settings, the keys that say something about the site."""

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from mkdocs.config.base import ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from gazetteer.errors import GazetteerError, SettingsError
from gazetteer.formats.text import decode
from gazetteer.model.survey import Survey
from gazetteer.repo.cache import RecordCache, default_cache_path
from gazetteer.repo.log import read_history
from gazetteer.repo.tree import Tree
from gazetteer.repo.worktree import open_tree
from gazetteer.settings import Settings, parse_settings, site_of
from gazetteer.surveyor import survey
from gazetteer.surveyor.progress import StreamProgress

Errors = list[tuple[str, Exception]]


def read_settings(options: Mapping[str, Any]) -> tuple[Settings, Errors]:
    """The plugin's block as settings, or everything that is wrong with it."""
    try:
        return parse_settings(_switched_off(options)), []
    except SettingsError as error:
        told = [problem.partition(": ") for problem in error.problems]
        return Settings(), [(key, ValidationError(text)) for key, _, text in told]


def root_of(config: MkDocsConfig) -> Path:
    """The folder of mkdocs.yml: what is surveyed."""
    file = config.config_file_path
    return Path(file).resolve().parent if file else Path.cwd()


def survey_site(
    config: MkDocsConfig, settings: Settings, written: dict[str, str] | None = None
) -> tuple[Survey, Tree]:
    """Surveys the folder of mkdocs.yml.

    Args:
        config: of the site.
        settings: of the plugin.
        written: path in the tree -> URL of the pages that people wrote for the site.

    Raises:
        PluginError: the folder cannot be read, or the settings name what does not exist.
    """
    root = root_of(config)
    keys = ("site_name", "repo_url", "edit_uri", "site_url")
    theme = {key: str(config[key]) for key in keys if config[key]}
    cache = RecordCache(default_cache_path(root))
    try:
        tree = open_tree(root)
        history = read_history(root, "HEAD")
        site = msgspec.structs.replace(
            site_of(settings, theme, root.name),
            index="" if config.use_directory_urls else "index.html",
            written=written or {},
        )
        # In CI the date of the commit, so that a verdict never changes by waiting.
        dated = bool(os.environ.get("CI")) and bool(history.commits)
        found = survey(
            tree,
            _without_site(config, settings, root),
            today=date.fromisoformat(history.commits[0].date) if dated else date.today(),
            history=history,
            cache=cache,
            site=site,
            progress=StreamProgress(),
        )
    except SettingsError as error:
        raise PluginError("\n".join(("gazetteer:", *error.problems))) from error
    except GazetteerError as error:
        raise PluginError(f"gazetteer: {error}") from error
    finally:
        cache.close()
    return replace(found, read=lambda path: _text(tree, path)), tree


def _text(tree: Tree, path: str) -> str | None:
    content = tree.read(path)
    text = None if content is None else decode(content)
    return text if isinstance(text, str) else None


def _without_site(config: MkDocsConfig, settings: Settings, root: Path) -> Settings:
    """Leaves out the site that was built before, where git does not ignore it."""
    site = Path(config.site_dir).resolve()
    if root not in site.parents:
        return settings
    built = f"{site.relative_to(root).as_posix()}/**"
    return msgspec.structs.replace(settings, exclude=(*settings.exclude, built))


def _switched_off(options: Mapping[str, Any]) -> dict[str, Any]:
    """MkDocs reads YAML 1.1, where `off` is False; in `rules:` it means the word."""
    block = dict(options)
    rules = block.get("rules")
    if isinstance(rules, dict):
        block["rules"] = {rule: _off(choice) for rule, choice in rules.items()}
    return block


def _off(choice: object) -> object:
    if choice is False:
        return "off"
    if isinstance(choice, dict) and choice.get("severity") is False:
        return {**choice, "severity": "off"}
    return choice
