"""Badges of freshness: one picture for each service and team, with words for those who do not see it."""

from datetime import date
from xml.etree import ElementTree as ET

import pytest

from gazetteer.model.history import History
from gazetteer.model.page import Asset
from gazetteer.pages import document
from gazetteer.pages._badge import badge
from gazetteer.repo.tree import MemoryTree
from gazetteer.settings import parse_settings
from gazetteer.surveyor import survey

BARE = """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: bare, description: Has no documents}
spec: {type: service, lifecycle: production, owner: shop}
"""
CATALOG = """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: cart, description: Keeps things}
spec: {type: service, lifecycle: production, owner: shop}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: shop, description: Sells}
spec: {type: team, children: []}
"""


@pytest.mark.parametrize(
    ("counts", "words", "colour"),
    [
        ({}, "fresh", "#1e6b34"),
        ({"fresh": 3}, "fresh", "#1e6b34"),
        ({"fresh": 3, "due": 1}, "1 due", "#8a5a00"),
        ({"unknown": 2}, "2 unknown", "#5f6368"),
        ({"fresh": 3, "due": 1, "stale": 2}, "2 stale, 1 due", "#b3261e"),
    ],
)
def test_the_worst_state_gives_the_colour(counts: dict[str, int], words: str, colour: str) -> None:
    picture = ET.fromstring(badge(counts))  # noqa: S314 # our own
    assert picture.get("aria-label") == f"docs: {words}"
    assert colour in badge(counts)
    assert int(picture.get("width") or 0) > 60


def test_services_and_teams_with_documents_have_one() -> None:
    files = {
        "cart/catalog-info.yaml": CATALOG,
        "bare/catalog-info.yaml": BARE,
        "cart/docs/a.md": "---\nlast_reviewed: 2026-01-01\nreview_every: 30d\n---\n# A\n",
        "cart/docs/b.md": "---\nlast_reviewed: 2026-11-01\nreview_every: 30d\n---\n# B\n",
        "c.md": "---\nowner: group:shop\nlast_reviewed: 2026-11-01\nreview_every: 5d\n---\n# C\n",
    }
    history = History(state="full")
    found = survey(MemoryTree(files), parse_settings({}), today=date(2026, 11, 22), history=history)
    told = {
        made.uri.removeprefix(f"{found.site.directory}/"): made.content.decode().split(
            'aria-label="'
        )[1]
        for made in document.render(found)
        if isinstance(made, Asset) and made.uri.endswith(".svg")
    }
    assert {uri: text.split('"')[0] for uri, text in told.items()} == {
        "default/component/cart/freshness.svg": "docs: 1 due",
        "default/group/shop/freshness.svg": "docs: 2 due",
    }
