"""Surveying a folder: its tree, history, cache and day are found here, for both doors alike."""

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gazetteer.errors import TreeError, UndecidedError
from gazetteer.model.survey import Site, Survey
from gazetteer.repo.cache import RecordCache, default_cache_path
from gazetteer.repo.git import find_repository
from gazetteer.repo.gittree import GitTree
from gazetteer.repo.log import read_history
from gazetteer.repo.tree import Tree
from gazetteer.repo.worktree import WorkingTree
from gazetteer.settings import Settings
from gazetteer.surveyor import survey
from gazetteer.surveyor.day import day_of_judgement
from gazetteer.surveyor.progress import StreamProgress


@dataclass(frozen=True)
class Surveyed:
    """A survey with the tree that it was made from, for files that pages copy."""

    survey: Survey
    tree: Tree


def survey_folder(
    root: Path, settings: Settings, site: Site, *, ref: str = "", as_of: date | None = None
) -> Surveyed:
    """Surveys a folder as it lies on disk, or as a git ref has it, without a checkout.

    Args:
        root: the folder.
        settings: the user's choices.
        site: what pages must know.
        ref: anything that names a commit; empty for what lies on disk.
        as_of: the day that dates are judged by; without it, see `day_of_judgement`.

    Raises:
        TreeError: there is no such folder or ref, or git refuses.
        UndecidedError: there is no such ref, but this clone does not hold everything.
        SettingsError: the settings name what does not exist.
    """
    tree = _tree_at(root, ref) if ref else WorkingTree(root)
    changed = frozenset() if isinstance(tree, GitTree) else tree.uncommitted
    history = read_history(root, ref or "HEAD", uncommitted=changed)
    cache = RecordCache(default_cache_path(root))
    try:
        found = survey(
            tree,
            settings,
            today=as_of or day_of_judgement(history, os.environ, date.today()),
            history=history,
            cache=cache,
            site=site,
            progress=StreamProgress(),
        )
    finally:
        cache.close()
    return Surveyed(found, tree)


def _tree_at(root: Path, ref: str) -> GitTree:
    try:
        return GitTree(root, ref)
    except TreeError as error:
        repository = find_repository(root)
        if repository and (repository.shallow or repository.partial):
            raise UndecidedError(str(error)) from error
        raise
