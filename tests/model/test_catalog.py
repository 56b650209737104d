"""What many ask of a catalog is made once, and anew for another catalog."""

from dataclasses import replace
from datetime import date

from gazetteer.model.catalog import Catalog


def test_what_is_made_of_a_catalog_is_made_once() -> None:
    asked: list[Catalog] = []

    def days(catalog: Catalog) -> list[date]:
        asked.append(catalog)
        return [catalog.today]

    catalog = Catalog({})
    assert catalog.once(days) is catalog.once(days)
    other = replace(catalog, today=date(2026, 11, 23))
    assert other.once(days) == [date(2026, 11, 23)]
    assert asked == [catalog, other]
