"""Decisions: decision records in Markdown, in whatever of the usual formats they are written."""

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from gazetteer.extension import File, Siblings
from gazetteer.formats.frontmatter import FrontMatter, as_texts, split
from gazetteer.formats.markdown import Block, Markdown, plain, read_markdown, shorten
from gazetteer.model.catalog import Record
from gazetteer.model.decision import Decision, DecisionLink
from gazetteer.model.document import Document
from gazetteer.model.entity import Entity
from gazetteer.model.fact import Fact
from gazetteer.model.fault import Fault
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref, parse_ref
from gazetteer.model.relation import Relation
from gazetteer.sources._dates import dates_in, is_ambiguous
from gazetteer.sources._decisions_faults import date_fault, link_faults, status_faults
from gazetteer.sources._decisions_fields import Field, gather, sections
from gazetteer.sources._decisions_links import Mention, mentions
from gazetteer.sources._decisions_log import Log, decision_ref
from gazetteer.sources._decisions_paths import is_record, log_of, number_of, slug_of
from gazetteer.sources._decisions_status import status_of
from gazetteer.sources._decisions_title import title_from, title_of
from gazetteer.sources._document_fields import front_matter_faults

name = "decisions"
version = 2
patterns: tuple[str, ...] = ("**/*.md",)
"""Every Markdown file: which of them are records, `_decisions_paths.is_record` says for both sources that must know."""

LIMIT = 1_000_000
"""Characters of one record that are read."""

_CONTEXT = re.compile(r"(?:\d+[.)] )?(?:context|background|problem)\b.*", re.IGNORECASE)
_TOUCHABLE = frozenset({"component", "api", "resource", "system", "domain"})
_PLACEHOLDER = re.compile(r"[{}<>]|^list everyone|^everyone (?:who|involved)", re.IGNORECASE)
_NAME_DATE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?=[-_ ])")


def read(file: File, siblings: Siblings) -> Iterator[Record]:
    """Yields a record as entity and facts, its ties as relations, and a fault for each thing not understood."""
    if not is_record(file.path, file.text):
        return
    front = split(file.text[:LIMIT])
    page = read_markdown(front.body, file.path, line=front.body_line)
    fields = gather(front, page.blocks)
    log = Log(file.path, siblings)
    slug = slug_of(file.path)
    title, title_line = title_of(front, page.blocks, number_of(slug))
    ref = decision_ref(file.path)
    date, date_text, date_fault = _date(file.path, fields, slug, log)
    status = fields.get("status")
    touches, covers = _scope(front, page)
    decision = Decision(
        slug=slug,
        folder=log_of(file.path),
        number=number_of(slug),
        title=title or title_from(slug),
        status=status_of(status.text) if status else "unknown",
        status_text=status.text if status else "",
        status_place=Place(file.path, status.line) if status else None,
        date=date,
        date_text=date_text,
        deciders=_people(fields, "deciders"),
        consulted=_people(fields, "consulted"),
        informed=_people(fields, "informed"),
        links=_links(file.path, fields, page, log),
        touches=touches,
        covers=covers,
        format=_format(front, fields, page),
        summary=_summary(page),
        body=max(front.body_line, title_line + 1),
    )
    yield Entity(
        ref=ref,
        name=slug,
        place=Place(file.path, title_line or 1),
        source=name,
        title=decision.title,
        description=decision.summary,
        type=decision.status,
        tags=as_texts(front.values.get("tags")),
    )
    yield Fact(file.path, decision)
    yield Fact(file.path, _document(decision, page))
    yield from _relations(ref, file.path, decision, page)
    faults = (
        *front_matter_faults(file.path, front, "decision"),
        *status_faults(file.path, decision),
    )
    for fault in (*faults, date_fault, *link_faults(decision)):
        if fault:
            yield msgspec.structs.replace(fault, entity=ref)


def _document(decision: Decision, page: Markdown) -> Document:
    """The record as a page, so that its links are checked and its headings can be linked to."""
    return Document(
        title=decision.title,
        summary=decision.summary,
        class_="decision",
        headings=page.headings,
        anchors=page.anchors,
        links=page.links,
        words=page.words,
    )


def _date(
    path: str, fields: Mapping[str, Field], slug: str, log: Log
) -> tuple[str, str, Fault | None]:
    """The date, its text, and what is wrong with it; from a field, the change log, the status or the file's name."""
    for label in ("date", "created", "modified", "changelog"):
        field = fields.get(label)
        if (
            not field
            or not field.text
            or (_PLACEHOLDER.search(field.text) and not re.search(r"\d", field.text))
        ):
            continue
        day_first = log.day_first() if is_ambiguous(field.text) else None
        found = dates_in(field.text, day_first=day_first)
        if label == "changelog":
            found = _entry_dates(field.text, day_first)
        if found:
            # Several dates of changes: the first change is the decision's date.
            return (
                (min(found) if label in {"modified", "changelog"} else found[0]),
                field.text,
                None,
            )
        if label != "changelog":
            return "", field.text, date_fault(path, field)
    status = fields.get("status")
    if status and (found := dates_in(status.text.split("\n")[0])):
        return found[0], status.text.split("\n")[0], None
    named = _NAME_DATE.match(slug)
    if named and (found := dates_in("-".join(named.groups()))):
        return found[0], named[0], None
    return "", "", None


def _entry_dates(text: str, day_first: bool | None) -> tuple[str, ...]:  # noqa: FBT001 (three answers, no flag)
    return tuple(
        date for entry in text.split("\n") for date in dates_in(entry, day_first=day_first)
    )


def _people(fields: Mapping[str, Field], label: str) -> tuple[str, ...]:
    field = fields.get(label)
    if not field:
        return ()
    people = re.split(r"[,;\n]|\s&\s|\sand\s", plain(field.text.strip("{} ")))
    return tuple(p.strip() for p in people if p.strip() and not _PLACEHOLDER.search(p.strip()))


def _links(
    path: str, fields: Mapping[str, Field], page: Markdown, log: Log
) -> tuple[DecisionLink, ...]:
    """The ties, each once; mentions in passing that name no record are left out."""
    links: dict[tuple[str, str], DecisionLink] = {}
    superseding: set[str] = set()
    for mention in mentions(fields, page.blocks, page.references):
        target = log.find(mention)
        if not target and (not mention.firm or not _names_record(mention)):
            continue
        if mention.type in {"relatesTo", "amends", "amendedBy"} and target in superseding:
            continue
        text = plain(mention.text) or mention.target
        link = DecisionLink(mention.type, target, text, Place(path, mention.line), mention.partial)
        links.setdefault((mention.type, target or text), link)
        if mention.type.startswith("supersede") and target:
            superseding.add(target)
    return tuple(links.values())


def _names_record(mention: Mention) -> bool:
    """Whether an unresolved tie means a record of this log, and not an issue or a page elsewhere."""
    return "://" not in mention.target and bool(mention.target or mention.text)


def _scope(front: FrontMatter, page: Markdown) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the record touches: refs as written, and globs of paths."""
    touches: list[str] = []
    covers: list[str] = list(as_texts(front.values.get("covers")))
    for key in ("touches", "applies_to", "appliesTo", "applies-to", "affects", "components"):
        for text in as_texts(front.values.get(key)):
            is_path = ":" not in text and any(sign in text for sign in "*/")
            (covers if is_path else touches).append(text)
    touches += [link.target for link in page.links if link.kind == "ref"]
    return tuple(dict.fromkeys(touches)), tuple(dict.fromkeys(covers))


def _relations(ref: Ref, path: str, decision: Decision, page: Markdown) -> Iterator[Relation]:
    for link in decision.links:
        if link.target:
            yield Relation(link.type, ref, decision_ref(link.target), link.place, link.text)
    places = {link.target: link.place for link in page.links if link.kind == "ref"}
    for text in decision.touches:
        # A bare name in the text may mean any kind: linking finds out. In front matter it means a component.
        target = parse_ref(text, default_kind="" if text in places else "component")
        if not isinstance(target, Ref):
            continue
        place = places.get(text, Place(path, 1))
        if target.kind in _TOUCHABLE:
            yield Relation("decides", ref, target, place, text)
        elif target.kind == "decision" and target != ref:
            yield Relation("relatesTo", ref, target, place, text)


def _format(front: FrontMatter, fields: Mapping[str, Field], page: Markdown) -> str:
    status = fields.get("status")
    if "decision-makers" in front.values:
        return "madr4"
    if status is None or not status.text:
        return "madr3" if "deciders" in front.values else ""
    if status.origin == "label":
        headings = {heading.title.lower() for heading in page.headings}
        return "madr2" if "context and problem statement" in headings else "labels"
    return {"front": "madr3", "table": "table", "section": "nygard"}[status.origin]


def _summary(page: Markdown) -> str:
    blocks: Sequence[Block] = tuple(sections(page.blocks, _CONTEXT))
    text = next((plain(b.text) for b in blocks if b.kind == "paragraph" and plain(b.text)), "")
    return shorten(text) or page.summary
