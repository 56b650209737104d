"""The descriptor source: its cases, and what hostile files do to it."""

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml
from _descriptors import catalog_of, skipped
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.formats.text import decode
from gazetteer.model.catalog import Catalog
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref, parse_ref
from gazetteer.sources._descriptor_formats import is_domain, is_live, is_url

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "sources" / "descriptor.yml").read_text()
)

GOOD = """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: good
  title: Good
  description: |
    Does good.
  tags: [java]
  links:
    - url: https://x.example
      title: Dashboard
  annotations:
    example.com/x: "1"
spec:
  type: service
  lifecycle: production
  owner: team
  dependsOn:
    - resource:db
"""
BOMB = "apiVersion: backstage.io/v1alpha1\na0: &a0 [x]\n" + "".join(
    f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 60)
)


def told(catalog: Catalog) -> dict[str, list[str]]:
    return {
        "entities": [str(ref) for ref in catalog.entities],
        "relations": sorted(
            f"{r.source.short} {r.type} {r.target.short} ({r.place.key})" for r in catalog.relations
        ),
        "faults": [f"{fault.place} {fault.code} {fault.place.key}" for fault in catalog.faults],
        "skipped": skipped(catalog),
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_case(case: dict[str, Any]) -> None:
    catalog = catalog_of(case["files"])
    got = told(catalog)
    for part in got.keys() & case.keys():
        wanted = sorted(case[part]) if part == "relations" else case[part]
        assert got[part] == wanted
    for ref, fields in case.get("fields", {}).items():
        entity = catalog.entities[ref_of(ref)]
        assert {name: getattr(entity, name) for name in fields} == fields
    assert all(fault.message and fault.mend for fault in catalog.faults)


def ref_of(text: str) -> Ref:
    ref = parse_ref(text)
    assert isinstance(ref, Ref)
    return ref


def test_an_entity_carries_its_fields_and_their_places() -> None:
    catalog = catalog_of({"svc/catalog-info.yaml": f"# ours\n{GOOD}"})
    (entity,) = catalog.entities.values()
    assert (entity.name, entity.title, entity.label) == ("good", "Good", "Good")
    assert (entity.description, entity.type, entity.lifecycle) == (
        "Does good.",
        "service",
        "production",
    )
    assert (entity.owner_text, entity.tags, entity.folder) == ("team", ("java",), "svc")
    assert [(link.url, link.title) for link in entity.links] == [("https://x.example", "Dashboard")]
    assert entity.source == "descriptor"
    path = "svc/catalog-info.yaml"
    assert entity.place == Place(path, 2, 1)
    for key, line, column in (
        ("metadata.name", 5, 3),
        ("metadata.tags", 9, 3),
        ("spec.owner", 18, 3),
    ):
        assert entity.where(key) == Place(path, line, column, key)
    assert entity.where("metadata.tags.0") == Place(path, 9, 3, "metadata.tags")
    assert catalog.relations[-1].place == Place(path, 20, 7, "spec.dependsOn.0")


def test_the_first_declaration_of_a_ref_wins() -> None:
    catalog = catalog_of({"b.yaml": GOOD, "a.yaml": GOOD.replace("good", "GOOD")})
    assert [entity.name for entity in catalog.entities.values()] == ["GOOD"]
    assert [entity.place.path for entity in catalog.duplicates] == ["b.yaml"]


def test_what_points_at_a_refused_entity_can_be_told_from_what_dangles() -> None:
    catalog = catalog_of({"a.yaml": GOOD.replace("  lifecycle: production\n", "")})
    assert [str(fault.entity) for fault in catalog.faults] == ["component:default/good"]
    assert not catalog.entities


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (BOMB, "alias-bomb"),
        (f"apiVersion: backstage.io/v1alpha1\nkind: {'[' * 10_000}\n", "too-deep"),
        (f"apiVersion: backstage.io/v1alpha1\nkind:\n{'- ' * 10_000}x\n", "too-deep"),
        ("apiVersion: backstage.io/v1alpha1\nkind: &a [*a]\n", "alias-bomb"),
        ("apiVersion: backstage.io/v1alpha1\nkind: 'open\n", "yaml"),
        ("apiVersion: backstage.io/v1alpha1\nkind: \x07\n", "yaml"),
    ],
)
def test_a_hostile_file_is_one_fault_and_hides_nothing(bad: str, code: str) -> None:
    catalog = catalog_of({"a.yaml": bad, "b.yaml": f"{GOOD}---\n{bad}", "empty.yaml": ""})
    assert [(fault.place.path, fault.kind, fault.code) for fault in catalog.faults] == [
        ("a.yaml", "file", code),
        ("b.yaml", "file", code),
    ]
    assert [str(ref) for ref in catalog.entities] == ["component:default/good"]


@pytest.mark.parametrize("name", ["catalog-info.yaml", "catalog-info-prod.yml"])
def test_an_empty_file_is_told_and_is_no_entity(name: str) -> None:
    assert told(catalog_of({name: b""})) == {
        "entities": [], "relations": [], "faults": [f"{name}:1 empty "], "skipped": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        GOOD.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.encode("utf-16"),
        f"---\n{GOOD}...\n".encode(),
    ],
    ids=["crlf", "mark", "utf-16", "document-markers"],
)
def test_the_same_descriptor_in_other_bytes(content: bytes) -> None:
    catalog = catalog_of({"a.yaml": content})
    (entity,) = catalog.entities.values()
    assert entity.description == "Does good."
    assert not catalog.faults
    assert isinstance(decode(content), str)


def test_markup_stays_text() -> None:
    text = GOOD.replace("title: Good", "title: <img src=x onerror=alert(1)>")
    (entity,) = catalog_of({"a.yaml": text}).entities.values()
    assert entity.title == "<img src=x onerror=alert(1)>"


@pytest.mark.parametrize(
    ("url", "fits"),
    [
        ("https://x.example/a?b#c", True),
        ("HTTP://user:pw@x.example:8080", True),
        ("https:x.example", True),
        ("http://[::1]/", True),
        ("slack://channel?id=1", True),
        ("mailto:a@b.example", True),
        ("javascript:alert(1)", True),
        ("https://", False),
        ("https://a b", False),
        ("https://x:port/", False),
        ("//x.example", False),
        ("x.example/a", False),
        ("/x", False),
        ("", False),
    ],
)
def test_urls_are_judged_as_browsers_do(url: str, fits: bool) -> None:
    assert is_url(url) is fits


@pytest.mark.parametrize(
    "url", ["javascript:x", " java\tscript:x", "DATA:text/html,x", "vbscript:x"]
)
def test_schemes_that_run(url: str) -> None:
    assert is_live(url)
    assert not is_live("https://x.example/javascript:")


def test_domains_are_lower_case_and_bounded() -> None:
    assert is_domain("a-b.example.com")
    assert not is_domain("Example.com")
    assert not is_domain("a..b")
    assert not is_domain(".".join(["a" * 60] * 5))


parts = st.sampled_from(
    ["apiVersion: backstage.io/v1alpha1\n", "kind: Component\n", "kind: Location\n", "metadata:\n", "  name: a\n",
     "  tags: [", "]\n", "spec:\n", "  owner: x\n", "  targets:\n", "  - ../../x\n", "  $text: ../x\n", "---\n",
     "  links: [{url: a}]\n",
     "&a ", "*a\n", "{{ x }}", "\t", "'", ": ", "null\n", "  definition: {$yaml: a.yaml}\n"]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(parts, max_size=25).map("".join))
def test_no_text_makes_it_raise(text: str) -> None:
    catalog = catalog_of({"catalog-info.yaml": text, "a.yaml": text})
    assert all(fault.message and fault.place.path for fault in catalog.faults)


WHOLE: dict[str, Any] = {
    "apiVersion": "backstage.io/v1alpha1",
    "kind": "Component",
    "metadata": {
        "name": "a",
        "namespace": "b",
        "title": "c",
        "description": "d",
        "labels": {"e": "f"},
        "annotations": {"backstage.io/techdocs-ref": "dir:.", "gazetteer.dev/reads": "g"},
        "tags": ["h"],
        "links": [{"url": "https://i.example", "title": "j"}],
    },
    "spec": {
        "type": "openapi",
        "lifecycle": "l",
        "owner": "m",
        "system": "n",
        "definition": "o",
        "dependsOn": ["resource:p"],
        "dependencyOf": ["component:q"],
        "children": ["r"],
        "memberOf": ["s"],
        "members": ["t"],
        "profile": {"email": "u"},
        "targets": ["./v"],
        "remotes": [{"type": "w", "url": "x"}],
        "steps": [],
        "skills": ["y"],
    },
}
KINDS = ("Component", "API", "Resource", "Group", "User", "Location", "Template", "AiResource")
ODD: tuple[object, ...] = (
    None, 1, True, "", "x", "a/b/c", "{{ x }}", "../..", "mcp-server", "javascript:x", ["a", 1],
    [], [None], [[]], {}, {"a": None}, {"(line 1": None}, {"$text": 1}, {"$text": "none"},
    {"$yaml": "none"}, {"$json": "https://x.example"}, {"$text": "catalog-info.yaml"},
)  # fmt: skip
PATHS = [(key,) for key in WHOLE] + [
    (section, key) for section in ("metadata", "spec") for key in WHOLE[section]
]


@settings(max_examples=400)
@given(
    st.sampled_from(KINDS),
    st.dictionaries(st.sampled_from(PATHS), st.sampled_from(ODD), min_size=1, max_size=3),
)
def test_no_odd_value_anywhere_makes_it_raise(
    kind: str, odd: dict[tuple[str, ...], object]
) -> None:
    document: dict[str, Any] = {**copy.deepcopy(WHOLE), "kind": kind}
    for path, value in odd.items():
        parent = document if len(path) == 1 else document[path[0]]
        if isinstance(parent, dict):
            parent[path[-1]] = copy.deepcopy(value)
    catalog = catalog_of({"a/catalog-info.yaml": yaml.safe_dump(document)})
    assert len(catalog.entities) + len(catalog.faults) + len(skipped(catalog)) > 0
