"""API pages: what can be called and with what, who provides it and who uses it; a large API has a page for each tag."""

from collections.abc import Iterator

from gazetteer.apis.versions import families
from gazetteer.evidence.consumers import Consumers
from gazetteer.model.page import Asset, Page
from gazetteer.model.survey import Survey
from gazetteer.pages import _api_try, address
from gazetteer.pages._api_book import Book
from gazetteer.pages._api_versions import SIDE_BY_SIDE, version_uri
from gazetteer.pages._atlas import atlas_of
from gazetteer.pages._impact import impact
from gazetteer.pages.view import View


def render(survey: Survey) -> Iterator[Page | Asset]:
    """Yields the pages of each API and its versions, and the descriptions they were read from."""
    view = survey.once(View)
    atlas = survey.once(atlas_of)
    if view.site.try_it:
        yield from _api_try.viewer(view.site)
    known = families(view.catalog)
    consumers = Consumers(view.catalog)
    for entity in view.catalog.of_kind("api"):
        versions = known[entity.ref]
        own = next(version for version in versions if version.api == entity.ref)
        root = address.uri(view.site, entity.ref)
        stops = impact(atlas, entity)
        uses = consumers.of(entity)
        yield from Book(
            view, entity, own, root=root, versions=versions, uses=uses, stops=stops
        ).pages()
        loose = [version for version in versions if version.api is None]
        # Several entities may be one API: the versions that none of them names belong to the newest.
        if entity.ref == next(version.api for version in versions if version.api):
            for version in loose[:SIDE_BY_SIDE]:
                uri = version_uri(root, version)
                yield from Book(
                    view, entity, version, root=uri, versions=versions, stops=stops
                ).pages()
