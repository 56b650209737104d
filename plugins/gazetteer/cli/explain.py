"""`gazetteer explain`: what a rule finds, why, how to mend it, with an example of each side."""

import difflib

import click
import msgspec

from gazetteer.cli._options import format_option
from gazetteer.cli._output import USAGE, guarded, say, say_json, stop
from gazetteer.model.survey import RuleText
from gazetteer.surveyor.parts import all_checks, rule_texts

SETTINGS = """\
  rules:
    {rule}:
      severity: warning          # error, warning, note, or off
      when:                      # for parts of its findings; the last that fits holds
        - {{path: "docs/**", severity: note}}
        - {{tier: 1, severity: error}}    # or class, kind, owner; its options may stand here too"""
"""How the settings give any rule another weight."""


@click.command()
@click.argument("rule", required=False)
@format_option
@guarded
def explain(*, rule: str | None, format_: str) -> None:
    """Explains RULE, or lists all rules."""
    texts = rule_texts(all_checks())
    if rule is not None and rule not in texts:
        close = difflib.get_close_matches(rule, texts, n=1)
        advice = f"did you mean {close[0]}?" if close else "`gazetteer explain` lists all of them"
        stop(f"there is no rule {rule}; {advice}", USAGE)
    chosen = list(texts.values()) if rule is None else [texts[rule]]
    if format_ == "json":
        say_json({"schema": "gazetteer.rules/1", "rules": [_object(text) for text in chosen]})
    elif rule is None:
        width = max(map(len, texts), default=0)
        say(
            "\n".join(f"{t.rule.id:<{width}}  {t.rule.severity:<8}{t.rule.summary}" for t in chosen)
        )
    else:
        say("\n".join(_lines(texts[rule])))


def _lines(text: RuleText) -> list[str]:
    weight = f"{text.rule.severity}, {text.rule.confidence} confidence"
    lines = [click.style(f"{text.rule.id} ({weight})", bold=True), text.rule.summary]
    if text.rule.occasional:
        lines.append(
            "Only some runs judge it: those against a base (`--since`), or a command of its own."
        )
    for heading, body in text.sections.items():
        lines += ["", click.style(heading, bold=True), body]
    if text.options:
        lines += ["", click.style("Options", bold=True)]
        lines += [
            f"  {name} (default {default}): {meaning}" for name, default, meaning in text.options
        ]
    lines += ["", click.style("Settings", bold=True), SETTINGS.format(rule=text.rule.id)]
    return lines


def _object(text: RuleText) -> dict[str, object]:
    built: dict[str, object] = msgspec.to_builtins(text)
    return built
