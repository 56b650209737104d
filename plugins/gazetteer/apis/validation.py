"""Validation of API descriptions: structure and rules, as faults with their places."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from gazetteer.apis import asyncapi_structure
from gazetteer.apis.fragments import fragment_troubles
from gazetteer.apis.paths import Mapping, dialect
from gazetteer.apis.references import Where
from gazetteer.apis.rules import OF_OPENAPI, OF_OPENAPI_NODES, everywhere
from gazetteer.apis.schemas import text
from gazetteer.apis.structure import Refused, family, troubles
from gazetteer.apis.wording import Trouble
from gazetteer.model.fault import Fault

LIMIT = 20
"""So many faults are told for one document; the rest is counted."""

_OWN_WORDS = {"version", "path-parameter-optional"}
"""Rules that the schemas know as well, but say worse."""


def openapi_problems(
    document: object, where: Where, joining: Iterable[Trouble] = ()
) -> Iterator[Fault]:
    """The faults (kind `api`) of a document, in the order of their lines, at most `LIMIT` and one that counts the rest.

    Args:
        document: the loaded document; its mappings have text keys.
        where: the place of the value at some keys; its `key` is the JSON pointer.
        joining: what was found while its files were joined.
    """
    found = _openapi(document) if isinstance(document, dict) else _NO_MAPPING
    return told((*joining, *found), where)


def asyncapi_problems(
    document: object, where: Where, joining: Iterable[Trouble] = ()
) -> Iterator[Fault]:
    """The same for AsyncAPI."""
    found = _asyncapi(document) if isinstance(document, dict) else _NO_MAPPING
    return told((*joining, *found), where)


_NO_MAPPING = (
    Trouble((), "type", "the description must be a mapping with the keys of its format"),
)


def _openapi(document: Mapping) -> Iterator[Trouble]:
    found = list(everywhere(document, dialect(document), OF_OPENAPI_NODES))
    yield from found
    if any(trouble.code == "too-deep" for trouble in found):
        return
    ruled = [trouble for module in OF_OPENAPI for trouble in module.rule(document)]
    yield from ruled
    told = {trouble.keys for trouble in ruled if trouble.code in _OWN_WORDS}
    name = family(dialect(document))
    judged = chain(troubles(document, name), fragment_troubles(document, name)) if name else ()
    for trouble in judged:
        if isinstance(trouble, Refused):
            yield Trouble((), "validator", f"{GAVE_UP}: {trouble.reason}")
        elif trouble.keys not in told:
            yield trouble


def _asyncapi(document: Mapping) -> Iterator[Trouble]:
    found = list(everywhere(document))
    yield from found
    if any(trouble.code == "too-deep" for trouble in found):
        return
    version = text(document.get("asyncapi"))
    if not re.fullmatch(r"(2\.[0-6]|3\.[01])\.\d+(-.+)?", version):
        message = f"there is no version `{version[:40]}` of AsyncAPI that is known here"
        yield Trouble(
            ("asyncapi",),
            "version",
            message,
            "Write asyncapi: with 2.0.0 to 2.6.0, 3.0.0 or 3.1.0.",
        )
    for trouble in asyncapi_structure.troubles(document, version):
        if isinstance(trouble, Refused):
            yield Trouble((), "validator", f"{GAVE_UP}: {trouble.reason}")
        else:
            yield trouble


GAVE_UP = "the validator gave up on this document"


def told(found: Iterable[Trouble], where: Where) -> Iterator[Fault]:
    """Troubles as faults, in the order of their places, at most `LIMIT` of a kind and one that counts the rest."""
    faults = sorted((_fault(trouble, where) for trouble in found), key=lambda fault: fault.place)
    count: Counter[str] = Counter()
    for fault in faults:
        count[fault.kind] += 1
        if count[fault.kind] <= LIMIT:
            yield fault
    for kind, many in count.items():
        if many > LIMIT:
            rest = f"And {many - LIMIT} more faults in this file"
            last = [fault for fault in faults if fault.kind == kind][LIMIT]
            yield Fault(kind=kind, code="more", message=rest, place=last.place)


def _fault(trouble: Trouble, where: Where) -> Fault:
    message = trouble.message[:1].upper() + trouble.message[1:]
    return Fault(
        kind=trouble.kind,
        code=trouble.code,
        message=message,
        place=where(trouble.keys),
        mend=trouble.mend,
    )
