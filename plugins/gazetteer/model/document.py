"""A document: what a Markdown page says, without its prose."""

import msgspec

from gazetteer.model.mention import Mention
from gazetteer.model.place import Place
from gazetteer.model.sharing import share
from gazetteer.model.term import Acronym, Term


class Heading(msgspec.Struct, frozen=True, gc=False):
    """A heading and the id under which a link reaches it."""

    level: int
    id: str
    title: str
    line: int = 0

    def __post_init__(self) -> None:
        """Shares the texts that come again in other documents of the class."""
        share(self, "id", "title")


class DocumentLink(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A link, image or ref in the text.

    Attributes:
        target: as written: `../api.md#errors`, `https://...`, or for a ref the text between the brackets.
        kind: `link`, `image`, or `ref` (`[[component:cart]]`).
    """

    target: str
    kind: str
    place: Place
    text: str = ""


class Review(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """Who vouched for the document, and until when.

    Attributes:
        on: ISO date of the last review; empty when none is given or it is no date.
        on_text: as written.
        every_days: interval after which it is due again; 0 when none is given.
        every_place: where the interval is written.
        by: reviewer, as written.
        drilled: ISO date on which the steps were last tried; empty when none is given or it is no date.
        drilled_text: as written; drilled_place: where.
        drill_days: interval after which they are to be tried again; 0 when none is given. drill_text: as written.
    """

    on: str = ""
    on_text: str = ""
    on_place: Place | None = None
    every_days: int = 0
    every_text: str = ""
    every_place: Place | None = None
    by: str = ""
    drilled: str = ""
    drilled_text: str = ""
    drilled_place: Place | None = None
    drill_days: int = 0
    drill_text: str = ""


class SectionCovers(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """What one section describes, from a comment `<!-- covers: src/pay.py#charge -->` below its heading.

    Attributes:
        section: id of the heading; empty above the first one.
        covers: as `Document.covers`.
        place: of the comment.
    """

    section: str
    covers: tuple[str, ...]
    place: Place


class Document(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="document", gc=False
):
    """A page of prose.

    Attributes:
        title: front matter, else the first heading, else the file name.
        summary: first paragraph as plain text, at most 300 characters.
        class_: `runbook`, `how-to`, `onboarding`, `reference`, `decision`, `changelog`, `post-mortem`,
            `generated`, `readme`, `page`.
        owner: ref as written in front matter.
        covers: globs of what it describes, relative to the tree's root unless they start with `./` (then to the
            document's folder); `!` excludes; `path#symbol` is one signature, operation or key; refs of entities.
            `covers_place` is where they stand.
        sections: what single sections describe.
        anchors: ids that a link may point to besides the headings' (raw HTML, attribute lists).
        mentions: what it names of the repository outside of links.
        words: words of prose, for reading times.
    """

    title: str
    summary: str = ""
    class_: str = "page"
    owner: str = ""
    tags: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()
    anchors: tuple[str, ...] = ()
    links: tuple[DocumentLink, ...] = ()
    covers: tuple[str, ...] = ()
    covers_place: Place | None = None
    sections: tuple[SectionCovers, ...] = ()
    review: Review = Review()
    mentions: tuple[Mention, ...] = ()
    words: int = 0
    terms: tuple[Term, ...] = ()
    acronyms: tuple[Acronym, ...] = ()
