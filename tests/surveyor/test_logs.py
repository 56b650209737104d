"""Logs of decisions that files of the tree or the settings name, and what inferred ties come of them."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gazetteer.model.decision import Decision
from gazetteer.model.survey import Survey
from gazetteer.repo.cache import RecordCache
from gazetteer.repo.tree import MemoryTree
from gazetteer.settings import parse_settings
from gazetteer.surveyor import survey

RECORD = "# 1. Use X\n\nDate: 2024-01-02\n\n## Status\n\nAccepted\n\n## Context\n\nWhy `cart-db`.\n"
CART = (
    "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: cart\n  annotations:\n"
    "    backstage.io/adr-location: {location}\nspec: {{type: service, lifecycle: production, owner: shop}}\n"
)
STORE = (
    "apiVersion: backstage.io/v1alpha1\nkind: Resource\nmetadata: {name: cart-db}\n"
    "spec: {type: database, owner: shop}\n"
)


def surveyed(
    files: dict[str, str | bytes], cache: RecordCache | None = None, **block: Any
) -> Survey:
    tree = MemoryTree(files)
    return survey(tree, parse_settings(block), today=date(2026, 1, 1), cache=cache)


def found(survey_: Survey) -> dict[str, Decision]:
    facts = survey_.catalog.facts
    return {path: v for path, values in facts.items() for v in values if isinstance(v, Decision)}


def decides(survey_: Survey) -> list[tuple[str, bool, str]]:
    return [
        (str(tie.target), tie.inferred, str(tie.place))
        for tie in survey_.catalog.relations
        if tie.type == "decides"
    ]


@pytest.mark.parametrize(
    ("named", "text"),
    [
        (".adr-dir", "way/choices\n"),
        ("way/.adr-dir", "choices"),
        (".log4brains.yml", "project:\n  name: x\n  adrFolder: ./way/choices\n"),
        ("way/catalog-info.yaml", CART.format(location="choices")),
        ("catalog-info.yaml", CART.format(location="https://git.example/o/r/tree/main/way/choices")),
    ],
)  # fmt: skip
def test_files_that_name_a_log(named: str, text: str) -> None:
    files: dict[str, str | bytes] = {"way/choices/1-x.md": RECORD, "way/choices/README.md": "# R\n"}
    assert found(surveyed(files)) == {}
    assert list(found(surveyed({**files, named: text}))) == ["way/choices/1-x.md"]


def test_a_log_of_another_repository_is_no_fault() -> None:
    location = "https://git.example/o/other/tree/main/adr"
    survey_ = surveyed({"catalog-info.yaml": CART.format(location=location), "README.md": "# R\n"})
    assert [f for f in survey_.findings if f.rule == "decision-invalid"] == []


def test_packages_of_log4brains() -> None:
    files: dict[str, str | bytes] = {
        ".log4brains.yml": "project:\n  adrFolder: ./docs/adr\n  packages:\n"
        "    - {name: web, path: ./packages/web, adrFolder: ./packages/web/log}\n",
        "docs/adr/20240101-a.md": RECORD,
        "packages/web/log/20240101-a.md": RECORD,
    }
    both = found(surveyed(files))
    assert [(d.package, d.area) for d in both.values()] == [("", ""), ("web", "web")]
    assert len({str(entity.ref) for entity in surveyed(files).catalog.of_kind("decision")}) == 2


def test_settings_name_folders_words_and_the_order_of_dates() -> None:
    text = "# 1. Use X\n\nDate: 05/02/2018\n\n## Status\n\nParked\n"
    files: dict[str, str | bytes] = {"teams/a/why/use-x.md": text, "teams/a/why/minutes.md": text}
    block = {
        "folders": ["teams/*/why"],
        "leave_out": ["**/minutes.md"],
        "statuses": {"parked": "proposed"},
        "day_first": True,
    }
    records = found(surveyed(files, decisions=block))
    assert {p: (d.status, d.date) for p, d in records.items()} == {
        "teams/a/why/use-x.md": ("proposed", "2018-02-05")
    }


def test_a_log_that_is_not_there_is_a_finding() -> None:
    survey_ = surveyed(
        {"docs/adr/0001-x.md": RECORD, ".adr-dir": "doc/arch\n", "a/.adr-dir": "../../x"}
    )
    (left,) = (f for f in survey_.findings if f.place.path == "a/.adr-dir")
    assert "leads out of the repository" in left.message
    told = [(f.rule, str(f.place)) for f in survey_.findings if ".adr-dir" in f.place.path]
    assert told == [("decision-invalid", ".adr-dir:1"), ("decision-invalid", "a/.adr-dir:1")]


def test_a_new_log_in_a_file_reaches_records_that_are_in_the_cache(tmp_path) -> None:
    cache = RecordCache(tmp_path / "cache.sqlite")
    files: dict[str, str | bytes] = {"way/choices/1-x.md": RECORD}
    assert found(surveyed(files, cache)) == {}
    assert list(found(surveyed({**files, ".adr-dir": "way/choices"}, cache))) == [
        "way/choices/1-x.md"
    ]
    assert found(surveyed(files, cache)) == {}
    cache.close()


def test_ties_by_annotation_are_declared_and_by_code_span_inferred() -> None:
    files: dict[str, str | bytes] = {
        "cart/catalog-info.yaml": CART.format(location="../why"),
        "db/catalog-info.yaml": STORE,
        "why/0001-x.md": RECORD,
    }
    assert sorted(decides(surveyed(files))) == [
        ("component:default/cart", False, "cart/catalog-info.yaml:6"),
        ("resource:default/cart-db", True, "why/0001-x.md:11"),
    ]


def test_decisions_alone_find_nothing_else() -> None:
    files: dict[str, str | bytes] = {
        "docs/adr/0001-x.md": RECORD,
        "services/a/catalog-info.yaml": "kind: nonsense\n",
        "services/a/Dockerfile": "FROM x\n",
        "services/a/package.json": '{"name": "a"}',
        "openapi.yaml": "openapi: 3.0.0\n",
        "README.md": "[gone](gone.md)\n",
        "CODEOWNERS": "nonsense [\n",
    }
    survey_ = surveyed(files, sources=["decisions"])
    assert [str(ref) for ref in survey_.catalog.entities] == ["decision:default/0001-x"]
    assert [f for f in survey_.findings if "decision" not in f.rule] == []


@pytest.mark.parametrize(
    "text",
    ["", "\0", "a: [", "project: 1", "project: {packages: [1, {}]}", "project: {adrFolder: [x]}", "- " * 999, "../.."],
)  # fmt: skip
def test_files_that_name_nothing(text: str) -> None:
    files: dict[str, str | bytes] = {
        "docs/adr/0001-x.md": RECORD,
        ".adr-dir": text,
        ".log4brains.yml": text,
        "catalog-info.yaml": f"backstage.io/adr-location: {text}",
    }
    assert list(found(surveyed(files))) == ["docs/adr/0001-x.md"]


def test_records_of_one_name_are_all_there_and_find_each_other() -> None:
    files: dict[str, str | bytes] = {
        "docs/adr/0001-x.md": RECORD,
        "docs/decisions/0001-x.md": RECORD,
        "docs/decisions/0001 x.md": RECORD,
        "docs/decisions/0001-x.rst": "T\n=\n\n:Status: Accepted\n",
        "docs/decisions/0002-y.md": "# Y\n\nStatus: accepted, supersedes [x](0001-x.md)\n",
    }
    survey_ = surveyed(files)
    assert len(survey_.catalog.of_kind("decision")) == 5
    (tie,) = (t for t in survey_.catalog.relations if t.type == "supersedes")
    assert survey_.catalog.entities[tie.target].place.path == "docs/decisions/0001-x.md"


@pytest.mark.parametrize("block", [{}, {"sources": ["decisions"]}], ids=["none", "alone"])
def test_real_logs_are_found_without_a_word_of_settings(
    corpora: Path, block: dict[str, Any]
) -> None:
    with (corpora / "adr" / "expected.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    names = {row["file"].partition("/")[0] for row in rows}
    assert len(names) == 11
    for name in sorted(names):
        root = corpora / "adr" / name
        files: dict[str, str | bytes] = {
            path.relative_to(root).as_posix(): path.read_bytes()
            for path in root.rglob("*")
            if path.is_file()
        }
        survey_ = surveyed(files, **block)
        wanted = {
            path
            for row in rows
            if row["kind"] == "adr"
            for folder, _, path in [row["file"].partition("/")]
            if folder == name
        }
        assert {entity.place.path for entity in survey_.catalog.of_kind("decision")} == wanted
