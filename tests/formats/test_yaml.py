"""YAML: meaning, places, broken siblings, bounds."""

import json

import pytest
import yaml as pyyaml
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.formats import yaml
from gazetteer.formats.yaml import Problem, YamlDocument
from gazetteer.formats.yaml_advice import advice


def document(text: str, **options: bool) -> YamlDocument:
    read = yaml.load(text, **options)
    assert isinstance(read, YamlDocument), read
    return read


def problem(text: str) -> Problem:
    read = yaml.load(text)
    assert isinstance(read, Problem), read.value
    return read


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on", "on"),
        ("yes", "yes"),
        ("No", "No"),
        ("true", True),
        ("False", False),
        ("", None),
        ("~", None),
        ("Null", None),
        ("2024-01-01", "2024-01-01"),
        ("2001-12-14t21:59:43.10-05:00", "2001-12-14t21:59:43.10-05:00"),
        ("010", "010"),
        ("0", 0),
        ("-12", -12),
        ("0o17", 15),
        ("0x1F", 31),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("1.50", 1.5),
        ("1e3", 1000.0),
        (".5", 0.5),
        (".inf", float("inf")),
        ("'true'", "true"),
        ('"12"', "12"),
        ("!!str 12", "12"),
        ("!!int '12'", 12),
        ("!Ref thing", "thing"),
        ("!override true", True),
        ("!!python/name:os.system", None),
        ("=", "="),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_scalars_have_their_yaml_1_2_meaning(text: str, value: object) -> None:
    read = document(f"key: {text}\n").value
    assert read == {"key": value}
    assert isinstance(read, dict)
    assert type(read["key"]) is type(value)


def test_keys_are_text() -> None:
    assert document("200: a\non: b\n~: c\n1.0: d\n").value == {
        "200": "a",
        "on": "b",
        "~": "c",
        "1.0": "d",
    }


def test_unknown_tags_on_collections_are_ignored() -> None:
    assert document("ports: !override [1]\nenv: !reset {a: b}").value == {
        "ports": [1],
        "env": {"a": "b"},
    }


def test_places_of_keys_values_and_members() -> None:
    read = document("# first\na:\n  - b: 1\n    c: 2\n  - x\n200: {d: [e, f]}\n")
    assert read.line == 2
    assert read.at() == (2, 1)
    assert read.at("a") == (2, 1)
    assert read.value_at("a") == (3, 3)
    assert read.at("a", 0, "c") == (4, 5)
    assert read.value_at("a", 0, "c") == (4, 8)
    assert read.at("a", 1) == (5, 5)
    assert read.at("a", "1") == (5, 5)
    assert read.at("200", "d", 1) == (6, 14)


def test_a_missing_key_has_the_place_of_its_nearest_parent() -> None:
    read = document("spec:\n  type: x\n  list: [1]\n")
    assert read.at("spec", "owner") == (1, 1)
    assert read.at("spec", "owner", "type") == (1, 1), "nothing below a missing key is looked up"
    assert read.at("spec", "list", 7) == (3, 3)
    assert read.at("other") == (1, 1)


def test_a_duplicate_key_is_told_and_the_last_one_wins() -> None:
    read = document("a: 1\nb:\n  c: 1\n  c: 2\n")
    assert read.value == {"a": 1, "b": {"c": 2}}
    assert [(p.code, p.line, p.column) for p in read.problems] == [("duplicate-key", 4, 3)]
    assert read.at("b", "c") == (4, 3)


def test_merge_keys_merge_only_when_asked() -> None:
    text = "base: &b {x: 1, y: 2}\nown:\n  <<: *b\n  y: 3\n"
    assert document(text).value == {
        "base": {"x": 1, "y": 2},
        "own": {"<<": {"x": 1, "y": 2}, "y": 3},
    }
    merged = document(text, merge=True)
    assert merged.value == {"base": {"x": 1, "y": 2}, "own": {"x": 1, "y": 3}}
    assert merged.at("own", "x") == (1, 11), "a merged key stands where it was written"
    assert merged.at("own", "y") == (4, 3)


def test_a_broken_document_hides_no_sibling() -> None:
    read = yaml.load_all("a: 1\n---\nb: [\n---\nc: 'x\n---\n---\nd: {e: 1}\n")
    assert [type(r).__name__ for r in read] == [
        "YamlDocument", "Problem", "Problem", "YamlDocument", "YamlDocument",
    ]  # fmt: skip
    assert isinstance(read[1], Problem)
    assert read[1].line in (3, 4)
    last = read[4]
    assert isinstance(last, YamlDocument)
    assert (last.index, last.line, last.at("d", "e")) == (4, 8, (8, 5))


def test_a_separator_inside_a_block_of_text_separates_nothing() -> None:
    assert [
        d.value
        for d in yaml.load_all("a: |\n  ---\n  x\n---\nb: 1\n")
        if isinstance(d, YamlDocument)
    ] == [
        {"a": "---\nx\n"},
        {"b": 1},
    ]


def test_empty_documents_count() -> None:
    read = yaml.load_all("---\n# nothing\n---\na: 1\n")
    assert [(d.index, d.value) for d in read if isinstance(d, YamlDocument)] == [
        (0, None),
        (1, {"a": 1}),
    ]
    assert yaml.load_all("") == ()
    assert document("").value is None


BOMB = "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 60))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BOMB, "alias-bomb"),
        ("&a [*a]", "alias-bomb"),
        ("a: &a {b: [*a]}", "alias-bomb"),
        ("[" * 100_000, "too-deep"),
        ("{a: " * 50_000, "too-deep"),
        ("- " * 50_000 + "a", "too-deep"),
        ("".join(" " * n + "k:\n" for n in range(1_500)), "too-deep"),
        ("[" * 300 + "]" * 300, "too-deep"),
        ("a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 400)), "too-deep"),
        ("a: \0", "yaml"),
        ("a: \ud800", "yaml"),
        ("a: *nowhere", "yaml"),
        ("a: @scope/name", "yaml"),
        ("\ta: 1", "yaml"),
    ],
)  # fmt: skip
def test_what_is_hostile_or_broken_is_a_problem(text: str, code: str) -> None:
    found = problem(text)
    assert found.code == code
    assert found.line >= 1
    assert found.column >= 1
    assert advice(found, text)


def test_deep_documents_hide_no_sibling() -> None:
    read = yaml.load_all(f"{'[' * 100_000}\n---\na: 1\n---\n{BOMB}---\nb: 2\n")
    assert [r.code if isinstance(r, Problem) else r.value for r in read] == [
        "too-deep",
        {"a": 1},
        "alias-bomb",
        {"b": 2},
    ]


def test_aliases_below_the_bound_are_shared() -> None:
    value = document("a: &a {x: 1}\nb: *a\n").value
    assert isinstance(value, dict)
    assert value["a"] is value["b"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: @x/y", "begins with `@` in quotes"),
        ("\ta: 1", "spaces"),
        ("a: b: c", "`: ` in quotes"),
        ("a: 'x", "quotation"),
        ("a: [1", "`]`"),
    ],
)
def test_advice_says_what_to_do(text: str, words: str) -> None:
    assert words in advice(problem(text), text)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8", exclude_categories=["C"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc: -#'\"[", max_size=6), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


@given(values)
def test_what_pyyaml_writes_reads_back(value: object) -> None:
    # JSON text is YAML; it says the same without YAML 1.1's own quoting habits.
    assert document(json.dumps(value, ensure_ascii=False)).value == value
    flowless = pyyaml.safe_dump({"v": value}, allow_unicode=True, default_flow_style=False)
    read = document(flowless).value
    assert isinstance(read, dict)
    assert read["v"] == value


@given(
    st.dictionaries(st.text("abcdef", min_size=1), st.lists(st.text("xyz", min_size=1)), min_size=1)
)
def test_every_key_stands_where_its_place_says(value: dict[str, list[str]]) -> None:
    text = pyyaml.safe_dump(value)
    read, lines = document(text), text.split("\n")
    for key, members in value.items():
        line, column = read.at(key)
        assert lines[line - 1][column - 1 :].lstrip("'\"").startswith(key)
        for number, member in enumerate(members):
            line, column = read.at(key, number)
            assert lines[line - 1][column - 1 :].lstrip("'\"").startswith(member)


@settings(max_examples=300)
@given(
    st.text(alphabet=st.sampled_from("ab:-[]{},&*!|>'\"#%@`?~ \n\t<0.\x00\ud800é"), max_size=60),
    st.booleans(),
)
def test_no_text_makes_it_raise(text: str, merge: bool) -> None:
    for read in yaml.load_all(text, merge=merge):
        if isinstance(read, YamlDocument):
            assert read.at("a", 0, "b")[0] >= 1
            assert read.value_at("<<", "a")[1] >= 1
