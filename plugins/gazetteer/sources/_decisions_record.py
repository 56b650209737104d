"""One decision record to records: what it says about itself, its ties, and what is wrong with it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from gazetteer.evidence import record_words
from gazetteer.extension import File, Siblings
from gazetteer.formats.frontmatter import as_texts
from gazetteer.formats.markdown import Block, plain, shorten
from gazetteer.model.catalog import Record
from gazetteer.model.decision import Decision, DecisionLink, Statement
from gazetteer.model.document import Document
from gazetteer.model.entity import Entity
from gazetteer.model.fact import Fact
from gazetteer.model.place import Place
from gazetteer.settings import DecisionsSettings
from gazetteer.sources._decisions_dates import (
    PLACEHOLDER,
    Dating,
    dates_said,
    dating_of,
    review_of,
)
from gazetteer.sources._decisions_faults import link_faults, status_faults
from gazetteer.sources._decisions_fields import Field, chosen, gather, sections
from gazetteer.sources._decisions_links import Mention, mentions
from gazetteer.sources._decisions_log import Log, decision_ref
from gazetteer.sources._decisions_page import RecordPage, read_page
from gazetteer.sources._decisions_paths import Logs, log_of, number_of, owning_folder, slug_of
from gazetteer.sources._decisions_scope import relations_of, scope_of
from gazetteer.sources._decisions_sections import leftovers_of, names_of, sections_of
from gazetteer.sources._decisions_status import Reading, build_of, read_status
from gazetteer.sources._decisions_title import Title, title_from, title_of
from gazetteer.sources._document_fields import front_matter_faults

SOURCE = "decisions"
_CONTEXT = re.compile(
    rf"(?:\d+[.)] )?(?:(?:context|background|problem)\b.*|{record_words.SECTIONS['context']})",
    re.IGNORECASE,
)


def read_record(
    file: File, siblings: Siblings, choices: DecisionsSettings, logs: Logs
) -> Iterator[Record]:
    """Yields a record as entity and facts, its ties as relations, and a fault for each thing not understood."""
    record = read_page(file, siblings)
    log = Log(file.path, siblings, logs, day_first=choices.day_first)
    decision, dating = _decision(file.path, record, log, choices, logs)
    ref = decision_ref(file.path, logs)
    place = decision.title_place or Place(file.path, 1)
    yield Entity(
        ref=ref,
        name=decision.slug,
        place=place,
        source=SOURCE,
        title=decision.title,
        description=decision.summary,
        type=decision.status,
        tags=decision.tags,
    )
    yield Fact(file.path, decision)
    yield Fact(file.path, _document(decision, record))
    yield from relations_of(ref, file.path, decision, record, logs)
    faults = (
        *front_matter_faults(file.path, record.front, "decision"),
        *status_faults(file.path, decision),
        dating.fault,
        *link_faults(decision),
    )
    for fault in faults:
        if fault:
            yield msgspec.structs.replace(fault, entity=ref)


def _decision(
    path: str,
    record: RecordPage,
    log: Log,
    choices: DecisionsSettings,
    logs: Logs,
) -> tuple[Decision, Dating]:
    every = gather(record)
    fields, slug = chosen(every), slug_of(path, logs)
    number, folder = number_of(slug), log_of(path, logs)
    title = title_of(record.front, record.page.blocks, number, fields.get("title"))
    if title.text[:1].isdigit() and log.owns_title(title.text):
        pasted, _, rest = title.text.partition(" ")
        title = Title(rest, pasted.lstrip("0") or "0", title.line)
    status = fields.get("status")
    reading = read_status(status.text, choices.words) if status else Reading()
    build, build_text = _build(fields)
    dating, review = dating_of(path, fields, slug, log), review_of(path, fields, log)
    touches, covers = scope_of(record)
    leftovers = leftovers_of(record.page, path, log.forms())
    package = logs.package(folder) or owning_folder(folder)
    area = fields.get("area")
    decision = Decision(
        slug=slug,
        folder=folder,
        number=number,
        title_number=title.number,
        title=title.text or title_from(slug),
        title_place=Place(path, title.line) if title.line else None,
        status=reading.status,
        status_text=status.text if status else "",
        status_place=status.place(path) if status else None,
        certainty=reading.certainty,
        build=build,
        build_text=build_text,
        date=dating.date,
        month=dating.month,
        date_text=dating.text,
        dated=dating.place,
        review_by=review.date,
        review_by_text=review.text,
        review_by_place=review.place,
        says=(*_statuses(path, every, choices), *dates_said(path, every, slug, log)),
        deciders=_people(fields, "deciders"),
        consulted=_people(fields, "consulted"),
        informed=_people(fields, "informed"),
        links=_links(path, fields, record, log),
        touches=touches,
        covers=covers,
        mentions=names_of(record.page, path),
        sections=sections_of(record.page, record.lines, leftovers),
        leftovers=leftovers,
        tags=_tags(record, fields),
        package=package,
        area=package or (plain(area.text) if area else ""),
        format=_format(record, fields),
        syntax=record.syntax,
        summary=_summary(record),
        body=max(record.front.body_line, title.line + 1),
    )
    return decision, dating


def _document(decision: Decision, record: RecordPage) -> Document:
    """The record as a page, so that its links are checked and its headings can be linked to."""
    return Document(
        title=decision.title,
        summary=decision.summary,
        class_="decision",
        headings=record.page.headings,
        anchors=record.page.anchors,
        links=record.page.links,
        words=record.page.words,
    )


def _statuses(path: str, every: Iterable[Field], choices: DecisionsSettings) -> Iterator[Statement]:
    for field in every:
        if field.label == "status" and field.text:
            status = read_status(field.text, choices.words).status
            yield Statement("status", status, field.text, field.place(path), field.origin)


def _build(fields: Mapping[str, Field]) -> tuple[str, str]:
    """The state of the work, from its own field or from what the status says beside the decision."""
    for label in ("build", "status"):
        field = fields.get(label)
        if field and (found := build_of(field.text))[0]:
            return found
    return "", ""


def _people(fields: Mapping[str, Field], label: str) -> tuple[str, ...]:
    field = fields.get(label)
    if not field:
        return ()
    people = re.split(r"[,;\n]|\s&\s|\sand\s", plain(field.text.strip("{} ")))
    return tuple(p.strip() for p in people if p.strip() and not PLACEHOLDER.search(p.strip()))


def _tags(record: RecordPage, fields: Mapping[str, Field]) -> tuple[str, ...]:
    tags = as_texts(record.front.values.get("tags"))
    field = fields.get("tags")
    if tags or not field:
        return tags
    parts = re.split(r"[,;\n]", plain(field.text.strip("[]")))
    return tuple(part.strip(" `#") for part in parts if part.strip(" `#"))


def _links(
    path: str, fields: Mapping[str, Field], record: RecordPage, log: Log
) -> tuple[DecisionLink, ...]:
    """The ties, each once; mentions in passing that name no record are left out."""
    links: dict[tuple[str, str], DecisionLink] = {}
    superseding: set[str] = set()
    for mention in mentions(fields, record.page.blocks, record.page.references):
        found = log.find(mention)
        target = found[0] if len(found) == 1 else ""
        if not target and (not mention.firm or not _names_record(mention)):
            continue
        if mention.type in {"relatesTo", "amends", "amendedBy"} and target in superseding:
            continue
        text = plain(mention.text) or mention.target
        link = DecisionLink(
            mention.type,
            target,
            text,
            Place(mention.path or path, mention.line),
            mention.partial,
            found[1:] and found,
        )
        links.setdefault((mention.type, target or text), link)
        if mention.type.startswith("supersede") and target:
            superseding.add(target)
    return tuple(links.values())


def _names_record(mention: Mention) -> bool:
    """Whether an unresolved tie means a record of this log, and not an issue or a page elsewhere."""
    return "://" not in mention.target and bool(mention.target or mention.text)


def _format(record: RecordPage, fields: Mapping[str, Field]) -> str:
    status, front = fields.get("status"), record.front.values
    if record.aside:
        return "kep"
    if record.syntax != "markdown":
        return record.syntax
    if "decision-makers" in front:
        return "madr4"
    if status is None or not status.text:
        return "madr3" if "deciders" in front else ""
    if status.origin == "label":
        headings = {heading.title.lower() for heading in record.page.headings}
        return "madr2" if "context and problem statement" in headings else "labels"
    return {"front": "madr3", "table": "table", "section": "nygard"}[status.origin]


def _summary(record: RecordPage) -> str:
    blocks: Sequence[Block] = tuple(sections(record.page.blocks, _CONTEXT))
    text = next((plain(b.text) for b in blocks if b.kind == "paragraph" and plain(b.text)), "")
    return shorten(text) or record.page.summary
