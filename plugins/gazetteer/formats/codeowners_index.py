"""The index of an ownership file: from a path to the rules that decide, by a few look-ups."""

from collections.abc import Callable

from gazetteer.formats.codeowners_glob import (
    Glob,
    compile_name,
    compile_path,
    fnmatch_glob,
    gitignore_glob,
    is_wild,
)
from gazetteer.model.ownership import OwnersFile

Ranks = dict[int, int]
"""Section number -> rank of the rule that decides in it. A later rule ranks higher, an exclusion above all rules."""

Table = dict[str, Ranks]
Test = Callable[[str], object]
Tests = list[tuple[int, int, Test]]
"""Rank, section number and test of each rule that must be tried, the highest rank first."""


class _Folder:
    """What holds for everything in a folder, and which tests its files have yet to take."""

    __slots__ = ("ranks", "tests")

    def __init__(self, ranks: Ranks, tests: tuple[Tests, ...]) -> None:
        self.ranks = ranks
        self.tests = tests


class Index:
    """In each section the last rule that matches decides.

    Rules without wildcard stand in dictionaries by the path or folder they name, those about one name (`*.sql`) are
    tried once for each distinct name, and only the rest is tried path by path: below the folder that the pattern
    starts with, and only while its rank could still decide. Folders are worked out once.
    """

    def __init__(self, file: OwnersFile) -> None:
        self._rules = len(file.rules)
        self._exact: Table = {}
        self._under: Table = {}
        self._loose_exact: Table = {}
        self._loose_under: Table = {}
        self._loose_depth = 0
        self._endings = _Endings()
        self._names: list[tuple[int, int, Test, str]] = []
        self._tests: dict[str, Tests] = {}
        self._known_names: dict[str, tuple[Ranks, Ranks]] = {}
        sections: dict[str, int] = {}
        read = fnmatch_glob if file.platform == "gitlab" else gitignore_glob
        root: Ranks = {}
        for number, rule in enumerate(file.rules):
            glob = read(rule.pattern)
            if glob is None:
                continue
            section = sections.setdefault(rule.section, len(sections))
            rank = number + self._rules * rule.exclude
            if glob.segments:
                self._add(glob, section, rank)
            else:
                _raise(root, section, rank)
        self._single = len(sections) < 2
        self._names.sort(key=lambda entry: -entry[0])
        for tests in self._tests.values():
            tests.sort(key=lambda entry: -entry[0])
        everywhere = self._tests.get("")
        self._folders = {"": _Folder(root, (everywhere,) if everywhere else ())}

    def deciding(self, path: str) -> tuple[int, ...]:
        """Numbers of the rules that decide, in the order of the file."""
        parent, _, name = path.rpartition("/")
        folder = self._folder(parent)
        ranks = folder.ranks
        hits = [self._exact.get(path), self._name(name)[0] or None]
        hits += [self._loose_exact.get(tail) for tail in self._tails(path)]
        ranks = _joined(ranks, hits)
        for tests in folder.tests:
            for rank, section, test in tests:
                if rank <= ranks.get(section, -1):
                    if self._single:
                        break
                elif test(path):
                    ranks = _joined(ranks, [{section: rank}])
        if len(ranks) == 1:
            return (next(iter(ranks.values())) % self._rules,)
        return tuple(sorted(rank % self._rules for rank in ranks.values()))

    def _add(self, glob: Glob, section: int, rank: int) -> None:
        literal = glob.literal
        if literal is not None:
            if not glob.anchored:
                self._loose_depth = max(self._loose_depth, len(glob.segments))
            exact = self._exact if glob.anchored else self._loose_exact
            under = self._under if glob.anchored else self._loose_under
            if glob.tail != "below":
                _raise(exact.setdefault(literal, {}), section, rank)
            if glob.tail != "self":
                _raise(under.setdefault(literal, {}), section, rank)
        elif not glob.anchored and len(glob.segments) == 1:
            segment = glob.segments[0]
            if segment[0] == "*" and not is_wild(segment[1:]) and "\\" not in segment:
                self._endings.add(segment[1:], section, rank, glob.tail)
            elif (test := compile_name(segment)) is not None:
                self._names.append((rank, section, test, glob.tail))
        elif (test := compile_path(glob)) is not None:
            self._tests.setdefault(glob.folder, []).append((rank, section, test))

    def _folder(self, path: str) -> _Folder:
        known = self._folders.get(path)
        if known is not None:
            return known
        missing = [path]
        while (parent := missing[-1].rpartition("/")[0]) not in self._folders:
            missing.append(parent)
        folder = self._folders[parent]
        for child in reversed(missing):
            hits = [self._under.get(child), self._name(child.rpartition("/")[2])[1] or None]
            hits += [self._loose_under.get(tail) for tail in self._tails(child)]
            tests = self._tests.get(child)
            folder = self._folders[child] = _Folder(
                _joined(folder.ranks, hits), (*folder.tests, tests) if tests else folder.tests
            )
        return folder

    def _name(self, name: str) -> tuple[Ranks, Ranks]:
        """What rules about one name say of a path that ends in it, and of paths below a folder of it."""
        known = self._known_names.get(name)
        if known is None:
            known = self._endings.of(name)
            for rank, section, test, tail in self._names:
                if test(name):
                    if tail != "below":
                        _raise(known[0], section, rank)
                    if tail != "self":
                        _raise(known[1], section, rank)
            self._known_names[name] = known
        return known

    def _tails(self, path: str) -> list[str]:
        """The last one, two, ... names of a path, as long as an unanchored rule without wildcard can be."""
        tails = []
        end = len(path)
        for _ in range(self._loose_depth):
            end = path.rfind("/", 0, end)
            tails.append(path[end + 1 :])
            if end == -1:
                break
        return tails


class _Endings:
    """Rules such as `*.sql`: a star and then plain text, for one name at any depth."""

    def __init__(self) -> None:
        self._self: Table = {}
        self._below: Table = {}
        self._lengths: set[int] = set()

    def add(self, ending: str, section: int, rank: int, tail: str) -> None:
        self._lengths.add(len(ending))
        if tail != "below":
            _raise(self._self.setdefault(ending, {}), section, rank)
        if tail != "self":
            _raise(self._below.setdefault(ending, {}), section, rank)

    def of(self, name: str) -> tuple[Ranks, Ranks]:
        """Fresh copies, so that the caller may add to them."""
        here: Ranks = {}
        below: Ranks = {}
        for length in self._lengths:
            if length <= len(name):
                ending = name[len(name) - length :]
                for found, table in ((here, self._self), (below, self._below)):
                    for section, rank in table.get(ending, {}).items():
                        _raise(found, section, rank)
        return here, below


def _raise(ranks: Ranks, section: int, rank: int) -> None:
    if rank > ranks.get(section, -1):
        ranks[section] = rank


def _joined(ranks: Ranks, hits: list[Ranks | None]) -> Ranks:
    """The higher rank of each section; the first dictionary itself when nothing is higher."""
    joined = ranks
    for hit in hits:
        if hit is None:
            continue
        for section, rank in hit.items():
            if rank > joined.get(section, -1):
                if joined is ranks:
                    joined = dict(ranks)
                joined[section] = rank
    return joined
