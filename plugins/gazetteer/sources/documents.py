"""Documents: every Markdown page with its title, owner, headings, links, what it covers and when it was reviewed."""

import re
import zlib
from collections.abc import Iterator

import msgspec

from gazetteer.extension import File, Siblings, Source
from gazetteer.formats.frontmatter import FrontMatter, as_text, split
from gazetteer.formats.markdown import Markdown, read_markdown, shorten
from gazetteer.model.catalog import Record
from gazetteer.model.document import Document
from gazetteer.model.entity import Entity
from gazetteer.model.fact import Fact, Skipped
from gazetteer.model.fault import Fault
from gazetteer.model.place import Place
from gazetteer.model.ref import MalformedRef, Ref, parse_ref
from gazetteer.model.relation import Relation
from gazetteer.sources._decisions_paths import NO_LOGS, Logs, is_record, is_template
from gazetteer.sources._document_class import CLASSES, class_by_path, class_named
from gazetteer.sources._document_covers import section_covers
from gazetteer.sources._document_fields import Fields, front_matter_faults
from gazetteer.sources._document_mentions import mentions
from gazetteer.sources._document_review import read_review
from gazetteer.sources._document_terms import acronyms, terms

name = "documents"
version = 9
patterns: tuple[str, ...] = ("**/*.md", "**/*.markdown")

LIMIT = 2_000_000
"""Characters of one page that are read; the longest pages of large sites have a tenth of that."""


def read(file: File, _siblings: Siblings) -> Iterator[Record]:
    """Yields the page as entity and fact, its owner as relation, and a fault for each thing that is not understood."""
    return _read(file, NO_LOGS)


def configured(logs: Logs) -> Source:
    """The source for a survey in which more folders than the usual ones hold decisions."""
    return Documents(logs) if logs != NO_LOGS else Documents()


class Documents(msgspec.Struct, frozen=True):
    """The source; `logs` are the folders of decisions that settings and files of the tree name."""

    logs: Logs = NO_LOGS
    name: str = name
    patterns: tuple[str, ...] = patterns

    @property
    def version(self) -> int:
        """Tells the cache what the answers hang on."""
        return version + (zlib.crc32(msgspec.json.encode(self.logs)) if self.logs != NO_LOGS else 0)

    def read(self, file: File, _siblings: Siblings) -> Iterator[Record]:
        """As the module's `read`."""
        return _read(file, self.logs)


def _read(file: File, logs: Logs) -> Iterator[Record]:
    if is_record(file.path, file.text, logs):
        return
    if is_template(file.path, logs):
        yield Fact(file.path, Skipped("the form that new decisions are copied from"))
        return
    front = split(file.text[:LIMIT])
    yield from front_matter_faults(file.path, front)
    if len(file.text) > LIMIT:
        yield _too_large(file)
    fields = Fields(file.path, front)
    page = read_markdown(front.body, file.path, line=front.body_line)
    document = _document(file.path, fields, page)
    entity = _entity(file.path, front, document)
    yield entity
    yield Fact(file.path, document)
    if document.owner:
        yield _owned(entity, document.owner, fields.place("owner"))
    yield from fields.faults


def document_ref(path: str) -> Ref:
    """The ref of the page at a path: folders divided by dots, so that `a/b.md` and `a-b.md` stay apart."""
    stem = path.rpartition(".")[0]
    parts = (re.sub(r"[^\w-]+", "-", part).strip("-") or "-" for part in stem.split("/"))
    return Ref.of("document", ".".join(parts))


def _document(path: str, fields: Fields, page: Markdown) -> Document:
    covers, front = fields.texts("covers"), fields.front
    return Document(
        title=fields.text("title") or _title(path, page),
        summary=shorten(fields.text("description")) or page.summary,
        class_=_class(path, fields),
        owner=fields.text("owner"),
        tags=fields.texts("tags"),
        headings=page.headings,
        anchors=page.anchors,
        links=page.links,
        covers=covers,
        covers_place=fields.place("covers") if covers else None,
        sections=section_covers(path, front.body, front.body_line, page.headings),
        review=read_review(fields),
        mentions=mentions(path, front.body, front.body_line, page.blocks),
        words=page.words,
        terms=terms(path, page.blocks, page.headings),
        acronyms=acronyms(page.blocks),
    )


def _entity(path: str, front: FrontMatter, document: Document) -> Entity:
    ref = document_ref(path)
    return Entity(
        ref=ref,
        name=ref.name,
        place=Place(path, 1, 1),
        source=name,
        title=document.title,
        description=document.summary,
        type=document.class_,
        owner_text=document.owner,
        tags=document.tags,
        places={key: front.at(key) for key in front.values},
    )


def _owned(entity: Entity, text: str, place: Place) -> Relation | Fault:
    target = parse_ref(text, default_kind="group")
    if isinstance(target, MalformedRef):
        return Fault(
            kind="ref",
            code="malformed",
            message=f"the owner {text!r} is no reference: {target.reason}",
            place=place,
            mend="write the owner as `group:name` or `user:name`",
            entity=entity.ref,
        )
    return Relation("ownedBy", entity.ref, target, place, text)


def _title(path: str, page: Markdown) -> str:
    for heading in page.headings:
        if heading.title:
            return heading.title
    stem = path.rpartition("/")[2].rpartition(".")[0]
    return re.sub(r"[-_]+", " ", stem).strip() or stem


def _class(path: str, fields: Fields) -> str:
    for key in ("class", "type"):
        written = as_text(fields.value(key))
        if known := class_named(written):
            return known
        if key == "class" and written:
            fields.fault(
                key,
                "class",
                f"there is no class of documents {written!r}",
                f"write one of {', '.join(CLASSES)}",
            )
    return class_by_path(path)


def _too_large(file: File) -> Fault:
    return Fault(
        kind="document",
        code="too-large",
        message=f"{file.path} has {len(file.text):,} characters; only the first {LIMIT:,} are read",
        place=Place(file.path, file.text.count("\n", 0, LIMIT) + 1),
        mend="divide it into several pages",
    )
