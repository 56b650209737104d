"""Component pages: one entry per service that answers who owns it, what it calls, who calls it and why it is so."""

from collections.abc import Iterator

import msgspec

from gazetteer.model.entity import Entity, Link
from gazetteer.model.page import Asset, Page
from gazetteer.model.ref import Ref
from gazetteer.model.survey import Survey
from gazetteer.pages import address
from gazetteer.pages._answers import CALLING, SHORT, WATCHING, WAYS, freshness, health, steps
from gazetteer.pages._atlas import Atlas, atlas_of
from gazetteer.pages._common import crumbs, entry, fresh, missing_owner
from gazetteer.pages._impact import impact
from gazetteer.pages._map_page import SCRIPT, STYLE
from gazetteer.pages._neighbours import Neighbour, map_of, neighbours
from gazetteer.pages._parts import parts, searched
from gazetteer.pages._sheet import Sheet
from gazetteer.pages._shelf import Shelved
from gazetteer.pages._ties import ties
from gazetteer.pages._two_steps import two_steps


def render(survey: Survey) -> Iterator[Page | Asset]:
    """Yields a page for each component, and for each entity that is described in the same way."""
    atlas = survey.once(atlas_of)
    for entity in atlas.view.catalog.of_kind("component", "template", "airesource"):
        yield from component_page(atlas, entity)


def component_page(atlas: Atlas, entity: Entity) -> Iterator[Page | Asset]:
    """The page of one component, with the pictures that its description shows."""
    view = atlas.view
    summary = impact(atlas, entity)
    sheet = Sheet(view, address.uri(view.site, entity.ref))
    around = neighbours(atlas.uses, entity)
    graph = view.catalog.graph
    apis = [
        (api, view.catalog.surface(api), view.others(api.ref, "apiConsumedBy"))
        for api in view.entities(view.others(entity.ref, "providesApi"))
    ]
    about = view.packages.about(entity)
    decisions = view.decisions_of.get(entity.ref, ())
    documents = view.documents_of.get(entity.ref, ())
    found = view.findings.get(entity.ref, ())
    links = view.contact_links(entity)
    runs = view.runs.of(entity)[:6]
    drawn = two_steps(atlas, sheet, entity, summary)
    page = sheet.page(
        "component",
        view.label(entity.ref),
        description=entity.description or about.paragraph,
        entity=entity,
        search=(
            entry(view, entity),
            *(searched(view, shelved) for shelved in documents if shelved.part),
        ),
        crumbs=crumbs(view, entity),
        owners=graph.others(entity.ref, "ownedBy"),
        missing_owner=missing_owner(entity),
        systems=graph.others(entity.ref, "partOf"),
        about=about,
        fresh=fresh(view, entity),
        calling=[link for link in links if link.type in CALLING],
        elsewhere=[k for k in links if k.type not in {*CALLING, *WATCHING, "runbook"}],
        rescue=_rescue(links, documents),
        health=health(entity, found, documents),
        short=SHORT,
        users=_names(around.users),
        used=_names(around.used),
        runs=runs,
        by_hand=WAYS[runs[0].kind] if runs else "",
        steps=[step for step in steps(documents) if not runs or step.what != "Run"],
        standing=freshness(view, documents),
        in_force=[pair for pair in decisions if pair[1].in_force],
        impact=summary,
        ties=ties,
        picture=drawn,
        style=address.relative("", sheet.uri, STYLE),
        map=None if drawn else map_of(sheet, around),
        apis=apis,
        parts=view.entities(view.others(entity.ref, "hasPart")),
        decisions=decisions,
        documents=documents,
        shown={shelved.path for shelved in documents if shelved.part},
        short_documents=parts(sheet, documents),
        found=found,
    )
    yield msgspec.structs.replace(page, scripts=(SCRIPT,)) if drawn else page
    yield from sheet.assets.values()


def _names(found: tuple[Neighbour, ...]) -> tuple[Ref, ...]:
    """The neighbours of one side, each once."""
    return tuple(dict.fromkeys(neighbour.ref for neighbour in found))


def _rescue(links: tuple[Link, ...], documents: tuple[Shelved, ...]) -> list[Link]:
    """Links to runbooks, without those whose page stands here."""
    titles = {d.document.title.lower() for d in documents if d.document.class_ == "runbook"}
    return [k for k in links if k.type == "runbook" and k.title.lower() not in titles]
