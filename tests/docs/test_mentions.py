"""What the code offers is documented, and what the documentation names exists."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml

from gazetteer.checks import CHECKS
from gazetteer.cli import main
from gazetteer.extension import GROUPS
from gazetteer.model.decision import STATUSES
from gazetteer.sources._descriptor_kinds import KINDS
from gazetteer.sources._document_class import CLASSES

from .guides import DOCS, blocks, pages

PACKAGE = DOCS.parent / "plugins" / "gazetteer"
CODE = "\n".join(path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py")))
PAGES = pages()
RULES = {check.rule.id for check in CHECKS}


def found(pattern: str) -> list[str]:
    return sorted(set(re.findall(pattern, CODE)))


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("decisions.md", STATUSES),
        ("documents.md", CLASSES),
        ("extend.md", GROUPS.values()),
        ("extend.md", found(r"^ {4}\"(What it finds|Why|How to mend|Wrong|Right)\"")),
        ("reference/descriptor.md", KINDS),
        ("reference/descriptor.md", found(r"gazetteer\.dev/[a-z-]+")),
        ("reference/machine-interface.md", found(r"\"(gazetteer\.[a-z]+/\d+)\"")),
        ("reference/settings.md", found(r"\bGAZETTEER_[A-Z]+\b")),
        ("reference/settings.md", found(r"environ(?:\.get\(|\[)\"([A-Z_]+)\"")),
    ],
)
def test_page_mentions_what_the_code_offers(page, words):
    assert [word for word in words if word not in PAGES[page]] == []


def test_schemas_are_named_by_what_they_describe():
    text = PAGES["reference/machine-interface.md"]
    for schema in sorted((PACKAGE / "schemas").glob("*.json")):
        assert f"gazetteer.{schema.stem}/" in text


def test_every_console_script_and_plugin_is_mentioned():
    project = tomllib.loads((DOCS.parent / "pyproject.toml").read_text("utf-8"))["project"]
    for plugin in project["entry-points"]["mkdocs.plugins"]:
        assert f"| `{plugin}` |" in PAGES["start.md"]


@pytest.mark.parametrize("page", PAGES)
def test_rules_that_are_named_exist(page):
    # A word in backticks that ends like a rule is meant as one.
    faults = {rule.rpartition("-")[2] for rule in RULES}
    named = re.findall(r"`([a-z]+-([a-z]+))`", PAGES[page])
    assert [word for word, fault in named if fault in faults and word not in RULES] == []


def commands() -> Iterator[tuple[str, str]]:
    for block in blocks("sh", "console", "yaml"):
        for written in block.text.splitlines():
            line = re.sub(r"^\s*(?:\$|- run:|-)\s+", "", written).split("  #")[0]
            if line.startswith("gazetteer ") or line == "gazetteer":
                yield str(block), line
    readme = (DOCS.parent / "README.md").read_text("utf-8")
    for page, text in {**PAGES, "README.md": readme}.items():
        prose = re.sub(r"^(`{3,}).*?^\1$", "", text, flags=re.MULTILINE | re.DOTALL)
        for code in re.findall(r"`(gazetteer(?: [^`]+)?)`", prose):
            yield page, code


@pytest.mark.parametrize(("where", "line"), sorted(set(commands())))
def test_commands_that_are_shown_exist(where, line):
    name, *words = shlex.split(line)
    command: click.Command = main
    context = click.Context(main, info_name=name)
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        word = words.pop(0)
        child = command.get_command(context, word)
        assert child is not None, f"{where}: there is no command {word}"
        command = child
    options = {name for parameter in command.params for name in parameter.opts}
    shown = [word.partition("=")[0] for word in words if word.startswith("-") and word != "--"]
    assert [word for word in shown if word not in options] == []


def front_matter(text: str) -> dict[str, object]:
    return yaml.safe_load(text.split("---\n")[1])


@pytest.mark.parametrize("page", PAGES)
def test_page_says_who_vouches_for_it(page):
    front = front_matter(PAGES[page])
    assert {"title", "class", "owner", "last_reviewed", "review_every"} <= set(front)


def test_every_page_is_in_the_navigation():
    site = Path(DOCS.parent / "mkdocs.yml")
    if not site.exists():
        pytest.skip("there is no mkdocs.yml yet")
    text = site.read_text("utf-8")
    assert [page for page in PAGES if page not in text] == []
