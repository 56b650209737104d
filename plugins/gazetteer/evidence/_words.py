"""What files hold by name: targets that can be run, and words of code, now and in earlier versions."""

import json
import re
from collections.abc import Callable, Iterator
from functools import cached_property

from gazetteer.evidence.generated import by_name
from gazetteer.formats.yaml import YamlDocument, load
from gazetteer.model.catalog import Catalog

RUNNERS: dict[str, str] = {
    "make": r"(?:GNU)?[Mm]akefile|.*\.mk",
    "task": r"[Tt]askfile(?:\.dist)?\.ya?ml",
    "just": r"\.?[Jj]ustfile|.*\.just",
    "npm run": r"package\.json",
    "npm run-script": r"package\.json",
    "yarn run": r"package\.json",
    "pnpm run": r"package\.json",
}
"""Command -> names of the files in which its targets stand."""

PROSE = (
    ".md",
    ".markdown",
    ".rst",
    ".adoc",
    ".asciidoc",
    ".txt",
    ".svg",
    ".csv",
    ".lock",
    ".ipynb",
)
"""Endings of files whose words are no code."""

_CODE = re.compile(
    r"(?:[^/]*\.(?:py|pyi|js|jsx|mjs|cjs|ts|tsx|go|java|kt|kts|scala|groovy|gradle|rs|rb|php|cs|fs|vb|swift|m|mm|c|h|cc|cpp|cxx"
    r"|hpp|ex|exs|erl|clj|lua|pl|pm|r|jl|dart|sh|bash|zsh|fish|ps1|sql|proto|graphql|gql|tf|tfvars|hcl|yaml|yml|json|toml"
    r"|ini|cfg|conf|properties|env|xml|html|vue|svelte|tpl|tmpl|j2|mk|nix|bzl|cmake|avsc|example|sample|dist|template)"
    r"|\.env[^/]*|(?:Docker|Make|Jenkins|Proc|Just|Tilt|Vagrant|Gem|Rake)file[^/]*)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]{2,}")
_RULE = re.compile(r"^([A-Za-z0-9_][\w./% -]*?)[ \t]*::?(?!=)", re.MULTILINE)
_RECIPE = re.compile(r"^@?([A-Za-z_][\w-]*)(?:[ \t]+[^:=\n]*)?:(?!=)", re.MULTILINE)
_LARGEST = 2_000_000


def holds_targets(command: str) -> Callable[[str], bool]:
    """Whether a path is that of a file in which a command's targets stand."""
    pattern = re.compile(RUNNERS[command])
    return lambda path: pattern.fullmatch(path.rpartition("/")[2]) is not None


def holds_words(path: str) -> bool:
    """Whether a path is that of code or configuration which people write."""
    return _CODE.fullmatch(path.rpartition("/")[2]) is not None and not by_name(path)


def targets(command: str, text: str) -> frozenset[str]:
    """The targets that a file offers to a command; none when it cannot be read."""
    if command == "make":
        names = (name for match in _RULE.finditer(text) for name in match[1].split())
        return frozenset(name for name in names if not name.startswith("."))
    if command == "just":
        return frozenset(match[1] for match in _RECIPE.finditer(text))
    if command == "task":
        document = load(text)
        value = document.value if isinstance(document, YamlDocument) else None
        return frozenset(_keys(value, "tasks"))
    try:
        return frozenset(_keys(json.loads(text), "scripts"))
    except (ValueError, RecursionError):
        return frozenset()


def words(text: str) -> frozenset[str]:
    """The words of a text that could be names in code."""
    return frozenset(_WORD.findall(text)) if len(text) <= _LARGEST else frozenset()


def _keys(value: object, key: str) -> Iterator[str]:
    held = value.get(key) if isinstance(value, dict) else None
    yield from (str(name) for name in held) if isinstance(held, dict) else ()


class PresentWords:
    """What the files of one catalog's tree hold by name; they are read when the first question comes."""

    def __init__(self, catalog: Catalog, wanted: frozenset[str]) -> None:
        self._catalog = catalog
        self._wanted = wanted
        self._offered: dict[str, frozenset[str]] = {}

    def has_target(self, command: str, name: str) -> bool:
        """Whether any file of the tree offers a target to a command; a pattern of make offers what fits it."""
        offered = self._targets(command)
        return name in offered or any(
            "%" in offer and re.fullmatch(re.escape(offer).replace("%", ".+"), name)
            for offer in offered
        )

    def has_word(self, name: str) -> bool:
        """Whether any code of the tree holds a word."""
        return name in self._words

    def _targets(self, command: str) -> frozenset[str]:
        if command not in self._offered:
            holds = holds_targets(command)
            texts = (self._catalog.read(path) for path in self._catalog.paths if holds(path))
            names = (name for text in texts if text for name in targets(command, text))
            self._offered[command] = frozenset(names)
        return self._offered[command]

    @cached_property
    def _words(self) -> frozenset[str]:
        found: set[str] = set()
        for path in self._catalog.paths if self._wanted else ():
            if holds_words(path) and (text := self._catalog.read(path)):
                found |= words(text) & self._wanted
        return frozenset(found)
