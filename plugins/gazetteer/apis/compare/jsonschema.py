"""Two versions of a JSON Schema: what was valid and is refused now breaks; what is valid anew is a risk for readers."""

from datetime import date

from gazetteer.apis.compare.found import NO_OPERATION, Found, Root
from gazetteer.apis.compare.oas import Description
from gazetteer.apis.compare.pairs import Pairs

_LIBRARIES = ("$defs", "definitions")


def compare(old: Description, new: Description, today: date) -> Found:
    """Everything that differs in the schema, or in the named schemas of a document that only holds those."""
    found, pairs = Found(), Pairs(old.whole, new.whole, today)
    root = pairs.pair(old.root, new.root, "schema", "")
    found.roots.append(Root(NO_OPERATION, "the schema", root))
    if root.old.types is None and not root.old.branches:
        for library in _LIBRARIES:
            for name, node in old.root.get(library).members():
                other = new.root.get(library).get(name)
                if other.exists:
                    pair = pairs.pair(node, other, "schema", "")
                    found.roots.append(Root(NO_OPERATION, f"`{name}`", pair))
                else:
                    found.tell("schema-definition-removed", NO_OPERATION, node, new.root, name=name)
    if not pairs.finish():
        found.tell("comparison-incomplete", NO_OPERATION, old.root, new.root)
    return found
