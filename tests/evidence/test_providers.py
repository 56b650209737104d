"""Concrete calls find the operation whose template they are."""

import pytest

from gazetteer.evidence.providers import operation_called
from gazetteer.model.place import Place
from gazetteer.model.surface import Operation, Surface

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
