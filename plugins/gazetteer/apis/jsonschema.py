"""JSON Schema files: the types that they describe; there are no operations in them."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any

from gazetteer.apis.paths import mapping
from gazetteer.apis.references import Keys, Where, look_up
from gazetteer.apis.rules import everywhere
from gazetteer.apis.schemas import text
from gazetteer.apis.shapes import Shapes
from gazetteer.apis.structure import COUNTED
from gazetteer.apis.validation import told
from gazetteer.apis.wording import Trouble, causes, sentences, true_keys
from gazetteer.model.fault import Fault
from gazetteer.model.surface import Surface


def surface(document: object, where: Where) -> Surface:
    """The schema itself as the first type, then those that it defines or refers to."""
    root = mapping(document)
    keys: Keys = ("$defs",) if "$defs" in root else ("definitions",)
    shapes = Shapes(root, keys, where)
    title = text(root.get("title")).strip()
    stated = text(root.get("$schema"))
    name = title or text(root.get("$id")).rstrip("/#").rpartition("/")[2] or "the document"
    return Surface(
        format="jsonschema",
        dialect=next((dialect for dialect in _METAS if dialect in stated), ""),
        title=title,
        description=text(root.get("description")),
        version=text(root.get("version")),
        types=(shapes.named_type(name, (), root), *shapes.types()),
        complete=shapes.complete and isinstance(document, dict | bool),
    )


def problems(document: object, where: Where, joining: Iterable[Trouble] = ()) -> Iterator[Fault]:
    """References to nothing, and keywords whose value cannot be (by the meta-schema that `$schema` names)."""
    return told((*joining, *_problems(document)), where)


def _problems(document: object) -> Iterator[Trouble]:
    if not isinstance(document, dict):
        if not isinstance(document, bool):
            yield Trouble((), "type", "a JSON Schema must be a mapping, or true or false")
        return
    yield from everywhere(document)
    stated = text(document.get("$schema"))
    meta = next((found for name, found in _METAS.items() if name in stated), _METAS["2020-12"])
    try:
        for error in causes(islice(_judge(*meta).iter_errors(document), COUNTED)):
            keys = true_keys(document, error.instance_path)
            yield from sentences(error, keys, look_up(document, keys))
    except ValueError as error:  # what jsonschema-rs raises for what it cannot walk
        reason = str(error).partition("\n")[0][:200]
        yield Trouble((), "validator", f"the validator gave up on this document: {reason}")


@cache
def _judge(name: str, address: str) -> Any:
    """A validator of schemas; the meta-schemas are part of the library, nothing is fetched."""
    import jsonschema_rs

    return getattr(jsonschema_rs, name)({"$ref": address})


_METAS = {
    "2020-12": ("Draft202012Validator", "https://json-schema.org/draft/2020-12/schema"),
    "2019-09": ("Draft201909Validator", "https://json-schema.org/draft/2019-09/schema"),
    "draft-07": ("Draft7Validator", "http://json-schema.org/draft-07/schema#"),
    "draft-06": ("Draft6Validator", "http://json-schema.org/draft-06/schema#"),
    "draft-04": ("Draft4Validator", "http://json-schema.org/draft-04/schema#"),
}
"""Dialect -> the class that knows it, and the address of its meta-schema."""
