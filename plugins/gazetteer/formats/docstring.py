"""Docstrings of checks to the text of their rules: fixed headings, options, and the files of their examples."""

import inspect
import re
from typing import Protocol

import msgspec

from gazetteer.model.rule import Rule
from gazetteer.model.survey import RuleText

HEADINGS = ("What it finds", "Why", "How to mend", "Wrong", "Right")
"""Every rule answers these, in this order."""

_FENCE = re.compile(
    r"^(?P<fence>`{3,})[^`\n]*?title=\"(?P<path>[^\"\n]+)\"[^\n]*\n(?P<text>.*?)^(?P=fence)[ \t]*$",
    re.MULTILINE | re.DOTALL,
)


class RuleModule(Protocol):
    """The part of a check that its text is made from; `Options` may be there too."""

    rule: Rule


def rule_text(check: RuleModule) -> RuleText:
    """The rule of a check with the sections of its docstring and its options."""
    return RuleText(
        rule=check.rule,
        sections=sections(check.__doc__ or ""),
        options=_options(getattr(check, "Options", None)),
    )


def sections(docstring: str) -> dict[str, str]:
    """Heading -> Markdown of a docstring whose sections open with `## Heading`; what comes before is left out.

    A `## ` line inside a fenced block is part of the block.
    """
    found: dict[str, list[str]] = {}
    current: list[str] | None = None
    fence = ""
    for line in inspect.cleandoc(docstring).split("\n"):
        if fence:
            fence = "" if line.rstrip() == fence else fence
        elif marks := re.match(r"`{3,}", line):
            fence = marks.group()
        elif line.startswith("## "):
            current = found.setdefault(line[3:].strip(), [])
            continue
        if current is not None:
            current.append(line)
    return {heading: "\n".join(lines).strip() for heading, lines in found.items()}


BEFORE = " (before)"
"""What the title of a block ends in that shows a file as it was at the base of a comparison."""


def examples(section: str) -> dict[str, str]:
    """Path -> text of the fenced blocks of a section that carry a title: ```` ```yaml title="a.yaml" ````."""
    blocks = {block["path"]: block["text"] for block in _FENCE.finditer(section)}
    return {path: text for path, text in blocks.items() if not path.endswith(BEFORE)}


def earlier_examples(section: str) -> dict[str, str]:
    """Path -> text of the blocks that show a file as it was: ```` ```yaml title="a.yaml (before)" ````."""
    blocks = {block["path"]: block["text"] for block in _FENCE.finditer(section)}
    return {
        path.removesuffix(BEFORE): text for path, text in blocks.items() if path.endswith(BEFORE)
    }


def _options(shape: type | None) -> tuple[tuple[str, str, str], ...]:
    """(name, default, description) of each option; descriptions come from the `Attributes:` of its docstring."""
    if shape is None:
        return ()
    meanings = _attributes(inspect.getdoc(shape) or "")
    return tuple(
        (field.name, _default(field), meanings.get(field.name, ""))
        for field in msgspec.structs.fields(shape)
    )


def _default(field: msgspec.structs.FieldInfo) -> str:
    value = field.default
    if value is msgspec.NODEFAULT and field.default_factory is not msgspec.NODEFAULT:
        value = field.default_factory()
    if isinstance(value, tuple):
        value = list(value)
    return msgspec.json.encode(value).decode()


def _attributes(docstring: str) -> dict[str, str]:
    """Name -> meaning of a Google-style `Attributes:` block."""
    block = re.search(r"^Attributes:\n((?:[ \t]+.*\n?|\n)*)", docstring, re.MULTILINE)
    meanings: dict[str, str] = {}
    name = ""
    for line in inspect.cleandoc("\n" + block.group(1)).split("\n") if block else ():
        if start := re.match(r"(\w+): (.*)", line):
            name = start.group(1)
            meanings[name] = start.group(2)
        elif name and line.strip():
            meanings[name] += " " + line.strip()
    return meanings
