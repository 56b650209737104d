"""One module per kind of file that yields records. Add a module, then a line in `SOURCES`."""

from gazetteer.extension import Source

SOURCES: tuple[Source, ...] = ()
