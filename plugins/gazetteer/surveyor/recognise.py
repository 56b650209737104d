"""A text read as the decision record that it is, or was, at a path, without a tree around it."""

from collections.abc import Callable
from functools import partial

from gazetteer.extension import File
from gazetteer.model.catalog import Catalog
from gazetteer.model.decision import Decision, DecisionLog
from gazetteer.model.fact import Fact
from gazetteer.model.place import Place
from gazetteer.repo.tree import MemoryTree
from gazetteer.settings import DecisionsSettings, Settings
from gazetteer.sources import decisions
from gazetteer.sources._decisions_paths import Logs
from gazetteer.surveyor.gather import Dependencies, RecordingSiblings
from gazetteer.surveyor.logs import logs_of

USUAL = DecisionsSettings()


def recogniser(catalog: Catalog, settings: Settings) -> Callable[[str, str], Decision | None]:
    """Reads the path and text of a version as the record that it is, by the settings and logs of a project."""
    logs = logs_of(settings, (value for values in catalog.facts.values() for value in values))
    return partial(as_decision, choices=settings.decisions, logs=logs)


def as_decision(
    path: str, text: str, choices: DecisionsSettings = USUAL, logs: Logs | None = None
) -> Decision | None:
    """What the record says about itself; None when it is none. Ties to other records lead nowhere.

    Args:
        path: where it stands.
        text: the whole file.
        choices: the settings on decisions.
        logs: the folders that settings and files of the tree name; None when it is known that the path's is one.
    """
    if logs is None:
        folder = path.rpartition("/")[0]
        logs = Logs(named=(DecisionLog(folder, Place(path)),))
    alone = RecordingSiblings(MemoryTree({}), Dependencies({}))
    source = decisions.configured(choices, logs)
    values = (r.value for r in source.read(File(path, text), alone) if isinstance(r, Fact))
    return next((value for value in values if isinstance(value, Decision)), None)
