"""Gathering: every file that is to be surveyed through every source that wants it, by way of the cache."""

import functools
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gazetteer.extension import File, Siblings, Source
from gazetteer.formats.globs import matcher, which_of
from gazetteer.formats.paths import Paths
from gazetteer.formats.text import NotText, decode
from gazetteer.model.catalog import Record
from gazetteer.model.fault import Fault
from gazetteer.model.place import Place
from gazetteer.repo.cache import RecordCache
from gazetteer.repo.tree import Tree
from gazetteer.settings import Settings
from gazetteer.surveyor.progress import Progress

USUALLY_EXCLUDED = ("**/node_modules/**", "**/.venv/**", "**/site-packages/**", "**/__pycache__/**")
GLOB = "glob:"


class Dependencies(Mapping[str, str]):
    """What cached answers hang on: content ids by path, digests of glob answers by `glob:<pattern>`."""

    def __init__(self, paths: Mapping[str, str]) -> None:
        self._paths = paths
        self._ordered = Paths(paths)
        self._globs: dict[str, tuple[str, ...]] = {}
        self._digests: dict[str, str] = {}

    def __getitem__(self, key: str) -> str:
        if not key.startswith(GLOB):
            return self._paths[key]
        if key not in self._digests:
            answer = "\0".join(self.glob(key.removeprefix(GLOB)))
            self._digests[key] = hashlib.sha1(answer.encode(), usedforsecurity=False).hexdigest()
        return self._digests[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def glob(self, pattern: str) -> tuple[str, ...]:
        """The paths that fit; each pattern is answered once per run."""
        if pattern not in self._globs:
            self._globs[pattern] = tuple(self._ordered.matching(pattern))
        return self._globs[pattern]


class RecordingSiblings:
    """What one reading of one file asked of the tree, answered and remembered.

    Args:
        tree: whose files are read.
        dependencies: of the whole tree: a file that the settings exclude is no source, but others may point to it.
        limit: bytes; a larger file is not read.
    """

    def __init__(
        self, tree: Tree, dependencies: Dependencies, limit: int = Settings().max_file_bytes
    ) -> None:
        self._tree = tree
        self._dependencies = dependencies
        self._limit = limit
        self.reads: dict[str, str] = {}

    def read(self, path: str) -> str | None:
        """The text of another file of the tree, or None."""
        if not self.exists(path) or self._tree.size(path) > self._limit:
            return None
        content = self._tree.read(path)
        text = None if content is None else decode(content)
        return text if isinstance(text, str) else None

    def exists(self, path: str) -> bool:
        """Whether the tree holds the path."""
        content_id = self._dependencies.get(path)
        self.reads[path] = content_id or ""
        return content_id is not None

    def glob(self, pattern: str) -> tuple[str, ...]:
        """The paths that fit a glob."""
        self.reads[GLOB + pattern] = self._dependencies[GLOB + pattern]
        return self._dependencies.glob(pattern)


def gather(
    tree: Tree,
    paths: Mapping[str, str],
    sources: Sequence[Source],
    *,
    settings: Settings,
    cache: RecordCache,
    progress: Progress,
) -> Iterator[Record]:
    """Yields the records of the files that the settings let in, in path order; an unreadable one yields a fault.

    `paths` are those of the whole tree: what is excluded is no source, but it is there.
    """
    in_scope = _scope(settings)
    yield from (fault for fault in tree.faults() if in_scope(fault.place.path))
    limit = settings.max_file_bytes
    dependencies = Dependencies(paths)
    readers_of = _readers(sources, limit)
    wanted = [(path, readers) for path in paths if (readers := readers_of(path)) and in_scope(path)]
    for done, (path, readers) in enumerate(wanted):
        progress("read", done, len(wanted))
        content_id = paths[path]
        records = cache.get(readers.name, path, content_id, dependencies)
        if records is None:
            text = _text(tree, path, limit)
            if isinstance(text, Fault):
                yield text
                continue
            siblings = RecordingSiblings(tree, dependencies, limit)
            records = tuple(readers.read(File(path, text), siblings))
            cache.put(readers.name, path, content_id, siblings.reads, records)
        yield from records
    progress("read", len(wanted), len(wanted))


@dataclass(frozen=True)
class _Readers:
    """The sources that read a file.

    Attributes:
        sources: in the order in which their records come.
        name: for the cache: what they are called, in which versions, and the largest file they get, since one that
            another limit keeps out is not read alike.
    """

    sources: tuple[Source, ...]
    name: str

    def read(self, file: File, siblings: Siblings) -> Iterator[Record]:
        """The records of all of them."""
        for source in self.sources:
            yield from source.read(file, siblings)


def _readers(sources: Sequence[Source], limit: int) -> Callable[[str], _Readers | None]:
    """Says who reads a path; None when nobody does."""
    fitting = which_of([source.patterns for source in sources])
    names = [f"{source.name} {source.version}" for source in sources]

    @functools.cache
    def together(numbers: tuple[int, ...]) -> _Readers:
        name = ", ".join([*(names[number] for number in numbers), str(limit)])
        return _Readers(tuple(sources[number] for number in numbers), name)

    def readers_of(path: str) -> _Readers | None:
        numbers = fitting(path)
        return together(numbers) if numbers else None

    return readers_of


def _scope(settings: Settings) -> Callable[[str], bool]:
    """Whether a path is to be surveyed."""
    excluded = matcher((*USUALLY_EXCLUDED, *settings.exclude))
    if settings.include == ("**",):
        return lambda path: not excluded(path)
    included = matcher(settings.include)
    return lambda path: included(path) and not excluded(path)


def _text(tree: Tree, path: str, limit: int) -> str | Fault:
    size = tree.size(path)
    if size > limit:
        return Fault(
            kind="file",
            code="too-large",
            message=f"{path} has {size / 1e6:.0f} MB, more than the {limit / 1e6:.0f} MB that are read",
            place=Place(path),
            mend="add it to `exclude:` or raise `max_file_bytes:` in the settings",
        )
    content = tree.read(path)
    if content is None:
        return Fault(
            kind="file",
            code="gone",
            message=f"{path} could not be opened",
            place=Place(path),
            mend="check that the file exists and may be read",
        )
    text = decode(content)
    if isinstance(text, NotText):
        return Fault(
            kind="file",
            code=text.code,
            message=f"{path} cannot be read: {text.message}",
            place=Place(path, text.line),
            mend="save it as UTF-8 text, or add it to `exclude:` in the settings",
        )
    return text
