"""Files that a protobuf file imports, as far as the tree holds them."""

from collections.abc import Callable, Iterator
from posixpath import dirname, join
from typing import Any, NamedTuple

from gazetteer.apis.protoparse import Unread, parsed

Read = Callable[[str], str | None]

MOST = 100
"""So many files, and `LARGEST` characters in all, are read for one: the parser is slow."""

LARGEST = 2_000_000


class Imported(NamedTuple):
    """One imported file, parsed."""

    path: str
    text: str
    tree: Any


def imported(path: str, tree: Any, read: Read) -> Iterator[Imported]:
    """Every file that a file imports, and those that these import, each once; what is not in the tree is passed over.

    Paths of imports start at a folder that only the call of the compiler knows: the folders above the file are tried,
    the nearest first.
    """
    seen, size = {path}, 0
    pending = [(path, name) for name in _names(tree)]
    while pending and len(seen) <= MOST:
        importer, name = pending.pop(0)
        for candidate in _candidates(importer, name):
            if candidate in seen:
                break
            text = read(candidate)
            if text is None:
                continue
            seen.add(candidate)
            size += len(text)
            found = parsed(text) if size <= LARGEST else None
            if found is not None and not isinstance(found, Unread):
                yield Imported(candidate, text, found)
                pending += [(candidate, inner) for inner in _names(found)]
            break


def _names(tree: Any) -> Iterator[str]:
    return (str(e.name) for e in tree.file_elements if type(e).__name__ == "Import")


def _candidates(importer: str, name: str) -> Iterator[str]:
    if name.startswith("/") or ".." in name.split("/"):
        return
    folder = dirname(importer)
    while folder:
        yield join(folder, name)
        folder = dirname(folder)
    yield name
