"""Values out of the cache share the texts that they have in common."""

from sys import intern

import msgspec

from gazetteer.model.place import Place
from gazetteer.model.surface import Body, Field, Operation, Surface


def surface(path: str) -> Surface:
    """An API with one operation."""
    body = Body("200", ("application/json",), "Order", fields=(Field("id", "string (uuid)"),))
    place = Place(path, 3, 5, "/paths/~1orders/get")
    get = Operation("listOrders", "GET", "/orders", "listOrders", place, responses=(body,))
    return Surface(format="openapi", operations=(get,))


def test_values_are_what_they_were() -> None:
    made = surface("a.yaml")
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(made), type=Surface) == made


def test_texts_are_kept_once() -> None:
    rows = [msgspec.msgpack.encode(surface(path)) for path in ("a.yaml", "b.yaml")]
    first, second = (msgspec.msgpack.decode(row, type=Surface).operations[0] for row in rows)
    assert first.path is second.path
    assert first.responses[0].media[0] is second.responses[0].media[0]
    assert first.responses[0].fields[0].type is intern("string (uuid)")
