"""Stores and ties that compose files and workloads show where no descriptor declares them."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.evidence.engines import engine_of
from gazetteer.model.ref import Ref
from gazetteer.model.survey import Survey
from gazetteer.repo.tree import MemoryTree
from gazetteer.settings import Settings
from gazetteer.sources._running_compose import hosts_in
from gazetteer.surveyor import survey

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "evidence" / "wiring.yml").read_text(encoding="utf-8")
)


def surveyed(files: Mapping[str, str | bytes], **settings: Any) -> Survey:
    return survey(MemoryTree(files), Settings(**settings), today=date(2026, 1, 1))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_case(case: dict[str, Any]) -> None:
    catalog = surveyed(case["files"], discover=case.get("discover", "auto")).catalog
    ties = [
        f"{tie.source.short} -> {tie.target.short} {tie.place.path}:{tie.place.line}"
        for tie in catalog.relations
        if tie.type == "dependsOn"
    ]
    stores = [
        f"{store.name} {store.type} {store.place.path}:{store.place.line}"
        for store in catalog.of_kind("resource")
        if store.evidence
    ]
    assert sorted(ties) == case["ties"]
    assert sorted(stores) == case.get("stores", [])
    assert all(tie.inferred for tie in catalog.relations if tie.type == "dependsOn")


def test_a_password_in_an_address_is_kept_nowhere() -> None:
    files = {
        "shop/Dockerfile": "FROM node",
        "compose.yaml": "services:\n  shop: {build: ./shop, environment: {A: 'amqp://u:hunter2@mq:1'}}\n"
        "  mq: {image: rabbitmq}\n",
    }
    found = surveyed(files)
    assert "hunter2" not in repr(found)
    assert [str(tie.target.name) for tie in found.catalog.relations if tie.text == "mq"] == ["mq"]


def test_a_store_takes_no_documents_and_the_owner_of_its_file() -> None:
    files = {
        "shop/Dockerfile": "FROM node",
        "docs/guide.md": "# Guide\n",
        "CODEOWNERS": "* @org/all\n",
        "compose.yaml": "services: {shop: {build: ./shop}, db: {image: postgres}}\n",
    }
    graph = surveyed(files).catalog.graph
    store = Ref.of("resource", "db")
    assert graph.others(store, "describedBy") == ()
    assert [ref.name for ref in graph.others(store, "ownedBy")] == ["all"]


@pytest.mark.parametrize(
    ("image", "type_"),
    [
        ("postgres", "database"),
        ("docker.io/bitnami/postgresql:16@sha256:ab", "database"),
        ("registry:5000/mirror/redis:8-alpine", "cache"),
        ("mcr.microsoft.com/mssql/server:2022-latest", "database"),
        ("ghcr.io/documentdb/documentdb/documentdb-local:pg17", "database"),
        ("amazon/dynamodb-local", "database"),
        ("docker.elastic.co/elasticsearch/elasticsearch:9", "search-index"),
        ("opensearchproject/opensearch-dashboards", None),
        ("oliver006/redis_exporter", None),
        ("mongo-express", None),
        ("shop/orders", None),
        ("", None),
        ("/:@", None),
    ],
)
def test_engines_by_image(image: str, type_: str | None) -> None:
    engine = engine_of(image)
    assert (engine.type if engine else None) == type_


@given(st.text(max_size=300), st.text(alphabet="abc:/@.,;= 0123456789-_", max_size=2000))
def test_any_variable_is_read(name: str, value: str) -> None:
    for host in hosts_in(name, value):
        assert host in value.lower()


@pytest.mark.parametrize(
    "folder",
    [
        "Azure-Samples__aks-store-demo",
        "GoogleCloudPlatform__microservices-demo",
        "aws-containers__retail-store-sample-app",
    ],
)
def test_real_monorepos(folder: str, corpora: Path) -> None:
    """Every tie between services, stores and queues that was read by hand is found, and none beside those."""
    root = corpora / "monorepos" / folder
    expected = yaml.safe_load((root / "expected.yaml").read_text(encoding="utf-8"))
    services = expected["services"]
    wanted = {
        (service["name"], target)
        for service in services
        for kind in ("depends_on", "datastores", "queues")
        for target in service.get(kind, ())
    }
    optional = {
        (service["name"], target)
        for service in services + expected["optional_services"]
        for key, targets in service.items()
        if key.startswith("optional_") or key == "depends_on"
        for target in targets
    }
    files = {
        str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }
    found = {
        (tie.source.name, tie.target.name)
        for tie in surveyed(files).catalog.relations
        if tie.type == "dependsOn"
    }
    assert wanted - found == set()
    assert found - wanted - optional == set()
