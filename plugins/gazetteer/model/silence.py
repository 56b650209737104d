"""A silence as a comment in a file writes it, before it is known what it silences."""

from datetime import date

import msgspec

from gazetteer.model.place import Place


class InlineSilence(msgspec.Struct, frozen=True, tag="silence", omit_defaults=True):
    """One comment that silences.

    Attributes:
        rules: ids of rules, or `*`.
        line: the line whose findings it silences; 0 for the whole file.
        until: last day on which it holds; None for no end.
        problem: why it is no good, for people; empty when it is.
    """

    rules: tuple[str, ...]
    reason: str
    place: Place
    line: int = 0
    until: date | None = None
    problem: str = ""
