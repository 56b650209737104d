"""Prepared: texts that an installation brings with it, as HTML; its first run converts and keeps them.

The texts of rules are the same in every build, and converting them costs as much as 300 pages. They are kept beside the
bytecode of templates, and like it: where nobody may write, each run converts them anew. What is kept is no safer than
what a conversion gives, and is made safe like that.
"""

import os
import sys
from collections.abc import Collection
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import msgspec

from gazetteer.pages import _lists, _markdown_prose
from gazetteer.pages._markdown_prose import Converted

CONVERTING = (_markdown_prose, _lists)
"""The modules that what a conversion gives depends on."""
DIRECTORY = Path(__file__).parent / "templates" / "__pycache__"
FILE = f"texts.{sys.implementation.cache_tag}.json"


class _Kept(msgspec.Struct, frozen=True):
    """What a file holds: a digest of all that it was made from, and the texts in their order."""

    digest: str
    converted: tuple[Converted, ...]


def prepared(texts: Collection[str], directory: Path = DIRECTORY) -> dict[str, Converted]:
    """Text -> what converting it gives.

    Args:
        texts: Markdown of installed packages, never of a repository.
        directory: where all of them are kept.
    """
    wanted = sorted(set(texts))
    digest = _digest(wanted)
    path = directory / FILE
    with suppress(OSError, msgspec.MsgspecError):
        kept = msgspec.json.decode(path.read_bytes(), type=_Kept)
        if kept.digest == digest and len(kept.converted) == len(wanted):
            return dict(zip(wanted, kept.converted, strict=True))
    made = tuple(_markdown_prose.converted(text) for text in wanted)
    if not sys.dont_write_bytecode:
        _keep(path, msgspec.json.encode(_Kept(digest, made)))
    return dict(zip(wanted, made, strict=True))


def _digest(texts: Collection[str]) -> str:
    """Of the texts, and of all that converts them."""
    sources = [Path(module.__file__ or "").read_bytes() for module in CONVERTING]
    tools = [version(name) for name in ("markdown", "pygments", "pymdown-extensions")]
    return sha256(msgspec.json.encode((tools, sources, texts))).hexdigest()


def _keep(path: Path, content: bytes) -> None:
    """Writes a file that others may read at the same time, if it may be written."""
    part = path.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        part.write_bytes(content)
        part.replace(path)
