"""Rewrites the generated parts of `docs/` in place: `python -m tests.docs.generate`; a test compares them.

A part stands between `<!-- generated: NAME -->` and `<!-- end -->`; everything else on a page is written by people.
"""

import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import click
import msgspec

from gazetteer.checks import CHECKS
from gazetteer.cli import main
from gazetteer.formats.docstring import rule_text
from gazetteer.model.survey import RuleText
from gazetteer.reports import REPORTS
from gazetteer.settings import DecisionsSettings, IgnoreSettings, OwnersSettings, Part, Settings
from gazetteer.sources import SOURCES

DOCS = Path(__file__).parents[2] / "docs"
_PART = re.compile(
    r"(?P<open><!-- generated: (?P<name>[a-z-]+) -->\n).*?(?P<close><!-- end -->)", re.DOTALL
)
_WORDS = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "`true` or `false`",
    Any: "anything",
}


def current(text: str) -> str:
    """The text of a page with its generated parts as they should be."""
    return _PART.sub(lambda part: part["open"] + PARTS[part["name"]]() + part["close"], text)


def pages() -> Iterator[Path]:
    """The pages that have generated parts."""
    return (path for path in sorted(DOCS.rglob("*.md")) if _PART.search(path.read_text("utf-8")))


def settings_table(shape: type[msgspec.Struct]) -> str:
    """Every field of a settings block: type, default, meaning."""
    meanings = _meanings(shape)
    rows = [
        (
            f"`{field.shown}`",
            _type(field.type),
            "(mandatory)" if field.required else _value(field.get_default()),
            _sentence(meanings[field.name]),
        )
        for field in _fields(shape)
    ]
    return _table(("setting", "type", "default", "meaning"), rows)


def commands() -> str:
    """Every command with its usage, arguments and options."""
    return "\n".join(_command(main, click.Context(main, info_name="gazetteer")))


def rules() -> str:
    """Every rule with its default severity and summary."""
    return _table(
        ("rule", "severity", "confidence", "what it finds"),
        [
            (f"`{text.rule.id}`", text.rule.severity, text.rule.confidence, text.rule.summary)
            for text in _rules()
        ],
    )


def rule_options() -> str:
    """Every option of every rule."""
    return _table(
        ("rule", "option", "default", "meaning"),
        [
            (f"`{text.rule.id}`", f"`{name}`", f"`{default}`", _sentence(meaning))
            for text in _rules()
            for name, default, meaning in text.options
        ],
    )


def sources() -> str:
    """Every source with the files that it wants to see."""
    return _table(
        ("source", "files", "what it reads"),
        [
            (
                f"`{source.name}`",
                ", ".join(f"`{pattern}`" for pattern in _first(source.patterns, 8)),
                _summary(source),
            )
            for source in sorted(SOURCES, key=lambda source: source.name)
        ],
    )


def reports() -> str:
    """Every report format."""
    return _table(
        ("format", "what it is"),
        [(f"`{name}`", _summary(module)) for name, module in REPORTS.items()],
    )


PARTS: dict[str, Callable[[], str]] = {
    "settings": lambda: settings_table(Settings),
    "settings-decisions": lambda: settings_table(DecisionsSettings),
    "settings-owners": lambda: settings_table(OwnersSettings),
    "settings-ignore": lambda: settings_table(IgnoreSettings),
    "settings-when": lambda: settings_table(Part),
    "commands": commands,
    "rules": rules,
    "rule-options": rule_options,
    "sources": sources,
    "reports": reports,
}


def _rules() -> list[RuleText]:
    return sorted((rule_text(check) for check in CHECKS), key=lambda text: text.rule.id)


class _Field(msgspec.Struct, frozen=True):
    name: str
    shown: str
    type: Any
    required: bool
    get_default: Callable[[], object]


def _fields(shape: type[msgspec.Struct]) -> Iterator[_Field]:
    for field in msgspec.structs.fields(shape):
        default, factory = field.default, field.default_factory
        yield _Field(
            field.name,
            field.encode_name,
            field.type,
            field.required,
            factory if factory is not msgspec.NODEFAULT else lambda value=default: value,
        )


def _meanings(shape: type[msgspec.Struct]) -> dict[str, str]:
    """Name -> text of the `Attributes:` of a docstring, whose continuation lines are indented further."""
    block = (inspect.getdoc(shape) or "").partition("Attributes:\n")[2]
    entries = re.split(r"\n    (?=\w+: )", "\n" + block)[1:]
    pairs = (entry.split(": ", 1) for entry in entries)
    return {name: re.sub(r"\s+", " ", text).strip() for name, text in pairs}


def _type(annotation: Any) -> str:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return " or ".join(f"`{word}`" for word in inner)
    if origin is tuple:
        return f"list of {_plural(_type(inner[0]))}"
    if origin is dict:
        return f"mapping from {_type(inner[0])} to {_type(inner[1])}"
    if origin in {Union, UnionType}:
        return " or ".join(_type(part) for part in inner if part is not type(None))
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        return "mapping, see below"
    return _WORDS.get(annotation, getattr(annotation, "__name__", str(annotation)))


def _plural(words: str) -> str:
    return {"text": "texts", "mapping, see below": "mappings, see below"}.get(words, words)


def _value(value: object) -> str:
    if isinstance(value, msgspec.Struct):
        return "see below"
    if value in ("", (), {}, None):
        return "empty"
    return f"`{msgspec.json.encode(value).decode()}`"


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"## {context.command_path}\n"
    yield _paragraphs(command.help or "")
    usage = " ".join((context.command_path, *command.collect_usage_pieces(context)))
    yield f"```text\n{usage}\n```\n"
    options = [_option(p, context) for p in command.params if isinstance(p, click.Option)]
    if options:
        yield _table(("option", "meaning"), options)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            yield from _command(child, click.Context(child, info_name=name, parent=context))


def _option(option: click.Option, context: click.Context) -> tuple[str, str]:
    names = ", ".join(f"`{name}`" for name in option.opts)
    if isinstance(option.type, click.Choice):
        names += f" {' or '.join(f'`{word}`' for word in option.type.choices)}"
    elif not option.is_flag:
        names += f" `{option.make_metavar(context)}`"
    notes = [_sentence(option.help)] if option.help else []
    if option.required:
        notes.append("Mandatory.")
    elif isinstance(option.default, str) and option.default:
        notes.append(f"Default: `{option.default}`.")
    if option.multiple:
        notes.append("Repeatable.")
    return names, " ".join(notes)


def _paragraphs(text: str) -> str:
    blocks = re.split(r"\n\s*\n", inspect.cleandoc(text))
    return "\n\n".join(re.sub(r"\s*\n\s*", " ", block) for block in blocks) + "\n"


def _summary(module: object) -> str:
    first = re.split(r"\n\s*\n", (module.__doc__ or "").strip())[0]
    # References to the project's own design mean nothing to its users.
    return _sentence(re.sub(r" \(DESIGN §\d+\)", "", " ".join(first.split())))


def _sentence(text: str) -> str:
    text = text.strip()
    first = text.split(" ", 1)[0]
    if first.isalpha() and first.islower():
        text = text[0].upper() + text[1:]
    return text if text.endswith((".", "!", "?", ".)")) else text + "."


def _first(values: tuple[str, ...], most: int) -> tuple[str, ...]:
    return values if len(values) <= most else (*values[: most - 1], "...")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(_cell(cell) for cell in row)} |\n" for row in lines)


if __name__ == "__main__":
    for page in pages():
        text = page.read_text("utf-8")
        if (fresh := current(text)) != text:
            page.write_text(fresh, "utf-8")
            print(page.relative_to(DOCS.parent))  # noqa: T201 - a script tells what it did
