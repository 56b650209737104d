"""Gathering: every file of the tree through every source that wants it, by way of the cache."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from gazetteer.extension import File, Source
from gazetteer.formats.globs import compile_glob, matcher
from gazetteer.formats.paths import Paths
from gazetteer.formats.text import NotText, decode
from gazetteer.model.catalog import Record
from gazetteer.model.fault import Fault
from gazetteer.model.place import Place
from gazetteer.repo.cache import RecordCache
from gazetteer.repo.tree import Tree
from gazetteer.settings import Settings

Progress = Callable[[str, int, int], None]
"""Told the step, how much of it is done, and how much there is."""

USUALLY_EXCLUDED = ("**/node_modules/**", "**/.venv/**", "**/site-packages/**", "**/__pycache__/**")
GLOB = "glob:"


class Dependencies(Mapping[str, str]):
    """What cached answers hang on: content ids by path, digests of glob answers by `glob:<pattern>`."""

    def __init__(self, paths: Mapping[str, str]) -> None:
        self._paths = paths
        self._ordered = Paths(paths)
        self._globs: dict[str, tuple[str, ...]] = {}

    def __getitem__(self, key: str) -> str:
        if key.startswith(GLOB):
            answer = "\0".join(self.glob(key.removeprefix(GLOB)))
            return hashlib.sha1(answer.encode(), usedforsecurity=False).hexdigest()
        return self._paths[key]

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
    """What one reading of one file asked of the tree, answered and remembered."""

    def __init__(self, tree: Tree, dependencies: Dependencies) -> None:
        self._tree = tree
        self._dependencies = dependencies
        self.reads: dict[str, str] = {}

    def read(self, path: str) -> str | None:
        """The text of another file of the tree, or None."""
        self.reads[path] = self._dependencies.get(path, "")
        content = self._tree.read(path)
        text = None if content is None else decode(content)
        return text if isinstance(text, str) else None

    def exists(self, path: str) -> bool:
        """Whether the tree holds the path."""
        self.reads[path] = self._dependencies.get(path, "")
        return path in self._dependencies

    def glob(self, pattern: str) -> tuple[str, ...]:
        """The paths that fit a glob."""
        self.reads[GLOB + pattern] = self._dependencies[GLOB + pattern]
        return self._dependencies.glob(pattern)


def surveyed_paths(tree: Tree, settings: Settings) -> dict[str, str]:
    """Path -> content id of the files that the settings let in."""
    wanted = _scope(settings)
    return {path: id_ for path, id_ in tree.paths().items() if wanted(path)}


def _scope(settings: Settings) -> Callable[[str], bool]:
    """Whether a path is to be surveyed."""
    excluded = matcher((*USUALLY_EXCLUDED, *settings.exclude))
    if settings.include == ("**",):
        return lambda path: not excluded(path)
    included = matcher(settings.include)
    return lambda path: included(path) and not excluded(path)


def gather(
    tree: Tree,
    paths: Mapping[str, str],
    sources: Sequence[Source],
    *,
    settings: Settings,
    cache: RecordCache,
    progress: Progress,
) -> Iterator[Record]:
    """Yields the records of all files, in path order; a file that cannot be read yields a fault."""
    wanted_here = _scope(settings)
    yield from (fault for fault in tree.faults() if wanted_here(fault.place.path))
    dependencies = Dependencies(paths)
    wanted = [(source, _any_of(source.patterns)) for source in sources]
    for done, (path, content_id) in enumerate(paths.items()):
        progress("read", done, len(paths))
        readers = [source for source, fits in wanted if fits(path)]
        text: str | Fault | None = None
        for source in readers:
            known = cache.get(source.name, source.version, path, content_id, dependencies)
            if known is not None:
                yield from known
                continue
            if text is None:
                text = _text(tree, path, settings.max_file_bytes)
                if isinstance(text, Fault):
                    yield text
            if isinstance(text, Fault):
                break
            siblings = RecordingSiblings(tree, dependencies)
            records = tuple(source.read(File(path, text), siblings))
            cache.put(source.name, source.version, path, content_id, siblings.reads, records)
            yield from records
    progress("read", len(paths), len(paths))


def _any_of(patterns: tuple[str, ...]) -> Callable[[str], bool]:
    """One predicate for a source; a pattern such as `**/*.yaml` is a plain test of the path's ending."""
    endings = tuple(p[4:] for p in patterns if re.fullmatch(r"\*\*/\*\.[A-Za-z]+", p))
    rest = [compile_glob(p) for p in patterns if p[4:] not in endings or not p.startswith("**/*.")]
    return lambda path: path.endswith(endings) or any(fits(path) for fits in rest)


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
