"""Tags that are used and not declared."""

from collections.abc import Iterator

from gazetteer.apis.paths import Mapping, mapping, methods, path_items
from gazetteer.apis.wording import Trouble


def rule(document: Mapping) -> Iterator[Trouble]:
    """Where a document declares tags, each tag of an operation is one of them; each is told once."""
    listed = document.get("tags")
    declared = {
        name
        for tag in (listed if isinstance(listed, list) else ())
        if isinstance(name := mapping(tag).get("name"), str)
    }
    if not declared:
        return
    names = methods(document)
    for item in path_items(document):
        for _, keys, operation in item.operations(names):
            used = mapping(operation).get("tags")
            for index, tag in enumerate(used if isinstance(used, list) else ()):
                if isinstance(tag, str) and tag not in declared:
                    declared.add(tag)
                    yield Trouble(
                        (*keys, "tags", index),
                        "tag",
                        f"The tag `{tag[:80]}` is used, but not among the tags of the document",
                        "Declare it with a description, or correct the name.",
                        kind="api-tag-undeclared",
                    )
