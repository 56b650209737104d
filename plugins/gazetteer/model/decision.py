"""A decision: what a decision record says about itself."""

import msgspec

from gazetteer.model.place import Place

STATUSES = ("draft", "proposed", "accepted", "rejected", "deprecated", "superseded", "unknown")


class DecisionLink(msgspec.Struct, frozen=True, omit_defaults=True):
    """A tie to another record, as written.

    Attributes:
        type: `supersedes`, `supersededBy`, `amends`, `amendedBy`, `relatesTo`.
        target: path of the other record in the tree when it resolves, else empty.
        text: what is written.
        partial: only part of the other record is meant.
    """

    type: str
    target: str
    text: str
    place: Place
    partial: bool = False


class Decision(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="decision"):
    """A decision record.

    Attributes:
        slug: identity inside its folder: the file name without its ending, or the folder's name.
        folder: the folder of the log it belongs to.
        number: from the file name, leading zeros dropped; empty when the name has none.
        title: without number and `ADR` prefix.
        status: one of `STATUSES`; `unknown` is never turned into `accepted`.
        status_text: as written; status_place: where.
        date: ISO date, or empty when absent or impossible; date_text: as written.
        format: `nygard`, `madr2`, `madr3`, `madr4`, ... as recognised.
        touches: refs of entities it names (front matter, `[[...]]`), as written.
        covers: globs of paths it governs.
        summary: first paragraph of the context section.
        body: line on which the body starts (after front matter and title), 1-based.
    """

    slug: str
    folder: str
    title: str
    number: str = ""
    status: str = "unknown"
    status_text: str = ""
    status_place: Place | None = None
    date: str = ""
    date_text: str = ""
    deciders: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    links: tuple[DecisionLink, ...] = ()
    touches: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    format: str = ""
    summary: str = ""
    body: int = 1

    @property
    def in_force(self) -> bool:
        """Whether people must act by it today."""
        return self.status == "accepted"
