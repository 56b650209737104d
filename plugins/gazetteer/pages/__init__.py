"""One module per page family, data to HTML by template. Add a module, then a line in `PAGES`."""

from gazetteer.extension import PageFamily

PAGES: tuple[PageFamily, ...] = ()
