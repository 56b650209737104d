"""Addresses: where the page of an entity or a document stands, and how one page points at another."""

import hashlib
import re
from functools import lru_cache

from gazetteer.model.ref import Ref
from gazetteer.model.survey import Site

_PLAIN = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9])?")


@lru_cache(maxsize=65_536)
def slug(name: str) -> str:
    """A path segment for a name in any script.

    Lower-case names of Backstage's alphabet stand for themselves. Every other name keeps what it can and gets a digest
    of the rest, so that two names never share a segment, also not on a disk that ignores case.
    """
    if _PLAIN.fullmatch(name) and ".." not in name:
        return name
    kept = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60]
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{kept}-{digest}" if kept else digest


def home(site: Site) -> str:
    """The address of the catalog's own front page."""
    return f"{site.directory}/" if site.directory else ""


def uri(site: Site, ref: Ref) -> str:
    """The address of an entity's page: `catalog/default/component/cart/`."""
    return f"{home(site)}{slug(ref.namespace)}/{slug(ref.kind)}/{slug(ref.name)}/"


def document_uri(site: Site, owner: Ref, path: str, root: str) -> str:
    """The address of a document of an entity.

    Args:
        site: the site it stands in.
        owner: the entity it belongs to.
        path: of the document in the tree.
        root: the folder that its own path is shown relative to.
    """
    inner = path[len(root) + 1 :] if root and path.startswith(f"{root}/") else path
    stem = re.sub(r"\.(md|markdown|mkd|mdx|rst|adoc|txt)$", "", inner)
    # Lower case, so that two pages never meet on a disk that ignores case; the view tells apart what then agrees.
    parts = [slug(part.lower()) for part in stem.split("/")]
    if len(parts) > 1 and parts[-1] == "index":
        parts.pop()
    if len(parts) > 1 and parts[0] == "docs":
        parts.pop(0)
    return f"{uri(site, owner)}docs/{'/'.join(parts)}/"


class Here:
    """A page's own address, from which others are reached; splitting it once is most of the work."""

    def __init__(self, site_index: str, page: str) -> None:
        self._page = page
        self._index = site_index
        folders = page.split("/")[:-1]
        # The longest shared folder first, with the steps up to it.
        self._above = tuple(
            ("".join(f"{folder}/" for folder in folders[:kept]), "../" * (len(folders) - kept))
            for kept in range(len(folders), -1, -1)
        )

    def to(self, target: str) -> str:
        """The relative URL of another address; that of a folder gets the site's index file behind it."""
        path, hash_, anchor = target.partition("#")
        if hash_ and path == self._page:
            return f"#{anchor}"
        out = path
        for above, steps in self._above:
            if path.startswith(above):
                out = f"{steps}{path[len(above) :]}"
                break
        if not path or path.endswith("/"):
            out = f"{out}{self._index}" if self._index else out or "./"
        return f"{out}{hash_}{anchor}"


def relative(site_index: str, page: str, target: str) -> str:
    """The relative URL from one page to another address; that of a folder gets `site_index` behind it."""
    return Here(site_index, page).to(target)
