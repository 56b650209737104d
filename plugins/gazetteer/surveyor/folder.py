"""Surveying a folder: its tree, history, cache and day are found here, for both doors alike."""

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path

from gazetteer.errors import TreeError, UndecidedError
from gazetteer.formats.text import decode
from gazetteer.model.catalog import Reader, unreadable
from gazetteer.model.survey import Site, Survey
from gazetteer.repo.cache import RecordCache, default_cache_path
from gazetteer.repo.git import Finder, find_repository
from gazetteer.repo.gittree import GitTree, fork_point
from gazetteer.repo.log import read_history
from gazetteer.repo.logstore import LogFile
from gazetteer.repo.objects import Objects
from gazetteer.repo.tree import Tree
from gazetteer.repo.worktree import WorkingTree
from gazetteer.settings import Settings
from gazetteer.surveyor import base_of, gathered, patient_collector, survey
from gazetteer.surveyor.configured import demand_fitting
from gazetteer.surveyor.day import day_of_judgement
from gazetteer.surveyor.progress import StreamProgress

FETCHED = (
    "have it fetched: `fetch-depth: 0` in a GitHub workflow, `GIT_DEPTH: 0` in GitLab, "
    "`git fetch --unshallow` or `git fetch origin` by hand"
)
"""What to do about a base that is not there."""
SHORT, KEPT = 20_000, 4_000
"""Characters of an earlier version that is kept, and how many of them are."""


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
) -> Surveyed:
    """Surveys a folder as it lies on disk, or as a git ref has it, without a checkout.

    Args:
        root: the folder.
        settings: the user's choices.
        site: what pages must know.
        ref: anything that names a commit; empty for what lies on disk.
        since: anything that names a commit; what counted already where the history left it is silenced.
        as_of: the day that dates are judged by; without it, see `day_of_judgement`.

    Raises:
        TreeError: there is no such folder or ref, or git refuses.
        UndecidedError: there is no such ref, but this clone does not hold everything; or `since` cannot be compared
            with.
        SettingsError: the settings name what does not exist.
    """
    demand_fitting(settings)
    find = cache(find_repository)
    tree = _tree_at(root, ref, find) if ref else WorkingTree(root, find=find)
    changed = frozenset() if isinstance(tree, GitTree) else tree.uncommitted
    kept = default_cache_path(root)
    store = LogFile(kept.with_name(f"{kept.name}.log")) if kept else None
    fork = _fork(root, since, ref or "HEAD", find) if since else None
    progress, past = StreamProgress(), _past(root) if find(root) else unreadable
    told_by_git = partial(read_history, root, store=store, find=find)
    with (
        closing(RecordCache(kept, twice=bool(fork))) as records,
        patient_collector(),
        ThreadPoolExecutor(1) as aside,
    ):
        # Git writes its log while the files are read.
        log = aside.submit(told_by_git, ref or "HEAD", uncommitted=changed)
        files = gathered(tree, settings, cache=records, progress=progress)
        earlier = fork and gathered(fork.left, settings, cache=records)
        history = log.result()
        today = as_of or day_of_judgement(history, os.environ, date.today())
        base = None
        if fork and earlier:
            then = told_by_git(fork.commit, uncommitted=frozenset())
            base = base_of(
                fork.left,
                settings,
                earlier,
                today=today,
                history=then,
                past=past,
                upstream=fork.upstream,
            )
        found = survey(
            tree,
            settings,
            today=today,
            history=history,
            site=site,
            progress=progress,
            past=past,
            base=base,
            files=files,
        )
    return Surveyed(found, tree)


@dataclass(frozen=True)
class _Fork:
    """Where a change left its base, as a tree, and the files of the base as it is now."""

    commit: str
    left: GitTree
    upstream: Mapping[str, str]


def _fork(root: Path, since: str, ref: str, find: Finder) -> _Fork:
    """A base that is absent leaves the question open."""
    try:
        upstream = GitTree(root, since, find=find)
        commit = fork_point(root, since, ref)
        return _Fork(commit, GitTree(root, commit, find=find), upstream.paths())
    except TreeError as error:
        raise UndecidedError(f"what is worse than at {since}: {error}; {FETCHED}") from error


def _past(root: Path) -> Reader:
    """What gives earlier versions of files, from the repository around a folder.

    A change and its base ask for much the same: short texts are kept.
    """
    objects = Objects(root)
    kept: dict[str, str] = {}

    def past(blob: str) -> str | None:
        if blob in kept:
            return kept[blob]
        content = objects.read(blob) if blob else None
        text = None if content is None else decode(content)
        if not isinstance(text, str):
            return None
        if len(text) <= SHORT and len(kept) < KEPT:
            kept[blob] = text
        return text

    return past


def _tree_at(root: Path, ref: str, find: Finder) -> GitTree:
    try:
        return GitTree(root, ref, find=find)
    except TreeError as error:
        repository = find(root)
        if repository and (repository.shallow or repository.partial):
            raise UndecidedError(str(error)) from error
        raise
