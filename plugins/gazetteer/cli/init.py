"""`gazetteer init`: makes a repository ready, and says what was found in it and what is missing."""

from collections import Counter
from pathlib import Path

import click

from gazetteer.cli._mkdocs_yml import PLUGINS, SiteFileError, with_plugins
from gazetteer.cli._options import guarded, stop
from gazetteer.cli._project import open_project
from gazetteer.model.survey import Survey

FRESH = """\
site_name: {name}
theme:
  name: material
  features: [navigation.indexes, navigation.top, search.highlight, content.code.copy]
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {{icon: material/weather-night, name: Dark mode}}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {{icon: material/weather-sunny, name: Light mode}}
plugins:
  - search
{plugins}"""


@click.command()
@click.option("--dry-run", is_flag=True, help="Only say what would be written.")
@click.pass_context
@guarded
def init(context: click.Context, *, dry_run: bool) -> None:
    """Writes a minimal mkdocs.yml, or adds the plugins to the one that is there, comments kept."""
    root = Path(context.find_root().params["directory"])
    found = open_project(root).survey()
    path = root / "mkdocs.yml"
    if path.exists():
        before = path.read_text("utf-8")
        try:
            after = with_plugins(before)
        except SiteFileError as error:
            stop(str(error), 2)
        verb = "added the plugins to" if after != before else "nothing to add to"
    else:
        entries = "".join(f"  - {name}\n" for name in PLUGINS)
        after, verb = FRESH.format(name=_quoted(root.resolve().name), plugins=entries), "wrote"
    if dry_run:
        click.echo(after)
    else:
        path.write_text(after, "utf-8")
        (root / "docs").mkdir(exist_ok=True)
        click.echo(f"{verb} mkdocs.yml")
    for line in _account(found):
        click.echo(line)


def _quoted(name: str) -> str:
    import json

    return json.dumps(name)


def _account(found: Survey) -> list[str]:
    """What is here and what is missing, in a few lines."""
    kinds = Counter(entity.kind for entity in found.catalog.entities.values())
    inferred = sum(bool(entity.evidence) for entity in found.catalog.entities.values())
    lines = ["", "Found:"]
    lines += [f"  {count:>5}  {kind}" for kind, count in sorted(kinds.items())] or ["  nothing yet"]
    if inferred:
        lines.append(
            f"  ({inferred} of them inferred from manifests; write descriptors to make them certain)"
        )
    rules = Counter(finding.rule for finding in found.counted)
    if rules:
        lines += ["", "Missing or wrong:"]
        lines += [
            f"  {count:>5}  {rule}: {found.rules[rule].rule.summary}"
            for rule, count in rules.most_common()
        ]
    lines += [
        "",
        "Next: `mkdocs serve` shows the site, `gazetteer check` lists the findings with what to do,",
        "`gazetteer check --update-baseline` accepts today's findings so that only new ones fail the build.",
    ]
    return lines
