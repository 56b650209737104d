"""The snapshot: a catalog and its findings as plain objects, for `--format json` and `catalog.json` (DESIGN §6)."""

import json
from typing import Any

import msgspec

from gazetteer import __version__
from gazetteer.model.catalog import Catalog
from gazetteer.model.decision import Decision
from gazetteer.model.entity import Entity
from gazetteer.model.fault import Fault
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.relation import Relation
from gazetteer.model.survey import Survey

LIST_SCHEMA = "gazetteer.list/1"
SNAPSHOT_SCHEMA = "gazetteer.catalog/1"


def place_object(place: Place) -> dict[str, Any]:
    """A place as `{path, line, column}`, with `key` where it stands for a key."""
    value: dict[str, Any] = {"path": place.path, "line": place.line, "column": place.column}
    if place.key:
        value["key"] = place.key
    return value


def entity_object(catalog: Catalog, entity: Entity) -> dict[str, Any]:
    """An entity with the relations that its own declaration names."""
    owner = catalog.owner(entity.ref)
    surface = catalog.surface(entity) if entity.kind == "api" else None
    decision = catalog.fact(entity.place.path, Decision) if entity.kind == "decision" else None
    value: dict[str, Any] = {
        "ref": str(entity.ref),
        "kind": entity.kind,
        "name": entity.name,
        "namespace": entity.ref.namespace,
        "title": entity.title,
        "description": entity.description,
        "type": entity.type,
        "lifecycle": entity.lifecycle,
        "owner": str(owner) if owner else None,
        "tags": list(entity.tags),
        "place": place_object(entity.place),
        "source": entity.source,
        "relations": [_relation(r) for r in catalog.declared_by(entity.ref)],
        "spec": {},
        "evidence": list(entity.evidence),
    }
    if surface:
        value["spec"] = {
            "format": surface.format,
            "dialect": surface.dialect,
            "version": surface.version,
            "path": entity.definition_path,
            "operations": [
                {
                    "id": operation.id,
                    "method": operation.method,
                    "path": operation.path,
                    "summary": operation.summary,
                    "deprecated": operation.deprecated,
                }
                for operation in surface.operations
            ],
        }
    if decision:
        value["spec"] = {
            "number": decision.number,
            "status": decision.status,
            "status_text": decision.status_text,
            "status_place": place_object(decision.status_place) if decision.status_place else None,
            "certainty": decision.certainty,
            "build": decision.build,
            "date": decision.date,
            "deciders": list(decision.deciders),
        }
    return value


def finding_object(finding: Finding) -> dict[str, Any]:
    """A finding as `{rule, severity, confidence, message, mend, place, entity, fingerprint, silenced}`."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "message": finding.message,
        "mend": finding.mend,
        "place": place_object(finding.place),
        "entity": str(finding.entity) if finding.entity else None,
        "related": [place_object(place) for place in finding.related],
        "fingerprint": finding.fingerprint,
        "silenced": msgspec.to_builtins(finding.silenced) if finding.silenced else None,
        "undecided": finding.undecided,
    }


def fault_object(fault: Fault) -> dict[str, Any]:
    """What could not be understood."""
    return {
        "kind": fault.kind,
        "code": fault.code,
        "message": fault.message,
        "place": place_object(fault.place),
        "entity": str(fault.entity) if fault.entity else None,
    }


def listing(catalog: Catalog, kind: str | None = None) -> dict[str, Any]:
    """The answer of `gazetteer list --format json`."""
    return {
        "schema": LIST_SCHEMA,
        "entities": [
            entity_object(catalog, entity)
            for entity in catalog.entities.values()
            if kind is None or entity.kind == kind.lower()
        ],
        "duplicates": [
            {"ref": str(entity.ref), "place": place_object(entity.place)}
            for entity in catalog.duplicates
        ],
        "refused": [fault_object(fault) for fault in catalog.faults],
        "skipped": [
            {"path": path, "reason": skipped.reason} for path, skipped in catalog.skipped.items()
        ],
    }


def snapshot(survey: Survey) -> str:
    """The text of `catalog.json`, published beside the pages: no date of the build, so equal trees give equal bytes."""
    catalog = survey.catalog
    value = {
        **listing(catalog),
        "schema": SNAPSHOT_SCHEMA,
        "generator": f"gazetteer {__version__}",
        "site": survey.site.name,
        "commit": catalog.history.head,
        "findings": [finding_object(finding) for finding in survey.findings],
    }
    try:
        text = msgspec.json.encode(value, order="sorted", enc_hook=str)  # a subclass of `str`
    except UnicodeEncodeError:
        # Half a surrogate pair, which JSON can spell and UTF-8 cannot, stays an escape.
        compact = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        text = compact.encode("utf-8", "backslashreplace")
    return f"{text.decode()}\n"


def _relation(relation: Relation) -> dict[str, Any]:
    return {
        "type": relation.type,
        "target": str(relation.target),
        "place": place_object(relation.place),
    }
