"""`gazetteer show`: everything the catalog knows about one entity, with where it stands."""

import click

from gazetteer.cli._options import at_option, echo_json, format_option, guarded, project, stop
from gazetteer.history.snapshot import entity_object, finding_object
from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.ref import MalformedRef, parse_ref
from gazetteer.model.survey import Survey


@click.command()
@click.argument("ref")
@at_option
@format_option
@click.pass_context
@guarded
def show(context: click.Context, *, ref: str, at: str, format_: str) -> None:
    """Shows one entity: REF is `kind:name`, `kind:namespace/name`, or a bare name that is unique."""
    survey = project(context).survey(at=at)
    entity = _find(survey.catalog, ref)
    if format_ == "json":
        ties = [
            {"type": t.type, "target": str(t.other), "place": str(t.place)}
            for t in survey.catalog.graph.ties(entity.ref)
        ]
        findings = [finding_object(f) for f in survey.findings if f.entity == entity.ref]
        echo_json(
            {
                "schema": "gazetteer.show/1",
                "entity": entity_object(survey.catalog, entity),
                "ties": ties,
                "findings": findings,
            }
        )
        return
    for line in _lines(survey, entity):
        click.echo(line)


def _find(catalog: Catalog, text: str) -> Entity:
    ref = parse_ref(text)
    if not isinstance(ref, MalformedRef):
        entity = catalog.entity(ref)
        if entity:
            return entity
    named = [e for e in catalog.entities.values() if e.ref.name == text.lower()]
    if len(named) == 1:
        return named[0]
    if named:
        stop(f"{text} is not unique: {', '.join(e.ref.short for e in named)}", 2)
    import difflib

    close = difflib.get_close_matches(
        text.lower(), [e.ref.short for e in catalog.entities.values()]
    )
    return stop(f"there is no {text}" + (f"; did you mean {', '.join(close)}?" if close else ""), 2)


def _lines(survey: Survey, entity: Entity) -> list[str]:
    lines = [click.style(f"{entity.label}  ({entity.ref})", bold=True)]
    lines += [entity.description.strip()] if entity.description else []
    lines.append("")
    facts = (
        ("type", entity.type),
        ("lifecycle", entity.lifecycle),
        ("tags", ", ".join(entity.tags)),
        ("declared in", str(entity.place)),
        ("believed because of", ", ".join(entity.evidence)),
    )
    lines += [f"  {name:<20}{value}" for name, value in facts if value]
    lines += [
        f"  {tie.type:<20}{tie.other.short:<40}{tie.place}"
        for tie in survey.catalog.graph.ties(entity.ref)
    ]
    lines += [f"  {link.title or link.type or 'link':<20}{link.url}" for link in entity.links]
    findings = [f for f in survey.counted if f.entity == entity.ref]
    if findings:
        lines += ["", click.style("Findings", bold=True)]
        lines += [f"  {f.place}: {f.severity} {f.rule}: {f.message}" for f in findings]
    return lines
