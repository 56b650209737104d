"""Two versions of an OpenAPI document: what was promised to callers, and what is promised now."""

from datetime import date

from gazetteer.apis.compare import bodies, lifecycle, matching, parameters, security
from gazetteer.apis.compare.found import NO_OPERATION, Found
from gazetteer.apis.compare.nodes import Node
from gazetteer.apis.compare.oas import Description, Operation
from gazetteer.apis.compare.pairs import Pairs


def compare(old: Description, new: Description, today: date) -> Found:
    """Everything that differs; `today` decides whether a sunset has come."""
    found, pairs = Found(), Pairs(old.whole, new.whole, today)
    matched, gone, come = matching.match(old, new)
    names = security.renamed(old, new)
    for before, after in matched:
        index = found.operation(before.name)
        lifecycle.compare(found, index, before.node, after.node)
        security.compare(found, index, (old, before), (new, after), names)
        sides = ("sent", "received") if before.method == "WEBHOOK" else ("request", "response")
        parts = bodies.Parts(found, pairs, index, old, new)
        parameters.compare(parts, before, after)
        bodies.compare(parts, before, after, sides)
        _callbacks(parts, before, after)
    for operation in gone:
        lifecycle.removed(found, operation, today)
    for operation in come:
        found.tell("operation-added", found.operation(operation.name), None, operation.node)
    security.schemes(found, old, new)
    _servers(found, old, new)
    if not pairs.finish():
        found.tell("comparison-incomplete", NO_OPERATION, old.root, new.root)
    return found


def _callbacks(parts: bodies.Parts, before: Operation, after: Operation) -> None:
    """What the API calls back: it sends the request and takes the response."""
    old, new = parts.old, parts.new
    listed = new.whole.follow(after.node.get("callbacks"))
    for name, written in old.whole.follow(before.node.get("callbacks")).members():
        other = new.whole.follow(listed.get(name))
        if not other.exists:
            parts.found.tell("callback-removed", parts.index, written, after.node, name=name)
            continue
        for expression, item in old.whole.follow(written).members():
            there = other.get(expression)
            if isinstance(item.value, dict) and there.exists:
                ours = {o.method: o for o in old.path_item(expression, item, is_webhook=False)}
                theirs = {o.method: o for o in new.path_item(expression, there, is_webhook=False)}
                for method in ours.keys() & theirs.keys():
                    label = f" of the callback `{name}`"
                    bodies.contents_of(parts, ours[method], theirs[method], label)


def _servers(found: Found, old: Description, new: Description) -> None:
    before, after = old.servers(), new.servers()
    if before == after:
        return
    places = _server_place(old), _server_place(new)
    added = [url for url in after if url not in before]
    if before and len(added) == len(after) - len(before) and set(before) <= set(after):
        found.tell("server-added", NO_OPERATION, *places, new=", ".join(added))
    else:
        words = {"old": ", ".join(before) or "not named", "new": ", ".join(after) or "not named"}
        found.tell("server-url-changed", NO_OPERATION, *places, **words)


def _server_place(document: Description) -> Node:
    for key in ("servers", "basePath", "host", "schemes"):
        node = document.root.get(key)
        if node.exists:
            return node
    return document.root
