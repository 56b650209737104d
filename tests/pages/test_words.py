"""How texts are cut into words that the search finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.pages.words import LONGEST, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Order service", {"order", "service"}),
        ("listOrders", {"listorders", "list", "orders"}),
        ("HTTPServer", {"httpserver", "http", "server"}),
        ("GET /orders/{order_id}", {"get", "orders", "order", "id"}),
        ("parcels-v2", {"parcels", "v2"}),
        ("Zoë's Café", {"zoe", "s", "cafe"}),
        ("订单 服务", {"订单", "服务"}),
        ("", set()),
    ],
)
def test_words(text: str, words: set[str]) -> None:
    assert set(words_of(text)) == words


@given(st.text())
def test_any_text_has_words_that_can_stand_in_the_index(text: str) -> None:
    for word in words_of(text):
        assert 0 < len(word) <= LONGEST
        assert not set(word) & set("\t\n _")
        assert word == word.lower()
