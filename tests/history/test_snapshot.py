"""The snapshot says the same of any text, in one way of writing JSON or another."""

from gazetteer.history.snapshot import snapshot
from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref
from gazetteer.model.survey import Survey


def test_half_a_surrogate_pair_stays_an_escape_and_changes_nothing_else() -> None:
    def published(description: str) -> str:
        ref = Ref("component", "default", "cart")
        place = Place("cart/catalog-info.yaml", 1, 1)
        entity = Entity(
            ref=ref,
            name="cart",
            source="descriptor",
            place=place,
            description=description,
            evidence=("\x00 é \u2028",),
        )
        return snapshot(Survey(Catalog({ref: entity})))

    assert published("half \ud800").replace("\\ud800", "zebra") == published("half zebra")
