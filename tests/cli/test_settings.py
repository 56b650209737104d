"""Where settings stand, and what is said of broken ones: every fault at once, each with key, file and line."""

import pytest

from .conftest import Folder

FAULTS = """\
colour: red
exclude: tests
max_file_bytes: many
discover: maybe
directory: ../up
owners:
  share: 2
  platfrom: github
rules:
  owner-mising: off
  doc-stale:
    severity: eror
    comits: 3
  docs-missing: loud
sources: [descriptor, teams]
ignore:
  - rule: doc-stale
  - rule: "*"
    reason: old
    until: someday
"""
PLACES = {
    "colour": 1,
    "exclude": 2,
    "max_file_bytes": 3,
    "discover": 4,
    "directory": 5,
    "owners.share": 7,
    "owners.platfrom": 8,
    "rules.owner-mising": 10,
    "rules.doc-stale.severity": 12,
    "rules.doc-stale.comits": 13,
    "rules.docs-missing": 14,
    "sources.1": 15,
    "ignore.0.reason": 17,
    "ignore.1.until": 20,
}


def told(folder: Folder) -> list[str]:
    lines = folder.run("check", code=2).stderr.splitlines()
    assert lines[0] == "gazetteer: the settings cannot be used:"
    return [line.strip() for line in lines[1:]]


def test_every_fault_is_told_with_its_key_and_line(folder: Folder):
    folder.write({"gazetteer.yml": FAULTS})
    lines = told(folder)
    assert [":".join(line.split(":")[:3]) for line in lines] == [
        f"gazetteer.yml:{line}: {key}" for key, line in PLACES.items()
    ]
    assert all("`" not in line or "did you mean" in line or "one of" in line for line in lines[:9])


def test_advice_for_misspelt_names(folder: Folder):
    folder.write({"gazetteer.yml": FAULTS})
    text = "\n".join(told(folder))
    assert "did you mean `owner-missing`?" in text
    assert "did you mean `platform`?" in text
    assert "did you mean `commits`?" in text


@pytest.mark.parametrize("indent", ["  ", "", "      "])
@pytest.mark.parametrize("search", ["- search", "- search:\n{}    lang: en"])
def test_lines_of_the_plugins_block(folder: Folder, indent: str, search: str):
    block = FAULTS.replace("\n", f"\n{indent}    ").rstrip(" ")
    text = f"site_name: x\nplugins:\n{indent}{search.format(indent)}\n{indent}- gazetteer:\n{indent}    {block}"
    folder.write({"mkdocs.yml": text})
    offset = text[: text.index("colour")].count("\n")
    assert [int(line.split(":")[1]) for line in told(folder)] == [
        line + offset for line in PLACES.values()
    ]


def test_lines_of_the_plugins_mapping(folder: Folder):
    folder.write({"mkdocs.yml": "plugins:\n  search: {}\n  gazetteer:\n    colour: red\n"})
    assert told(folder)[0].startswith("mkdocs.yml:4: colour: ")


def test_lines_of_pyproject(folder: Folder):
    folder.write(
        {
            "pyproject.toml": '[tool.x]\na = 1\n\n[tool.gazetteer]\nname = "x"\ncolour = "red"\n'
            '\n[tool.gazetteer.rules]\n"owner-mising" = "off"\n'
        }
    )
    assert [line.partition(" there")[0] for line in told(folder)] == [
        "pyproject.toml:6: colour:",
        "pyproject.toml:8: rules.owner-mising:",
    ]


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("mkdocs.yml", "site_name: x\nplugins: [", "mkdocs.yml:"),
        ("mkdocs.yml", "- a\n", "mkdocs.yml:1: "),
        ("mkdocs.yml", b"\xff\xfe\xff", "mkdocs.yml:1: "),
        ("mkdocs.yml", "plugins:\n  - gazetteer: [a]\n", "mkdocs.yml:2: "),
        ("mkdocs.yml", "plugins:\n  - gazetteer: text\n", "mkdocs.yml:2: "),
        ("mkdocs.yml", "a: b\nINHERIT: nowhere.yml\n", "mkdocs.yml:2: INHERIT"),
        ("mkdocs.yml", "INHERIT: mkdocs.yml\n", "mkdocs.yml:1: INHERIT"),
        ("mkdocs.yml", "a: " + "[" * 20_000, "mkdocs.yml:1: "),
        ("gazetteer.yml", "text\n", "gazetteer.yml:1: "),
        ("pyproject.toml", "[tool.gazetteer\n", "pyproject.toml: "),
        ("pyproject.toml", "[tool]\ngazetteer = 5\n", "pyproject.toml:1: "),
        ("pyproject.toml", b"\xff\n", "pyproject.toml:1: "),
    ],
)
def test_a_broken_file_is_told(folder: Folder, name: str, text: str | bytes, place: str):
    folder.write({name: text})
    assert told(folder)[0].startswith(place)


@pytest.mark.parametrize(
    "files",
    [
        {"mkdocs.yml": "plugins: [gazetteer: {exclude: [a.yaml]}]"},
        {"mkdocs.yaml": "plugins: {gazetteer: {exclude: [a.yaml]}}"},
        {"mkdocs.yml": "\ufeffplugins:\r\n  - gazetteer:\r\n      exclude: [a.yaml]\r\n"},
        {"mkdocs.yml": "plugins:\n- gazetteer:\n    exclude: [a.yaml]\n    enabled: true\n"},
        {
            "mkdocs.yml": "INHERIT: conf/base.yml\n",
            "conf/base.yml": "plugins: [gazetteer: {exclude: [a.yaml]}]\n",
        },
        {
            "mkdocs.yml": "x: !!python/name:os.system\ny: !ENV [A, b]\n",
            "gazetteer.yml": "exclude: [a.yaml]",
        },
        {"pyproject.toml": '[tool.gazetteer]\nexclude = ["a.yaml"]\n'},
        {"gazetteer.yml": "exclude: [a.yaml]"},
        {"mkdocs.yml": "plugins: [search]", "gazetteer.yml": "include: [b.yaml]"},
    ],
)
def test_settings_are_found_where_they_may_stand(folder: Folder, files: dict):
    group = "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {{name: {}}}\n"
    group += "spec: {{type: team, children: []}}\n"
    folder.write({"a.yaml": group.format("a"), "b.yaml": group.format("b"), **files})
    assert [e["ref"] for e in folder.json("list")["entities"]] == ["group:default/b"]


def test_the_first_place_with_settings_wins(folder: Folder):
    folder.write({"mkdocs.yml": "plugins: [gazetteer]", "gazetteer.yml": "colour: red"})
    folder.run("check")


@pytest.mark.parametrize("empty", ["", "# nothing\n", "{}", "---\n"])
def test_an_empty_settings_file_says_nothing(folder: Folder, empty: str):
    folder.write({"gazetteer.yml": empty, "mkdocs.yml": empty})
    folder.run("check")


@pytest.mark.parametrize("command", [["list"], ["check"], ["show", "x"], ["owners", "x"], ["init"]])
@pytest.mark.parametrize("where", ["nowhere", "file"])
def test_a_folder_that_is_none_is_wrong_use(folder: Folder, command: list[str], where: str):
    folder.write({"file": ""})
    error = folder.run("-C", where, *command, code=2).stderr
    assert where in error
    assert error.count("\n") == 1


def test_the_folder_option_is_as_if_started_there(plain: Folder, monkeypatch):
    monkeypatch.chdir(plain.root.parent)
    inside = plain.json("list")
    assert Folder(plain.root.parent).json("-C", "shop", "list") == inside
    below = Folder(plain.root / "services").json("list")
    assert {e["place"]["path"] for e in below["entities"]} >= {"cart/catalog-info.yaml"}
