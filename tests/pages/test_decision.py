"""The decision log as a reader meets it: the table and its filter, banners, ties, cuts, the reading order."""

import re
from datetime import date
from html import unescape

import pytest

from gazetteer.model.history import Change, Commit, History
from gazetteer.model.page import Asset, Page
from gazetteer.model.survey import Site
from gazetteer.pages import component, decision
from gazetteer.repo.tree import MemoryTree
from gazetteer.settings import Settings
from gazetteer.surveyor import survey

TEAMS = """\
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: shop, title: The Shop}
spec: {type: team, children: []}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: cart}
spec: {type: service, lifecycle: production, owner: shop}
"""


def record(title: str, status: str, *, more: str = "", date_: str = "", front: str = "") -> str:
    dated = f"Date: {date_}\n\n" if date_ else ""
    return f"{front}# {title}\n\n{dated}## Status\n\n{status}\n\n## Context\n\nBecause.\n\n{more}\n"


LOG = {
    "cart/catalog-info.yaml": TEAMS,
    "adr/0001-one.md": record("1. Alpha", "Superseded by [2](0002-two.md)", date_="2024-01-05"),
    "adr/0002-two.md": record("2. Beta", "Accepted", date_="2024-06-01"),
    "adr/0003-three.md": record(
        "3. Gamma",
        "Accepted\n\nSupersedes [4](0004-four.md)",
        date_="2025-02-03",
        more="See [Beta](0002-two.md).",
        front="---\ntouches: [cart]\ntags: [Storage]\n---\n\n",
    ),
    "adr/0004-four.md": record("4. Delta", "Accepted", date_="2025-01-01"),
    "adr/0005-five.md": record("5. Epsilon", "Superseded by ADR-99", date_="2025-03-01"),
    "adr/0006-six.md": record("6. Zeta", "Perhaps, one day", date_="2025-03-01"),
    "adr/0007-seven.md": record("7. Eta", "Proposed"),
}


def outputs(files: dict[str, str], site: Site | None = None) -> dict[str, Page | Asset]:
    found = survey(MemoryTree(files), Settings(), today=date(2026, 11, 22), site=site or Site(name="Acme"))  # fmt: skip
    return {output.uri: output for output in decision.render(found)}


def pages(files: dict[str, str], site: Site | None = None) -> dict[str, Page]:
    return {u: o for u, o in outputs(files, site).items() if isinstance(o, Page)}


def titled(made: dict[str, Page], title: str) -> Page:
    return next(page for page in made.values() if page.title == title and page.entity)


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_the_log_shows_every_record_without_a_script() -> None:
    log = pages(LOG)["catalog/decisions/"]
    assert log.html.count("data-status=") == 7
    # The form stands there from the start, so that nothing moves; without script the style sheet hides it.
    assert 'class="gz-filters" data-several="false">' in log.html
    assert 'data-status="accepted" data-year="2025"' in log.html
    assert re.search(r'data-team="shop" data-tag="storage"', log.html)
    for heading in ("year-2025", "year-2024", "year-undated"):
        assert f'id="{heading}"' in log.html
        assert heading in {h.id for h in log.headings}


def test_the_filter_offers_what_tells_records_apart() -> None:
    html = pages(LOG)["catalog/decisions/"].html
    assert set(re.findall(r'<select name="(\w+)"', html)) == {"team", "tag", "year"}
    statuses = set(re.findall(r'name="status" value="(\w*)"', html))
    assert statuses == {"", "accepted", "proposed", "superseded", "unknown"}


def test_the_picture_counts_what_the_table_lists() -> None:
    html = pages(LOG)["catalog/decisions/"].html
    texts = re.findall(r"<title>(\w+ \d{4}): (\d+) ([\w ]+)</title>", html)
    assert sum(int(number) for _, number, _ in texts) == 6, "the seventh has no date"
    assert ("Jan 2024", "1", "superseded or deprecated") in texts


@pytest.mark.parametrize(
    ("title", "banner"),
    [
        ("Alpha", "No longer in force: superseded by 2 Beta on 2024-06-01."),
        ("Beta", ""),
        ("Delta", "Superseded, says 3 Gamma on 2025-02-03; the record itself still says “accepted”."),
        ("Epsilon", "No longer in force: superseded by ADR-99."),
        ("Zeta", "The record does not say in words we know whether it holds."),
        ("Eta", "Not decided yet."),
    ],
)  # fmt: skip
def test_the_banner_says_whether_it_holds(title: str, banner: str) -> None:
    html = titled(pages(LOG), title).html
    found = re.search(r'<p class="gz-warning[^>]*>(.*?)</p>', html)
    assert re.sub(r" ([.;])", r"\1", words(found[1] if found else "")) == banner


@pytest.mark.parametrize(
    ("status", "line"),
    [
        ("Accepted", "accepted §"),
        ("Accepted, not implemented", "accepted § not implemented"),
        ("Partially implemented", "accepted § partly implemented written: “Partially implemented”"),
        (
            "It was accepted by most of us, [more](x.md) or less",
            "accepted § a guess from “It was accepted by most of us, more or less”",
        ),
        ("Perhaps", "unknown § written: “Perhaps”"),
    ],
)
def test_the_line_below_the_title_says_status_work_and_certainty(status: str, line: str) -> None:
    html = titled(pages({"adr/0001-a.md": record("1. A", status)}), "A").html
    found = re.search(r'<p class="gz-line">(.*?)</p>', html, re.DOTALL)
    assert found
    assert words(found[1]) == line


def test_a_service_lists_its_decisions_in_force_first() -> None:
    about = "---\ntouches: [cart]\n---\n"
    files = {
        **LOG,
        "adr/0008-a.md": record("8. Old", "Deprecated", date_="2026-01-01", front=about),
        "adr/0009-b.md": record("9. New", "Accepted", date_="2020-01-01", front=about),
    }
    found = survey(MemoryTree(files), Settings(), today=date(2026, 11, 22), site=Site(name="Acme"))
    page = next(p for p in component.render(found) if isinstance(p, Page) and p.title == "cart")
    shown = page.html.partition('id="decisions"')[2]
    titles = [
        words(cell) for cell in re.findall(r'<tr class="gz-status[^>]*><td>(.*?)</td>', shown)
    ]
    assert titles == ["3 Gamma", "9 New", "8 Old"]


def test_a_tie_that_one_side_tells_is_shown_on_both() -> None:
    made = pages(LOG)
    old, new = titled(made, "Beta"), titled(made, "Alpha")
    assert "Supersedes 1 Alpha as that record says" in words(old.html)
    assert new.uri in old.links
    assert "Superseded by 2 Beta" in words(new.html)
    assert "as that record says" not in new.html


def test_a_tie_to_nothing_leaves_the_page_whole() -> None:
    html = titled(pages(LOG), "Epsilon").html
    assert 'gz-ref--missing" title="no record here is called so">ADR-99<' in html
    assert "Because." in html


def test_a_number_that_two_records_have_leads_to_both() -> None:
    files = {
        "adr/0001-a.md": record("1. A", "Superseded by ADR-2"),
        "adr/0002-b.md": record("2. B", "Accepted"),
        "adr/0002-c.md": record("2. C", "Accepted"),
    }
    made = pages(files)
    page = titled(made, "A")
    assert {titled(made, "B").uri, titled(made, "C").uri} <= set(page.links)
    assert "superseded by ADR-2 ( B or C )" in words(page.html)


def test_a_tie_of_a_part_is_no_end() -> None:
    files = {
        "adr/0001-a.md": record("1. A", "Accepted\n\nPartially superseded by [2](0002-b.md)"),
        "adr/0002-b.md": record("2. B", "Accepted"),
    }
    made = pages(files)
    assert "Superseded in part by 2 B" in words(titled(made, "A").html)
    assert 'class="gz-chain__part"' in made["catalog/decisions/chains/"].html


def test_chains_run_from_old_to_new() -> None:
    html = pages(LOG)["catalog/decisions/chains/"].html
    assert [words(name) for name in re.findall(r'gz-chain__name">(.*?)</span><small', html)] == [
        "4 Delta",
        "3 Gamma",
        "1 Alpha",
        "2 Beta",
    ]
    assert html.count("<svg") == 2


def test_chains_end_where_records_supersede_each_other_in_a_circle() -> None:
    count = 12
    files = {
        f"adr/{n:04}-r.md": record(
            f"{n}. R{n}", f"Superseded by [x]({n % count + 1:04}-r.md) and [y](0001-r.md)"
        )
        for n in range(1, count + 1)
    }
    made = pages(files)
    assert made["catalog/decisions/chains/"].html.count("<li") == count
    assert titled(made, "R5").html.count("gz-chain__self") == 1


def test_two_successors_have_lanes_of_their_own() -> None:
    files = {
        "adr/0001-a.md": record("1. A", "Superseded by [2](0002-b.md) and [3](0003-c.md)"),
        "adr/0002-b.md": record("2. B", "Accepted"),
        "adr/0003-c.md": record("3. C", "Accepted"),
    }
    html = pages(files)["catalog/decisions/chains/"].html
    assert len(set(re.findall(r'<circle cx="([\d.]+)"', html))) == 2


def test_each_status_tag_and_team_has_a_page() -> None:
    made = pages(LOG)
    root = "catalog/decisions/"
    assert made[f"{root}status/superseded/"].html.count("data-status=") == 2
    assert made[f"{root}tag/storage/"].title == "Decisions about Storage"
    team = made[f"{root}team/shop/"]
    assert team.title == "Decisions of The Shop"
    assert f"{root}team/shop/" in titled(made, "Gamma").links
    for page in made.values():
        for link in page.links:
            if link.startswith(root) and link.endswith("/"):
                assert link in made, f"{page.uri} -> {link}"


def test_the_reading_order_is_ours_then_cited_then_old() -> None:
    made = pages(LOG)

    def order(html: str) -> list[str]:
        return [words(li) for li in re.findall(r"<li>(.*?)<small", html.partition("gz-order")[2])]

    # Beta is cited by two, Delta by one; nothing that is out of force is read.
    assert order(made["catalog/decisions/reading-order/"].html) == ["2 Beta", "4 Delta", "3 Gamma"]
    assert order(made["catalog/decisions/team/shop/"].html) == ["3 Gamma", "2 Beta", "4 Delta"]


def test_search_tells_the_status_and_prefers_what_holds() -> None:
    made = pages(LOG)
    old, new = titled(made, "Alpha").search[0], titled(made, "Beta").search[0]
    assert old.title == "Alpha (superseded)"
    assert "superseded" in old.tags
    assert new.title == "Beta"
    assert "accepted" in new.tags
    assert "ADR 2" in new.text
    assert new.boost > 1 > old.boost


def test_neighbours_in_the_log() -> None:
    made = pages(LOG)
    page = titled(made, "Delta")
    assert titled(made, "Beta").uri in page.links
    assert titled(made, "Gamma").uri in page.links
    assert re.search(r'rel="prev">← 2 Beta</a>', page.html)
    assert re.search(r'rel="next">3 Gamma →</a>', page.html)


def test_the_history_leads_to_commits() -> None:
    commits = (
        Commit("b" * 40, 1_700_000_000, "Bo", "bo@x", "Mend <it>", 1),
        Commit("a" * 40, 1_600_000_000, "Al", "al@x", "Begin", 1),
    )
    changes = {"adr/0007-seven.md": (Change(0, "M"), Change(1, "A"))}
    found = survey(
        MemoryTree(LOG),
        Settings(),
        today=date(2026, 11, 22),
        site=Site(name="Acme", commit_url="https://git.example/r/commit/"),
    )
    object.__setattr__(
        found.catalog, "history", History(state="full", commits=commits, changes=changes)
    )
    made = {o.uri: o for o in decision.render(found) if isinstance(o, Page)}
    html = titled(made, "Eta").html
    assert f'href="https://git.example/r/commit/{"b" * 40}"' in html
    assert "Mend &lt;it&gt;" in html
    assert "Written by Al" in words(html)
    assert "no date of its own; added 2020-09-13" in words(html)


def test_an_area_is_the_system_of_what_is_touched_before_it_is_a_folder() -> None:
    files = {
        "a/catalog-info.yaml": TEAMS.replace("owner: shop}", "owner: shop, system: sales}")
        + "---\napiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: {name: sales, title: Sales}\n"
        "spec: {owner: shop}\n",
        "a/docs/adr/0001-a.md": record("1. A", "Accepted"),
        "b/docs/adr/0001-b.md": record("1. B", "Accepted"),
    }
    html = pages(files)["catalog/decisions/"].html
    assert re.findall(r'data-area="([^"]*)"', html) == ["b", "sales"]


def test_hostile_words_are_inert_in_every_cut() -> None:
    evil = '"><script>alert(1)</script>'
    files = {
        "adr/0001-a.md": f"---\nstatus: '{evil}'\ndate: 2024-01-02\ntags: ['{evil}', '../x', 'a b']\n"
        f"deciders: ['{evil}']\ncovers: ['{evil}']\n---\n# {evil}\n\n## Context\n\n{evil}\n",
        "adr/0002-b.md": record("2. B", f"Superseded by [{evil}](nothing.md)", date_="9999-12-31"),
    }
    made = pages(files)
    assert sum("/tag/" in uri for uri in made) == 3
    for uri, page in made.items():
        assert "<script>" not in page.html, uri
        assert ".." not in uri
    tags = re.findall(r'data-tag="([^"]*)"', made["catalog/decisions/"].html)
    assert max(len(value.split()) for value in tags) == 3, "a tag of two words is one value"


def test_an_empty_log_says_how_to_begin() -> None:
    made = outputs({"README.md": "# Hi\n"})
    assert set(made) == {"catalog/decisions/"}


def test_many_records_come_in_pieces_with_filters_of_their_own() -> None:
    files = {f"adr/{n:04}-r.md": record(f"{n}. R{n}", "Accepted") for n in range(1, 1004)}
    made = pages(files)
    assert made["catalog/decisions/"].html.count("data-status=") == 1000
    assert made["catalog/decisions/2/"].html.count("data-status=") == 3
    assert 'data-several="true"' in made["catalog/decisions/2/"].html
