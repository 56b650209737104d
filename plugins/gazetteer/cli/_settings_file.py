"""The file that the settings stand in, and the line of each of its keys."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from gazetteer.errors import SettingsError
from gazetteer.formats.text import NotText, decode
from gazetteer.formats.yaml import Problem, YamlDocument, load
from gazetteer.settings import Settings
from gazetteer.surveyor.configured import read_settings

SITE_FILES = ("mkdocs.yml", "mkdocs.yaml")
"""What MkDocs itself looks for, in its order."""

INHERITANCE = 10
"""Longer chains of `INHERIT:` lead in a circle."""


@dataclass(frozen=True)
class SettingsFile:
    """A block of settings as written.

    Attributes:
        name: of the file, for messages.
        block: what stands there; anything at all.
        line: dotted key -> 1-based line of it or of what is nearest above it.
    """

    name: str
    block: object
    line: Callable[[str], int]

    def read(self) -> Settings:
        """The settings.

        Raises:
            SettingsError: every fault with file and line.
        """
        if not isinstance(self.block, Mapping):
            raise SettingsError(
                (f"{self.name}:{self.line('')}: the settings of gazetteer must be a mapping",)
            )
        try:
            return read_settings(self.block)
        except SettingsError as error:
            placed = sorted(
                (self.line(problem.partition(": ")[0]), problem) for problem in error.problems
            )
            raise SettingsError(
                tuple(f"{self.name}:{line}: {problem}" for line, problem in placed)
            ) from error


@dataclass(frozen=True)
class SiteFile:
    """An mkdocs.yml with those that it inherits from, the nearest first."""

    documents: tuple[tuple[str, YamlDocument], ...] = ()

    def get(self, key: str) -> object:
        """The value of a key at the top."""
        return next((value for _, document in self.documents if (value := _top(document, key))), "")

    def has_plugin(self, name: str) -> bool:
        """Whether a plugin is on."""
        plugins = self.get("plugins")
        named = plugins if isinstance(plugins, list | dict) else ()
        return any(name in (entry if isinstance(entry, dict) else (entry,)) for entry in named)

    def settings(self) -> SettingsFile | None:
        """Our plugin's block; None when the plugin is not there."""
        for name, document in self.documents:
            if plugins := _top(document, "plugins"):
                return _plugin(name, document, plugins)
        return None


def site_file(root: Path) -> SiteFile:
    """Reads the mkdocs.yml of a folder, if it has one.

    Raises:
        SettingsError: it, or what it inherits from, cannot be read.
    """
    path = next((root / name for name in SITE_FILES if (root / name).is_file()), None)
    documents: list[tuple[str, YamlDocument]] = []
    while path is not None:
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        document = _yaml(path, name)
        documents.append((name, document))
        parent = _top(document, "INHERIT")
        path = (path.parent / parent).resolve() if isinstance(parent, str) and parent else None
        if path is not None and (len(documents) > INHERITANCE or not path.is_file()):
            line = document.at("INHERIT")[0]
            raise SettingsError((f"{name}:{line}: INHERIT: {parent} is no file to inherit from",))
    return SiteFile(tuple(documents))


def settings_file(root: Path, site: SiteFile) -> SettingsFile | None:
    """Where the settings stand: the plugin's block, `[tool.gazetteer]` in pyproject.toml, or gazetteer.yml.

    Raises:
        SettingsError: one of these files cannot be read.
    """
    return site.settings() or _tool_table(root / "pyproject.toml") or _own_file(root)


def _plugin(name: str, document: YamlDocument, plugins: object) -> SettingsFile | None:
    entries = enumerate(plugins) if isinstance(plugins, list) else [(None, plugins)]
    for number, entry in entries:
        path = ("plugins",) if number is None else ("plugins", number)
        if entry == "gazetteer":
            return SettingsFile(name, {}, lambda _key, path=path: document.at(*path)[0])  # type: ignore[misc] # a default binds it now
        if isinstance(entry, dict) and "gazetteer" in entry:
            block = entry["gazetteer"]
            line = partial(_line, document, (*path, "gazetteer"), block)
            if isinstance(block, dict):
                # An option that MkDocs gives to every plugin and takes away before the plugin sees it.
                block = {key: value for key, value in block.items() if key != "enabled"}
            return SettingsFile(name, {} if block is None else block, line)
    return None


def _own_file(root: Path) -> SettingsFile | None:
    path = root / "gazetteer.yml"
    if not path.is_file():
        return None
    document = _yaml(path, path.name)
    return SettingsFile(path.name, document.value, partial(_line, document, (), document.value))


def _tool_table(path: Path) -> SettingsFile | None:
    if not path.is_file():
        return None
    text = _text(path, path.name)
    try:
        tool = tomllib.loads(text).get("tool")
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError((f"{path.name}: this is no valid TOML: {error}",)) from error
    if not isinstance(tool, dict) or "gazetteer" not in tool:
        return None
    return SettingsFile(path.name, tool["gazetteer"], partial(_toml_line, text))


def _yaml(path: Path, name: str) -> YamlDocument:
    document = load(_text(path, name))
    if isinstance(document, Problem):
        raise SettingsError((f"{name}:{document.line}: {document.message}",))
    if document.value is not None and not isinstance(document.value, dict):
        raise SettingsError((f"{name}:{document.line}: this is no mapping of settings",))
    if document.value is None:
        return load("{}")  # type: ignore[return-value] # an empty mapping is no problem
    return document


def _text(path: Path, name: str) -> str:
    try:
        text = decode(path.read_bytes())
    except OSError as error:
        raise SettingsError((f"{name} cannot be read: {error.strerror}",)) from error
    if isinstance(text, NotText):
        raise SettingsError((f"{name}:{text.line}: {text.message}",))
    return text


def _top(document: YamlDocument, key: str) -> object:
    return document.value.get(key) if isinstance(document.value, dict) else None


def _line(document: YamlDocument, prefix: Sequence[str | int], block: object, key: str) -> int:
    """Follows a dotted key, whose parts may hold dots themselves, as far as it leads."""
    path: list[str | int] = []
    rest, here = key, block
    while rest:
        if isinstance(here, list) and rest.partition(".")[0].isdecimal():
            name, _, rest = rest.partition(".")
            path.append(int(name))
            here = here[int(name)] if int(name) < len(here) else None
            continue
        known = here if isinstance(here, dict) else {}
        names = [n for n in known if rest == n or rest.startswith(f"{n}.")]
        if not names:
            break
        name = max(names, key=len)
        path.append(name)
        here, rest = known[name], rest[len(name) + 1 :]
    return document.at(*prefix, *path)[0]


def _toml_line(text: str, key: str) -> int:
    """The line of a key's first part below the table's head, or of a head; tomllib tells no places."""
    lines = text.split("\n")
    heads = [
        n for n, line in enumerate(lines, 1) if re.match(r"\s*\[+\s*tool\s*\.\s*gazetteer\b", line)
    ]
    first = re.escape(key.partition(".")[0])
    for head in heads:
        if re.search(rf"\.\s*[\"']?{first}[\"']?\s*[\].]", lines[head - 1]):
            return head
        for number, line in enumerate(lines[head:], head + 1):
            if line.lstrip().startswith("["):
                break
            if first and re.match(rf"\s*[\"']?{first}[\"']?\s*[.=]", line):
                return number
    return heads[0] if heads else 1
