"""`docs.lock`: what each document was checked against when somebody last vouched for it.

One JSON object a line, sorted by document and part, each complete in itself: two branches that review different
documents merge without a conflict (`docs.lock merge=union` in `.gitattributes` makes sure of it), and where a line
stands twice the newer review holds. It needs no history: it works in a shallow clone, after a squash and after a
rebase.
"""

import json
from collections.abc import Iterable, Mapping

import msgspec

PATH = "docs.lock"
"""Where it lies, relative to the root of the survey."""
SCHEMA = "gazetteer.lock/1"


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One part of what one document was checked against.

    Attributes:
        document: path of the document.
        part: path of the covered file, or `path#symbol`; empty for a document that covers nothing.
        on: ISO date of the review; by: who made it.
        batch: how many documents were reviewed with one command, where it was more than one.
        kind, digest, pieces: see `evidence.digest.Digest`.
        blob: git blob id of the whole file: the quick way to see that nothing changed, and the old text where the
            repository still holds it.
    """

    document: str
    part: str
    on: str
    by: str = ""
    batch: int = 0
    kind: str = ""
    digest: str = ""
    blob: str = ""
    pieces: dict[str, str] = {}

    @property
    def path(self) -> str:
        """The file that the part stands in."""
        return self.part.partition("#")[0]


class Lock(msgspec.Struct, frozen=True):
    """The lock, read.

    Attributes:
        entries: document -> part -> entry.
        problems: (1-based line, what is wrong with it).
    """

    entries: Mapping[str, Mapping[str, Entry]] = {}
    problems: tuple[tuple[int, str], ...] = ()


_HEAD = f'{{"schema": "{SCHEMA}"}}'
_decoder = msgspec.json.Decoder(Entry)


def parse_lock(text: str) -> Lock:
    """Reads a lock; a line that cannot be read hides no other."""
    entries: dict[str, dict[str, Entry]] = {}
    problems: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith('{"schema"'):
            if line.strip() not in {"", _HEAD}:
                problems.append((number, f"only {SCHEMA} is understood: update Gazetteer"))
            continue
        try:
            entry = _decoder.decode(line)
        except (msgspec.MsgspecError, ValueError):
            is_mark = line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||"))
            problems.append((number, "a merge was not finished" if is_mark else "it is no entry"))
            continue
        parts = entries.setdefault(entry.document, {})
        known = parts.get(entry.part)
        if known is None or known.on <= entry.on:
            parts[entry.part] = entry
    return Lock(entries, tuple(problems))


def dump_lock(entries: Iterable[Entry]) -> str:
    """The text of a lock, sorted."""
    ordered = sorted(entries, key=lambda entry: (entry.document, entry.part))
    return "".join(f"{line}\n" for line in (_HEAD, *map(_line, ordered)))


def reviewed(text: str | None, documents: Mapping[str, Iterable[Entry]]) -> str:
    """The text of a lock in which some documents have new entries; every other line stays as it is.

    Args:
        text: of the present lock; None when there is none.
        documents: path -> its entries; none of them takes the document out.
    """
    if text is None:
        return dump_lock(entry for entries in documents.values() for entry in entries)
    kept: dict[tuple[str, str], str] = {}
    for line in text.split("\n"):
        if not line.strip() or line.startswith('{"schema"'):
            continue
        entry = _decoder.decode(line)
        if entry.document not in documents:
            kept[entry.document, entry.part] = line
    for entries in documents.values():
        kept |= {(entry.document, entry.part): _line(entry) for entry in entries}
    return "".join(f"{line}\n" for line in (_HEAD, *(kept[key] for key in sorted(kept))))


def _line(entry: Entry) -> str:
    said = msgspec.to_builtins(entry)
    if "pieces" in said:
        said["pieces"] = dict(sorted(entry.pieces.items()))
    return json.dumps(said, ensure_ascii=False)
