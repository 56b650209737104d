"""Pact files of all specifications, read for who calls what and which fields are read."""

import json

import pytest

from gazetteer.extension import File
from gazetteer.model.pact import Pact
from gazetteer.repo.tree import MemoryTree
from gazetteer.sources import pact


def read(text: str, path: str = "pacts/a.json") -> list[Pact]:
    return [record.value for record in pact.read(File(path, text), MemoryTree({}))]


@pytest.mark.parametrize(
    ("name", "version", "count"),
    [
        ("v2_pact_query.json", "2.0.0", 3),
        ("v3-message-pact.json", "3.0.0", 1),
        ("v4-combined-pact.json", "4.0", 2),
    ],
)
def test_the_examples_of_the_reference_implementation(corpora, name, version, count):
    folder = corpora / "openapi/pact-foundation__pact-reference/9930b06/tests"
    [found] = read((folder / name).read_text("utf-8"))
    assert (found.version, len(found.interactions)) == (version, count)


def test_queries_are_texts_in_version_2_and_mappings_later():
    base = {"consumer": {"name": "a"}, "provider": {"name": "b"}}
    for query in ("q=1&r=2&q=3", {"q": ["1", "3"], "r": ["2"]}):
        interaction = {"description": "", "request": {"method": "get", "path": "/", "query": query}}
        [found] = read(json.dumps({**base, "interactions": [interaction]}))
        assert found.interactions[0].query == ("q", "r")
        assert found.interactions[0].method == "GET"


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ({"a": 1}, '{"a": 1}'),
        ('{"a": 1}', '{"a": 1}'),
        ({"contentType": "x", "encoded": False, "content": {"a": 1}}, '{"a": 1}'),
        ({"contentType": "x", "encoded": "JSON", "content": '{"a": 1}'}, '{"a": 1}'),
        ({"contentType": "x", "encoded": "base64", "content": "R0lG"}, ""),
        ({"contentType": "x", "encoded": "base64", "content": "eyJhIjogMX0="}, '{"a": 1}'),
        ({"contentType": "x", "encoded": "base64", "content": "no base64"}, ""),
        ("plain words", ""),
        (None, ""),
    ],
)
def test_bodies_in_every_wrapping(body, kept):
    response = {"status": 200, "body": body}
    interaction = {"request": {"path": "/x?y=1"}, "response": response}
    value = {"consumer": {"name": "a"}, "provider": {"name": "b"}, "interactions": [interaction]}
    [found] = read(json.dumps(value))
    assert (found.interactions[0].path, found.interactions[0].body) == ("/x", kept)


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[]",
        '{"consumer": 1, "provider": 2, "interactions": []}',
        '{"consumer": {"name": "a"}, "provider": {"name": "b"}}',
        '{"consumer": {"name": "a"}, "provider": {"name": "b"}, "interactions": [',
    ],
)
def test_what_is_no_pact_is_left_alone(text):
    assert read(text) == []


def test_messages_say_their_topic_where_their_metadata_does():
    base = {"consumer": {"name": "a"}, "provider": {"name": "b"}}
    stated = [{"metaData": {"kafka_topic": "orders"}}, {"metadata": {"contentType": "x"}}, {}]
    [found] = read(json.dumps({**base, "messages": stated}))
    assert [i.topic for i in found.interactions] == ["orders", "", ""]
