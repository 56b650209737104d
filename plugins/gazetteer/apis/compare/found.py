"""What a comparison gathers on its way, before it is known which operations each difference reaches."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from msgspec.structs import replace

from gazetteer.apis.compare.deltas import Delta
from gazetteer.apis.compare.nodes import Node
from gazetteer.apis.compare.pairs import Pair
from gazetteer.model.change import ApiChange

NO_OPERATION = -1


class Root(NamedTuple):
    """Where an operation enters the schemas.

    Attributes:
        operation: index into `Found.operations`; `NO_OPERATION` for a document without operations.
        label: what the schema is there, such as `the request body`.
        status: of a response; empty elsewhere.
        is_event: whether it is the payload of a message.
    """

    operation: int
    label: str
    pair: Pair
    status: str = ""
    is_event: bool = False


@dataclass(eq=False)
class Found:
    """What a comparison gathers on its way.

    Attributes:
        operations: names of the operations that both versions have or one of them.
        experimental: indexes of operations whose stability promises nothing.
        direct: differences of the operations themselves.
        ready: changes of payloads in other languages, each with the operation that it reaches.
    """

    operations: list[str] = field(default_factory=list)
    experimental: set[int] = field(default_factory=set)
    roots: list[Root] = field(default_factory=list)
    direct: list[tuple[Delta, int]] = field(default_factory=list)
    ready: list[tuple[ApiChange, int]] = field(default_factory=list)

    def operation(self, name: str) -> int:
        """Adds an operation and returns its index."""
        self.operations.append(name)
        return len(self.operations) - 1

    def tell(
        self, rule: str, operation: int, old: Node | None, new: Node | None, /, **arguments: str
    ) -> None:
        """Notes a difference of an operation itself, or of the document (`NO_OPERATION`)."""
        self.direct.append((Delta(rule, rule, old, new, arguments), operation))

    def tell_ready(
        self, operation: int, label: str, side: str, changes: Iterable[ApiChange]
    ) -> None:
        """Notes changes that another comparison made, of what an operation calls by a label."""
        for change in changes:
            told = change.message[:1].lower() + change.message[1:]
            rule, message = f"{side}-payload-{change.rule}", sentence_of(f"in {label}, {told}")
            self.ready.append((replace(change, rule=rule, message=message), operation))


def sentence_of(text: str) -> str:
    """A text that begins with a capital letter."""
    return text[:1].upper() + text[1:]
