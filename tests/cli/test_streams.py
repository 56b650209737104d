"""The command as a process: streams, encodings, pipes, and the one object of machine mode."""

import json
import os
import subprocess
import sys

import pytest

from .conftest import SHOP, TEAMLESS, Folder

UMLAUT = {
    "größe.yaml": SHOP["teams.yaml"].replace("name: shop", "name: crew\n  title: Größe 😀"),
    "services/cart/catalog-info.yaml": TEAMLESS.replace("nobody", "größe"),
}
ANSWERS = [["list"], ["check"], ["show", "cart"], ["owners", "größe.yaml"], ["explain"]]


@pytest.mark.parametrize("command", ANSWERS, ids=lambda c: c[0])
def test_machine_mode_prints_one_object_and_nothing_else(plain: Folder, command: list[str]):
    result = plain.spawn(*command, "--format", "json")
    assert isinstance(json.loads(result.stdout), dict)
    assert result.stderr == b""


@pytest.mark.parametrize("command", ANSWERS, ids=lambda c: c[0])
def test_a_poor_encoding_is_no_reason_to_fail(plain: Folder, command: list[str]):
    plain.write(UMLAUT)
    code = 1 if command == ["check"] else 0
    for format_ in ("text", "json"):
        result = plain.spawn(*command, "--format", format_, PYTHONIOENCODING="ascii", LC_ALL="C")
        assert result.returncode == code, result.stderr
        if format_ == "json":
            text = json.dumps(json.loads(result.stdout), ensure_ascii=False)
            assert "größe" in text or command == ["explain"]


@pytest.mark.parametrize("format_", ["github", "gitlab", "junit", "sarif"])
def test_formats_for_machines_are_utf8_whatever_the_terminal_is(plain: Folder, format_: str):
    plain.write(UMLAUT)
    result = plain.spawn("check", "--format", format_, PYTHONIOENCODING="latin-1")
    text = result.stdout.decode("utf-8")
    assert "größe" in text or "gr\\u00f6\\u00dfe" in text


@pytest.mark.parametrize("command", [["list"], ["check"], ["explain", "doc-stale"]])
def test_a_reader_that_has_gone_changes_no_verdict(plain: Folder, command: list[str]):
    plain.write({"services/cart/catalog-info.yaml": TEAMLESS})
    reading, writing = os.pipe()
    os.close(reading)
    process = subprocess.run(
        [sys.executable, "-m", "gazetteer", "-C", str(plain.root), *command],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert process.stderr == b""
    assert process.returncode == (1 if command == ["check"] else 0)


def test_no_colours_but_on_a_terminal(plain: Folder):
    plain.write({"services/cart/catalog-info.yaml": TEAMLESS})
    for command in (["list"], ["check"], ["show", "cart"], ["explain", "doc-stale"]):
        assert b"\x1b" not in plain.spawn(*command).stdout


def test_control_characters_of_others_do_not_reach_the_terminal(plain: Folder):
    evil = '"\\e[31mred\\e[0m \\x07 \\u202e"'
    text = TEAMLESS.replace("  name: cart\n", f"  name: cart\n  title: {evil}\n", 1)
    text = text.replace("Holds what", "Holds \\e[2J what").replace(
        "owner: nobody", f"owner: {evil}"
    )
    text = text.replace("type: service", f"type: {evil}")
    plain.write({"services/cart/catalog-info.yaml": text})
    for command in (["list"], ["check"], ["show", "cart"]):
        out = plain.spawn(*command)
        for live in (b"\x1b", b"\x07", "\u202e".encode()):
            assert live not in out.stdout
            assert live not in out.stderr


def test_half_a_surrogate_pair_breaks_nothing(plain: Folder):
    text = SHOP["services/cart/openapi.yaml"].replace("All carts", '"\\ud800"')
    spec = {"openapi": "3.0.3", "info": {"title": "\ud800", "version": "1"}, "paths": {}}
    plain.write({"services/cart/openapi.yaml": text, "api/openapi.json": json.dumps(spec)})
    for command in (["list"], ["check"], ["write", "out"]):
        assert plain.spawn(*command).returncode in {0, 1}
    assert json.loads(plain.spawn("list", "--format", "json").stdout)


def test_the_version(folder: Folder):
    assert b"gazetteer" in folder.spawn("--version").stdout
    assert folder.spawn().returncode in {0, 2}


def test_a_folder_that_vanished_under_the_command(folder: Folder):
    script = f"import os, shutil; os.chdir({str(folder.root)!r}); shutil.rmtree(os.getcwd());"
    script += "from gazetteer.cli import main; main(['list'])"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert result.returncode == 2
    assert b"Traceback" not in result.stderr
