"""Changes of formats whose parts have names of their own (GraphQL, protobuf): a rule, a name, two places."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gazetteer.model.change import ApiChange, Level
from gazetteer.model.place import Place

Table = Mapping[str, tuple[Level, str]]
"""Rule -> level and sentence, with `{element}` and the change's arguments."""


@dataclass(frozen=True, eq=False)
class Tale:
    """Gathers changes.

    Attributes:
        reached: name of a type -> the operations that reach it.
    """

    table: Table
    reached: Mapping[str, tuple[str, ...]]
    changes: list[ApiChange] = field(default_factory=list)

    def tell(
        self, rule: str, owner: str, old: Place | None, new: Place | None, /, **arguments: str
    ) -> None:
        """Notes a change.

        Args:
            rule: a key of the table.
            owner: what stands in the place of an operation, such as `Post.modifiedAt` or `message Order`.
            old: its place in the old version.
            new: its place in the new version.
            arguments: for the sentence; `element` is the owner unless stated.
        """
        level, sentence = self.table[rule]
        arguments.setdefault("element", f"`{owner}`")
        text = sentence.format_map(arguments)
        parts = (rule, owner, *(f"{key}={value}" for key, value in sorted(arguments.items())))
        digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
        self.changes.append(
            ApiChange(
                rule=rule,
                level=level,
                operation=owner,
                operations=self.reached.get(owner) or self.reached.get(owner.partition(".")[0], ()),
                message=text[:1].upper() + text[1:],
                place_old=old,
                place_new=new,
                arguments=arguments,
                fingerprint=digest[:16],
            )
        )

    def settled(self) -> tuple[ApiChange, ...]:
        """The changes, the worst first."""
        return tuple(
            sorted(self.changes, key=lambda c: (-c.level.weight, c.place, c.rule, c.message))
        )


def reaching(
    roots: Iterable[tuple[str, str]], uses: Mapping[str, Iterable[str]]
) -> dict[str, tuple[str, ...]]:
    """Type -> operations that reach it, from (operation, type it names) and the types that each type uses."""
    names: list[str] = []
    masks: dict[str, int] = {}
    pending: list[str] = []
    for operation, type_ in roots:
        if operation not in names:
            names.append(operation)
        masks[type_] = masks.get(type_, 0) | (1 << names.index(operation))
        pending.append(type_)
    while pending:
        type_ = pending.pop()
        for used in uses.get(type_, ()):
            known = masks.get(used, 0)
            if known | masks[type_] != known:
                masks[used] = known | masks[type_]
                pending.append(used)
    return {
        type_: tuple(name for index, name in enumerate(names) if mask >> index & 1)
        for type_, mask in masks.items()
    }
