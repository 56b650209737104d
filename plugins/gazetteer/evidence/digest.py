"""The digest of a covered part: what it says by its kind, so that formatting, comments and prose make no difference.

OpenAPI, AsyncAPI, GraphQL and protobuf: the surface, without prose. Python, TypeScript, JavaScript, Go and Java: public
signatures. YAML, JSON and TOML: the data. Other text: its words, without white space and comments. What is no text at
all: its bytes.
"""

from collections.abc import Mapping
from hashlib import sha256

import msgspec

from gazetteer.evidence._digest_data import data_pieces
from gazetteer.evidence._digest_surface import surface_pieces
from gazetteer.formats.plain import plain
from gazetteer.formats.signatures import language_of, public_signatures

LARGEST = 4_000_000
"""Characters; longer texts are compared as they are."""
MOST = 400
"""Pieces that are told apart; a part with more is compared as a whole."""

WORDS = {
    "openapi": "operations and schemas",
    "asyncapi": "channels, operations and schemas",
    "graphql": "types and fields",
    "protobuf": "messages and services",
    "data": "keys",
    "text": "text",
    "binary": "bytes",
}
"""Kind -> what its pieces are called in front of people; the kinds of program text have `public signatures`."""


class Digest(msgspec.Struct, frozen=True):
    """What a part says.

    Attributes:
        kind: `openapi`, `asyncapi`, `graphql`, `protobuf`, a language in lower case, `data`, `text`, `binary`.
        value: 32 hexadecimal digits.
        pieces: name -> 8 hexadecimal digits of each operation, type, signature or key; empty when there are none or
            more than `MOST`.
    """

    kind: str
    value: str
    pieces: Mapping[str, str]


class Difference(msgspec.Struct, frozen=True, omit_defaults=True):
    """Pieces that one digest has and another has not, sorted."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many pieces differ."""
        return len(self.added) + len(self.removed) + len(self.changed)


def digest(path: str, text: str, symbol: str = "") -> Digest:
    """The digest of a text by the kind that its path and its looks tell.

    Args:
        path: of the file.
        text: of the file.
        symbol: one signature, operation or key (and what lies below it) instead of the whole.
    """
    for kind in _kinds(path, text):
        found = digest_as(kind, path, text, symbol)
        if found is not None and (found.pieces or kind == "text"):
            return found
    return Digest("text", _hash(text), {})


def digest_as(kind: str, path: str, text: str, symbol: str = "") -> Digest | None:
    """The digest of a text as a given kind, to compare it with an earlier one; None when it cannot be read as that."""
    if len(text) > LARGEST:
        return Digest("text", _hash(text), {}) if kind == "text" else None
    if kind == "text":
        if symbol and symbol.rpartition(".")[2] not in text:
            return None
        return Digest("text", _hash(plain(path, text)), {})
    pieces = _pieces(kind, path, text)
    if pieces is None:
        return None
    if symbol:
        pieces = {name: said for name, said in pieces.items() if _within(name, symbol)}
    whole = _hash("\0".join(f"{name}\0{said}" for name, said in sorted(pieces.items())))
    short = {name: _hash(said)[:8] for name, said in sorted(pieces.items())}
    return Digest(kind, whole, short if len(short) <= MOST else {"": whole[:8]})


def binary_digest(content_id: str) -> Digest:
    """The digest of what is no text: the git blob id stands for its bytes."""
    return Digest("binary", content_id, {})


def difference(old: Mapping[str, str], new: Mapping[str, str]) -> Difference:
    """What differs between the pieces of two digests."""
    return Difference(
        tuple(sorted(new.keys() - old.keys() - {""})),
        tuple(sorted(old.keys() - new.keys() - {""})),
        tuple(sorted(name for name in old.keys() & new.keys() - {""} if old[name] != new[name])),
    )


def called(kind: str) -> str:
    """What the pieces of a kind are called in front of people."""
    return WORDS.get(kind, "public signatures")


def _kinds(path: str, text: str) -> tuple[str, ...]:
    """The kinds that a text may be read as, the best first."""
    if language := language_of(path):
        return (language.lower(), "text")
    ending = path.rpartition(".")[2].lower()
    if ending in {"graphql", "graphqls", "gql"}:
        return ("graphql", "text")
    if ending == "proto":
        return ("protobuf", "text")
    if ending in {"yaml", "yml", "json"}:
        kinds = [kind for kind in ("openapi", "asyncapi") if kind in text]
        swagger = ["openapi"] if "swagger" in text and "openapi" not in kinds else []
        return (*kinds, *swagger, "data", "text")
    return ("data", "text") if ending == "toml" else ("text",)


def _pieces(kind: str, path: str, text: str) -> dict[str, str] | None:
    if kind in {"openapi", "asyncapi", "graphql", "protobuf"}:
        return surface_pieces(kind, path, text)
    if kind == "data":
        return data_pieces(path, text)
    return public_signatures(path, text) if language_of(path).lower() == kind else None


def _within(name: str, symbol: str) -> bool:
    return name == symbol or name.startswith((f"{symbol}.", f"{symbol} "))


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
