"""A page: finished HTML with what the site must know about it."""

import msgspec

from gazetteer.model.document import Heading
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref


class SearchEntry(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the search finds.

    Attributes:
        title: the name, as the result's heading.
        text: plain words: owner, kind, method and path, summary. Names, not prose: every visitor fetches it.
        anchor: id on the page; empty for the page itself.
        tags: shown and boosted by the theme.
        boost: weight beside other results that fit as well; 1 is that of a page of prose.
    """

    title: str
    text: str
    anchor: str = ""
    tags: tuple[str, ...] = ()
    boost: float = 1.0


class Page(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A generated page.

    Attributes:
        uri: directory URL relative to the site's root, ending in `/`: `catalog/default/component/cart/`.
        title: for the window and the navigation.
        html: the article, without the theme around it; everything from the user is escaped or sanitised.
        description: for the page's meta tag.
        headings: for the table of contents.
        links: site-relative URIs (with `#anchor`) this page points to inside the site.
        place: the file to edit, when there is exactly one.
        entity: the entity the page is about.
        nav: where an index page stands in the theme's navigation, such as `("Catalog", "Teams")`; empty for the many
            pages that stay out of it.
        scripts: site-relative URIs of the scripts that the page needs, in their order; the article holds none.
    """

    uri: str
    title: str
    html: str
    description: str = ""
    headings: tuple[Heading, ...] = ()
    links: tuple[str, ...] = ()
    search: tuple[SearchEntry, ...] = ()
    place: Place | None = None
    entity: Ref | None = None
    nav: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


class Asset(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file of the site that is no page: copied from the tree (`path`) or written from `content`."""

    uri: str
    path: str = ""
    content: bytes = b""
