"""The project at hand: its root, its settings wherever they are written, and its survey."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
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
        gated: folder of the pages that `gazetteer/gate` judges again, ending in `/`; empty without that plugin.
    """

    root: Path
    settings: Settings
    theme: Mapping[str, str]
    gated: str = ""

    def survey(
        self, *, at: str | None = None, since: str | None = None, as_of: date | None = None
    ) -> Survey:
        """Surveys the working tree, or a git ref without checking it out; `since` counts only what is worse than there.

        Raises:
            TreeError: git refuses, or there is no such ref.
            UndecidedError: there is no such ref, but this clone does not hold everything; or there is no base.
        """
        site = site_of(self.settings, self.theme, self.root.name)
        site = msgspec.structs.replace(site, gated=self.gated)
        return survey_folder(
            self.root, self.settings, site, ref=at or "", since=since or "", as_of=as_of
        ).survey

    def without(self, *patterns: str) -> "Project":
        """The same project with some more paths left out of the survey."""
        exclude = (*self.settings.exclude, *patterns)
        settings = msgspec.structs.replace(self.settings, exclude=exclude)
        return replace(self, settings=settings)


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
    gated = _inside(root, site, "docs_dir", "docs") if site.has_plugin("gazetteer/gate") else ""
    settings = written.read() if written else Settings()
    found = Project(root, settings, theme, f"{gated}/" if gated else "")
    built = _inside(root, site, "site_dir", "site")
    return found.without(f"{built}/**") if built else found


def _inside(root: Path, site: SiteFile, key: str, usual: str) -> str:
    """A folder that mkdocs.yml names, relative to the root; empty without that file, or where it lies elsewhere."""
    if not site.documents:
        return ""
    path = (root / str(site.get(key) or usual)).resolve()
    inside = path.is_relative_to(root.resolve()) and path != root.resolve()
    return path.relative_to(root.resolve()).as_posix() if inside else ""
