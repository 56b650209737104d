"""The digests of files, now and in earlier versions; each is made once."""

from gazetteer.evidence.digest import Digest, binary_digest, digest, digest_as
from gazetteer.model.catalog import Catalog


class Versions:
    """Digests of one catalog's files.

    A digest that cannot be made is None: the object is not in this clone, or the text cannot be read as what it was.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._made: dict[tuple[str, str, str, str], Digest | None] = {}

    def now(self, path: str, symbol: str = "", kind: str = "") -> Digest | None:
        """The digest of a file of the tree; of a given kind, to compare it with an earlier one."""
        content_id = self._catalog.paths.get(path)
        if content_id is None:
            return None
        key = (content_id, path, symbol, kind)
        if key not in self._made:
            self._made[key] = _made(self._catalog.read(path), *key)
        return self._made[key]

    def has(self, path: str, symbol: str) -> bool:
        """Whether a file of the tree has a signature, operation, key, or at least a word of that name."""
        found = self.now(path, symbol)
        if found is not None and found.pieces:
            return True
        return symbol.rpartition(".")[2] in (self._catalog.read(path) or "")

    def past(self, blob: str, path: str, symbol: str = "", kind: str = "") -> Digest | None:
        """The digest of an earlier version of a file."""
        key = (blob, path, symbol, kind)
        if key not in self._made:
            text = self._catalog.past(blob)
            self._made[key] = None if text is None else _made(text, *key)
        return self._made[key]


def _made(text: str | None, content_id: str, path: str, symbol: str, kind: str) -> Digest | None:
    if text is None or kind == "binary":
        return binary_digest(content_id) if kind in {"", "binary"} else None
    return digest_as(kind, path, text, symbol) if kind else digest(path, text, symbol)
