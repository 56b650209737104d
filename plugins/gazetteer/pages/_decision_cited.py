"""How often a decision is cited: a sign of how much hangs on it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from gazetteer.evidence.links import Resolved, resolve
from gazetteer.model.document import Document
from gazetteer.pages._decision_records import Logged
from gazetteer.pages.view import View


def citations(view: View, records: Sequence[Logged]) -> Mapping[str, int]:
    """Path of a record -> how many documents and other records link to it.

    What it replaced and what replaced it do not count.
    """
    by_ref = {record.ref: record for record in records}
    names = {path.rpartition("/")[2].partition(".")[0].lower() for path in view.decisions}
    names |= {path.rpartition("/")[0].rpartition("/")[2].lower() for path in view.decisions}
    by: dict[str, set[str]] = defaultdict(set)
    for path in view.catalog.facts:
        for document in view.catalog.facts_of(path, Document):
            for link in document.links:
                last = link.target.partition("#")[0].rstrip("/").rpartition("/")[2]
                if last.partition(".")[0].lower() not in names:
                    continue
                found = resolve(view.catalog, path, link)
                if isinstance(found, Resolved) and found.path in view.decisions:
                    by[found.path].add(path)
    for record in records:
        path = record.entity.place.path
        for tie in record.decision.links:
            by[tie.target].add(path)
        # Being replaced is no praise, and replacing neither.
        for ref in (*record.after, *record.before):
            if ref in by_ref:
                by[by_ref[ref].entity.place.path].discard(path)
    return {path: len(others - {path}) for path, others in by.items()}
