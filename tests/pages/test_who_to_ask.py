"""Who to ask: what is looked up for a path or a name, from data of which nothing is said twice."""

import json
from typing import Any

from tests.pages.test_pages import entity, service, surveyed

from gazetteer.model.page import Asset
from gazetteer.pages import who_to_ask

FILES = {
    "org.yaml": entity("Group", "all", "{type: root, children: [shop]}")
    + entity("Group", "shop", "{type: team, parent: all, children: []}"),
    "cart/catalog-info.yaml": service("cart"),
    "cart/src/a.py": "",
    "cart/src/b.sql": "",
    "CODEOWNERS": "*.sql @acme/data\n",
}


def answers(files: dict[str, str]) -> tuple[dict[str, Any], list[Any]]:
    rows: dict[str, Any] = {}
    teams: list[Any] = []
    for made in who_to_ask.render(surveyed(files)):
        if isinstance(made, Asset) and made.uri.startswith("catalog/who-to-ask/"):
            given = json.loads(made.content.decode().partition("(")[2].rpartition(")")[0])
            rows |= given.get("rows", {})
            teams = given.get("teams", teams)
    return rows, teams


def test_a_folder_has_the_owner_of_its_service() -> None:
    rows, teams = answers(FILES)
    (owner,), about, _authors = rows["cart"]
    label, uri, _links, above = teams[owner]
    assert (label, uri) == ("shop", "catalog/default/group/shop/")
    assert teams[above][0] == "all"
    assert about[:2] == ["component", "cart"]


def test_what_says_nothing_new_has_no_row() -> None:
    rows, _ = answers(FILES)
    assert "cart/src" not in rows
    assert "cart/src/a.py" not in rows


def test_a_file_that_the_ownership_file_gives_away_has_its_own() -> None:
    rows, _ = answers(FILES)
    assert rows["cart/src/b.sql"][0] == ["@acme/data"]


def test_names_are_found() -> None:
    rows, _ = answers(FILES)
    assert rows["@cart"][1] == ["component", "cart", "catalog/default/component/cart/"]


def test_a_file_and_its_folders_lie_in_two_files_at_most() -> None:
    keys = ("a/b/c/d.py", "a/b/c", "a/b", "a", "")
    assert len({who_to_ask.shard(key, 7) for key in keys[:3]}) == 1


def test_the_shard_is_the_one_of_the_script() -> None:
    # What `shard` of gazetteer-ask.js gives for the same keys.
    assert [who_to_ask.shard(key, 997) for key in ("", "a", "services/cart/x", "ü")] == [
        0,
        97,
        648,
        251,
    ]
