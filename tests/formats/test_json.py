"""JSON: places, what is refused, and the door that JSON and YAML share."""

import json as stdlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.formats import json, pointer
from gazetteer.formats.json import JsonDocument, Problem
from gazetteer.formats.structured import load_structured
from gazetteer.formats.yaml import YamlDocument


def document(text: str) -> JsonDocument:
    read = json.load(text)
    assert isinstance(read, JsonDocument), read
    return read


def test_places_of_keys_values_and_members() -> None:
    read = document('\n{"a": [1, {"b": "x"}],\n "c \\u0064": {"a": true}}')
    assert read.value == {"a": [1, {"b": "x"}], "c d": {"a": True}}
    assert read.line == 2
    assert read.at("a") == (2, 2)
    assert read.at("a", 1, "b") == (2, 12)
    assert read.at("a", "1", "b") == (2, 12)
    assert read.value_at("a", 1, "b") == (2, 17)
    assert read.at("c d", "a") == (3, 15)
    assert read.at("a", 9) == (2, 2)
    assert read.at("missing", "a") == (2, 1)


def test_duplicate_keys_are_told_and_the_last_one_wins() -> None:
    read = document('{"a": 1,\n "a": {"b": 1, "b": 2}}')
    assert read.value == {"a": {"b": 2}}
    assert {(p.code, p.line, p.column) for p in read.problems} == {
        ("duplicate-key", 2, 2),
        ("duplicate-key", 2, 16),
    }


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("", "json", (1, 1)),
        ('{"a": 1 2}', "json", (1, 9)),
        ("[1] 2", "json", (1, 5)),
        ('["NaN",\n NaN]', "json", (2, 2)),
        ("[-Infinity]", "json", (1, 2)),
        ("[" * 100_000, "too-deep", (1, 201)),
        ('{"a":' * 300 + "1" + "}" * 300, "too-deep", None),
        (f"[{'9' * 5000}]", "json", (1, 2)),
        ('["\\ud800"]', "json", (1, 3)),
    ],
)
def test_what_is_no_json_is_a_problem(text: str, code: str, place: tuple[int, int] | None) -> None:
    found = json.load(text)
    assert isinstance(found, Problem)
    assert found.code == code
    assert place is None or (found.line, found.column) == place


def test_a_pair_of_surrogate_escapes_is_one_character() -> None:
    assert document('["\\ud83d\\ude00"]').value == ["😀"]


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


@given(values, st.sampled_from([None, 1]))
def test_round_trip_and_places(value: object, indent: int | None) -> None:
    text = stdlib.dumps(value, indent=indent)
    read = document(text)
    assert read.value == value
    lines = text.split("\n")

    def visit(member: object, path: tuple[str | int, ...]) -> None:
        line, column = read.value_at(*path)
        found = stdlib.JSONDecoder().raw_decode(
            "\n".join([lines[line - 1][column - 1 :], *lines[line:]])
        )[0]
        assert found == member
        if isinstance(member, dict):
            for key, inner in member.items():
                line, column = read.at(*path, key)
                assert lines[line - 1][column - 1 :].startswith(stdlib.dumps(key))
                visit(inner, (*path, key))
        elif isinstance(member, list):
            for number, inner in enumerate(member):
                assert read.at(*path, number) == read.value_at(*path, number)
                visit(inner, (*path, number))

    visit(value, ())


@settings(max_examples=300)
@given(st.text(alphabet=st.sampled_from('[]{},:"\\u0d8aNf1-. \n'), max_size=50))
def test_no_text_makes_it_raise(text: str) -> None:
    read = json.load(text)
    if isinstance(read, JsonDocument):
        assert read.at("a", 0)[0] >= 1


def test_json_by_name_is_never_read_as_yaml() -> None:
    assert isinstance(load_structured("a.json", "a: 1"), Problem)
    assert isinstance(load_structured("a.json", '{"a": 1}'), JsonDocument)


def test_json_by_look_is_read_as_json_and_flow_style_as_yaml() -> None:
    assert isinstance(load_structured("a.yaml", ' {"a": 1}'), JsonDocument)
    flow = load_structured("a.yaml", "{a: 1}")
    assert isinstance(flow, YamlDocument)
    assert flow.value == {"a": 1}
    merged = load_structured("a.yml", "b: &b {x: 1}\nc: {<<: *b}\n", merge=True)
    assert isinstance(merged, YamlDocument)
    assert merged.value == {"b": {"x": 1}, "c": {"x": 1}}


def test_pointers_escape_what_separates() -> None:
    assert pointer.from_keys(("paths", "/pets", 0, "a~b")) == "/paths/~1pets/0/a~0b"
    assert not pointer.from_keys(())


def test_pointers_resolve() -> None:
    value = {"paths": {"/pets": [{"a~b": 1}]}}
    assert pointer.resolve(value, ("paths", "/pets", "0", "a~b")) == 1
    with pytest.raises(LookupError):
        pointer.resolve(value, ("paths", "x"))
    with pytest.raises(LookupError):
        pointer.resolve(value, ("paths", "/pets", "7"))
