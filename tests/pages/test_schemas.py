"""The schema explorer: every type is on one page of the list, and in the files that the finder asks for."""

import json
import re
from typing import Any

import pytest

from gazetteer.model.page import Asset, Page
from gazetteer.pages import schemas

from .test_pages import EVIL, TEAM, entity, service, surveyed


def api(name: str, types: dict[str, Any], version: str = "1.0.0") -> str:
    document = {
        "openapi": "3.0.3",
        "info": {"title": name, "version": version},
        "paths": {},
        "components": {"schemas": types},
    }
    spec = f"{{type: openapi, lifecycle: production, owner: shop, definition: {json.dumps(json.dumps(document))}}}"
    return entity("API", name, spec)


def fields(*names: str) -> dict[str, Any]:
    return {"type": "object", "properties": {name: {"type": "string"} for name in names}}


def rendered(*documents: str) -> dict[str, Page | Asset]:
    files = {"catalog-info.yaml": TEAM + "".join(documents)}
    return {output.uri: output for output in schemas.render(surveyed(files))}


def named(outputs: dict[str, Page | Asset], letters: str) -> Any:
    asset = outputs.get(f"catalog/schemas/names/{letters.encode().hex()}.js")
    if asset is None:
        return []
    assert isinstance(asset, Asset)
    given = re.fullmatch(r"gazetteerTypes\((.*)\);\n", asset.content.decode())
    assert given
    key, rows = json.loads(given[1])
    assert key == letters
    return rows


def page(outputs: dict[str, Page | Asset], uri: str) -> str:
    found = outputs[uri]
    assert isinstance(found, Page)
    return found.html


def test_a_type_stands_with_its_contract_and_everybody_around_it() -> None:
    outputs = rendered(
        api("orders-v1", {"OrderLine": fields("sku")}, "2.4.0"),
        service("orders", "providesApis: [orders-v1]"),
        service("web", "consumesApis: [orders-v1]"),
    )
    html = page(outputs, "catalog/schemas/1/")
    text = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert re.search(r"OrderLine orders-v1 2\.4\.0 object 1 orders web shop", text)
    assert 'href="../../default/api/orders-v1/#' in html
    assert named(outputs, "or") == [["OrderLine", "1/#type-orderline-" + html.split("type-orderline-")[1][:8], 1, 1, "orders-v1"]]  # fmt: skip # noqa: E501
    assert named(outputs, "li") == named(outputs, "or"), "found by each word of its name"


def test_one_name_with_several_shapes_is_told() -> None:
    outputs = rendered(
        api("a", {"Money": fields("amount"), "Same": fields("x")}),
        api("b", {"Money": fields("units", "currency"), "Same": fields("x")}),
    )
    first = page(outputs, "catalog/schemas/")
    assert "2 shapes in 2 contracts" in first
    assert "Same" not in first
    assert "2 shapes" in page(outputs, "catalog/schemas/1/")


def test_the_list_is_cut_and_no_page_grows() -> None:
    one = rendered(api("a", {f"T{n}": fields("x") for n in range(90)}))
    many = rendered(api("a", {f"T{n}": fields("x") for n in range(950)}))
    assert "catalog/schemas/2/" not in one
    assert "catalog/schemas/10/" in many
    rows = [page(many, f"catalog/schemas/{n}/").count("gz-type-at") for n in range(1, 11)]
    assert sum(rows) == 950
    assert max(rows) <= schemas.ROWS
    assert len(page(many, "catalog/schemas/")) < 1.2 * len(page(one, "catalog/schemas/"))


def test_a_long_file_of_names_is_cut_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schemas, "NAMES", 3)
    names = ["Or", "Order", "Orders", "Orange", "Oregano", "Apple"]
    outputs = rendered(api("a", {name: fields("x") for name in names}))
    assert named(outputs, "or") is None
    assert [row[0] for row in named(outputs, "oran")] == ["Orange"]
    assert sorted(row[0] for row in named(outputs, "orde")) == ["Order", "Orders"]
    assert [row[0] for row in named(outputs, "ap")] == ["Apple"]


def test_names_are_text() -> None:
    outputs = rendered(api("a", {EVIL: fields("x"), "注文": fields("x"), "x" * 5_000: fields("x")}))
    assert "<script" not in page(outputs, "catalog/schemas/1/")
    assert [row[0] for row in named(outputs, "注文")] == ["注文"]


def test_no_explorer_without_types() -> None:
    assert rendered(service("a")) == {}
