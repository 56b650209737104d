"""What the search knows of a catalog."""

from gazetteer.model.survey import Site
from gazetteer.pages.names import Named, names
from gazetteer.pages.view import View

from .test_pages import TEAM, entity, service, surveyed

SPEC = """\
openapi: 3.0.3
info: {title: Cart, version: 1.0.0}
paths:
  /items:
    get:
      operationId: listItems
      responses: {"200": {description: ok}}
components:
  schemas:
    Item: {type: object, properties: {skuCode: {type: string}}}
"""
FILES = {
    "catalog-info.yaml": TEAM
    + service("cart", "providesApis: [cart-v1], system: store", tags=["pci"])
    + entity("System", "store", "{owner: shop}")
    + entity(
        "API",
        "cart-v1",
        "{type: openapi, lifecycle: production, owner: shop, definition: {$text: ./api.yaml}}",
    ),
    "api.yaml": SPEC,
    "decisions/0001-use-ice.md": "# 1. Use ice\n\nDate: 2026-01-02\n\n## Status\n\nAccepted\n\n## Why\n\nMilk sours.\n",
    "docs/written.md": "# Written\n",
}


def known() -> dict[str, Named]:
    survey = surveyed(FILES, Site(name="Acme", written={"docs/written.md": "written/"}))
    return {named.name: named for named in names(View(survey))}


def test_a_service_is_known_with_owner_lifecycle_system_and_tags() -> None:
    cart = known()["cart"]
    assert (cart.kind, cart.owner, cart.lifecycle, cart.system) == (
        "component",
        "shop",
        "production",
        "store",
    )
    assert ("tag", "pci") in list(cart.facets)


def test_operations_and_types_lead_to_their_anchors() -> None:
    found = known()
    operation = found["GET /items"]
    assert operation.uri.startswith("catalog/default/api/cart-v1/#")
    assert "listItems" in operation.words
    assert found["Item"].uri == "catalog/default/api/cart-v1/#type-item"
    assert "skuCode" in found["Item"].words


def test_a_decision_is_known_by_its_status_and_its_body() -> None:
    decision = known()["Use ice"]
    assert (decision.status, decision.note) == ("accepted", "1 · 2026-01-02")
    assert "Milk sours." in " ".join(decision.words)


def test_pages_that_people_wrote_for_the_site_are_left_to_it() -> None:
    assert "Written" not in known()
