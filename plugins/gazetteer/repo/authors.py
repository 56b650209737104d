"""Who has worked on some files lately."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from gazetteer.model.history import History


def active_authors(
    history: History, paths: Iterable[str], today: date, days: int = 90
) -> tuple[tuple[str, int], ...]:
    """Authors of the commits that touched any of the paths in the last `days` days, with their number.

    Bulk commits (`History.bulk`) do not count; nor do those at the edge of a shallow clone, which seem to touch
    everything. People are told apart by address, in any case; the name is the one of their newest commit.

    Args:
        history: the log.
        paths: present paths, such as all below a service's folder.
        today: the last day that counts.
        days: how many days to look back.

    Returns:
        (name, commits), the most active first, then by name.
    """
    since = datetime.combine(today - timedelta(days=days), datetime.min.time(), UTC).timestamp()
    touched = {change.commit for path in paths for change in history.changes.get(path, ())}
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    for number in sorted(touched - history.boundary):
        commit = history.commits[number]
        if commit.time < since or commit.id in history.bulk:
            continue
        key = commit.email.lower() or commit.author
        names.setdefault(key, commit.author)
        counts[key] = counts.get(key, 0) + 1
    ranked = sorted(counts, key=lambda key: (-counts[key], names[key], key))
    return tuple((names[key], counts[key]) for key in ranked)
