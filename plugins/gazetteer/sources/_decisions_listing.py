"""The files of one log, indexed once for all of its records: by name, by number, by the words of their names."""

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache

from gazetteer.formats.slug import slug
from gazetteer.sources._decisions_paths import Logs, is_record, log_of, number_of, slug_of


class Listing:
    """The records of a log that their paths alone tell to be some.

    Args:
        paths: files that may be records.
        folder: of the log.
        logs: the logs that files and settings name.

    Attributes:
        slugs: path -> name as a slug; numbers: path -> number.
        unsure: files that are records when their text states a status.
    """

    def __init__(self, paths: Iterable[str], folder: str, logs: Logs) -> None:
        mine = [path for path in paths if log_of(path, logs) == folder]
        sure = {path: slug_of(path, logs) for path in mine if is_record(path, "", logs)}
        self.slugs: Mapping[str, str] = {path: slug(name) for path, name in sure.items()}
        self.numbers: Mapping[str, str] = {path: number_of(name) for path, name in sure.items()}
        self.unsure = tuple(
            path for path in mine if path not in sure and is_record(path, "Status: ?", logs)
        )

    def named(self, name: str) -> tuple[str, ...]:
        """The records whose name, as a slug, is the given one."""
        return self._by_slug.get(name, ())

    def numbered(self, number: str) -> tuple[str, ...]:
        """The records with a number."""
        return self._by_number.get(number, ())

    def like(self, words: Iterable[str]) -> tuple[str, ...]:
        """The records whose names hold at least half of the words."""
        wanted = set(words)
        return tuple(
            path for path, known in self._words.items() if 2 * len(wanted & known) >= len(wanted)
        )

    @cached_property
    def _by_slug(self) -> Mapping[str, tuple[str, ...]]:
        return _turned(self.slugs)

    @cached_property
    def _by_number(self) -> Mapping[str, tuple[str, ...]]:
        return _turned(self.numbers)

    @cached_property
    def _words(self) -> Mapping[str, frozenset[str]]:
        return {path: frozenset(name.split("-")) for path, name in self.slugs.items()}


@lru_cache(maxsize=64)
def listing(answers: tuple[tuple[str, ...], ...], folder: str, logs: Logs) -> Listing:
    """The listing of a log from the answers of the tree to the globs of its files; made once for equal answers."""
    return Listing((path for answer in answers for path in answer), folder, logs)


def _turned(values: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    turned: dict[str, list[str]] = {}
    for key, value in values.items():
        turned.setdefault(value, []).append(key)
    return {value: tuple(keys) for value, keys in turned.items()}
