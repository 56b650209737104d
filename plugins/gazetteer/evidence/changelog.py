"""What each version of an API description changed, from the git tags that hold it; newest first."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import groupby, islice

import msgspec

from gazetteer.apis.compare import Comparison, Version, compare
from gazetteer.model.catalog import Catalog
from gazetteer.model.change import ApiChange, Level, Release
from gazetteer.model.entity import Entity

MOST = 20
"""So many versions are compared, the newest; the cost of a page does not grow with the age of a repository."""

ANNOUNCED = ("-before-sunset", "-after-sunset", "-after-deprecation")
"""Ends of the ids of removals whose level depends on what was announced."""

LARGEST = 40_000_000
"""So many characters are compared for one API."""


def api_changelog(catalog: Catalog, api: Entity) -> tuple[Release, ...]:
    """The releases of an API whose description is a file, each with what changed since the one before.

    Only tags after which the description differs are releases. The first entry has no tag when the description differs
    from the newest one. The oldest release is compared with nothing, and so has no changes. Without tags, or without
    the history to tell what they held, there are none. A tag holds the last change that the log lists before it, which
    is exact for histories whose tags lie on one line.
    """
    path = api.definition_path
    if not path or path not in catalog.paths or not catalog.history.tags:
        return ()
    held = list(islice(_held(catalog, path), MOST + 1))
    texts = [catalog.read(path) if not tag else catalog.past(blob) for tag, _, blob in held]
    releases: list[Release] = []
    size = 0
    for number, (tag, day, _) in enumerate(held[:MOST]):
        text = texts[number]
        earlier = texts[number + 1] if number + 1 < len(held) else None
        size += len(text or "") + len(earlier or "")
        if text is None or size > LARGEST:
            break
        versions = Version(path, earlier or "", kind=api.type), Version(path, text, kind=api.type)
        found = compare(*versions, day) if earlier is not None else None
        known = found if isinstance(found, Comparison) else Comparison(())
        releases.append(
            Release(
                tag=tag,
                date=day.isoformat(),
                version=known.versions[1],
                changes=known.changes,
            )
        )
    return tuple(releases)


def _held(catalog: Catalog, path: str) -> Iterator[tuple[str, date, str]]:
    """Tag, day and content id of each version, newest first; equal neighbours are one, under the oldest tag."""
    history = catalog.history
    positions = {commit.id: index for index, commit in enumerate(history.commits)}
    changes = history.changes.get(path, ())
    versions = [("", catalog.today, catalog.paths[path])]
    for name, commit, time in history.tags:
        index = positions.get(commit, len(history.commits))
        blob = next((c.blob for c in changes if c.commit >= index), "")
        if blob:
            versions.append((name, datetime.fromtimestamp(time, UTC).date(), blob))
    for _, run in groupby(versions, lambda version: version[2]):
        *_, oldest = run
        yield oldest


def beside(catalog: Catalog, older: tuple[str, str], newer: tuple[str, str]) -> Release | None:
    """What a version changed against one that stands beside it in the tree.

    Args:
        catalog: of the tree.
        older: label and path of the earlier version.
        newer: label and path of the later one.
    """
    texts = catalog.read(older[1]), catalog.read(newer[1])
    if texts[0] is None or texts[1] is None:
        return None
    old = Version(older[1], texts[0], catalog.read)
    found = compare(old, Version(newer[1], texts[1], catalog.read), catalog.today)
    if not isinstance(found, Comparison):
        return None
    return Release(
        tag="",
        date="",
        version=newer[0] or found.versions[1],
        against=older[0] or found.versions[0],
        changes=tuple(_beside(change, older[0]) for change in found.changes),
    )


def _beside(change: ApiChange, older: str) -> ApiChange:
    """What is missing in a version is not gone while the other one stands beside it."""
    rule, removed, _ = change.rule.rpartition("-removed")
    whole = rule == "operation"
    if not removed or not (whole or change.rule.endswith(ANNOUNCED)):
        return change
    what = change.operation if whole else change.message.partition(" was removed")[0]
    sunset = change.arguments.get("sunset")
    kept = f"; {older} keeps it until {sunset}" if older and sunset else ""
    return msgspec.structs.replace(
        change,
        rule=f"{rule}-removed",
        level=Level.BREAKING if whole or "-required-" in rule else Level.RISKY,
        message=f"{what} is not in it{kept}",
    )
