"""Where a broken link of a document leads when what it named was moved, or its heading renamed or moved."""

from collections.abc import Iterator
from functools import cached_property
from posixpath import dirname, normpath, relpath
from urllib.parse import quote, unquote

from msgspec.structs import replace

from gazetteer.evidence._past_paths import PastPaths
from gazetteer.evidence._timeline import Timeline
from gazetteer.evidence.links import Resolved, resolve
from gazetteer.evidence.verdicts import Thresholds
from gazetteer.formats.frontmatter import split
from gazetteer.formats.markdown import read_markdown
from gazetteer.model.catalog import Catalog
from gazetteer.model.document import Document, DocumentLink
from gazetteer.model.place import Place

MOST_VERSIONS = 100
"""Earlier versions of a page that are searched for a heading."""

NEVER = -1
"""No commit."""

_UNSAFE = frozenset(" ()<>%#?\"'`\\")


class Relinking:
    """Finds new targets for the broken links of one catalog's documents."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._timeline = Timeline(catalog, Thresholds())
        self._past = PastPaths(catalog, self._timeline)
        self._known: dict[str, list[str]] = {}

    def target(self, document: str, link: DocumentLink) -> str:
        """What to write instead of a link's target; empty when history does not tell for certain."""
        address, _, anchor = link.target.partition("#")
        bare, question, query = address.partition("?")
        bare = bare and self._moved(document, bare, link.target)
        if address and not bare:
            return ""
        behind = f"{question}{query}"
        page = self._path(document, replace(link, target=bare + behind) if bare else None)
        if anchor and page:
            anchor = self._anchor(page, unquote(anchor))
            if (bare.endswith(".md") or not bare) and (other := self._elsewhere(page, anchor)):
                bare = relpath(other, dirname(document) or ".")
        new = bare + behind + (f"#{anchor}" if anchor else "")
        found = resolve(self._catalog, document, replace(link, target=new)) if new else None
        sure = isinstance(found, Resolved) and not found.unchecked and new != link.target
        return new if sure else ""

    def _path(self, document: str, link: DocumentLink | None) -> str:
        if link is None:
            return document
        found = resolve(self._catalog, document, link)
        return found.path if isinstance(found, Resolved) and not found.unchecked else ""

    def _moved(self, document: str, bare: str, target: str) -> str:
        """The address as it is to be written now; as it was when that leads somewhere."""
        if self._path(document, DocumentLink(bare, "link", Place(document))):
            return bare
        for folder in self._folders(document, target):
            path = normpath(f"{folder}/{unquote(bare)}".lstrip("/"))
            if path.startswith("../"):
                continue
            if new := self._now(path, at_home=folder == dirname(document)):
                slash = "/" if bare.endswith("/") else ""
                address = relpath(new, dirname(document) or ".") + slash
                dotted = f"./{address}" if bare.startswith("./") and address[0] != "." else address
                return quote(dotted, safe="/-._~!$&*+,;=:@") if _UNSAFE & {*dotted} else dotted
        return ""

    def _folders(self, document: str, target: str) -> Iterator[str]:
        """The folder of a document, and those it was moved from while it held the link already."""
        yield dirname(document)
        changes = self._timeline.changes(document)
        for number, change in enumerate(changes):
            if change.old and dirname(change.old) != dirname(document):
                before = changes[number + 1].blob if number + 1 < len(changes) else change.blob
                if target in (self._catalog.past(before) or ""):
                    yield dirname(change.old)

    def _now(self, path: str, *, at_home: bool) -> str:
        """Where the file or folder is that had a path, in the form in which the path was written."""
        for ending in ("", ".md", ".markdown"):
            old = f"{path}{ending}"
            if not at_home and (old in self._catalog.paths or old in self._catalog.folders):
                return path
            departure = self._past.departure(old)
            if departure and departure.to.endswith(ending):
                return departure.to.removesuffix(ending)
        stem = path.removesuffix(".html")
        departure = self._past.departure(f"{stem}.md") if stem != path else None
        if departure and departure.to.endswith(".md"):
            return f"{departure.to.removesuffix('.md')}.html"
        return ""

    def _anchor(self, path: str, anchor: str) -> str:
        """The id that a heading has now; as it is when the page has it, or when it is not certain."""
        document = self._catalog.fact(path, Document)
        if document is None:
            return anchor
        ids = _ids_of(document)
        if anchor in ids or anchor in document.anchors:
            return anchor
        versions = [ids]
        for change in self._timeline.changes(path)[:MOST_VERSIONS]:
            versions += filter(None, [self._ids(change.blob)])
            if anchor in versions[-1]:
                return _followed(anchor, versions)
        return anchor

    def _elsewhere(self, path: str, anchor: str) -> str:
        """The one page to which a heading went by the commit that took it out of another; empty for none."""
        document = self._catalog.fact(path, Document)
        if document is None or anchor in document.anchors or anchor in _ids_of(document):
            return ""
        found = [
            other
            for other in self._with_heading.get(anchor, ())
            if other != path and self._came(other, anchor) == self._went(path, anchor)
        ]
        return found[0] if len(found) == 1 and self._went(path, anchor) != NEVER else ""

    def _went(self, path: str, anchor: str) -> int | None:
        """The commit that took a heading away; None for a change that is not committed yet, `NEVER` for none."""
        after = None
        for change in self._timeline.changes(path)[:MOST_VERSIONS]:
            if anchor in self._ids(change.blob):
                return after
            after = change.commit
        return NEVER

    def _came(self, path: str, anchor: str) -> int | None:
        """The commit that brought a heading which a page has; None for a change that is not committed yet."""
        since = None
        for change in self._timeline.changes(path)[:MOST_VERSIONS]:
            if anchor not in self._ids(change.blob):
                return since
            since = change.commit
        return since

    @cached_property
    def _with_heading(self) -> dict[str, list[str]]:
        """Id of a heading -> the pages that have it."""
        found: dict[str, list[str]] = {}
        for path in self._catalog.facts:
            for document in self._catalog.facts_of(path, Document):
                for id_ in _ids_of(document):
                    found.setdefault(id_, []).append(path)
        return found

    def _ids(self, blob: str) -> list[str]:
        """The ids of the headings of an earlier version; none when it cannot be read."""
        if blob not in self._known:
            text = self._catalog.past(blob) if blob else None
            headings = read_markdown(split(text).body, "").headings if text else ()
            self._known[blob] = [heading.id for heading in headings]
        return self._known[blob]


def _ids_of(document: Document) -> list[str]:
    return [heading.id for heading in document.headings]


def _followed(anchor: str, versions: list[list[str]]) -> str:
    """Goes from the oldest of the versions to the newest; an id that goes must be the only one that changes."""
    now = anchor
    for before, after in zip(reversed(versions[1:]), reversed(versions[:-1]), strict=True):
        if now in after:
            continue
        differing = [pair for pair in zip(before, after, strict=False) if pair[0] != pair[1]]
        if len(before) != len(after) or len(differing) != 1:
            return anchor
        now = differing[0][1]
    return now
