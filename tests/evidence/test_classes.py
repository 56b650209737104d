"""Classes of documents by settings: over the path, under the front matter."""

from datetime import date

import pytest

from gazetteer.errors import SettingsError
from gazetteer.model.document import Document
from gazetteer.repo.tree import MemoryTree
from gazetteer.settings import parse_settings
from gazetteer.surveyor import survey

FILES = {
    "ops/restart.md": "# Restart\n",
    "ops/old.md": "# Old\n",
    "ops/said.md": "---\nclass: reference\n---\n# Said\n",
    "docs/a.md": "# A\n",
}


def test_the_last_glob_that_fits_wins_and_front_matter_holds() -> None:
    settings = parse_settings({"classes": {"ops/**": "runbook", "ops/old.md": "post-mortem"}})
    catalog = survey(MemoryTree(FILES), settings, today=date(2026, 11, 22)).catalog
    found = {path: catalog.fact(path, Document) for path in FILES}
    assert {path: document.class_ for path, document in found.items() if document} == {
        "ops/restart.md": "runbook",
        "ops/old.md": "post-mortem",
        "ops/said.md": "reference",
        "docs/a.md": "page",
    }
    types = {entity.place.path: entity.type for entity in catalog.of_kind("document")}
    assert types["ops/restart.md"] == "runbook"


def test_a_class_that_does_not_exist_is_told() -> None:
    with pytest.raises(SettingsError):
        parse_settings({"classes": {"ops/**": "recipe"}})
