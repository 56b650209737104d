"""Words that checks share, so that the same thing is called the same in every message."""

from collections.abc import Iterator

from gazetteer.evidence.telling import called, listed
from gazetteer.model.catalog import Catalog
from gazetteer.model.fault import Fault
from gazetteer.model.finding import Finding

__all__ = ["called", "from_fault", "from_faults", "listed", "sentence"]


def sentence(text: str) -> str:
    """The text with a capital letter at its start and a full stop at its end.

    A first word that is a path or a name keeps its spelling.
    """
    text = text.strip()
    first = text.split(" ", 1)[0]
    if first.isalpha() and first.islower():
        text = text[0].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else text + "."


def from_faults(catalog: Catalog, kind: str, rule: str, mend: str) -> Iterator[Finding]:
    """One finding for each fault of a kind; `mend` stands in where the fault has no advice of its own.

    A file that several others refer to is read for each of them: what is wrong in it is said once.
    """
    for fault in dict.fromkeys(fault for fault in catalog.faults if fault.kind == kind):
        yield from_fault(fault, rule, mend)


def from_fault(fault: Fault, rule: str, mend: str) -> Finding:
    """The finding that tells a fault."""
    return Finding(
        rule=rule,
        message=sentence(fault.message),
        mend=sentence(fault.mend or mend),
        place=fault.place,
        subject=f"{fault.code} {fault.place.key}".strip(),
        entity=fault.entity,
    )
