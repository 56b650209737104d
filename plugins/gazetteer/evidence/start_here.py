"""What teams wrote for newcomers: whose file it is, and where its steps lead."""

from collections.abc import Iterator

from gazetteer.evidence.links import Broken, Resolved, resolve
from gazetteer.model.catalog import Catalog
from gazetteer.model.document import DocumentLink
from gazetteer.model.ref import MalformedRef, Ref, parse_ref
from gazetteer.model.start_here import StartHere


def written(catalog: Catalog) -> Iterator[StartHere]:
    """Every `start-here.yml`, in path order."""
    for path in catalog.facts:
        yield from catalog.facts_of(path, StartHere)


def team_of(file: StartHere) -> Ref | None:
    """The group that a file is for; None for one of a role, or a name that is none."""
    ref = parse_ref(file.team, default_kind="group") if file.team else None
    return ref if isinstance(ref, Ref) and not isinstance(ref, MalformedRef) else None


def links(file: StartHere) -> Iterator[DocumentLink]:
    """Where its steps and tasks lead, in the order of the file."""
    yield from (step.link for step in file.read)
    yield from (task.link for task in file.tasks if task.link)


def followed(catalog: Catalog, file: StartHere, link: DocumentLink) -> Resolved | Broken:
    """Where one of its links leads; relative paths start at the file's folder."""
    return resolve(catalog, file.place.path, link)
