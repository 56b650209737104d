"""What each version of an API description changed, from the git tags that hold it; newest first."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import islice, zip_longest

import msgspec

from gazetteer.apis.compare import Comparison, Version, compare
from gazetteer.apis.files import Read
from gazetteer.apis.versions import order
from gazetteer.model.catalog import Catalog
from gazetteer.model.change import ApiChange, Level, Release
from gazetteer.model.entity import Entity
from gazetteer.model.history import History

MOST = 20
"""So many versions are compared, the newest; the cost of a page does not grow with the age of a repository."""

ANNOUNCED = ("-before-sunset", "-after-sunset", "-after-deprecation")
"""Ends of the ids of removals whose level depends on what was announced."""

LARGEST = 40_000_000
"""So many characters are compared for one API."""


def api_changelog(catalog: Catalog, api: Entity) -> tuple[Release, ...]:
    """The releases of an API whose description is a file, each with what changed since the one before.

    Only tags from which the tree descends count, and of those only the ones whose description, or a file that it refers
    to, differs from that of the tag before. Tags are ordered by version where all of them are one, so that 1.2.1 stands
    before 1.2.0 also when it was made after 2.0.0; else by time. The first entry has no tag when the tree differs from
    the newest one. The oldest release is compared with nothing, and so has no changes.
    """
    path = api.definition_path
    if not path or path not in catalog.paths or not catalog.history.tags:
        return ()
    surface = catalog.surface(api)
    files = surface.files if surface else ()
    held = list(islice(_distinct(_states(catalog, api, files), files), MOST + 1))
    releases: list[Release] = []
    size = 0
    for state, earlier in zip_longest(held[:MOST], held[1:]):
        if state is None:
            break
        size += len(state.text) + (len(earlier.text) if earlier else 0)
        if size > LARGEST:
            break
        day = state.day.isoformat()
        found = compare(earlier.version, state.version, state.day) if earlier else None
        known = found if isinstance(found, Comparison) else Comparison(())
        releases.append(
            Release(tag=state.tag, date=day, version=known.versions[1], changes=known.changes)
        )
    return tuple(releases)


@dataclass(frozen=True, eq=False)
class _State:
    """A description as a tag holds it, or as the tree does.

    Attributes:
        read: gives the text of another file at the same tag.
        mark: equal marks mean equal texts; None means that only the texts tell.
    """

    tag: str
    day: date
    path: str
    text: str
    read: Read
    kind: str
    mark: int | None

    @property
    def version(self) -> Version:
        """For the comparison."""
        return Version(self.path, self.text, self.read, self.kind)


def _states(catalog: Catalog, api: Entity, files: tuple[str, ...]) -> Iterator[_State]:
    """The description in the tree, then at each tag that has it, newest first."""
    history, path = catalog.history, api.definition_path
    text = catalog.read(path)
    if text is not None:
        yield _State("", catalog.today, path, text, catalog.read, api.type, None)
    changes = [change for file in (path, *files) for change in history.changes.get(file, ())]
    landed = sorted(history.commits[change.commit].rank for change in changes)
    names = dict.fromkeys((path, *(c.old for c in history.changes.get(path, ()) if c.old)))
    main = _main_line(history)
    known: dict[int, _State | None] = {}
    for tag, commit, time in _ordered(history.tags):
        # What has landed by then is all that a commit of the main line can hold.
        mark = len(landed) - bisect_left(landed, main[commit]) if commit in main else None
        if mark is None or mark not in known:
            found = _at(catalog, commit, tuple(names))
            state = found and _State(tag, catalog.today, *found, api.type, mark)
            if mark is not None:
                known[mark] = state
        else:
            state = known[mark]
        if state:
            yield replace(state, tag=tag, day=datetime.fromtimestamp(time, UTC).date())


def _at(catalog: Catalog, commit: str, names: tuple[str, ...]) -> tuple[str, str, Read] | None:
    """Path, text and siblings of a file at a commit, under one of the names that it had."""

    def read(path: str) -> str | None:
        return None if "\n" in path else catalog.past(f"{commit}:./{path}")

    for name in names:
        if (text := read(name)) is not None:
            return name, text, read
    return None


def _main_line(history: History) -> dict[str, int]:
    """Commit on the line of first parents -> how many steps back it is; empty when that is not known."""
    parents = {commit.id: commit.parents for commit in history.commits}
    found: dict[str, int] = {}
    commit = history.head
    while commit in parents and commit not in found:
        found[commit] = len(found)
        commit = parents[commit][0] if parents[commit] else ""
    is_ranked = all(commit.rank >= 0 for commit in history.commits)
    return found if is_ranked else {}


_VERSION = re.compile(
    r"(.*?)v?(\d+(?:\.\d+)*(?:[-.]?(?:alpha|beta|rc|pre|dev|snapshot)[\w.-]*)?(?:\+.*)?)",
    re.IGNORECASE,
)
"""What stands before a version, and the version."""


def _ordered(tags: tuple[tuple[str, str, int], ...]) -> list[tuple[str, str, int]]:
    """Newest first: by version when all are versions of one thing, else as they are, by time."""
    matches = [_VERSION.fullmatch(name) for name, _, _ in tags]
    if None in matches or len({match[1] for match in matches if match}) != 1:
        return [*tags]
    labels = {
        name: order(match[2]) for (name, _, _), match in zip(tags, matches, strict=True) if match
    }
    return sorted(tags, key=lambda tag: labels[tag[0]], reverse=True)


def _distinct(states: Iterable[_State], files: tuple[str, ...]) -> Iterator[_State]:
    """Equal neighbours are one, under the oldest tag."""
    last: _State | None = None
    for state in states:
        if last is not None and not _same(last, state, files):
            yield last
        last = state
    if last is not None:
        yield last


def _same(one: _State, other: _State, files: tuple[str, ...]) -> bool:
    if one.mark is not None and one.mark == other.mark:
        return True
    return one.text == other.text and all(one.read(file) == other.read(file) for file in files)


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
