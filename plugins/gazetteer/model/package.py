"""A package: what a folder's README and package manifest say about the code in it."""

import msgspec

from gazetteer.model.place import Place


class Package(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="package"):
    """One manifest, README or Dockerfile, read.

    Attributes:
        kind: `pyproject`, `npm`, `go`, `cargo`, `maven`, `readme`, `dockerfile`.
        folder: the folder it describes; "" is the root.
        language: `Python`, `JavaScript`, `TypeScript`, `Go`, `Rust`, `Java`, ...; empty when the file does not say.
        paragraph: first paragraph of a README as plain text.
        private: a manifest that says it is not published.
    """

    kind: str
    folder: str
    place: Place
    name: str = ""
    version: str = ""
    language: str = ""
    description: str = ""
    paragraph: str = ""
    private: bool = False
