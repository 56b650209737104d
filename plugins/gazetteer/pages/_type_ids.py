"""The anchors of the types of an API: the page that explains them and the search that leads there agree on them."""

from gazetteer.formats.slug import heading_id
from gazetteer.model.surface import Surface


def type_ids(surface: Surface | None) -> dict[str, str]:
    """Name of a type -> its anchor on the page of the API."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for type_ in surface.types if surface else ():
        wanted = f"type-{heading_id(type_.name) or 'unnamed'}"
        id_ = ids.setdefault(type_.name, f"{wanted}-{len(ids)}" if wanted in taken else wanted)
        taken.add(id_)
    return ids
