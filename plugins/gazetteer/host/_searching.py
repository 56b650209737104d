"""Search records of generated pages, put into the search plugin's index without reading our HTML again."""

import html
from collections.abc import Iterable

from mkdocs.config.defaults import MkDocsConfig

from gazetteer.host._page import GeneratedPage


def index(config: MkDocsConfig, pages: Iterable[GeneratedPage]) -> int:
    """Adds the records of pages to whichever search the site uses; tells how many.

    Material's index is a list of records whose texts are HTML; that of MkDocs has one method, and its texts are plain.
    """
    plugin = config.plugins.get("material/search") or config.plugins.get("search")
    into = getattr(plugin, "search_index", None)
    if into is None:
        return 0
    count = 0
    for page in pages:
        url = page.url
        for entry in page.made.search:
            location = url + (f"#{entry.anchor}" if entry.anchor else "")
            if hasattr(into, "entries"):
                record: dict[str, object] = {
                    "location": location,
                    "title": html.escape(entry.title, quote=False),
                    "text": html.escape(entry.text, quote=False),
                }
                if entry.tags:
                    record["tags"] = [html.escape(tag, quote=False) for tag in entry.tags]
                if entry.boost != 1:
                    record["boost"] = entry.boost
                into.entries.append(record)
            else:
                into._add_entry(title=entry.title, text=entry.text, loc=location)  # it has no other
            count += 1
    return count
