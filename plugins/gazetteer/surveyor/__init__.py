"""The survey: gather, link, judge, silence."""

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from time import perf_counter

from gazetteer.evidence.ownership import chosen_owners
from gazetteer.extension import Check
from gazetteer.formats.text import decode
from gazetteer.model.catalog import Catalog, Reader, Record, unreadable
from gazetteer.model.finding import Finding
from gazetteer.model.history import History
from gazetteer.model.ownership import OwnersAnswer
from gazetteer.model.survey import Site, Survey
from gazetteer.repo.cache import RecordCache
from gazetteer.repo.tree import Tree
from gazetteer.settings import Settings
from gazetteer.surveyor.configured import demand_fitting
from gazetteer.surveyor.gather import gather
from gazetteer.surveyor.judge import judge, options_at
from gazetteer.surveyor.link import link
from gazetteer.surveyor.logs import named_logs, told
from gazetteer.surveyor.parts import all_checks, rule_texts, sources_in_use
from gazetteer.surveyor.progress import Progress
from gazetteer.surveyor.silenced import silenced
from gazetteer.surveyor.since import Base, only_worse


@dataclass(frozen=True)
class Gathered:
    """What the files of a tree say, each by itself.

    Attributes:
        records: of all files, in path order.
        paths: path -> content id of every file of the tree; what is excluded is not read, but a link to it holds.
        seconds: wall time that reading took.
    """

    records: Sequence[Record]
    paths: Mapping[str, str]
    seconds: float


def gathered(
    tree: Tree,
    settings: Settings,
    *,
    cache: RecordCache | None = None,
    progress: Progress | None = None,
) -> Gathered:
    """The first step of a survey, which needs no history; the arguments and errors are those of `survey`."""
    demand_fitting(settings)
    began = perf_counter()
    progress = progress or _silent
    cache = cache or RecordCache(None)
    paths = tree.paths()
    with patient_collector():
        sources = sources_in_use(settings)
        logs = named_logs(tree, paths, sources, settings=settings, cache=cache, progress=progress)
        sources = told(sources, settings, logs, paths)
        records = gather(tree, paths, sources, settings=settings, cache=cache, progress=progress)
        return Gathered([*logs, *records], paths, perf_counter() - began)


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
    files: Gathered | None = None,
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
        files: the tree's, when they were gathered before.

    Raises:
        SettingsError: the settings name rules, options or sources that do not exist.
    """
    progress = progress or _silent
    files = files or gathered(tree, settings, cache=cache, progress=progress)
    clock = _Clock({"read": files.seconds})
    read = reader(tree)
    with patient_collector():
        catalog = link(
            files.records,
            files.paths,
            settings,
            history or History(),
            today,
            read=read,
            past=past,
            base=base,
        )
        clock.lap("link")
        checks = checks_in_use(settings)
        judged = judge(catalog, checks, settings, progress)
        site = site or Site(name=settings.name or tree.name, directory=settings.directory)
        found = Survey(
            catalog=catalog,
            findings=silenced(
                judged, settings, catalog, (check.rule for check in checks), gated=site.gated
            ),
            site=site,
            rules=rule_texts(checks),
            options=options_at(catalog, checks, settings),
            seconds=clock.laps,
            owners=_asked(catalog, settings),
            read=read,
        )
        found = only_worse(found, base) if base else found
        clock.lap("check")
    return found


def base_of(
    tree: Tree,
    settings: Settings,
    files: Gathered,
    *,
    today: date,
    history: History,
    past: Reader,
    upstream: Mapping[str, str],
) -> Base:
    """A tree to compare with; it is judged only by the rules, and where they can, at the paths that are asked about."""
    read = reader(tree)
    catalog = link(files.records, files.paths, settings, history, today, read=read, past=past)

    def judged(rules: Collection[str], paths: Collection[str] | None) -> Iterable[Finding]:
        checks = [check for check in checks_in_use(settings) if check.rule.id in rules]
        found = judge(replace(catalog, asked=paths), checks, settings, _silent)
        return silenced(found, settings, catalog, (check.rule for check in checks))

    return Base(catalog, judged, upstream)


def checks_in_use(settings: Settings) -> Sequence[Check]:
    """The checks that the settings leave on."""
    return [check for check in all_checks() if not settings.is_off(check.rule.id)]


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

    def __init__(self, laps: dict[str, float]) -> None:
        self.laps = laps
        self._last = perf_counter()

    def lap(self, step: str) -> None:
        now = perf_counter()
        self.laps[step] = now - self._last
        self._last = now


def reader(tree: Tree) -> Reader:
    """What gives the text of a file of the tree to those who come after the sources."""

    def read(path: str) -> str | None:
        content = tree.read(path)
        text = None if content is None else decode(content)
        return text if isinstance(text, str) else None

    return read


def _silent(_step: str, _done: int, _total: int) -> None:
    """Tells nobody."""
