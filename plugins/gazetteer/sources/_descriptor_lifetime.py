"""Two keys of ours below `spec`, which Backstage keeps and ignores: `deprecation` and `consumesOperations`."""

from collections.abc import Iterator, Mapping
from datetime import date

from gazetteer.model.entity import Deprecation, Entity
from gazetteer.model.fault import Fault
from gazetteer.model.ref import Ref, parse_ref
from gazetteer.sources._descriptor_relations import Where
from gazetteer.sources._descriptor_words import Keys, dotted, shown

DEPRECATION, OPERATIONS = "deprecation", "consumesOperations"
DATES = ("since", "sunset")
GUIDES = ("migration", "migrationGuide", "migration_guide", "guide")
"""Spellings of the key that names the guide for moving."""


def deprecation_of(spec: Mapping[str, object]) -> Deprecation | None:
    """The announced end; a date that is none is left out, and is a fault of its own."""
    stated = spec.get(DEPRECATION)
    if not isinstance(stated, dict):
        return None
    since, sunset = (_date(stated.get(key)) for key in DATES)
    guide = next((key for key in GUIDES if stated.get(key)), GUIDES[0])
    return Deprecation(since, sunset, _text(stated.get("successor")), _text(stated.get(guide)))


def operations_of(spec: Mapping[str, object], ref: Ref) -> dict[str, tuple[str, ...]]:
    """Ref of an API -> operations that the component calls, as its author lists them."""
    stated = spec.get(OPERATIONS)
    found: dict[str, tuple[str, ...]] = {}
    for name, listed in stated.items() if isinstance(stated, dict) else ():
        api = parse_ref(str(name), default_kind="api", default_namespace=ref.namespace)
        texts = listed if isinstance(listed, list) else [listed]
        if isinstance(api, Ref):
            found[str(api)] = tuple(text for text in texts if isinstance(text, str))
    return found


def lifetime_faults(spec: Mapping[str, object], entity: Entity, where: Where) -> Iterator[Fault]:
    """What is wrong with the two keys."""
    stated = spec.get(DEPRECATION)
    if stated is not None and not isinstance(stated, dict):
        keys: Keys = ("spec", DEPRECATION)
        mend = "write `since:`, `sunset:`, `successor:` and `migration:` below it"
        yield _fault(entity, keys, f"must be a mapping, not {shown(str(stated))}", mend, where)
    dates = stated if isinstance(stated, dict) else {}
    for key in DATES:
        if dates.get(key) is not None and not _date(dates[key]):
            keys = ("spec", DEPRECATION, key)
            message = f"must be a date, not {shown(str(dates[key]))}"
            yield _fault(entity, keys, message, "write it as in 2027-03-31", where)
    listed = spec.get(OPERATIONS)
    if listed is not None and not isinstance(listed, dict):
        message = f"must map APIs to lists of operations, not {shown(str(listed))}"
        mend = "write the API, and below it a list of operationIds or `METHOD /path`"
        yield _fault(entity, ("spec", OPERATIONS), message, mend, where)


def _fault(entity: Entity, keys: Keys, message: str, mend: str, where: Where) -> Fault:
    return Fault(
        kind="entity",
        code="deprecation" if DEPRECATION in keys else "operations",
        message=f"{dotted(keys)} {message}",
        place=where(keys),
        mend=mend,
        entity=entity.ref,
    )


def _date(value: object) -> str:
    """The ISO date that a value is; empty when it is none."""
    text = value.strip() if isinstance(value, str) else ""
    try:
        return date.fromisoformat(text[:10]).isoformat() if len(text) >= 10 else ""
    except ValueError:
        return ""


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
