"""How texts are cut into words that the search finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.pages.words import LONGEST, joined, paths_of, words_of


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


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("order-service", "=orderservice"),
        ("Order_Service.v2", "=orderservicev2"),
        ("orderService", ""),
        ("a well-known word", ""),
        ("/a/b-c", ""),
        ("-", ""),
    ],
)
def test_names_in_one(text: str, key: str) -> None:
    assert joined(text) == key


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("GET /orders", ("/orders",)),
        ("GET /v1/Orders/{orderId}/items", ("/v1/orders/{}/items", "/orders/{}/items", "/items")),
        ("SEND parcels/{id}/moved", ("/parcels/{}/moved", "/moved")),
        ("GET /", ()),
        ("read / write", ()),
        ("listOrders", ()),
    ],
)
def test_paths(text: str, paths: tuple[str, ...]) -> None:
    assert paths_of(text) == paths


@given(st.text())
def test_any_text_has_paths_and_one_name(text: str) -> None:
    for key in (joined(text), *paths_of(text)):
        assert not set(key) & set("\t\n ")
