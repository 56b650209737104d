"""Which files are taken for API descriptions, and which are left alone."""

import pytest

from gazetteer.apis.read import read_surface
from gazetteer.apis.sniff import format_of

DESCRIPTOR = """\
apiVersion: backstage.io/v1alpha1
kind: API
metadata: {name: a}
spec:
  type: openapi
  definition: |
    openapi: 3.0.0
    info: {title: t, version: "1"}
    paths: {}
"""


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("a.yaml", "openapi: 3.1.0\npaths: {}\n", "openapi"),
        ("a.yaml", "# comment\n---\n\"openapi\": '3.1.0'\npaths: {}\n", "openapi"),
        ("a.yaml", "basePath: /\npaths: {}\nswagger: '2.0'\n", "openapi"),
        ("a.json", '{"paths": {}, "swagger": "2.0"}', "openapi"),
        ("a.yml", "asyncapi: 2.6.0\nchannels: {}\n", "asyncapi"),
        ("a.yaml", "{openapi: 3.0.0, paths: {}}", "openapi"),
    ],
)
def test_descriptions_are_recognised(path, text, expected):
    assert format_of(path, text) == expected
    assert read_surface(None, path, text)[0].format == expected


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("catalog-info.yaml", DESCRIPTOR),
        ("a.json", '{"spec": {"definition": "{\\"openapi\\": \\"3.0.0\\", \\"paths\\": {}}"}}'),
        ("package.json", '{"dependencies": {"openapi": "1.2.3"}, "info": {}}'),
        ("package.json", '{"dependencies": {"swagger": "1.2.3",}}'),
        ("application.yml", "swagger:\n  enabled: true\n"),
        ("cortex.yaml", "openapi: 3.0.1\ninfo:\n  title: a\n  x-cortex-tag: a\n"),
        ("config.yaml", "openapi: 3.0.1\nout: gen/\n"),
        ("notes.yaml", "text: openapi\n"),
        ("template.yaml", "openapi: {{ version }}\npaths: {{ paths }}\n"),
        ("values.json", "[1, 2]"),
    ],
)
def test_other_files_are_left_alone(path, text):
    assert read_surface(None, path, text) == (None, ())


def test_cortex_descriptors_with_operations_are_descriptions():
    text = "openapi: 3.0.1\ninfo: {title: a, version: '1', x-cortex-tag: a}\npaths: {/a: {}}\n"
    assert read_surface(None, "a.yaml", text)[0] is not None


@pytest.mark.parametrize(
    "text", ['{"a":"' + '\\"openapi": ' * 100_000, '{"openapi": ' * 100_000, '"openapi"' * 100_000]
)
def test_hostile_texts_are_sniffed_quickly(text):
    read_surface(None, "a.json", text)
