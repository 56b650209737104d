"""The project at hand: its root, its settings wherever they are written, and its survey."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from gazetteer.cli._settings_file import SiteFile, settings_file, site_file
from gazetteer.model.survey import Survey
from gazetteer.settings import Settings, site_of
from gazetteer.surveyor.folder import survey_folder


@dataclass(frozen=True)
class Project:
    """A folder with the settings that hold in it.

    Attributes:
        theme: the keys of `mkdocs.yml` that pages need (`site_name`, `repo_url`, `edit_uri`, `site_url`).
    """

    root: Path
    settings: Settings
    theme: Mapping[str, str]

    def survey(
        self, *, at: str | None = None, since: str | None = None, as_of: date | None = None
    ) -> Survey:
        """Surveys the working tree, or a git ref without checking it out; `since` counts only what is worse than there.

        Raises:
            TreeError: git refuses, or there is no such ref.
            UndecidedError: there is no such ref, but this clone does not hold everything; or there is no base.
        """
        site = site_of(self.settings, self.theme, self.root.name)
        return survey_folder(
            self.root, self.settings, site, ref=at or "", since=since or "", as_of=as_of
        ).survey

    def without(self, *patterns: str) -> "Project":
        """The same project with some more paths left out of the survey."""
        exclude = (*self.settings.exclude, *patterns)
        settings = msgspec.structs.replace(self.settings, exclude=exclude)
        return Project(self.root, settings, self.theme)


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
