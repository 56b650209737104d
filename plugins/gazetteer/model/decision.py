"""A decision: what a decision record says about itself."""

import msgspec

from gazetteer.model.place import Place

STATUSES = ("draft", "proposed", "accepted", "rejected", "deprecated", "superseded", "unknown")
BUILDS = ("implemented", "partial", "not", "removed")
SECTION_KINDS = (
    "context",
    "decision",
    "options",
    "consequences",
    "status",
    "links",
    "history",
    "other",
)


class DecisionLink(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A tie to another record, as written.

    Attributes:
        type: `supersedes`, `supersededBy`, `amends`, `amendedBy`, `relatesTo`.
        target: path of the other record in the tree when it resolves, else empty.
        text: what is written.
        partial: only part of the other record is meant.
        candidates: paths of the records that the text may mean, when it fits several (two records with one number);
            then `target` is empty.
    """

    type: str
    target: str
    text: str
    place: Place
    partial: bool = False
    candidates: tuple[str, ...] = ()


class DecisionSection(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A section of a record, from its heading to the next heading of the same level or above.

    Attributes:
        kind: one of `SECTION_KINDS`, told from the heading; `other` when the heading is none that we know.
        title: the heading as plain text, without number.
        line: 1-based line of the heading.
        words: words of prose in it, its sub-sections counted; template left-overs are not prose.
        last: 1-based line of its last line.
        level: level of its heading, 1 to 6.
    """

    kind: str
    title: str
    line: int
    words: int = 0
    last: int = 0
    level: int = 2


class Statement(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One of the things that a record says about its status or date; a record may say it twice, and differently.

    Attributes:
        field: `status` or `date`.
        value: normalised: one of `STATUSES`, or an ISO date; `unknown` or empty when it is not understood.
        text: as written.
        place: where.
        origin: `front`, `table`, `label`, `section`, `name` (the file's name), `changelog`, `directive`.
    """

    field: str
    value: str
    text: str
    place: Place
    origin: str = ""


class Decision(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="decision", gc=False
):
    """A decision record.

    Attributes:
        slug: identity inside its folder: the file name without its ending, or the folder's name.
        folder: the folder of the log it belongs to.
        number: from the file name, leading zeros dropped; empty when the name has none.
        title_number: the number written in the title, leading zeros dropped; empty when there is none.
        title: without number and `ADR` prefix; title_place: where it stands, None when made of the file's name.
        status: one of `STATUSES`; `unknown` is never turned into `accepted`.
        status_text: as written; status_place: where.
        certainty: how sure we are of the status: `clear` (one of our words or a plain synonym), `likely` (a word that
            is most often meant so, or a successor named beside another word), `guess` (a word inside prose); empty when
            the status is unknown.
        build: state of the work, a second axis beside the status: one of `BUILDS`, or empty when nothing is said;
            build_text: as written.
        date: ISO date, or empty when absent or impossible; date_text: as written; dated: where.
        month: `YYYY-MM` where that is all the record tells of its date.
        review_by: ISO date after which the decision is to be looked at again; review_by_text: as written;
            review_by_place: where. Text without date: it could not be read as one.
        says: every statement of status and date, in order of preference: the first of a field is the one above.
        deciders, consulted, informed: people as written.
        links: ties to other records.
        touches: refs of entities it names (front matter, `[[...]]`), as written.
        covers: globs of paths it governs.
        mentions: texts of its code spans that might be an entity's name, each once, with their places; linking turns
            those that are one into inferred ties.
        sections: its sections in order, without the title.
        leftovers: what still stands there from the template: the text and its place.
        tags: as written.
        package: name of the package whose log this is (`.log4brains.yml`, else the folder above the log); empty at the
            root.
        area: what the filter of the log calls it: the package, else the record's own word, else empty.
        format: `nygard`, `madr2`, `madr3`, `madr4`, `rst`, ... as recognised.
        syntax: `markdown`, `rst` or `asciidoc`.
        summary: first paragraph of the context section.
        body: line on which the body starts (after front matter and title), 1-based.
    """

    slug: str
    folder: str
    title: str
    number: str = ""
    title_number: str = ""
    title_place: Place | None = None
    status: str = "unknown"
    status_text: str = ""
    status_place: Place | None = None
    certainty: str = ""
    build: str = ""
    build_text: str = ""
    date: str = ""
    month: str = ""
    date_text: str = ""
    dated: Place | None = None
    review_by: str = ""
    review_by_text: str = ""
    review_by_place: Place | None = None
    says: tuple[Statement, ...] = ()
    deciders: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    links: tuple[DecisionLink, ...] = ()
    touches: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    mentions: tuple[tuple[str, Place], ...] = ()
    sections: tuple[DecisionSection, ...] = ()
    leftovers: tuple[tuple[str, Place], ...] = ()
    tags: tuple[str, ...] = ()
    package: str = ""
    area: str = ""
    format: str = ""
    syntax: str = "markdown"
    summary: str = ""
    body: int = 1

    @property
    def in_force(self) -> bool:
        """Whether people must act by it today."""
        return self.status == "accepted"


class Rewording(msgspec.Struct, frozen=True, omit_defaults=True):
    """A passage of the reasoning that reads differently in two versions of a record.

    Attributes:
        removed: the words as they were; empty when they were only added. Cut when long.
        added: the words as they are; empty when they were only taken away. Cut when long.
        section: heading of the section.
        words: words taken away and added; 0 for a correction of spelling or grammar.
    """

    removed: str
    added: str
    section: str = ""
    words: int = 0


class DecisionEdit(msgspec.Struct, frozen=True, omit_defaults=True):
    """One change to the reasoning of a record that was accepted already.

    Attributes:
        blob: content id of the version that it left.
        commit: object name; empty for what is not committed yet.
        date: ISO date of the commit; author and subject are the commit's too.
        rewordings: what reads differently, longest first.
    """

    blob: str
    commit: str = ""
    date: str = ""
    author: str = ""
    subject: str = ""
    rewordings: tuple[Rewording, ...] = ()


class DecisionPast(msgspec.Struct, frozen=True, omit_defaults=True, tag="decision-past"):
    """What history tells of a record that was accepted once.

    Attributes:
        accepted: object name of the commit by which its present acceptance landed; empty when history does not say.
        accepted_on: ISO date of that commit.
        dated: whether that version stated the same date as the record does now.
        rewordings: how its reasoning differs now from what was accepted.
        edits: the commits that did it, newest first.
        unknown: why this cannot be told; empty when it can.
    """

    accepted: str = ""
    accepted_on: str = ""
    dated: bool = False
    rewordings: tuple[Rewording, ...] = ()
    edits: tuple[DecisionEdit, ...] = ()
    unknown: str = ""


class DecisionLog(msgspec.Struct, frozen=True, omit_defaults=True, tag="decision-log"):
    """A folder of decision records that a file of the tree names.

    Attributes:
        folder: the folder.
        place: where it is named: `.adr-dir`, `.log4brains.yml`, the annotation `backstage.io/adr-location`.
        package: the name of the package whose log it is, where the file gives it one.
        entity: ref, as text, of the entity whose descriptor names it.
    """

    folder: str
    place: Place
    package: str = ""
    entity: str = ""
