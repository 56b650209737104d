"""`gazetteer explain`: what a rule finds, why, how to mend it, with an example of each side."""

import difflib

import click

from gazetteer.cli._options import echo_json, format_option, guarded, stop
from gazetteer.model.survey import RuleText
from gazetteer.surveyor.parts import all_checks, rule_texts


@click.command()
@click.argument("rule", required=False)
@format_option
@guarded
def explain(*, rule: str | None, format_: str) -> None:
    """Explains RULE, or lists all rules."""
    texts = rule_texts(all_checks())
    if rule is None:
        if format_ == "json":
            echo_json(
                {"schema": "gazetteer.rules/1", "rules": [_object(text) for text in texts.values()]}
            )
            return
        width = max(map(len, texts), default=0)
        for name, text in sorted(texts.items()):
            click.echo(f"{name:<{width}}  {text.rule.severity:<8}{text.rule.summary}")
        return
    if rule not in texts:
        close = difflib.get_close_matches(rule, texts)
        stop(f"there is no rule {rule}" + (f"; did you mean {close[0]}?" if close else ""), 2)
    text = texts[rule]
    if format_ == "json":
        echo_json({"schema": "gazetteer.rules/1", "rules": [_object(text)]})
        return
    click.echo(click.style(f"{rule} ({text.rule.severity})", bold=True))
    click.echo(text.rule.summary)
    for heading, body in text.sections.items():
        click.echo("\n" + click.style(heading, bold=True))
        click.echo(body)
    if text.options:
        click.echo("\n" + click.style("Options", bold=True))
        for name, default, meaning in text.options:
            click.echo(f"  {name} (default {default}): {meaning}")


def _object(text: RuleText) -> dict[str, object]:
    import msgspec

    built: dict[str, object] = msgspec.to_builtins(text)
    return built
