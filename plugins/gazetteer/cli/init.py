"""`gazetteer init`: makes a repository ready, and says what was found in it and what is missing."""

import json
from collections import Counter
from importlib import resources
from pathlib import Path

import click

from gazetteer.cli._mkdocs_yml import PLUGINS, SiteFileError, with_plugins
from gazetteer.cli._options import project
from gazetteer.cli._output import guarded, say, write_file
from gazetteer.cli._settings_file import SITE_FILES
from gazetteer.formats.inert import inert
from gazetteer.model.survey import Survey

FRESH = """\
site_name: {name}
theme:
  name: material
  font: false # no request leaves the site
  features: [navigation.indexes, navigation.top, content.code.copy]
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {{icon: material/weather-night, name: Dark mode}}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {{icon: material/weather-sunny, name: Light mode}}
plugins:
{plugins}"""

DOCS = "docs"
"""MkDocs demands a folder of pages, if an empty one; git keeps none, hence the file in it."""


CI_FILES = {
    "github": ("github.yml", ".github/workflows/catalog.yml"),
    "gitlab": ("gitlab.yml", ".gitlab/catalog.gitlab-ci.yml"),
    "pre-commit": ("pre-commit.yml", ".pre-commit-config.yaml"),
    "shell": ("shell.sh", "ci/gazetteer.sh"),
}
"""Name -> the ready file, and where it belongs."""


@click.command()
@click.option("--dry-run", is_flag=True, help="Only say what would be written.")
@click.option(
    "--ci", type=click.Choice(list(CI_FILES)), help="Write the file that runs the check there."
)
@guarded
def init(*, dry_run: bool, ci: str | None) -> None:
    """Writes a minimal mkdocs.yml, or adds the plugins to the one that is there, comments kept.

    With --ci it writes that file alone, and never over one that is there.
    """
    here = project()
    if ci:
        _write_ci(here.root, ci, dry_run=dry_run)
        return
    found = here.survey()
    path = next((here.root / n for n in SITE_FILES if (here.root / n).is_file()), None)
    if path is None:
        path, before = here.root / SITE_FILES[0], ""
        entries = "".join(f"  - {name}\n" for name in PLUGINS)
        name = json.dumps(here.root.name, ensure_ascii=False)
        after, verb = FRESH.format(name=name, plugins=entries), "wrote"
    else:
        before = _text(path)
        after = with_plugins(before)
        verb = "added the plugins to" if after != before else "nothing to add to"
    if dry_run:
        say(after)
        return
    if after != before:
        write_file(path, after)
    if not before and not (here.root / DOCS).exists():
        write_file(here.root / DOCS / ".gitkeep", b"")
    say("\n".join([f"{verb} {path.name}", *_account(found)]))


def _write_ci(root: Path, name: str, *, dry_run: bool) -> None:
    template, path = CI_FILES[name]
    content = (resources.files("gazetteer.cli") / "ci" / template).read_bytes()
    if dry_run:
        say(content)
        return
    write_file(root / path, content, new=True)
    if path.endswith(".sh"):
        (root / path).chmod(0o755)
    say(f"wrote {path}")
    if name == "gitlab":
        say(f"add to .gitlab-ci.yml:  include: [{{local: {path}}}]")


def _text(path: Path) -> str:
    """The file with its line ends and byte-order mark, so that writing it back changes nothing."""
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise SiteFileError(f"{path.name}: this is no UTF-8 text: {error}") from error


def _account(found: Survey) -> list[str]:
    """What is here and what is missing, in a few lines."""
    kinds = Counter(entity.kind for entity in found.catalog.entities.values())
    inferred = sum(bool(entity.evidence) for entity in found.catalog.entities.values())
    lines = ["", "Found:"]
    lines += [f"  {count:>5}  {kind}" for kind, count in sorted(kinds.items())] or ["  nothing yet"]
    if inferred:
        lines.append(
            f"  ({inferred} of them inferred from other files; write descriptors to make them certain)"
        )
    rules = Counter(finding.rule for finding in found.counted)
    if rules:
        lines += ["", "Missing or wrong:"]
        lines += [
            inert(f"  {count:>5}  {rule}: {found.rules[rule].rule.summary}")
            for rule, count in rules.most_common()
        ]
    lines += [
        "",
        "Next: `mkdocs serve` shows the site, `gazetteer check` lists the findings with what to do,",
        "`gazetteer check --update-baseline` accepts today's findings so that only new ones fail the build.",
    ]
    return lines
