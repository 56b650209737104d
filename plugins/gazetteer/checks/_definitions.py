"""Definitions of APIs that a descriptor names and that cannot be read: told as such, not as a refusal of the entity."""

from collections.abc import Mapping

from gazetteer.model.catalog import Catalog
from gazetteer.model.fault import Fault
from gazetteer.model.ref import Ref

KEY = "spec.definition"


def definition_faults(catalog: Catalog) -> Mapping[Ref, Fault]:
    """API of the catalog -> why its definition cannot be read."""
    out: dict[Ref, Fault] = {}
    for fault in catalog.faults:
        if is_definition_fault(catalog, fault) and fault.entity is not None:
            out.setdefault(fault.entity, fault)
    return out


def is_definition_fault(catalog: Catalog, fault: Fault) -> bool:
    """Whether a fault says that a placeholder in a definition leads nowhere."""
    return (
        fault.kind == "entity"
        and fault.place.key == KEY
        and fault.entity is not None
        and fault.entity in catalog.entities
    )
