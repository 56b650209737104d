"""Request bodies, responses and headers of an operation in both versions."""

from dataclasses import dataclass

from gazetteer.apis.compare.deltas import Delta
from gazetteer.apis.compare.endings import Ending, ending, gone, promises
from gazetteer.apis.compare.found import Found, Root
from gazetteer.apis.compare.members import is_same_leaf
from gazetteer.apis.compare.nodes import Node
from gazetteer.apis.compare.oas import Body, Description, Operation, Parameter
from gazetteer.apis.compare.pairs import Pairs
from gazetteer.apis.references import MISSING


@dataclass(frozen=True, eq=False)
class Parts:
    """What is needed to compare the parts of one operation."""

    found: Found
    pairs: Pairs
    index: int
    old: Description
    new: Description

    def tell(self, rule: str, old: Node | None, new: Node | None, /, **arguments: str) -> None:
        """Notes a difference of this operation."""
        self.found.tell(rule, self.index, old, new, **arguments)

    def promises(
        self,
        role: str,
        old: Parameter,
        new: Parameter,
        schemas: tuple[Node | None, Node | None],
        words: dict[str, str],
    ) -> None:
        """Notes what changed of what a parameter or header says about its end, beside what its schema says."""
        endings = [
            ending(one.node)
            if schema is None or schema.value is not one.node.value
            else Ending(schema)
            for one, schema in zip((old, new), schemas, strict=True)
        ]
        for what, before, after, more in promises(*endings):
            delta = Delta(f"{role}-{what}", what, before, after, words | more)
            self.found.direct.append((delta, self.index))

    def pair(self, old: Node, new: Node, side: str, role: str, root: tuple[str, str]) -> None:
        """Asks for a pair of schemas that this operation reaches; `root` is what it is called, and a status."""
        if old.exists and new.exists and not is_same_leaf(old.value, new.value):
            pair = self.pairs.pair(old, new, side, role)
            self.found.roots.append(Root(self.index, root[0], pair, root[1]))


def compare(parts: Parts, before: Operation, after: Operation, sides: tuple[str, str]) -> None:
    """Notes changes of bodies and responses; the sides say who sends the request and who the response."""
    if sides[0] != "request":
        contents_of(parts, before, after, "")
        return
    _request(parts, before, after)
    old, new = parts.old.responses(before), parts.new.responses(after)
    for status, response in old.items():
        other = new.get(status) or new.get(f"{status[:1]}XX")
        if other is None:
            kind = "success" if status.startswith("2") else "non-success"
            rule = f"response-{kind}-status-removed"
            parts.tell(rule, response.node, after.node.get("responses"), status=status)
        else:
            _response(parts, status, response, other)
    for status, response in new.items():
        if status not in old and f"{status[:1]}XX" not in old:
            kind = "success" if status.startswith("2") else "non-success"
            rule = f"response-{kind}-status-added"
            parts.tell(rule, before.node.get("responses"), response.node, status=status)


def contents_of(parts: Parts, before: Operation, after: Operation, label: str) -> None:
    """Asks for the pairs of what the API sends on its own, and of what it takes for an answer."""
    old, new = parts.old.request(before), parts.new.request(after)
    for media, schema in old.contents.items() if old and new else ():
        if new and (other := _same_media(new, media)) is not None:
            parts.pair(schema, other, "sent", "body", (f"the body{label}", ""))
    answers = parts.new.responses(after)
    for status, response in parts.old.responses(before).items():
        if status in answers:
            for media, schema in response.contents.items():
                other = _same_media(answers[status], media)
                if other is not None:
                    name = f"the answer {status}{label}"
                    parts.pair(schema, other, "received", "body", (name, ""))


def _request(parts: Parts, before: Operation, after: Operation) -> None:
    old, new = parts.old.request(before), parts.new.request(after)
    if old is None and new is not None:
        what = "required" if new.required else "optional"
        parts.tell(f"request-body-added-{what}", before.node, new.node)
    elif old is not None and new is None:
        parts.tell("request-body-removed", old.node, after.node)
    elif old is not None and new is not None:
        if old.required != new.required:
            what = "required" if new.required else "optional"
            parts.tell(f"request-body-became-{what}", old.node, new.node)
        for media, schema in old.contents.items():
            other = _same_media(new, media)
            if other is None:
                parts.tell("request-body-media-type-removed", old.node, new.node, value=media)
            else:
                parts.pair(schema, other, "request", "body", ("the request body", ""))
                _described(parts, "request", schema, other, {"value": media})
        for media in new.contents:
            if _same_media(old, media) is None:
                parts.tell("request-body-media-type-added", old.node, new.node, value=media)


def _response(parts: Parts, status: str, old: Body, new: Body) -> None:
    for media, schema in old.contents.items():
        other = _same_media(new, media)
        if other is None:
            words = {"status": status, "value": media}
            parts.tell("response-media-type-removed", old.node, new.node, **words)
        else:
            label = f"the response {status}"
            parts.pair(schema, other, "response", "body", (label, status))
            _described(parts, "response", schema, other, {"value": media, "status": status})
    for media in new.contents:
        if _same_media(old, media) is None:
            words = {"status": status, "value": media}
            parts.tell("response-media-type-added", old.node, new.node, **words)
    before, after = parts.old.headers(old), parts.new.headers(new)
    for name, header in before.items():
        _header(parts, status, header, after.get(name), new.node)
    for name, header in after.items():
        if name not in before:
            words = {"status": status, "name": header.name}
            parts.tell("response-header-added", old.node, header.node, **words)


def _described(parts: Parts, side: str, old: Node, new: Node, words: dict[str, str]) -> None:
    """Notes a schema that came or went; one that says nothing is none."""
    was, is_now = (node.value not in (MISSING, True, {}) for node in (old, new))
    if was != is_now and not (old.exists and new.exists):
        what = "added" if is_now else "removed"
        parts.tell(f"{side}-body-schema-{what}", old, new, **words)


def _header(parts: Parts, status: str, old: Parameter, new: Parameter | None, body: Node) -> None:
    words = {"status": status, "name": old.name}
    if new is None:
        what = "required" if old.required else "optional"
        fate, more = gone(ending(old.node), parts.pairs.today)
        parts.tell(f"{what}-response-header-removed{fate}", old.node, body, **words, **more)
        return
    if old.required != new.required:
        what = "required" if new.required else "optional"
        parts.tell(f"response-header-became-{what}", old.node, new.node, **words)
    schemas = parts.old.schema(old), parts.new.schema(new)
    subject = {"subject": f"the header `{old.name}` of the response {status}"}
    parts.promises("response-header", old, new, schemas, words | subject)
    if schemas[0] is not None and schemas[1] is not None:
        label = f"the header `{old.name}` of the response {status}"
        parts.pair(schemas[0], schemas[1], "response", "header", (label, ""))


def _same_media(body: Body, media: str) -> Node | None:
    """The schema for a media type, or for a range (`application/*`, `*/*`) that holds it."""
    contents = body.contents
    kind = media.partition("/")[0]
    for name in (media, f"{kind}/*", "*/*"):
        if name in contents:
            return contents[name]
    return None
