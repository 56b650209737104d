"""Raw copies: where the file behind a page stands beside the page: the Markdown of prose, the description of an API."""

from gazetteer.model.page import Asset
from gazetteer.pages import address

ENDINGS = (".md", ".markdown", ".mkd")

_DESCRIPTIONS = frozenset({"yaml", "yml", "json", "graphql", "graphqls", "gql", "proto", "avsc"})


def definition_uri(uri: str, path: str) -> str:
    """The address of the description of an API, under its own name beside the API's page."""
    stem, _, ending = path.rpartition("/")[2].rpartition(".")
    if ending.lower() not in _DESCRIPTIONS:
        return f"{uri}definition.txt"
    return f"{uri}{address.slug(stem.lower())}.{ending.lower()}"


def copy_uri(uri: str, path: str) -> str:
    """The address of the copy: `.../docs/runbook/` has `.../docs/runbook.md`; empty for what is no Markdown."""
    return f"{uri.rstrip('/')}.md" if uri and path.lower().endswith(ENDINGS) else ""


def copy_of(uri: str, path: str) -> Asset | None:
    """The copy of the file behind a page."""
    at = copy_uri(uri, path)
    return Asset(uri=at, path=path) if at else None
