"""The versions of an API on its pages: where each of them stands, and how they are listed."""

import msgspec

from gazetteer.apis.versions import Version
from gazetteer.pages import address
from gazetteer.pages.view import View

SIDE_BY_SIDE = 12
"""So many versions that no entity names have pages of their own, the newest first."""


class Listed(msgspec.Struct, frozen=True):
    """A version in the list of all; `uri` is empty where it has no page."""

    label: str
    uri: str
    lifecycle: str
    current: bool


def version_uri(root: str, version: Version) -> str:
    """The address of a version that no entity names."""
    return f"{root}versions/{address.slug(version.label.lower())}/"


def listed(view: View, versions: tuple[Version, ...], shown: Version) -> tuple[Listed, ...]:
    """The versions of an API for the page of one; empty where there is no other.

    Args:
        view: of the survey.
        versions: of the API, newest first.
        shown: the version of the page.
    """
    if len(versions) < 2:
        return ()
    owner = next(version.api for version in versions if version.api)
    paged = [version for version in versions if version.api is None][:SIDE_BY_SIDE]
    found = []
    for version in versions:
        entity = view.catalog.entity(version.api) if version.api else None
        uri = address.uri(view.site, version.api) if version.api else ""
        if version in paged:
            uri = version_uri(address.uri(view.site, owner), version)
        label = version.label or (entity.name if entity else "")
        lifecycle = entity.lifecycle if entity else ""
        found.append(Listed(label, uri, lifecycle, version is shown))
    return tuple(found)
