"""The first day: what a page derives for each team, what a team adds, where each step leads."""

import re

import pytest
from tests.pages.test_pages import TEAM, entity, made, service

from gazetteer.model.page import Page
from gazetteer.model.survey import Site

FILES = {
    "org.yaml": TEAM
    + entity("User", "ana", "{memberOf: [shop]}")
    + entity("Group", "other", "{type: team, children: []}"),
    "cart/catalog-info.yaml": service("cart", "system: sales, dependsOn: ['component:web']", description="Keeps.")
    + service("web")
    + entity("System", "sales", "{owner: shop}"),
    "cart/docs/runbook.md": "# When the cart stands still\n\nWait. " + "word " * 660 + "\n\n## Escalation\n\nAna.\n",
    "cart/docs/onboarding.md": "# First steps\n\nRead.\n",
    "cart/compose.yaml": "services:\n  cart:\n    build: .\n    ports: ['8080:80']\n    environment: {MODE: dev, API_TOKEN: s3cret}\n    depends_on: [db]\n  db: {image: postgres}\n",  # noqa: E501 # a file on one line
    "cart/Dockerfile": "FROM python\n",
    "cart/decisions/0001-keep.md": "# 1. Keep it\n\n## Status\n\nAccepted\n\n## Context\n\n[[component:cart]]\n",
    "start-here.yml": "team: shop\nintro: Hello.\nread:\n  - cart/docs/runbook.md#escalation\n  - {link: 'https://wiki.example/', title: Wiki, minutes: 5}\ntasks:\n  - {title: Run it, about: 'See [[component:cart]].', done: it answers, minutes: 20, link: component:cart}\n",  # noqa: E501 # a file on one line
}  # fmt: skip
URI = "catalog/start-here/shop/"


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    return made(FILES, Site(name="Acme", blob_url="https://git.example/"))


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_reading_list_is_in_order(pages: dict[str, Page]) -> None:
    listed = text(pages[URI].html.partition('id="read"')[2].partition("</ol>")[0])
    order = ("When the cart stands still", "Wiki", "First steps", "sales", "Keep it")
    assert [listed.index(title) for title in order] == sorted(listed.index(t) for t in order)
    assert "5 min" in listed


def test_reading_takes_as_long_as_its_words(pages: dict[str, Page]) -> None:
    assert "When the cart stands still your team's choice · 3 min" in text(
        pages[URI].html.replace("&#39;", "'")
    )


def test_services_stand_between_their_neighbours(pages: dict[str, Page]) -> None:
    rows = pages[URI].html.partition('id="services"')[2].partition("</table>")[0]
    row = text(next(row for row in rows.split("<tr>") if "Keeps." in row))
    assert row.index("cart") < row.index("web")


@pytest.mark.parametrize("uri", [URI, "catalog/default/component/cart/"])
def test_how_to_run_it(pages: dict[str, Page], uri: str) -> None:
    run = text(pages[uri].html.partition('id="run"')[2])
    for words in (
        "docker compose -f cart/compose.yaml up cart",
        "8080:80",
        "MODE",
        "dev",
        "API_TOKEN",
        "Starts first: db",
    ):  # one list
        assert words in run
    assert "s3cret" not in pages[uri].html


def test_first_tasks_lead_somewhere(pages: dict[str, Page]) -> None:
    tasks = pages[URI].html.partition('id="tasks"')[2]
    assert "Done when: it answers" in text(tasks)
    assert "catalog/default/component/cart/" in pages[URI].links


def test_whom_to_ask(pages: dict[str, Page]) -> None:
    assert "Escalation: When the cart stands still" in text(pages[URI].html)
    assert "ana" in text(pages[URI].html)


def test_every_step_leads_to_a_page(pages: dict[str, Page]) -> None:
    for link in pages[URI].links:
        assert link.partition("#")[0] in pages


def test_only_teams_with_services_have_one(pages: dict[str, Page]) -> None:
    assert "catalog/start-here/other/" not in pages
    assert pages["catalog/start-here/"].links == ("catalog/", URI)


def test_a_role_has_a_page_of_its_own() -> None:
    files = {"start-here.yaml": "role: Backend\nread: [README.md]\n", "README.md": "# Us\n"}
    page = made(files, Site(blob_url="https://git.example/"))
    found = next(p for uri, p in page.items() if "/start-here/role/" in uri)
    assert "https://git.example/README.md" in found.html
