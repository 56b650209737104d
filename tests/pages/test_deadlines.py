"""The page of deadlines: by team, the near ones first, with headers that can be pasted."""

import re
from datetime import date

from gazetteer.model.page import Page
from gazetteer.pages import deadlines
from gazetteer.repo.tree import MemoryTree
from gazetteer.settings import Settings
from gazetteer.surveyor import survey

CATALOG = """\
apiVersion: backstage.io/v1alpha1
kind: API
metadata: {name: orders}
spec:
  type: openapi
  lifecycle: production
  owner: shop
  definition: {$text: ./openapi.yaml}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: cart}
spec:
  type: service
  lifecycle: deprecated
  owner: web
  deprecation:
    since: 2025-11-11
    sunset: 2027-11-11
    successor: component:basket
    migration: https://example.org/move
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: shop}
spec: {type: team, children: []}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: web}
spec: {type: team, children: []}
"""
SPEC = """\
openapi: 3.0.3
info: {title: Orders, version: 1.0.0}
paths:
  /late: {get: {deprecated: true, x-sunset: "2026-11-01", responses: {"200": {description: All}}}}
  /soon: {get: {deprecated: true, x-sunset: "2026-12-31", responses: {"200": {description: All}}}}
  /some: {get: {deprecated: true, responses: {"200": {description: All}}}}
"""


def page(files: dict[str, str]) -> Page | None:
    found = survey(MemoryTree(files), Settings(), today=date(2026, 11, 22))
    pages = [p for p in deadlines.render(found) if isinstance(p, Page)]
    return pages[0] if pages else None


def test_what_ends_is_told_with_days_and_headers():
    made = page({"catalog-info.yaml": CATALOG, "openapi.yaml": SPEC})
    assert made is not None
    text = re.sub(r"<[^>]+>|\s+", " ", made.html)
    text = re.sub(r" +", " ", text)
    assert text.index("GET /late") < text.index("GET /soon") < text.index("component:basket")
    assert "21 days overdue" in text
    assert "in 39 days" in text
    assert "Sunset: Thu, 31 Dec 2026 00:00:00 GMT" in text
    assert "GET /some" not in text


def test_headers_count_seconds_in_one_and_write_a_date_in_the_other():
    made = page({"catalog-info.yaml": CATALOG, "openapi.yaml": SPEC})
    assert made is not None
    # 2025-11-11T00:00:00Z, as RFC 9745 writes it: a structured date
    assert "Deprecation: @1762819200" in made.html
    assert "Sunset: Thu, 11 Nov 2027 00:00:00 GMT" in made.html
    assert "Link: &lt;https://example.org/move&gt;; rel=&#34;deprecation&#34;" in made.html


def test_a_catalog_in_which_nothing_ends_has_no_such_page():
    assert page({"openapi.yaml": SPEC.replace("x-sunset", "x-other")}) is None
