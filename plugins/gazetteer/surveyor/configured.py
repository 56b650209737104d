"""The settings held against the parts that there are: which rules, options and sources they may name."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from gazetteer.errors import SettingsError
from gazetteer.extension import Check, NoOptions
from gazetteer.formats.shaped import faults
from gazetteer.settings import PART, Settings, parse_settings
from gazetteer.surveyor.parts import all_checks, all_sources


def read_settings(block: Mapping[str, Any]) -> Settings:
    """Turns the user's block into settings that fit the parts.

    Raises:
        SettingsError: with every fault, those of rules, options and sources included, as `dotted.key: what is wrong`.
    """
    try:
        settings = parse_settings(block)
    except SettingsError as error:
        named = (*_rule_problems(_rules(block), all_checks()), *_source_problems(_sources(block)))
        raise SettingsError((*error.problems, *named)) from error
    demand_fitting(settings)
    return settings


def demand_fitting(settings: Settings) -> None:
    """Does nothing for settings that name only what exists.

    Raises:
        SettingsError: they name rules, options or sources that do not exist.
    """
    problems = (
        *_rule_problems(settings.rules, all_checks()),
        *_source_problems(settings.sources),
    )
    if problems:
        raise SettingsError(problems)


def options_of(check: Check, settings: Settings, entry: int | None = None) -> Any:
    """A rule's own options, or those for an entry of its `when`; the settings must fit."""
    return msgspec.convert(settings.options(check.rule.id, entry), _shape(check))


def _rule_problems(rules: Mapping[str, Any], checks: Sequence[Check]) -> Iterator[str]:
    shapes = {check.rule.id: _shape(check) for check in checks}
    for rule, choice in rules.items():
        if rule not in shapes:
            close = difflib.get_close_matches(rule, shapes, n=1)
            advice = f"did you mean `{close[0]}`?" if close else "`gazetteer explain` lists them"
            yield f"rules.{rule}: there is no such rule; {advice}"
        elif isinstance(choice, Mapping):
            options = {k: value for k, value in choice.items() if k not in {"severity", "when"}}
            yield from faults(options, shapes[rule], f"rules.{rule}")
            for number, entry in _mappings(choice.get("when")):
                own = {k: v for k, v in entry.items() if k not in PART | {"severity"}}
                yield from faults(own, shapes[rule], f"rules.{rule}.when.{number}")


def _mappings(entries: object) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The entries of a `when` that can be looked into."""
    for number, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, Mapping):
            yield number, entry


def _source_problems(names: Sequence[str]) -> Iterator[str]:
    known = sorted(source.name for source in all_sources()) if names else []
    for number, name in enumerate(names):
        if name not in known:
            yield f"sources.{number}: there is no source {name!r}; there are {', '.join(known)}"


def _rules(block: object) -> Mapping[str, Any]:
    """What a faulty block says about rules, as far as it can be told."""
    rules = block.get("rules") if isinstance(block, Mapping) else None
    return (
        {str(rule): choice for rule, choice in rules.items()} if isinstance(rules, Mapping) else {}
    )


def _sources(block: object) -> tuple[str, ...]:
    names = block.get("sources") if isinstance(block, Mapping) else None
    return tuple(filter(_is_text, names)) if isinstance(names, list) else ()


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _shape(check: Check) -> type[msgspec.Struct]:
    shape: type[msgspec.Struct] = getattr(check, "Options", NoOptions)
    return shape
