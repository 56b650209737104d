"""Descriptions of many files: each file that a reference leads to is loaded once and put under a key of the first one.

References are rewritten to lead there, never expanded, so that every reader follows one kind of reference in one
document. What leads out of the tree or to the network is a trouble; nothing is fetched.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import quote, unquote

from gazetteer.apis.nodes import is_data, is_names
from gazetteer.apis.references import MOUNT, Keys
from gazetteer.apis.wording import Trouble, name_of
from gazetteer.formats.pointer import from_keys
from gazetteer.formats.structured import Document, Problem, load_structured

Read = Callable[[str], str | None]
"""The decoded text of a file of the tree, or None."""

MOST_FILES = 500
LARGEST = 64_000_000
"""So many files, and so many characters in all, are read for one description."""

_OUTWARD = (
    re.compile(r"""\$ref["']?[ \t]*:\s*["']?(?![#"'\s])"""),
    re.compile(r"""operationRef["']?[ \t]*:\s*["']?(?![#"'\s])"""),
    re.compile(r"""mapping["']?[ \t]*:"""),
)
"""Signs of another file; three patterns that begin with a fixed word are found faster than one of three branches."""
_STRUCTURED = ("yaml", "yml", "json", "avsc", "jsonschema", "")
_ADDRESS = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]+:|//)")


@dataclass(frozen=True)
class Joined:
    """A description with the files that it refers to.

    Attributes:
        value: of the first file; that of each other file stands under `MOUNT` and its path.
        documents: path of each other file -> the file as loaded.
        troubles: references that cannot be followed, and files that are broken.
    """

    value: object
    documents: Mapping[str, Document] = field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()


def joined(path: str, text: str, document: Document, read: Read) -> Joined:
    """Loads what a description refers to.

    Args:
        path: of the first file in the tree; relative references start at its folder.
        text: of the first file; most texts show at a glance that they refer to no other file.
        document: the first file as loaded; its references are rewritten in place.
        read: gives the text of another file of the tree.
    """
    if not isinstance(document.value, dict) or not any(sign.search(text) for sign in _OUTWARD):
        return Joined(document.value)
    joiner = _Joiner(path, read)
    joiner.visit(path, document.value)
    while joiner.pending:
        waiting = joiner.pending.pop()
        joiner.visit(waiting, joiner.documents[waiting].value)
    if joiner.documents:
        mounted = {name: found.value for name, found in joiner.documents.items()}
        document.value[MOUNT] = mounted
    return Joined(document.value, joiner.documents, tuple(joiner.troubles))


@dataclass
class _Joiner:
    """One description being joined."""

    first: str
    read: Read
    documents: dict[str, Document] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    _absent: set[str] = field(default_factory=set)
    _size: int = 0

    def visit(self, path: str, value: object) -> None:
        """Rewrites the references of one file, and queues the files that they lead to."""
        base: Keys = () if path == self.first else (MOUNT, path)
        for holder, key, keys in references(value):
            reference = holder[key]
            if reference.startswith("#") and not base:
                continue
            target = self._target(path, reference, (*base, *keys))
            if target is not None:
                holder[key] = target

    def _target(self, path: str, reference: str, keys: Keys) -> str | None:
        """What to write instead of a reference; None to leave it."""
        name, hash_, fragment = reference.partition("#")
        if _ADDRESS.match(name):
            self._tell("ref-remote", keys, reference)
            return None
        file = normpath(join(dirname(path), unquote(name))) if name else path
        if file.startswith(("..", "/")) or "\0" in file:
            self._tell("ref-outside", keys, reference)
            return None
        if hash_ and fragment and not fragment.startswith("/"):
            return None  # an anchor: nothing here is found by it
        if file != self.first and not self._has(file, keys, reference):
            return None
        start = "" if file == self.first else quote(from_keys((MOUNT, file)), safe="/~")
        return f"#{start}{fragment}"

    def _has(self, file: str, keys: Keys, reference: str) -> bool:
        """Whether another file could be loaded, now or before."""
        if file in self.documents:
            return True
        ending = file.rpartition("/")[2].rpartition(".")
        structured = (ending[2] if ending[1] else "").lower() in _STRUCTURED
        text = None if file in self._absent else self.read(file)
        if text is None:
            self._absent.add(file)
            self._tell("dangling-ref", keys, reference)
            return False
        self._size += len(text)
        if not structured:
            return False
        if len(self.documents) >= MOST_FILES or self._size > LARGEST:
            self._tell("too-many-files", keys, reference)
            return False
        loaded = load_structured(file, text, merge=True)
        if isinstance(loaded, Problem):
            message = f"the file {file} cannot be read (line {loaded.line}): {loaded.message}"
            self.troubles.append(Trouble(keys, "syntax", message, "Correct that file."))
            self._absent.add(file)
            return False
        self.documents[file] = loaded
        self.pending.append(file)
        return True

    def _tell(self, code: str, keys: Keys, reference: str) -> None:
        what, mend = _TOLD[code]
        place = keys[2:] if keys[:1] == (MOUNT,) else keys
        message = f"{name_of(place[:-1])} refers to `{reference[:120]}`, {what}"
        kind = "api-reference-outside" if code.startswith("ref-") else "api"
        self.troubles.append(Trouble(keys, code, message, mend, kind))


def references(value: object) -> Iterator[tuple[dict[str, Any], str, Keys]]:
    """Every reference of a document: the mapping and key that hold it, and its keys.

    References are `$ref`, `operationRef` of a link, and what the mapping of a discriminator leads to, where it is
    written as an address.
    """
    pending: list[tuple[Any, Keys, bool]] = [(value, (), False)]
    seen: set[int] = set()
    while pending:
        found, keys, names = pending.pop()
        if id(found) in seen:
            continue  # an alias of YAML: the same value in two places
        seen.add(id(found))
        if isinstance(found, list):
            pending.extend((inner, (*keys, index), False) for index, inner in enumerate(found))
        elif isinstance(found, dict):
            if not names:
                if keys and isinstance(found.get("$id"), str):
                    continue  # a schema resource of its own: its references start at its own address
                for key in ("$ref", "operationRef"):
                    if isinstance(found.get(key), str):
                        yield found, key, (*keys, key)
                if isinstance(mapping := _mapping(found), dict):
                    for name, target in mapping.items():
                        if isinstance(target, str) and re.search(r"[/#]|\.(?:ya?ml|json)$", target):
                            yield mapping, name, (*keys, "discriminator", "mapping", name)
            pending.extend(
                (inner, (*keys, key), not names and is_names(key, inner))
                for key, inner in found.items()
                if isinstance(inner, dict | list) and (names or not is_data(key, inner))
            )


def _mapping(schema: dict[str, Any]) -> object:
    discriminator = schema.get("discriminator")
    return discriminator.get("mapping") if isinstance(discriminator, dict) else None


_TOLD = {
    "dangling-ref": ("which does not exist", "Add the file, or correct the reference."),
    "ref-remote": (
        "on the network, which is never asked",
        "Put a copy into the repository and refer to that.",
    ),
    "ref-outside": (
        "which lies outside of the repository",
        "Put what is needed into the repository, and refer to it by a relative path.",
    ),
    "too-many-files": ("but the description has more files than are read", "Bundle it."),
}
