"""From a MkDocs configuration to a survey: the root, the settings, the keys that say something about the site."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from mkdocs.config.base import ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from gazetteer.errors import GazetteerError, SettingsError
from gazetteer.settings import Settings, site_of
from gazetteer.surveyor import configured
from gazetteer.surveyor.folder import Surveyed, survey_folder

Errors = list[tuple[str, Exception]]
GATE = "gazetteer/gate"
"""The plugin that judges the links of pages as the site shows them."""


def read_settings(options: Mapping[str, Any]) -> tuple[Settings, Errors]:
    """The plugin's block as settings, or everything that is wrong with it."""
    try:
        return configured.read_settings(_switched_off(options)), []
    except SettingsError as error:
        told = [problem.partition(": ") for problem in error.problems]
        return Settings(), [(key, ValidationError(text)) for key, _, text in told]


def root_of(config: MkDocsConfig) -> Path:
    """The folder of mkdocs.yml: what is surveyed."""
    file = config.config_file_path
    return Path(file).resolve().parent if file else Path.cwd()


def path_in_tree(file: File, config: MkDocsConfig) -> str:
    """The path of a source file of MkDocs below the root that is surveyed; empty for one that lies elsewhere."""
    path = Path(file.abs_src_path).resolve() if file.abs_src_path else None
    root = root_of(config)
    return path.relative_to(root).as_posix() if path and path.is_relative_to(root) else ""


def survey_site(
    config: MkDocsConfig, settings: Settings, written: dict[str, str] | None = None
) -> Surveyed:
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
    site = msgspec.structs.replace(
        site_of(settings, theme, root.name),
        index="" if config.use_directory_urls else "index.html",
        written=written or {},
        gated=_folder_of_pages(config, root) if GATE in config.plugins else "",
    )
    try:
        return survey_folder(root, _without_site(config, settings, root), site)
    except SettingsError as error:
        raise PluginError("\n".join(("gazetteer:", *error.problems))) from error
    except GazetteerError as error:
        raise PluginError(f"gazetteer: {error}") from error


def _folder_of_pages(config: MkDocsConfig, root: Path) -> str:
    """Where the pages lie below the root, ending in `/`; empty when they lie elsewhere."""
    docs = Path(config.docs_dir).resolve()
    return f"{docs.relative_to(root).as_posix()}/" if root in docs.parents else ""


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
    if not isinstance(choice, dict):
        return choice
    levelled = {**choice, "severity": "off"} if choice.get("severity") is False else choice
    entries = levelled.get("when")
    if isinstance(entries, list):
        return {
            **levelled,
            "when": [_off(entry) if entry is not False else entry for entry in entries],
        }
    return levelled
