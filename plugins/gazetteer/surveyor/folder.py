"""Surveying a folder: its tree, history, cache and day are found here, for both doors alike."""

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gazetteer.errors import TreeError, UndecidedError
from gazetteer.formats.text import decode
from gazetteer.model.catalog import Reader, unreadable
from gazetteer.model.survey import Site, Survey
from gazetteer.repo.cache import RecordCache, default_cache_path
from gazetteer.repo.git import find_repository
from gazetteer.repo.gittree import GitTree, fork_point
from gazetteer.repo.log import read_history
from gazetteer.repo.objects import Objects
from gazetteer.repo.tree import Tree
from gazetteer.repo.worktree import WorkingTree
from gazetteer.settings import Settings
from gazetteer.surveyor import survey
from gazetteer.surveyor.day import day_of_judgement
from gazetteer.surveyor.progress import StreamProgress
from gazetteer.surveyor.since import Base


@dataclass(frozen=True)
class Surveyed:
    """A survey with the tree that it was made from, for files that pages copy."""

    survey: Survey
    tree: Tree


def survey_folder(
    root: Path,
    settings: Settings,
    site: Site,
    *,
    ref: str = "",
    since: str = "",
    as_of: date | None = None,
    cache: RecordCache | None = None,
) -> Surveyed:
    """Surveys a folder as it lies on disk, or as a git ref has it, without a checkout.

    Args:
        root: the folder.
        settings: the user's choices.
        site: what pages must know.
        ref: anything that names a commit; empty for what lies on disk.
        since: anything that names a commit; what counted already where the history left it is silenced.
        as_of: the day that dates are judged by; without it, see `day_of_judgement`.
        cache: of the survey that this one is the base of; the caller closes it.

    Raises:
        TreeError: there is no such folder or ref, or git refuses.
        UndecidedError: there is no such ref, but this clone does not hold everything; or `since` cannot be compared
            with.
        SettingsError: the settings name what does not exist.
    """
    tree = _tree_at(root, ref) if ref else WorkingTree(root)
    changed = frozenset() if isinstance(tree, GitTree) else tree.uncommitted
    kept = default_cache_path(root)
    store = kept and kept.with_name(f"{kept.name}.log")
    history = read_history(root, ref or "HEAD", uncommitted=changed, store=store)
    today = as_of or day_of_judgement(history, os.environ, date.today())
    own = cache or RecordCache(kept, twice=bool(since))
    try:
        base = _base(root, settings, site, ref=ref or "HEAD", since=since, today=today, cache=own)
        found = survey(
            tree,
            settings,
            today=today,
            history=history,
            cache=own,
            site=site,
            progress=StreamProgress(),
            past=_past(root),
            base=base,
        )
    finally:
        if cache is None:
            own.close()
    return Surveyed(found, tree)


def _base(
    root: Path,
    settings: Settings,
    site: Site,
    *,
    ref: str,
    since: str,
    today: date,
    cache: RecordCache,
) -> Base | None:
    """The survey of the base that is compared with; a base that is absent leaves the question open."""
    if not since:
        return None
    try:
        upstream = GitTree(root, since)
        left = fork_point(root, since, ref)
        survey = survey_folder(root, settings, site, ref=left, as_of=today, cache=cache).survey
    except TreeError as error:
        raise UndecidedError(f"what is worse than at {since}: {error}") from error
    return Base(survey, upstream.paths())


def _past(root: Path) -> Reader:
    """What gives earlier versions of files, from the repository around a folder; nothing outside git."""
    objects = Objects(root)

    def past(blob: str) -> str | None:
        content = objects.read(blob) if blob else None
        text = None if content is None else decode(content)
        return text if isinstance(text, str) else None

    return past if find_repository(root) else unreadable


def _tree_at(root: Path, ref: str) -> GitTree:
    try:
        return GitTree(root, ref)
    except TreeError as error:
        repository = find_repository(root)
        if repository and (repository.shallow or repository.partial):
            raise UndecidedError(str(error)) from error
        raise
