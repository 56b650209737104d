"""One module per page family, data to HTML by template. Add a module, then a line in `PAGES`."""

from gazetteer.extension import PageFamily
from gazetteer.pages import (
    api,
    attention,
    browse,
    component,
    deadlines,
    decision,
    document,
    freshness,
    group,
    home,
    listing,
    maps,
    maps_inside,
    resource,
    rule,
    style,
    system,
)

PAGES: tuple[PageFamily, ...] = (
    style,
    freshness,
    home,
    browse,
    listing,
    system,
    group,
    component,
    api,
    resource,
    decision,
    document,
    maps,
    maps_inside,
    attention,
    deadlines,
    rule,
)
