"""Entities that were refused: what points at them is no second mistake."""

from collections.abc import Mapping

from gazetteer.model.catalog import Catalog
from gazetteer.model.fault import Fault
from gazetteer.model.ref import Ref


def refused(catalog: Catalog) -> Mapping[Ref, Fault]:
    """Ref -> the first fault that kept it out of the catalog."""
    out: dict[Ref, Fault] = {}
    for fault in catalog.faults:
        if fault.entity is not None and fault.entity not in catalog.entities:
            out.setdefault(fault.entity, fault)
    return out
