"""What something says about its own end (`deprecated`, `x-sunset`), and what its removal means by that."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from gazetteer.apis.compare.nodes import Node


class Ending(NamedTuple):
    """What an operation, a parameter, a schema or a listed value says about its end.

    Attributes:
        node: where it stands; deprecated: where it says so, sunset: where the date stands; None where nowhere.
    """

    node: Node
    deprecated: Node | None = None
    sunset: Node | None = None

    @property
    def is_deprecated(self) -> bool:
        """Whether it says that it is."""
        return self.deprecated is not None and self.deprecated.value is True

    @property
    def day(self) -> str:
        """The date as written; empty when there is none."""
        if self.sunset is None or isinstance(self.sunset.value, dict | list | None):
            return ""
        return str(self.sunset.value)


def ending(node: Node) -> Ending:
    """What stands at a mapping itself."""
    found = (node.get(key) for key in ("deprecated", "x-sunset"))
    return Ending(node, *(inner if inner.exists else None for inner in found))


Words = dict[str, str]


def gone(was: Ending, today: date) -> tuple[str, Words]:
    """What the removal means: the end of the rule's id, empty where no end was announced, and words for the sentence.

    A date that cannot be read protects nobody's trust in it: what has one counts as promised.
    """
    end = as_date(was.day)
    if was.day and (end is None or end > today):
        return "-before-sunset", {"sunset": was.day}
    if not was.is_deprecated:
        return "", {}
    return ("-after-sunset", {"sunset": was.day}) if was.day else ("-after-deprecation", {})


def promises(old: Ending, new: Ending) -> Iterator[tuple[str, Node, Node, Words]]:
    """What changed of what is promised: the kind of change, both places, and words for the sentence."""
    if old.is_deprecated != new.is_deprecated:
        what = "deprecated" if new.is_deprecated else "deprecation-removed"
        yield what, old.deprecated or old.node, new.deprecated or new.node, {}
    if old.day == new.day:
        return
    places = old.sunset or old.node, new.sunset or new.node
    if not old.day:
        yield "sunset-added", *places, {"new": new.day}
    elif not new.day:
        if new.is_deprecated:
            yield "sunset-deleted", *places, {"old": old.day}
    else:
        first, second = as_date(old.day), as_date(new.day)
        earlier = first is not None and (second is None or second < first)
        what = "sunset-moved-earlier" if earlier else "sunset-moved-later"
        yield what, *places, {"old": old.day, "new": new.day}


def as_date(text: str) -> date | None:
    """The day of an RFC 3339 date or timestamp; None when it is none."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
