"""What a decision touches: the entities it names and the paths it governs."""

from collections.abc import Iterator

from gazetteer.formats.frontmatter import as_texts
from gazetteer.model.decision import Decision
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref, parse_ref
from gazetteer.model.relation import Relation
from gazetteer.sources._decisions_log import decision_ref
from gazetteer.sources._decisions_page import RecordPage
from gazetteer.sources._decisions_paths import Logs

_KEYS = ("touches", "applies_to", "appliesTo", "applies-to", "affects", "components", "services")
_TOUCHABLE = frozenset({"component", "api", "resource", "system", "domain"})


def scope_of(record: RecordPage) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Refs as written, and globs of paths."""
    touches: list[str] = []
    covers: list[str] = list(as_texts(record.front.values.get("covers")))
    for key in _KEYS:
        written = record.front.values.get(key)
        # EventCatalog writes mappings: `appliesTo: [{type: service, id: cart}]`.
        for part in written if isinstance(written, list) else [written]:
            texts = (
                (str(part["id"]),) if isinstance(part, dict) and "id" in part else as_texts(part)
            )
            for text in texts:
                is_path = ":" not in text and any(sign in text for sign in "*/")
                (covers if is_path else touches).append(text)
    for key in ("touches", "affects", "applies-to"):
        attribute = record.attributes.get(key)
        touches += as_texts(attribute[0]) if attribute else ()
    touches += [link.target for link in record.page.links if link.kind == "ref"]
    return tuple(dict.fromkeys(touches)), tuple(dict.fromkeys(covers))


def relations_of(
    ref: Ref, path: str, decision: Decision, record: RecordPage, logs: Logs
) -> Iterator[Relation]:
    """The ties of a record to other records and to what it touches."""
    for link in decision.links:
        if link.target:
            yield Relation(link.type, ref, decision_ref(link.target, logs), link.place, link.text)
    places = {link.target: link.place for link in record.page.links if link.kind == "ref"}
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
