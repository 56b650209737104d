"""The examples of the guides do what they say: commands are run, files are read by our own parsers."""

import json
import re
import shlex
import tomllib
import types
from pathlib import Path

import pytest
from click.testing import CliRunner

from gazetteer.checks import CHECKS
from gazetteer.cli import main
from gazetteer.evidence.inline import inline_silences
from gazetteer.extension import File, NoOptions
from gazetteer.formats.yaml import Problem, YamlDocument, load_all
from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.fault import Fault
from gazetteer.settings import parse_settings
from gazetteer.sources import decisions, descriptor, documents

from .guides import Block, blocks, pages

CONSOLES = {page: [] for page in dict.fromkeys(block.page for block in blocks("console"))}
for console in blocks("console"):
    CONSOLES[console.page].append(console)


class Nothing:
    """A tree in which every file exists and is empty."""

    def read(self, _path):
        return ""

    def exists(self, _path):
        return True

    def glob(self, _pattern):
        return ()


@pytest.mark.parametrize("page", CONSOLES)
def test_console_examples_do_what_they_show(page, example):
    """A page's commands run one after the other; the code is 0 unless `$ echo $?` shows another."""
    for block in CONSOLES[page]:
        steps = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block.text, re.MULTILINE)
        for number, (line, shown) in enumerate(steps):
            if not line.startswith("gazetteer "):
                continue
            following = steps[number + 1] if number + 1 < len(steps) else ("", "")
            code = int(following[1]) if following[0] == "echo $?" else 0
            result = CliRunner().invoke(main, ["-C", str(example), *shlex.split(line)[1:]])
            assert result.exit_code == code, f"{block}: {line}\n{result.output}"
            _assert_shown(shown, result.output, f"{block}: {line}")


def _assert_shown(shown: str, output: str, where: str) -> None:
    """The lines of an example stand in the output, in this order; what is left out may be anything."""
    rest = output
    for line in filter(None, map(str.strip, shown.splitlines())):
        assert line in rest, f"{where}: {line!r} is not in\n{output}"
        rest = rest[rest.index(line) + len(line) :]


@pytest.mark.parametrize("block", blocks("yaml"), ids=str)
def test_yaml_examples_are_accepted(block: Block):
    found = load_all(block.text)
    assert not [document for document in found if isinstance(document, Problem)]
    values = [document.value for document in found if isinstance(document, YamlDocument)]
    if block.title == "gazetteer.yml":
        parse_settings(values[0])
    elif block.title == "mkdocs.yml":
        for plugin in values[0]["plugins"]:
            if isinstance(plugin, dict) and "gazetteer" in plugin:
                parse_settings(plugin["gazetteer"])
    elif "backstage.io/" in block.text and block.title:
        records = list(descriptor.read(File(block.title, block.text), Nothing()))
        assert [record for record in records if isinstance(record, Fault)] == []
        assert len([r for r in records if isinstance(r, Entity)]) == len(values)


@pytest.mark.parametrize("block", [block for block in blocks("markdown") if block.title], ids=str)
def test_markdown_examples_are_understood(block: Block):
    file = File(block.title, block.text)
    records = [*documents.read(file, Nothing()), *decisions.read(file, Nothing())]
    assert any(isinstance(record, Entity) for record in records)
    assert [record for record in records if isinstance(record, Fault)] == []


@pytest.mark.parametrize(
    "block",
    [block for block in blocks("yaml", "markdown") if "gazetteer: ignore" in block.text],
    ids=str,
)
def test_comments_that_silence_are_understood(block: Block):
    ending = "md" if block.language == "markdown" else "yaml"
    found = inline_silences(f"example.{ending}", block.text)
    assert found
    assert [silence.problem for silence in found if silence.problem] == []
    assert {rule for silence in found for rule in silence.rules} <= {c.rule.id for c in CHECKS}


@pytest.mark.parametrize("block", blocks("toml"), ids=str)
def test_toml_examples_are_read(block: Block):
    read = tomllib.loads(block.text)
    parse_settings(read.get("tool", {}).get("gazetteer", {}))


@pytest.mark.parametrize("block", blocks("python"), ids=str)
def test_python_examples_have_the_shape_of_a_part(block: Block):
    module = types.ModuleType(Path(block.title).stem)
    exec(compile(block.text, str(block), "exec"), module.__dict__)  # noqa: S102 - the guide's own example
    if hasattr(module, "check"):
        assert list(module.check(Catalog(entities={}), NoOptions())) == []
    else:
        records = list(module.read(File(module.patterns[0], "shop,Shop\n\n"), Nothing()))
        assert [record.title for record in records] == ["Shop"]


@pytest.mark.parametrize(
    ("arguments", "part"),
    [(["list"], "entities"), (["check", "--fail-on", "never"], "findings")],
)
def test_every_key_of_the_machine_interface_is_explained(arguments, part, example):
    result = CliRunner().invoke(main, ["-C", str(example), *arguments, "--format", "json"])
    answer = json.loads(result.stdout)
    page = pages()["reference/machine-interface.md"]
    assert answer[part]
    keys = {*answer, *answer[part][0]}
    assert [key for key in sorted(keys) if f"`{key}`" not in page] == []
