"""The survey: gather, link, judge, silence."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from time import perf_counter

from gazetteer.evidence.ownership import chosen_owners
from gazetteer.evidence.silence import silence
from gazetteer.formats.text import decode
from gazetteer.model.catalog import Catalog, Reader, unreadable
from gazetteer.model.history import History
from gazetteer.model.ownership import OwnersAnswer
from gazetteer.model.survey import Site, Survey
from gazetteer.repo.cache import RecordCache
from gazetteer.repo.tree import Tree
from gazetteer.settings import Settings
from gazetteer.surveyor.configured import demand_fitting, options_of
from gazetteer.surveyor.gather import gather
from gazetteer.surveyor.judge import judge
from gazetteer.surveyor.link import link
from gazetteer.surveyor.logs import named_logs, told
from gazetteer.surveyor.parts import all_checks, rule_texts, sources_in_use
from gazetteer.surveyor.progress import Progress
from gazetteer.surveyor.since import Base, only_worse


def survey(
    tree: Tree,
    settings: Settings,
    *,
    today: date,
    history: History | None = None,
    cache: RecordCache | None = None,
    site: Site | None = None,
    progress: Progress | None = None,
    past: Reader = unreadable,
    base: Base | None = None,
) -> Survey:
    """Surveys a tree.

    Args:
        tree: what to read; nothing else is opened.
        settings: the user's choices.
        today: the date by which dates are judged.
        history: what git knows of the tree; without it, what hangs on it is unknown.
        cache: of records; without it every file is read.
        site: what pages must know about the site.
        progress: told how far each step is.
        past: gives earlier versions of files, by name of their blob.
        base: what the tree is compared with; what counted there already is silenced.

    Raises:
        SettingsError: the settings name rules, options or sources that do not exist.
    """
    progress = progress or _silent
    demand_fitting(settings)
    clock = _Clock()
    paths = tree.paths()
    cache = cache or RecordCache(None)
    with patient_collector():
        sources = sources_in_use(settings)
        logs = named_logs(tree, paths, sources, settings=settings, cache=cache, progress=progress)
        sources = told(sources, settings, logs, paths)
        records = gather(tree, paths, sources, settings=settings, cache=cache, progress=progress)
        gathered = [*logs, *records]
    clock.lap("read")
    # What is excluded is not read, but it exists: a link to it is not broken.
    read = _reader(tree)
    catalog = link(
        gathered, paths, settings, history or History(), today, read=read, past=past, base=base
    )
    clock.lap("link")
    checks = [check for check in all_checks() if settings.level(check.rule.id) != "off"]
    findings, unused = silence(judge(catalog, checks, settings, progress), settings, read, today)
    clock.lap("check")
    found = Survey(
        catalog=catalog,
        findings=findings,
        site=site or Site(name=settings.name or tree.name, directory=settings.directory),
        rules=rule_texts(checks),
        options={check.rule.id: options_of(check, settings) for check in checks},
        unused=unused,
        seconds=clock.laps,
        owners=_asked(catalog, settings),
        read=read,
    )
    return only_worse(found, base.survey) if base else found


def _asked(catalog: Catalog, settings: Settings) -> Callable[[str], OwnersAnswer | None]:
    """Answers for paths; the file is made ready when somebody asks."""
    ready = lru_cache(maxsize=1)(lambda: chosen_owners(catalog, settings))

    def asked(path: str) -> OwnersAnswer | None:
        owners = ready()
        return owners.answer(path) if owners else None

    return asked


@contextmanager
def patient_collector() -> Iterator[None]:
    """Lets garbage wait: a run makes millions of objects that all stay, and looking through them costs a third."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 50, 1_000)
    try:
        yield
    finally:
        gc.set_threshold(*before)


class _Clock:
    """Wall seconds of each step, for the summary line."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = perf_counter()

    def lap(self, step: str) -> None:
        now = perf_counter()
        self.laps[step] = now - self._last
        self._last = now


def _reader(tree: Tree) -> Reader:
    """What gives the text of a file of the tree to those who come after the sources."""

    def read(path: str) -> str | None:
        content = tree.read(path)
        text = None if content is None else decode(content)
        return text if isinstance(text, str) else None

    return read


def _silent(_step: str, _done: int, _total: int) -> None:
    """Tells nobody."""
