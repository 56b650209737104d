"""The log that a record stands in: finds the record that a link, a number or a name means."""

import re
from collections.abc import Iterable
from posixpath import normpath
from urllib.parse import unquote

from gazetteer.extension import Siblings
from gazetteer.formats.slug import slug
from gazetteer.model.ref import Ref
from gazetteer.sources._dates import day_first_evidence
from gazetteer.sources._decisions_links import Mention
from gazetteer.sources._decisions_paths import is_record, log_of, number_of, owning_folder, slug_of

_NUMBER = re.compile(r"(?:^|[^\w])(?:ADR)?[\s_-]*#?0*(\d{1,6})(?!\d)", re.IGNORECASE)
_EVIDENCE = 40
"""Neighbours that are asked how they write dates."""


class Log:
    """The neighbours of one record; lists the folder only when a link does not say the file itself."""

    def __init__(self, path: str, siblings: Siblings) -> None:
        self._path = path
        self._folder = log_of(path)
        self._siblings = siblings
        self._listing: dict[str, str] | None = None

    def find(self, mention: Mention) -> str:
        """The path of the record that is meant; empty when none or several fit."""
        target = unquote(mention.target.partition("#")[0].partition("?")[0])
        if "://" not in target and target and not target.startswith("/"):
            found = self._by_path(target)
            if found:
                return found
        # An address elsewhere may end in the name of a record here, but its number means nothing.
        last = target.rstrip("/").rpartition("/")[2]
        if "://" in target:
            return self._by_name(last) if last.endswith((".md", ".html")) else ""
        return (
            self._by_name(last)
            or self._by_number(last)
            or self._by_text(mention.text, linked=bool(target))
        )

    def day_first(self) -> bool | None:
        """How the log's records write `05/02/2018`: day first, month first, or None when none of them tells."""
        for path in list(self._records())[:_EVIDENCE]:
            text = self._siblings.read(path) or ""
            head = "\n".join(line for line in text[:2_000].split("\n") if "date" in line.lower())
            if (answer := day_first_evidence(head)) is not None:
                return answer
        return None

    def _by_path(self, target: str) -> str:
        folder = self._path.rpartition("/")[0]
        path = normpath(f"{folder}/{target}" if folder else target)
        if path.startswith("../"):
            return ""
        stem = re.sub(r"\.(?:html\.md|html|md)$", "", path)
        for candidate in (path, f"{stem}.md", f"{stem}.html.md", f"{path}/README.md"):
            if candidate != self._path and candidate.endswith(".md") and self._is_record(candidate):
                return candidate
        return ""

    def _is_record(self, path: str) -> bool:
        return self._siblings.exists(path) and (
            is_record(path, "") or is_record(path, self._siblings.read(path) or "")
        )

    def _by_name(self, name: str) -> str:
        wanted = slug(re.sub(r"\.(?:html\.md|html|md)$", "", name))
        if not wanted:
            return ""
        return self._only(p for p, s in self._records().items() if slug(s) == wanted)

    def _by_number(self, text: str) -> str:
        number = text.lstrip("0") or "0"
        if not text.isdecimal():
            return ""
        return self._only(p for p, s in self._records().items() if number_of(s) == number)

    def _by_text(self, text: str, *, linked: bool) -> str:
        match = _NUMBER.search(text)
        if match and (found := self._by_number(match[1])):
            return found
        if found := self._by_name(text):
            return found
        title = slug(text)
        if not linked or not title:
            return ""
        return self._only(p for p, s in self._records().items() if slug(s).endswith(f"-{title}"))

    @staticmethod
    def _only(paths: Iterable[str]) -> str:
        found = tuple(paths)
        return found[0] if len(found) == 1 else ""

    def _records(self) -> dict[str, str]:
        """Path -> slug of the other records of the log."""
        if self._listing is None:
            prefix = f"{self._folder}/" if self._folder else ""
            paths = (
                *self._siblings.glob(f"{prefix}*.md"),
                *self._siblings.glob(f"{prefix}*/README.md"),
            )
            self._listing = {
                path: slug_of(path)
                for path in paths
                if path != self._path and log_of(path) == self._folder and self._is_record(path)
            }
        return self._listing


def decision_ref(path: str) -> Ref:
    """The ref of a record: its namespace is the folder whose decisions the log holds, the root's is `default`."""
    folder = owning_folder(log_of(path))
    return Ref.of("decision", slug(slug_of(path)) or "-", slug(folder) or "default")
