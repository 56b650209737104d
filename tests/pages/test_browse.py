"""The catalog browser's page and the list it loads."""

import json
import re

from gazetteer.model.page import Asset, Page
from gazetteer.pages import browse

from .test_pages import TEAM, entity, service, surveyed

FILES = {
    "catalog-info.yaml": TEAM
    + service("cart", "system: store", tags=["pci"])
    + service("evil", title="</script><b>x")
    + entity("System", "store", "{owner: shop}"),
    "decisions/0001-use-ice.md": "# 1. Use ice\n\nDate: 2026-01-02\n\n## Status\n\nAccepted\n",
}


def listed(files: dict[str, str]) -> dict[str, dict[str, object]]:
    outputs = {output.uri: output for output in browse.render(surveyed(files))}
    asset = outputs["catalog/browse/entities.js"]
    assert isinstance(asset, Asset)
    given = re.fullmatch(r"gazetteerBrowse\((.*)\);\n", asset.content.decode())
    assert given
    values, rows = json.loads(given[1]).values()
    columns = ("kind", "owner", "system", "lifecycle", "status")
    return {
        name: {
            "uri": uri,
            "tags": [values["tag"][tag] for tag in tags],
            **{c: values[c][n] if n >= 0 else "" for c, n in zip(columns, numbers, strict=True)},
        }
        for name, uri, *numbers, tags in rows
    }


def test_every_entity_is_listed_with_what_it_can_be_narrowed_by() -> None:
    found = listed(FILES)
    cart = found["cart"]
    assert cart == {
        "uri": "catalog/default/component/cart/",
        "tags": ["pci"],
        "kind": "component",
        "owner": "shop",
        "system": "store",
        "lifecycle": "production",
        "status": "",
    }
    assert found["Use ice"]["status"] == "accepted"
    assert found["shop"]["kind"] == "group"


def test_the_page_does_not_grow_with_the_catalog() -> None:
    def size(count: int) -> int:
        services = "".join(service(f"service-{number}") for number in range(count))
        outputs = browse.render(surveyed({"catalog-info.yaml": TEAM + services}))
        return next(len(output.html) for output in outputs if isinstance(output, Page))

    assert abs(size(400) - size(100)) < 5


def test_without_script_the_indexes_are_linked() -> None:
    page = next(output for output in browse.render(surveyed(FILES)) if isinstance(output, Page))
    inside = page.html[page.html.index("<noscript>") : page.html.index("</noscript>")]
    assert 'href="../components/"' in inside
    assert 'href="../decisions/"' in inside
    assert "resources" not in inside


def test_an_empty_catalog_has_the_page() -> None:
    assert listed({"README.md": "# Nothing\n"}) == {}
