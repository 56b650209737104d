"""`gazetteer show`: everything the catalog knows about one entity, with where it stands."""

import difflib

import click

from gazetteer.cli._options import at_option, format_option, project
from gazetteer.cli._output import USAGE, guarded, say, say_json, stop
from gazetteer.formats.inert import inert
from gazetteer.history.snapshot import entity_object, finding_object, place_object
from gazetteer.model.catalog import Catalog
from gazetteer.model.decision import Decision
from gazetteer.model.entity import Entity
from gazetteer.model.ref import MalformedRef, parse_ref
from gazetteer.model.survey import Survey


@click.command()
@click.argument("ref")
@at_option
@format_option
@guarded
def show(*, ref: str, at: str | None, format_: str) -> None:
    """Shows one entity: REF is `kind:name`, `kind:namespace/name`, or a bare name that is unique."""
    survey = project().survey(at=at)
    entity = _find(survey.catalog, ref)
    if format_ == "text":
        say("\n".join(_lines(survey, entity)))
        return
    say_json(
        {
            "schema": "gazetteer.show/1",
            "entity": entity_object(survey.catalog, entity),
            "ties": [
                {"type": tie.type, "target": str(tie.other), "place": place_object(tie.place)}
                for tie in survey.catalog.graph.ties(entity.ref)
            ],
            "findings": [finding_object(f) for f in survey.findings if f.entity == entity.ref],
        }
    )


def _find(catalog: Catalog, text: str) -> Entity:
    """The entity that a full ref, `namespace/name` or a bare name means; ends the command when none or several fit."""
    ref = parse_ref(text)
    entity = None if isinstance(ref, MalformedRef) else catalog.entity(ref)
    if entity:
        return entity
    wanted = text.strip().lower()
    named = [
        found
        for ref, found in catalog.entities.items()
        if wanted in {ref.name, f"{ref.namespace}/{ref.name}"}
    ]
    if len(named) == 1:
        return named[0]
    if named:
        refs = ", ".join(found.ref.short for found in named)
        stop(f"{text} is not unique, say which: {refs}", USAGE)
    spellings = {ref.short: ref for ref in catalog.entities}
    spellings |= {ref.name: ref for ref in catalog.entities if ref.name not in spellings}
    same_name = catalog.named("" if isinstance(ref, MalformedRef) else ref.name)
    close = [spellings[name] for name in difflib.get_close_matches(wanted, spellings)]
    near = ", ".join(ref.short for ref in dict.fromkeys((*same_name, *close)))
    advice = f"did you mean {near}?" if near else "`gazetteer list` names all there is"
    return stop(f"there is no {text}; {advice}", USAGE)


def _lines(survey: Survey, entity: Entity) -> list[str]:
    catalog = survey.catalog
    lines = [click.style(f"{inert(entity.label)}  ({inert(str(entity.ref))})", bold=True)]
    lines += [inert(line) for line in entity.description.strip().split("\n") if line.strip()]
    lines.append("")
    rows = [
        ("type", entity.type, ""),
        ("lifecycle", entity.lifecycle, ""),
        ("tags", ", ".join(entity.tags), ""),
        *_particulars(catalog, entity),
        ("declared in", "" if entity.evidence else str(entity.place), ""),
        ("inferred from", ", ".join(entity.evidence), ""),
    ]
    rows += [(t.type, t.other.short, str(t.place)) for t in catalog.graph.ties(entity.ref)]
    rows += [(link.title or link.type or "link", link.url, "") for link in entity.links]
    lines += [
        f"  {inert(name):<18}  {inert(value):<38}  {inert(place)}".rstrip()
        for name, value, place in rows
        if value
    ]
    findings = [f for f in survey.counted if f.entity == entity.ref]
    if findings:
        lines += ["", click.style("Findings", bold=True)]
        lines += [
            inert(f"  {f.place}: {f.severity} {f.rule}: {f.message} {f.mend}") for f in findings
        ]
    return lines


def _reading(decision: Decision) -> str:
    """What we take the status for, and how sure we are; empty where that is what is written."""
    if decision.status_text.lower() == decision.status:
        return ""
    doubt = {"likely": ", most likely", "guess": ", a guess"}.get(decision.certainty, "")
    return f"{decision.status}{doubt}"


def _particulars(catalog: Catalog, entity: Entity) -> list[tuple[str, str, str]]:
    """What only decisions and APIs have."""
    rows: list[tuple[str, str, str]] = []
    decision = catalog.fact(entity.place.path, Decision) if entity.kind == "decision" else None
    if decision:
        rows += [
            ("status", decision.status_text or decision.status, str(decision.status_place or "")),
            ("read as", _reading(decision), ""),
            ("work", decision.build_text, ""),
            ("date", decision.date, ""),
            ("deciders", ", ".join(decision.deciders), ""),
        ]
    surface = catalog.surface(entity) if entity.kind == "api" else None
    if surface:
        rows += [
            ("format", f"{surface.format} {surface.dialect}".strip(), entity.definition_path),
            ("version", surface.version, ""),
            ("operations", str(len(surface.operations)), ""),
        ]
    return rows
