"""The first shelf of the full text: few pages, some for what they are, the others from all over the site."""

import pytest

from gazetteer.host._shelf import FIRST, WORTH_IT, shelf


@pytest.mark.parametrize("count", [0, 1, WORTH_IT - 1])
def test_a_small_site_has_none(count: int) -> None:
    assert shelf(["component"] * count) == (frozenset(), 0)


@pytest.mark.parametrize("count", [WORTH_IT, 20_000, 50_001])
def test_a_large_one_has_so_many_pages_from_all_over_it(count: int) -> None:
    chosen, behind = shelf(["component"] * count)
    assert len(chosen) == FIRST
    assert behind == count // FIRST
    assert max(chosen) > count * 0.9


def test_what_people_wrote_is_on_it() -> None:
    chosen, _ = shelf(["component"] * WORTH_IT + ["page"] * 10 + ["unheard"])
    assert set(range(WORTH_IT, WORTH_IT + 10)) <= chosen
