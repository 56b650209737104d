"""What an OpenAPI document says about itself as a whole: its tags and its servers."""

from collections.abc import Iterator

from gazetteer.apis.paths import Mapping, mapping
from gazetteer.apis.schemas import text
from gazetteer.model.surface import Tag


def about_tags(root: Mapping) -> Iterator[Tag]:
    """The groups that it declares."""
    listed = root.get("tags")
    for tag in listed if isinstance(listed, list) else ():
        if name := text(mapping(tag).get("name")):
            yield Tag(name, text(mapping(tag).get("description")))


def about_servers(root: Mapping) -> Iterator[str]:
    """The addresses where it is served; in Swagger 2.0 they are put together."""
    servers = root.get("servers")
    for server in servers if isinstance(servers, list) else ():
        if url := text(mapping(server).get("url")):
            yield url
    if host := text(root.get("host")):
        base = host + text(root.get("basePath"))
        yield from (f"{scheme}://{base}" for scheme in texts(root.get("schemes")))
        if not root.get("schemes"):
            yield base
    elif base_path := text(root.get("basePath")):  # on whatever host serves the description
        yield base_path


def texts(values: object) -> tuple[str, ...]:
    """The texts of a list; empty for anything else."""
    return tuple(filter(None, map(text, values))) if isinstance(values, list) else ()
