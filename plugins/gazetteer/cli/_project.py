"""The project at hand: its root, its settings wherever they are written, and its survey."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from gazetteer.cli._settings_file import SiteFile, settings_file, site_file
from gazetteer.errors import TreeError, UndecidedError
from gazetteer.model.survey import Survey
from gazetteer.repo.cache import RecordCache, default_cache_path
from gazetteer.repo.git import find_repository
from gazetteer.repo.gittree import GitTree
from gazetteer.repo.log import read_history
from gazetteer.repo.worktree import WorkingTree
from gazetteer.settings import Settings, site_of
from gazetteer.surveyor import survey
from gazetteer.surveyor.day import day_of_judgement
from gazetteer.surveyor.progress import StreamProgress


@dataclass(frozen=True)
class Project:
    """A folder with the settings that hold in it.

    Attributes:
        theme: the keys of `mkdocs.yml` that pages need (`site_name`, `repo_url`, `edit_uri`, `site_url`).
    """

    root: Path
    settings: Settings
    theme: Mapping[str, str]

    def survey(self, *, at: str | None = None, as_of: date | None = None) -> Survey:
        """Surveys the working tree, or a git ref without checking it out.

        Raises:
            TreeError: git refuses, or there is no such ref.
            UndecidedError: there is no such ref, but this clone does not hold everything.
        """
        tree = self._tree_at(at) if at else WorkingTree(self.root)
        changed = frozenset() if isinstance(tree, GitTree) else tree.uncommitted
        history = read_history(self.root, at or "HEAD", uncommitted=changed)
        cache = RecordCache(default_cache_path(self.root))
        try:
            return survey(
                tree,
                self.settings,
                today=as_of or day_of_judgement(history, os.environ, date.today()),
                history=history,
                cache=cache,
                site=site_of(self.settings, self.theme, self.root.name),
                progress=StreamProgress(),
            )
        finally:
            cache.close()

    def without(self, *patterns: str) -> "Project":
        """The same project with some more paths left out of the survey."""
        exclude = (*self.settings.exclude, *patterns)
        settings = msgspec.structs.replace(self.settings, exclude=exclude)
        return Project(self.root, settings, self.theme)

    def _tree_at(self, ref: str) -> GitTree:
        try:
            return GitTree(self.root, ref)
        except TreeError as error:
            repository = find_repository(self.root)
            if repository and (repository.shallow or repository.partial):
                raise UndecidedError(str(error)) from error
            raise


def open_project(root: Path) -> Project:
    """Finds the settings of a folder; without any the defaults hold.

    Raises:
        SettingsError: a settings file cannot be read or holds faults.
    """
    site = site_file(root)
    written = settings_file(root, site)
    theme = {
        key: str(value)
        for key in ("site_name", "repo_url", "edit_uri", "site_url")
        if (value := site.get(key))
    }
    found = Project(root, written.read() if written else Settings(), theme)
    built = _site_dir(root, site)
    return found.without(f"{built}/**") if built else found


def _site_dir(root: Path, site: SiteFile) -> str:
    """Where MkDocs builds the site, relative to the root; empty where it builds nothing or elsewhere."""
    if not site.documents:
        return ""
    path = (root / str(site.get("site_dir") or "site")).resolve()
    inside = path.is_relative_to(root.resolve()) and path != root.resolve()
    return path.relative_to(root.resolve()).as_posix() if inside else ""
