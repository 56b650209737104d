"""The page of freshness: today's numbers, a column for each month, and what is not known."""

from datetime import date

from gazetteer.evidence.over_time import Course
from gazetteer.model.history import Change, Commit, History
from gazetteer.model.page import Page
from gazetteer.model.ref import Ref
from gazetteer.pages import over_time
from gazetteer.repo.tree import MemoryTree
from gazetteer.settings import Settings
from gazetteer.surveyor import survey

SHOP = Ref.of("group", "shop")
FILES = {
    "docs/a.md": "---\nowner: group:shop\ncovers: [src/a.py]\n---\n# A <b>\n",
    "src/a.py": "def a():\n    pass\n",
    "teams.yaml": "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: shop}\n"
    "spec: {type: team, children: []}\n",
}
MONTH = 30 * 86_400
BEGIN = 1_767_225_600


def history(*months: float) -> History:
    """One commit in each of the months after 2026-01-01: the first adds both files, the others change the code."""
    made = [
        Commit("c" * 40, int(BEGIN + m * MONTH), "A", "a@e", "x", 2, landed=int(BEGIN + m * MONTH))
        for m in months
    ]
    count = len(made)
    commits = tuple(reversed(made))
    added = Change(count - 1, "A", blob="old")
    changed = tuple(Change(n, "M", blob=f"new{n}") for n in range(count - 1))
    return History(
        state="full",
        commits=commits,
        changes={"docs/a.md": (added,), "src/a.py": (*changed, added)},
    )


def page(past: History, files: dict[str, str] = FILES) -> Page | None:
    texts = {"old": "def b():\n    pass\n"}
    found = survey(
        MemoryTree(files),
        Settings(),
        today=date(2026, 6, 20),
        history=past,
        past=lambda blob: texts.get(blob, FILES["src/a.py"]),
    )
    pages = [p for p in over_time.render(found) if isinstance(p, Page)]
    return pages[0] if pages else None


def test_columns_for_the_site_and_for_each_team() -> None:
    made = page(history(0, 3))
    assert made is not None
    assert made.uri == "catalog/freshness/"
    assert made.html.count("<figure") == 2
    assert "<title>2026-02: 1 fresh</title>" in made.html
    assert "<title>2026-06: 1 stale</title>" in made.html
    assert "<td>2026-06</td><td>0</td><td>1</td><td>0</td>" in made.html
    assert "catalog/default/group/shop/freshness.svg" in made.links
    assert "nothing was checked out" in made.html


def test_without_a_past_there_is_no_picture_and_it_says_why() -> None:
    young = page(history(5.3))
    assert young is not None
    assert "<figure" not in young.html
    assert "not older than this month" in young.html
    none = page(History(state="treeless", reason="this clone has no trees"))
    assert none is not None
    assert "this clone has no trees" in none.html


def test_without_documents_there_is_no_page() -> None:
    assert page(history(0, 3), {"src/a.py": "x = 1\n"}) is None
    silent = page(history(0, 3), {"docs/a.md": "# A\n"})
    assert silent is not None
    assert "No document says yet" in silent.html


def test_columns_are_as_high_as_their_documents_are_many() -> None:
    months = ["2025-12", "2026-01"]
    courses = [
        Course("a", SHOP, ("fresh", "stale")),
        Course("b", SHOP, ("", "unknown")),
    ]
    drawn = over_time.picture(months, courses)
    assert drawn.most == 2
    assert [(p.x, p.y, p.height) for p in drawn.parts] == [(0, 50, 50), (10, 50, 50), (10, 0, 50)]
    assert drawn.marks == (("", 1), ("", 1))
