"""Ties between decision records that only one of the two mentions, written into the other."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gazetteer.cli._record_file import reader, target
from gazetteer.cli._record_status import with_status
from gazetteer.cli._record_ties import with_supersedes
from gazetteer.model.catalog import Catalog
from gazetteer.model.decision import Decision
from gazetteer.model.finding import Finding
from gazetteer.settings import Settings

RULE = "decision-unlinked"
_BACK = {"supersedes": "supersededBy", "supersededBy": "supersedes"}
_MARK = "\ufeff"


class Tie(NamedTuple):
    """What a record leaves out: that it supersedes another, or is superseded by it."""

    silent: str
    type: str
    telling: str


def one_sided(catalog: Catalog, findings: Iterable[Finding]) -> Iterator[Tie]:
    """The ties that findings tell of and that can be written without deciding anything.

    A record that still counts as accepted stays as it is: that another supersedes it is for people to say.
    """
    for finding in findings:
        type_, _, telling = finding.subject.partition(" ")
        silent = catalog.fact(finding.place.path, Decision)
        other = catalog.fact(telling, Decision)
        if finding.rule != RULE or type_ not in _BACK or not silent or not other:
            continue
        whole = any(
            tie.type == _BACK[type_] and tie.target == finding.place.path and not tie.partial
            for tie in other.links
        )
        if whole and (type_ == "supersedes" or silent.status == "superseded"):
            yield Tie(finding.place.path, type_, telling)


def with_tie(catalog: Catalog, settings: Settings, text: str, tie: Tie) -> str:
    """The text of a record with a tie; as it is where only a person can write it."""
    other = catalog.fact(tie.telling, Decision)
    if other is None:
        return text
    mark = _MARK if text.startswith(_MARK) else ""
    body, read = text.removeprefix(_MARK), reader(settings)
    named = target(tie.silent, tie.telling, other)
    if tie.type == "supersedes":
        edited = with_supersedes(tie.silent, body, named, read)
    else:
        edited = with_status(tie.silent, body, "superseded", named, read)
    return text if edited is None else mark + edited
