"""Adds our plugins to the text of an mkdocs.yml and changes nothing else in it."""

import re

from gazetteer.errors import GazetteerError
from gazetteer.formats.yaml import Problem, load

PLUGINS = ("gazetteer", "gazetteer/links", "gazetteer/gate")


class SiteFileError(GazetteerError):
    """The mkdocs.yml cannot be edited safely; the message says what to add by hand."""


def with_plugins(text: str) -> str:
    """The text with the plugins that it lacks.

    Raises:
        SiteFileError: the file is no YAML mapping, or its `plugins:` has a form that cannot be edited line by line.
    """
    before = _plugins(text)
    missing = [name for name in PLUGINS if name not in before]
    if not missing:
        return text
    match = re.search(r"^plugins:[ \t]*(?P<rest>[^\n]*)$", text, re.MULTILINE)
    if match is None:
        # Without the key MkDocs switches search on by itself; with it, search must be named.
        block = "".join(f"  - {name}\n" for name in ("search", *missing))
        after = f"{text.rstrip()}\n\nplugins:\n{block}"
    else:
        after = _inserted(text, match, missing)
    expected = {*(before or {"search"}), *PLUGINS}
    if _plugins(after) != expected:
        raise SiteFileError(
            "mkdocs.yml: its plugins have a form that is not safe to edit; add by hand: "
            + ", ".join(missing)
        )
    return after


def _inserted(text: str, match: re.Match[str], missing: list[str]) -> str:
    rest = match["rest"]
    flow = re.fullmatch(r"\[(?P<entries>[^\[\]{}#]*)\](?P<comment>\s*(#.*)?)", rest)
    if flow:
        names = [*filter(None, (n.strip() for n in flow["entries"].split(","))), *missing]
        line = f"plugins: [{', '.join(names)}]{flow['comment']}"
        return text[: match.start()] + line + text[match.end() :]
    lines = text[match.end() :].split("\n")
    # The list ends before the next line that starts in the first column and is neither entry nor comment.
    first = next((line for line in lines[1:] if re.match(r"\s*- ", line)), "  - ")
    indent = first[: len(first) - len(first.lstrip())]
    end = len(lines)
    for number, line in enumerate(lines[1:], 1):
        if line and not line[0].isspace() and not line.startswith(("#", "- ")):
            end = number
            break
    while end > 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    entries = [f"{indent}- {name}" for name in missing]
    return text[: match.end()] + "\n".join([*lines[:end], *entries, *lines[end:]])


def _plugins(text: str) -> set[str]:
    document = load(text)
    if isinstance(document, Problem):
        raise SiteFileError(f"mkdocs.yml:{document.line}: {document.message}")
    if not isinstance(document.value, dict):
        raise SiteFileError("mkdocs.yml: this is no mapping of settings")
    plugins = document.value.get("plugins") or []
    if isinstance(plugins, dict):
        return {str(name) for name in plugins}
    if not isinstance(plugins, list):
        raise SiteFileError("mkdocs.yml: `plugins` is no list")
    return {str(next(iter(entry)) if isinstance(entry, dict) else entry) for entry in plugins}
