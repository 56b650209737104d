"""`gazetteer init`: a site file that works, and of an existing one every byte kept but the added plugins."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.cli._mkdocs_yml import PLUGINS, SiteFileError, with_plugins
from gazetteer.formats.yaml import YamlDocument, load

from .conftest import Folder

NAMES = list(PLUGINS)
HEAD = "site_name: Shop # ours\n\n# a comment\ntheme:\n  name: material\n"
TAIL = """
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
extra: {key: !ENV [KEY, no]}   # kept
"""
# name -> (plugins as written, what follows them in the file, plugins as they must be written)
FORMS = {
    "list": ("plugins:\n  - search\n", "plugins:\n  - search\n  - {}\n"),
    "list at the margin": ("plugins:\n- search\n", "plugins:\n- search\n- {}\n"),
    "list far in": ("plugins:\n        - search\n", "plugins:\n        - search\n        - {}\n"),
    "list with options": (
        "plugins:\n  - search:\n      lang: en # why\n\n      # more\n",
        "plugins:\n  - search:\n      lang: en # why\n  - {}\n\n      # more\n",
    ),
    "list with text": (
        "plugins:\n  - macros:\n      text: |\n        a\n        b\n\n",
        "plugins:\n  - macros:\n      text: |\n        a\n        b\n  - {}\n\n",
    ),
    "list with an empty entry": ("plugins:\n  - search:\n", "plugins:\n  - search:\n  - {}\n"),
    "comments between": (
        "plugins: # all\n  # first\n  - search # s\n  # last\n# next\n",
        "plugins: # all\n  # first\n  - search # s\n  - {}\n  # last\n# next\n",
    ),
}
LINES = {
    "flow list": ("plugins: [search]  # x\n", "plugins: [search, {}]  # x\n"),
    "flow list over lines": (
        "plugins: [\n  search,\n  tags,\n]\n",
        "plugins: [\n  search,\n  tags, {},\n]\n",
    ),
    "flow list with options": (
        "plugins: [search, {tags: {a: [b]}}]\n",
        "plugins: [search, {tags: {a: [b]}}, {}]\n",
    ),
    "empty list": ("plugins: []\n", "plugins: [{}]\n"),
    "quoted key": ('"plugins": [search]\n', '"plugins": [search, {}]\n'),
}


def expected(form: str, names: list[str]) -> str:
    """The form with the names: a line each, or behind one another."""
    lines = form.split("\n")
    out = []
    for line in lines:
        if line.strip() == "- {}":
            out += [line.replace("{}", name) for name in names]
        else:
            out.append(
                line.replace("[{}]", f"[{', '.join(names)}]")
                .replace(", {},", f", {', '.join(names)},")
                .replace(", {}]", f", {', '.join(names)}]")
            )
    return "\n".join(out)


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "BOM"])
@pytest.mark.parametrize("tail", ["", TAIL], ids=["last", "first"])
@pytest.mark.parametrize("form", [*FORMS, *LINES])
def test_plugins_are_added_and_nothing_else_is_touched(form, tail, mark, end):
    before, after = (FORMS | LINES)[form]
    text = (mark + HEAD + before + tail).replace("\n", end)
    wanted = (mark + HEAD + expected(after, NAMES) + tail).replace("\n", end)
    assert with_plugins(text) == wanted
    assert with_plugins(wanted) == wanted


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "plugins:\n  search: {}\n  tags:\n    a: b\n",
            "plugins:\n  search: {}\n  tags:\n    a: b\n  NEW: {}\n",
        ),
        ("plugins: {search: {}}\n", "plugins: {search: {}, NEW: {}}\n"),
    ],
)
def test_plugins_as_a_mapping(before: str, after: str):
    added = with_plugins(HEAD + before + TAIL)
    new = next(line for line in after.split("\n") if "NEW" in line)
    if after.count("\n") == 1:
        want = after.replace("NEW: {}", ", ".join(f"{name}: {{}}" for name in NAMES))
    else:
        want = after.replace(new, "\n".join(new.replace("NEW", name) for name in NAMES))
    assert added == HEAD + want + TAIL


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("site_name: x", "site_name: x\n\nplugins:\n{}"),
        ("site_name: x\n", "site_name: x\n\nplugins:\n{}"),
        ("site_name: x\nplugins:\n", "site_name: x\nplugins:\n{}"),
        ("plugins: # none\nsite_name: x\n", "plugins: # none\n{}site_name: x\n"),
        ("", "plugins:\n{}"),
    ],
)
def test_without_plugins_search_is_named_too(before: str, after: str):
    names = "".join(f"  - {name}\n" for name in ("search", *NAMES))
    assert with_plugins(before) == after.format(names)


def test_only_what_is_missing_is_added():
    text = "plugins:\n  - gazetteer:\n      name: x\n  - gazetteer/gate\n  - gazetteer/search\n"
    assert with_plugins(text) == f"{text}  - gazetteer/links\n"


@pytest.mark.parametrize(
    "text",
    [
        "- a\n",
        "plugins: search\n",
        "plugins: &a [b]\nother: *a\n",
        "all: &a [search]\nplugins: *a\n",
        "INHERIT: base.yml\n",
        "plugins: [a]\nplugins: [b]\n",
        "a: b\n...\n",
        "a: [\n",
        "a: b\n---\nc: d\n",
    ],
)
def test_what_is_not_safe_to_edit_is_left_with_advice(text: str):
    try:
        after = with_plugins(text)
    except SiteFileError as error:
        after, advice = "", str(error)
    if not after:
        assert advice.startswith("mkdocs.yml")
        return
    before, read = load(text), load(after)
    assert isinstance(before, YamlDocument)
    assert isinstance(read, YamlDocument)
    assert {**before.value, "plugins": 0} == {**read.value, "plugins": 0}
    assert set(NAMES) <= set(read.value["plugins"])


@given(st.text(alphabet="ab:- \n[]{}#'\"&*|>,!\r\té", max_size=60))
def test_no_text_breaks_it(text: str):
    try:
        after = with_plugins(f"plugins: {text}")
        assert with_plugins(after) == after
    except SiteFileError:
        pass


def test_init_of_a_fresh_folder(plain: Folder):
    result = plain.run("init")
    assert "wrote mkdocs.yml" in result.stdout
    assert "1  component" in result.stdout
    assert (plain.root / "docs").is_dir()
    before = (plain.root / "mkdocs.yml").read_bytes()
    assert "nothing to add" in plain.run("init").stdout
    assert (plain.root / "mkdocs.yml").read_bytes() == before


def test_init_tells_what_is_missing(folder: Folder):
    folder.write({"pyproject.toml": '[project]\nname = "cart"\nversion = "1"\n'})
    text = folder.run("init").stdout
    assert "inferred" in text
    assert "Missing or wrong" in text


def test_init_keeps_an_existing_file(plain: Folder):
    text = (HEAD + "plugins:\n- search\n" + TAIL).replace("\n", "\r\n")
    plain.write({"mkdocs.yaml": text})
    assert "added the plugins to mkdocs.yaml" in plain.run("init").stdout
    after = (plain.root / "mkdocs.yaml").read_bytes().decode()
    assert [line for line in after.split("\n") if line not in text.split("\n")] == [
        f"- {name}\r" for name in NAMES
    ]
    assert not (plain.root / "mkdocs.yml").exists()
    assert not (plain.root / "docs").exists()


def test_dry_run_writes_nothing(plain: Folder):
    assert "gazetteer/gate" in plain.run("init", "--dry-run").stdout
    assert not (plain.root / "mkdocs.yml").exists()


@pytest.mark.parametrize("content", [b"a: [", b"\xff\xff", b"- a\n", b"plugins: 5\n"])
def test_init_of_a_broken_file_changes_nothing(plain: Folder, content: bytes):
    plain.write({"mkdocs.yml": content})
    assert "mkdocs.yml" in plain.run("init", code=2).stderr
    assert (plain.root / "mkdocs.yml").read_bytes() == content


@pytest.mark.parametrize("name", ["shop", "#1: 'é\" {x}", "- yes"])
def test_any_folder_name_is_a_site_name(tmp_path, name: str):
    folder = Folder(tmp_path / name)
    folder.run("init")
    read = load((folder.root / "mkdocs.yml").read_text("utf-8"))
    assert read.value["site_name"] == name


@pytest.mark.slow
def test_mkdocs_builds_what_init_wrote(repo: Folder):
    repo.run("init")
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"],
        cwd=repo.root,
        capture_output=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr.decode()
    assert (repo.root / "site/index.html").is_file()
    assert "component:default/cart" in (repo.root / "site/catalog.json").read_text("utf-8")
    assert repo.json("check")["findings"] == []
