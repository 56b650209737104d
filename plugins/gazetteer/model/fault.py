"""A fault: what could not be understood, with its place. Sources leave faults; checks turn them into findings."""

import msgspec

from gazetteer.model.place import Place
from gazetteer.model.ref import Ref


class Fault(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    tag="fault",
    tag_field="record",
):
    """Something that a source could not take.

    Attributes:
        kind: which check reports it:
            `file` (unreadable: syntax, encoding, size, symlink), `entity` (refused by a rule of its format),
            `ref` (a malformed reference), `api` (an invalid API description),
            the id of another rule of API descriptions (`api-example-wrong`), `decision`, `document`,
            `owners` (a bad line of an ownership file), `start-here` (a `start-here.yml` that is not understood).
        code: short stable word for the sub-case, such as `yaml`, `binary`, `too-large`, `policy`, `unknown-kind`.
        message: one sentence for the person who must mend it.
        place: where.
        mend: what to do; empty where the check's own advice says it.
        entity: the entity it belongs to, when that is known.
    """

    kind: str
    code: str
    message: str
    place: Place
    mend: str = ""
    entity: Ref | None = None
