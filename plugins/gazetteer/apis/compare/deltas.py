"""What differs, before it is known which operations it reaches."""

from typing import NamedTuple

from gazetteer.apis.compare.nodes import Node
from gazetteer.model.change import Level


class Delta(NamedTuple):
    """One difference.

    Attributes:
        rule: full id.
        what: key of the table of sentences.
        old: where it stands in the old version; None for something added. new: the same in the new one.
        arguments: for the sentence.
        step: the member of the schema that it is about; empty for the schema itself.
        level: stated only where the table does not decide it.
    """

    rule: str
    what: str
    old: Node | None
    new: Node | None
    arguments: dict[str, str]
    step: str = ""
    level: Level | None = None
