"""How an entity is run, as the files of its folder and those that name it say."""

from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.running import Running

ORDER = ("compose", "make", "npm", "pyproject", "procfile", "dockerfile", "kubernetes")
"""The nearest to a newcomer's own machine first."""


class Runs:
    """Answers how entities are run; made once for a catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._by_folder: dict[str, list[Running]] = {}
        self._by_name: dict[str, list[Running]] = {}
        for path in catalog.facts:
            for running in catalog.facts_of(path, Running):
                if running.folder or not running.name:
                    self._by_folder.setdefault(running.folder, []).append(running)
                if running.name:
                    self._by_name.setdefault(running.name.lower(), []).append(running)

    def of(self, entity: Entity) -> tuple[Running, ...]:
        """What its own folder says, then services and workloads of its name; only the latter for the whole tree.

        The folder of several entities runs none of them in particular, and so does the root of a tree.
        """
        own = self._by_folder.get(entity.folder, ()) if entity.folder else ()
        named = self._by_name.get(entity.name.lower(), ())
        found = dict.fromkeys([*own, *named])
        # A service that is built in the folder under another name is a variant of it.
        return tuple(sorted(found, key=lambda running: (ORDER.index(running.kind), running.place)))
