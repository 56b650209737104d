"""Where the entries of `ignore:` stand: settings are handed on as values, and only a useless entry needs its line."""

import re
from collections.abc import Iterator, Mapping

from gazetteer.formats.structured import Problem
from gazetteer.formats.yaml import YamlDocument, load
from gazetteer.model.catalog import Reader

SITES = ("mkdocs.yml", "mkdocs.yaml")
PLUGINS = ("gazetteer", "gazetteer/gate")
_HEAD = re.compile(r"\s*\[\[\s*tool\s*\.\s*gazetteer\s*\.\s*ignore\s*\]\]")
_LIST = re.compile(r"\s*ignore\s*=")


def ignore_places(read: Reader) -> tuple[str, Mapping[int, int]]:
    """The file of the settings, and number of an entry -> its 1-based line, as far as they are found.

    They are looked for where the settings are: in the block of the plugin, in `pyproject.toml`, in `gazetteer.yml`.
    """
    files = {
        name: text for name in (*SITES, "pyproject.toml", "gazetteer.yml") if (text := read(name))
    }
    for name, text in files.items():
        lines = dict(enumerate(_toml(text) if name.endswith(".toml") else _yaml(text, name)))
        if lines:
            return name, lines
    return next(iter(files), SITES[0]), {}


def _yaml(text: str, name: str) -> Iterator[int]:
    document = load(text)
    if isinstance(document, Problem):
        return
    for path in _blocks(document) if name in SITES else [()]:
        block = document.value
        for key in path:
            block = block[key]  # type: ignore[index] # `_blocks` has been there
        entries = block.get("ignore") if isinstance(block, dict) else None
        for number, _ in enumerate(entries if isinstance(entries, list) else ()):
            yield document.at(*path, "ignore", number)[0]


def _blocks(document: YamlDocument) -> Iterator[tuple[str | int, ...]]:
    """The paths of our plugins' blocks."""
    plugins = document.value.get("plugins") if isinstance(document.value, dict) else None
    if isinstance(plugins, dict):
        yield from (("plugins", name) for name in PLUGINS if name in plugins)
    for number, entry in enumerate(plugins if isinstance(plugins, list) else ()):
        if isinstance(entry, dict):
            yield from (("plugins", number, name) for name in PLUGINS if name in entry)


def _toml(text: str) -> Iterator[int]:
    """The heads of the tables; of a list on one line, or on several, the line on which it begins."""
    for number, line in enumerate(text.split("\n"), 1):
        if _HEAD.match(line) or _LIST.match(line):
            yield number
