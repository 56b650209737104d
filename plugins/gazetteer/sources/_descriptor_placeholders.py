"""`$text`, `$json`, `$yaml` and their kin: replaced by what files of the tree hold; nothing is fetched."""

import re
from collections.abc import Mapping

import msgspec

from gazetteer.extension import File, Siblings
from gazetteer.formats import json, yaml
from gazetteer.formats.json import Problem
from gazetteer.sources._descriptor_paths import inside, is_absolute_url
from gazetteer.sources._descriptor_words import Keys, shown

DEFINITION: Keys = ("spec", "definition")
_TEXTS = ("$text", "$openapi", "$asyncapi")
_RESOLVERS = (*_TEXTS, "$json", "$yaml")
_ANY = re.compile(r"\$(?:text|json|yaml|openapi|asyncapi)\b")
_ELSEWHERE = "(stands elsewhere)"
_UNKNOWN = object()


class Placeholder(msgspec.Struct, frozen=True):
    """One placeholder of a document and what became of it.

    Attributes:
        keys: where it stands.
        path: the file it names, when that is in the tree.
        url: the address it names, when that is none of the tree's.
        fault: why it could not be replaced; empty when it could.
        mend: what to do about the fault.
    """

    keys: Keys
    path: str = ""
    url: str = ""
    fault: str = ""
    mend: str = ""


def has_placeholders(text: str) -> bool:
    """Whether a text may have placeholders at all."""
    return "$" in text and _ANY.search(text) is not None


class Placeholders:
    """Replaces the placeholders of one document; `found` tells afterwards which there were."""

    def __init__(self, file: File, siblings: Siblings) -> None:
        self.found: list[Placeholder] = []
        self._file = file
        self._siblings = siblings

    def replaced(self, document: Mapping[str, object]) -> Mapping[str, object]:
        """The document with values in place of placeholders; what could not be read is left out (None in a list)."""
        value = self._walk(document, ())
        return value if isinstance(value, dict) else {}

    def hides(self, keys: Keys) -> bool:
        """Whether a key stands at or below a placeholder that could not be read, so that nothing is known of it."""
        return any(
            (found.fault or found.url) and keys[: len(found.keys)] == found.keys
            for found in self.found
        )

    def _walk(self, value: object, keys: Keys) -> object:
        if isinstance(value, list):
            members = [self._walk(member, (*keys, number)) for number, member in enumerate(value)]
            return [None if member is _UNKNOWN else member for member in members]
        if not isinstance(value, dict):
            return value
        if len(value) == 1 and (name := next(iter(value))) in _RESOLVERS and keys:
            return self._resolve(name, value[name], keys)
        walked = ((key, self._walk(member, (*keys, key))) for key, member in value.items())
        return {key: member for key, member in walked if member is not _UNKNOWN}

    def _resolve(self, name: str, target: object, keys: Keys) -> object:
        if not isinstance(target, str) or not target:
            return self._failed(
                keys, f"{name} needs a path", "write the path of a file, relative to this one"
            )
        if is_absolute_url(target):
            if target.lower().startswith(("http:", "https:")):
                self.found.append(Placeholder(keys, url=target))
                return _ELSEWHERE if keys == DEFINITION else _UNKNOWN
            return self._failed(
                keys,
                f"{name}: {shown(target)} is no address that can be read",
                "name a file of this repository",
            )
        path = inside(self._file.folder, target)
        if path is None:
            return self._failed(
                keys,
                f"{name}: {shown(target)} leads out of the repository",
                "name a file of this repository, relative to this one",
            )
        if not self._siblings.exists(path):
            return self._failed(
                keys,
                f"{name}: there is no file {shown(path)}",
                "correct the path, which is relative to this file",
                path,
            )
        return self._content(name, path, keys)

    def _content(self, name: str, path: str, keys: Keys) -> object:
        if name in _TEXTS and keys == DEFINITION:
            # Whoever needs a definition reads the file itself, and has the places in it right.
            self.found.append(Placeholder(keys, path))
            return _ELSEWHERE
        text = self._siblings.read(path)
        if text is None:
            return self._failed(
                keys, f"{name}: {path} is no readable text", "name a text file in UTF-8", path
            )
        if name in _TEXTS:
            self.found.append(Placeholder(keys, path))
            return text
        documents = (json.load(text),) if name == "$json" else yaml.load_all(text)
        document = documents[0] if documents else None
        if len(documents) != 1 or document is None:
            return self._failed(
                keys,
                f"{name}: {path} has {len(documents)} documents",
                "name a file that holds exactly one",
                path,
            )
        if isinstance(document, Problem):
            return self._failed(
                keys,
                f"{name}: {path} cannot be read: {document.message} (line {document.line})",
                "correct that file",
                path,
            )
        self.found.append(Placeholder(keys, path))
        return document.value

    def _failed(self, keys: Keys, fault: str, mend: str, path: str = "") -> object:
        self.found.append(Placeholder(keys, path, fault=fault, mend=mend))
        return _UNKNOWN
