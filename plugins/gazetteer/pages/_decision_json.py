"""`decisions.json`: the log for other programs; its shape is `schemas/decisions.json`."""

import json
from collections.abc import Iterator
from typing import Any

from gazetteer.model.history import Commit
from gazetteer.model.page import Asset
from gazetteer.model.place import Place
from gazetteer.pages._decision_log import Log
from gazetteer.pages._decision_records import Logged

URI = "decisions.json"
SCHEMA = "gazetteer.decisions/1"
_TIES = {
    "supersedes": "supersedes",
    "supersededBy": "superseded_by",
    "amends": "amends",
    "amendedBy": "amended_by",
    "relatesTo": "relates_to",
}


def files(log: Log) -> Iterator[Asset]:
    """Yields the file, in the order of refs."""
    records = sorted(log.records, key=lambda record: record.ref)
    answer = {"schema": SCHEMA, "decisions": [_decision(log, record) for record in records]}
    text = json.dumps(answer, sort_keys=True, ensure_ascii=False)
    # A lone surrogate from a broken file name has no UTF-8.
    yield Asset(uri=URI, content=f"{text}\n".encode("utf-8", "replace"))


def _decision(log: Log, record: Logged) -> dict[str, Any]:
    decision = record.decision
    return {
        "ref": str(record.ref),
        "number": decision.number,
        "slug": decision.slug,
        "title": decision.title,
        "summary": decision.summary,
        "status": decision.status,
        "status_text": decision.status_text,
        "certainty": decision.certainty,
        "in_force": decision.in_force,
        "build": decision.build,
        "date": decision.date,
        "review_by": decision.review_by,
        "deciders": list(decision.deciders),
        "consulted": list(decision.consulted),
        "informed": list(decision.informed),
        "tags": list(record.tags),
        "area": list(record.area),
        "teams": [str(ref) for ref in record.teams],
        "touches": [str(ref) for ref in record.about],
        "covers": list(decision.covers),
        "ties": {name: _ties(log, record, type_) for type_, name in _TIES.items()},
        "added": _commit(record.added),
        "changed": _commit(record.changed),
        "page": record.uri,
        "place": _place(record.entity.place),
    }


def _ties(log: Log, record: Logged, type_: str) -> list[dict[str, Any]]:
    return [
        {
            "ref": str(tie.ref) if tie.ref else None,
            "text": tie.text,
            "partial": tie.partial,
            "said": tie.said,
            "place": _place(tie.place),
        }
        for tie in log.ties(record, type_)
    ]


def _commit(commit: Commit | None) -> dict[str, str] | None:
    if commit is None:
        return None
    return {
        "id": commit.id,
        "date": commit.date,
        "author": commit.author,
        "subject": commit.subject,
    }


def _place(place: Place) -> dict[str, Any]:
    return {"path": place.path, "line": place.line, "column": place.column}
