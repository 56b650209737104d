"""Concrete calls find the operation whose template they are."""

import pytest

from gazetteer.evidence.providers import event_told, operation_called
from gazetteer.model.pact import Interaction
from gazetteer.model.place import Place
from gazetteer.model.surface import Body, Operation, Surface

PATHS = ("/", "/orders", "/orders/{id}", "/orders/latest", "/orders/{id}/items/{n}.json")
SURFACE = Surface(
    format="openapi",
    servers=("https://api.example/v1/", "/internal"),
    operations=tuple(Operation(p, "GET", p, p, Place("a.yaml")) for p in PATHS),
)


@pytest.mark.parametrize(
    ("path", "template"),
    [
        ("/", "/"),
        ("/orders", "/orders"),
        ("/orders/", "/orders"),
        ("/orders/17", "/orders/{id}"),
        ("/orders/latest", "/orders/latest"),
        ("/v1/orders/17", "/orders/{id}"),
        ("/internal/orders/17/items/2.json", "/orders/{id}/items/{n}.json"),
        ("/orders/17/items/2.xml", None),
        ("/v2/orders/17", None),
        ("/orders//items/2.json", None),
    ],
)
def test_the_operation_of_a_path(path, template):
    found = operation_called(SURFACE, "GET", path)
    assert (found.path if found else None) == template
    assert operation_called(SURFACE, "POST", path) is None


def sending(path: str, message: str, *bindings: str) -> Operation:
    event = (Body(name=message),)
    return Operation(path, "SEND", path, path, Place("a.yaml"), messages=event, bindings=bindings)


EVENTS = (
    sending("orders/{region}", "OrderPlaced"),
    sending("paid", "OrderPaid", "kafka.topic: shop.paid"),
)


@pytest.mark.parametrize(
    ("topic", "description", "told"),
    [
        ("orders/eu", "an order", "orders/{region}"),
        ("shop.paid", "an order", "paid"),
        ("", "an OrderPaid message", "paid"),
        ("", "an order", None),
        ("elsewhere", "an order", None),
    ],
)
def test_the_operation_that_sends_what_a_pact_reads(topic, description, told):
    event = Interaction(description, Place("pact.json"), topic=topic)
    found = event_told(Surface(format="asyncapi", operations=EVENTS), event)
    assert (found.path if found else None) == told
    alone = event_told(Surface(format="asyncapi", operations=EVENTS[:1]), event)
    assert alone is None if topic not in {"", "orders/eu"} else alone is EVENTS[0]
