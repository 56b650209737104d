"""The logs of decisions that a tree and its settings name, told to the sources before they read."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from gazetteer.extension import Source
from gazetteer.model.catalog import Record
from gazetteer.model.decision import DecisionLog
from gazetteer.model.fact import Fact
from gazetteer.repo.cache import RecordCache
from gazetteer.repo.tree import Tree
from gazetteer.settings import Settings
from gazetteer.sources import decision_logs, decisions, documents
from gazetteer.sources._decisions_log import namesakes
from gazetteer.sources._decisions_paths import Logs
from gazetteer.surveyor.gather import gather
from gazetteer.surveyor.progress import Progress


def named_logs(
    tree: Tree,
    paths: Mapping[str, str],
    sources: Sequence[Source],
    *,
    settings: Settings,
    cache: RecordCache,
    progress: Progress,
) -> tuple[Record, ...]:
    """What files of the tree say about logs: facts, and faults for folders that are not there.

    Nothing, when none of the sources would want to know.
    """
    if not {source.name for source in sources} & {decisions.name, documents.name}:
        return ()
    found = gather(tree, paths, (decision_logs,), settings=settings, cache=cache, progress=progress)
    # What cannot be read at all, the sources for those files report.
    return tuple(r for r in found if getattr(r, "kind", "decision") == "decision")


def logs_of(settings: Settings, facts: Iterable[object]) -> Logs:
    """The logs that the settings and the facts of a tree name."""
    named = tuple(value for value in facts if isinstance(value, DecisionLog))
    return Logs(settings.decisions.folders, settings.decisions.leave_out, named)


def told(
    sources: Sequence[Source], settings: Settings, found: Sequence[Record], paths: Iterable[str]
) -> tuple[Source, ...]:
    """The sources, those that must know of logs with that knowledge."""
    logs = logs_of(settings, (record.value for record in found if isinstance(record, Fact)))
    logs = msgspec.structs.replace(logs, apart=namesakes(paths, logs))
    knowing: Mapping[str, Source] = {
        decisions.name: decisions.configured(settings.decisions, logs),
        documents.name: documents.configured(logs),
    }
    return tuple(knowing.get(source.name, source) for source in sources)
