"""Decision records read from trees in memory, for the tests that look at what was read."""

from gazetteer.extension import File, Source
from gazetteer.formats.text import decode
from gazetteer.model.decision import Decision
from gazetteer.model.fact import Fact
from gazetteer.model.fault import Fault
from gazetteer.repo.tree import MemoryTree
from gazetteer.sources import decisions
from gazetteer.surveyor.gather import Dependencies, RecordingSiblings

Records = tuple[object, ...]


def read(files: dict[str, str | bytes], path: str, source: Source = decisions) -> Records:
    tree = MemoryTree(files)
    content = tree.read(path)
    assert content is not None
    text = decode(content)
    assert isinstance(text, str)
    return tuple(source.read(File(path, text), RecordingSiblings(tree, Dependencies(tree.paths()))))


def decision(records: Records) -> Decision:
    return next(r.value for r in records if isinstance(r, Fact) and isinstance(r.value, Decision))


def one(text: str, *others: str, path: str = "docs/adr/0009-this.md") -> Decision:
    return decision(
        read({path: text, **dict.fromkeys(others, "# x\n\n## Status\n\nAccepted\n")}, path)
    )


def faults(records: Records) -> list[tuple[str, int]]:
    return [(r.code, r.place.line) for r in records if isinstance(r, Fault)]
