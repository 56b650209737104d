"""Real repositories become sites: nothing crashes, the services are there, and so is what is wrong with them."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFIG = """\
site_name: Corpus
docs_dir: gazetteer-test-docs
theme: {name: material, font: false}
plugins: [search, gazetteer]
"""
QUIET = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "GAZETTEER_CACHE": "off"}

# What a reader of the repository finds too: (rule, file and line of one finding that must be among them).
KNOWN = {
    "monorepos/GoogleCloudPlatform__microservices-demo": [
        ("docs-missing", "src/emailservice/Dockerfile"),
        ("link-broken", "README.md:118"),
    ],
    "monorepos/Azure-Samples__aks-store-demo": [
        ("owner-missing", "src/order-service/package.json"),
        ("link-broken", "docs/azd.md:171"),
    ],
    "monorepos/aws-containers__retail-store-sample-app": [
        ("owner-missing", "src/checkout/package.json"),
        ("link-broken", "README.md:139"),
    ],
    "monorepos/ministryofjustice__opg-use-an-lpa": [
        ("decision-invalid", "docs/architecture/decisions/0024-library-for-lpa-data-mapping.md"),
        ("api-invalid", "mock-integrations/opg-data-lpa/opg-data-lpa-openapi.yml:312"),
    ],
    "backstage/1-Platform__one-platform": [
        ("entity-invalid", "catalog-info.yaml:11"),
        ("ref-dangling", "packages/analytics-service/catalog-info.yaml:26"),
    ],
    "backstage/RoadieHQ__roadie-backstage-plugins": [
        ("ref-dangling", "entities/test-entity.yaml:25"),
        ("entity-invalid", "catalog-info.yaml:20"),
    ],
    "backstage/giantswarm__backstage-catalogs": [
        ("entity-duplicate", "catalogs/charts.yaml:59"),
        ("owner-unknown", "catalogs/charts.yaml:253"),
    ],
    "backstage/redhat-developer__rhdh": [
        ("owner-unknown", "catalog-entities/components/showcase.yaml:28"),
        ("api-orphaned", "catalog-entities/apis/petstore.yaml:4"),
    ],
}


@pytest.mark.slow
@pytest.mark.parametrize("name", KNOWN)
def test_a_real_repository_becomes_a_site(name: str, corpora: Path, tmp_path: Path) -> None:
    root = tmp_path / "repository"
    shutil.copytree(corpora / name, root, symlinks=True)
    (root / "gazetteer-test-docs").mkdir()
    (root / "mkdocs.yml").write_text(CONFIG)
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=root,
        env=QUIET,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr[-2000:]
    assert "Traceback" not in built.stderr
    site = root / "site"
    catalog = json.loads((site / "catalog.json").read_text("utf-8"))
    for entity in catalog["entities"]:
        if entity["kind"] in {"component", "api", "system", "domain", "resource", "group", "user"}:
            page = site / "catalog" / entity["namespace"] / entity["kind"] / entity["name"].lower()
            assert (page / "index.html").is_file(), entity["ref"]
    found = {(f["rule"], f"{f['place']['path']}:{f['place']['line']}") for f in catalog["findings"]}
    for rule, where in KNOWN[name]:
        assert any(r == rule and place.startswith(where) for r, place in found), (rule, where)
