"""A site of nothing but decisions has no page that is empty, and none about services."""

from gazetteer.model.page import Asset
from gazetteer.pages import PAGES, json_schemas

from .test_pages import TEAM, made, surveyed

RECORD = "# 1. Use ice\n\nDate: 2026-01-02\n\n## Status\n\nParked\n"
FILES = {"docs/adr/0001-use-ice.md": RECORD}


def test_a_log_alone_has_no_indexes_of_what_is_not_there() -> None:
    pages = made(FILES)
    assert not [
        uri
        for uri in pages
        if uri.rstrip("/").endswith(("components", "apis", "systems", "domains"))
    ]
    assert (
        not {
            "catalog/teams/",
            "catalog/resources/",
            "catalog/browse/",
            "catalog/documents/",
            "catalog/who-to-ask/",
        }
        & pages.keys()
    )
    assert {
        "catalog/",
        "catalog/decisions/",
        "catalog/default/decision/0001-use-ice/",
    } <= pages.keys()
    assert "services" not in pages["catalog/"].html.lower()


def test_it_tells_of_the_rules_of_logs_and_of_those_that_found_something() -> None:
    rules = {uri.split("/")[2] for uri in made(FILES) if uri.startswith("catalog/rules/")}
    assert {"decision-edited", "decision-invalid", "silence-expired"} <= rules
    assert not {"api-breaking", "owner-missing", "runbook-missing"} & rules


def test_every_link_of_a_log_alone_leads_to_a_page() -> None:
    survey = surveyed(FILES)
    outputs = [output for family in PAGES for output in family.render(survey)]
    there = {output.uri for output in outputs}
    for page in (output for output in outputs if not isinstance(output, Asset)):
        targets = {link.partition("#")[0] for link in page.links}
        assert targets <= there, page.uri


def test_services_bring_their_pages_back() -> None:
    pages = made({**FILES, "catalog-info.yaml": TEAM})
    assert {"catalog/teams/", "catalog/browse/", "catalog/rules/owner-missing/"} <= pages.keys()


def test_schemas_are_published() -> None:
    found = {output.uri for output in json_schemas.render(surveyed(FILES))}
    assert {"catalog/json-schemas/decisions.json", "catalog/json-schemas/check.json"} <= found
