"""When dates count: never because time passed while somebody else's change was waiting."""

from gazetteer.formats.frontmatter import split
from gazetteer.model.catalog import Catalog


def counts_here(catalog: Catalog, path: str) -> bool:
    """Whether a date in a document may be judged: in a comparison with a base, only where the change edits its body."""
    before = catalog.before
    if before is None:
        return True
    if before.paths.get(path) == catalog.paths.get(path):
        return False
    old, new = before.read(path), catalog.read(path)
    return old is None or new is None or split(old).body.strip() != split(new).body.strip()
