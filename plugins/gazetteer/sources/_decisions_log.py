"""The log that a record stands in: finds the record that a link, a number, a name, a title or a label means."""

import re
import zlib
from collections.abc import Iterable
from functools import cached_property
from posixpath import normpath
from urllib.parse import unquote

from gazetteer.extension import Siblings
from gazetteer.formats.slug import slug
from gazetteer.model.ref import Ref
from gazetteer.sources._dates import day_first_evidence
from gazetteer.sources._decisions_links import Mention
from gazetteer.sources._decisions_listing import Listing, listing
from gazetteer.sources._decisions_paths import (
    ENDINGS,
    NO_LOGS,
    Logs,
    is_record,
    is_template,
    log_of,
    owning_folder,
    slug_of,
)

_NUMBER = re.compile(
    r"(?:^|[^\w])(?:ADR|PEP|OEP|RFC|KEP)?[\s_-]*#?0*(\d{1,6})(?!\d)", re.IGNORECASE
)
_EVIDENCE = 40
"""Neighbours that are asked how they write dates."""
_OPENED = 50
"""Records that are opened to see whether they have a title."""
_LINES = 40
_LINE = 300


_ENDING = re.compile(r"\.(?:html\.md|html?|md|markdown|rst|adoc|asciidoc)$", re.IGNORECASE)
_HEAD = 4_000
"""Characters of a neighbour in which its title and labels are looked for."""


class Log:
    """The neighbours of one record; lists the folder only when a link does not say the file itself."""

    def __init__(
        self,
        path: str,
        siblings: Siblings,
        logs: Logs = NO_LOGS,
        *,
        day_first: bool | None = None,
    ) -> None:
        self._path = path
        self._day_first = day_first
        self._logs = logs
        self._folder = log_of(path, logs)
        self._siblings = siblings

    def find(self, mention: Mention) -> tuple[str, ...]:
        """The paths of the records that may be meant, by the first way of naming one that fits.

        In this order: the file that a link leads to; the last part of the link as a record's name, then as a number;
        the text as a number, as a name, as a title; a label of Sphinx.
        """
        if mention.target.startswith("ref:"):
            return self._by_text(mention.target[4:]) or self._by_label(mention.target[4:])
        target = unquote(mention.target.partition("#")[0].partition("?")[0])
        if "://" not in target and target:
            found = self._by_path(target)
            if found:
                return (found,)
        # An address elsewhere may end in the name of a record here, but its number means nothing.
        last = target.rstrip("/").rpartition("/")[2]
        if "://" in target:
            return self._by_name(last) if _ENDING.search(last) else ()
        return self._by_name(last) or self._by_number(last) or self._by_text(mention.text)

    def day_first(self) -> bool | None:
        """How the log's records write `05/02/2018`: day first, month first, or None when none of them tells."""
        if self._day_first is not None:
            return self._day_first
        for path in self._records()[:_EVIDENCE]:
            text = self._siblings.read(path) or ""
            head = "\n".join(line for line in text[:2_000].split("\n") if "date" in line.lower())
            if (answer := day_first_evidence(head)) is not None:
                return answer
        return None

    def owns_title(self, title: str) -> bool:
        """Whether `29 Some title` is the number and the name of another record, from which it was pasted."""
        number, _, rest = title.partition(" ")
        wanted = slug(rest)
        return bool(wanted) and any(
            slug(slug_of(path, self._logs)).endswith(wanted) for path in self._by_number(number)
        )

    def forms(self) -> tuple[str, ...]:
        """The texts of the log's templates."""
        prefix = f"{self._folder}/" if self._folder else ""
        found = (p for p in self._siblings.glob(f"{prefix}*emplate*") if is_template(p, self._logs))
        return tuple(text for path in found if (text := self._siblings.read(path)))

    def _by_path(self, target: str) -> str:
        folder = "" if target.startswith("/") else self._path.rpartition("/")[0]
        path = normpath(f"{folder}/{target}" if folder else target.lstrip("/"))
        if path.startswith("../"):
            return ""
        stem = _ENDING.sub("", path)
        named = (f"{stem}{ending}" for ending in (*ENDINGS, ".html.md"))
        for candidate in (path, *named, f"{path}/README.md"):
            if (
                candidate != self._path
                and candidate.endswith(ENDINGS)
                and self._is_record(candidate)
            ):
                return candidate
        return ""

    def _is_record(self, path: str) -> bool:
        return self._siblings.exists(path) and (
            is_record(path, "", self._logs)
            or is_record(path, self._siblings.read(path) or "", self._logs)
        )

    def _by_name(self, name: str) -> tuple[str, ...]:
        wanted = slug(_ENDING.sub("", name))
        unsure = (path for path, known in self._unsure.items() if known == wanted)
        return self._others((*self._listing.named(wanted), *unsure)) if wanted else ()

    def _by_number(self, text: str) -> tuple[str, ...]:
        number = text.lstrip("0") or "0"
        if not text.isdecimal():
            return ()
        return self._others(self._listing.numbered(number))

    def _by_text(self, text: str) -> tuple[str, ...]:
        match = _NUMBER.search(text)
        found = self._by_number(match[1]) if match else ()
        if len(found) > 1:
            # Two records have the number: the rest of the text may tell which.
            title = slug(text[match.end() :] if match else text)
            found = tuple(p for p in found if title and self._is_titled(p, title)) or found
        return found or self._by_name(text) or self._by_title(text)

    def _by_title(self, text: str) -> tuple[str, ...]:
        title = slug(text)
        if not title or title.isdecimal() or len(title) > _LINE:
            return ()
        # A record's name is made of its title: only where they have words in common is it opened.
        like = self._others((*self._listing.like(title.split("-")), *self._unsure))
        ending = tuple(path for path in like if slug(slug_of(path)).endswith(f"-{title}"))
        return ending or tuple(path for path in like[:_OPENED] if self._is_titled(path, title))

    def _is_titled(self, path: str, title: str) -> bool:
        """Whether a record's name or one of its first lines is the title."""
        if slug(slug_of(path, self._logs)).endswith(f"-{title}"):
            return True
        lines = (self._siblings.read(path) or "")[:_HEAD].split("\n")[:_LINES]
        return any(slug(line).endswith(title) for line in lines if len(line) < _LINE)

    def _by_label(self, label: str) -> tuple[str, ...]:
        """The records that carry a label `.. _label:` of Sphinx."""
        form = re.compile(rf"^\.\. _`?{re.escape(label)}`?:\s*$", re.IGNORECASE | re.MULTILINE)
        return tuple(
            path
            for path in self._records()
            if path.endswith(".rst") and form.search((self._siblings.read(path) or "")[:_HEAD])
        )

    def _records(self) -> tuple[str, ...]:
        """The other records of the log."""
        return self._others((*self._listing.slugs, *self._unsure))

    def _others(self, paths: Iterable[str]) -> tuple[str, ...]:
        return tuple(path for path in paths if path != self._path)

    @cached_property
    def _listing(self) -> Listing:
        prefix = f"{self._folder}/" if self._folder else ""
        named = (f"{prefix}*{ending}" for ending in ENDINGS)
        patterns = (*named, f"{prefix}*/README.md", f"{prefix}*/index.md")
        return listing(tuple(map(self._siblings.glob, patterns)), self._folder, self._logs)

    @cached_property
    def _unsure(self) -> dict[str, str]:
        """Path -> name of the files that only their text tells to be records."""
        return {
            path: slug(slug_of(path, self._logs))
            for path in self._listing.unsure
            if is_record(path, self._siblings.read(path) or "", self._logs)
        }


def decision_ref(path: str, logs: Logs = NO_LOGS) -> Ref:
    """The ref of a record: its namespace is the folder whose decisions the log holds, the root's is `default`."""
    folder = owning_folder(log_of(path, logs))
    name = slug(slug_of(path, logs)) or "-"
    if logs.is_apart(path):
        name = f"{name}-{zlib.crc32(path.encode()):08x}"
    return Ref.of("decision", name, slug(folder) or "default")


def namesakes(paths: Iterable[str], logs: Logs) -> tuple[str, ...]:
    """The paths of records, or of what may be some, whose ref another one before them has already."""
    first: dict[Ref, str] = {}
    may_be = (p for p in paths if p.endswith(ENDINGS) and is_record(p, "Status: ?", logs))
    return tuple(p for p in may_be if first.setdefault(decision_ref(p, logs), p) != p)
