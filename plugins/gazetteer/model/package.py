"""A package: what a folder's README and package manifest say about the code in it."""

import msgspec

from gazetteer.model.place import Place


class Package(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="package", gc=False
):
    """One manifest, README or Dockerfile, read.

    Attributes:
        kind: a manifest `pyproject`, `npm`, `go`, `cargo`, `maven`, `composer`, `gradle`, `dotnet`; a file that shows
            no more than the language, `marker`; or `readme`, `dockerfile`, `compose` (one service of a compose file
            that is built here, `folder` being what it is built from).
        folder: the folder it describes; "" is the root.
        name: as the file gives it; empty when it gives none.
        language: `Python`, `JavaScript`, `TypeScript`, `Go`, `Rust`, `Java`, ...; empty when the file does not say.
        paragraph: first paragraph of a README as plain text.
        private: a manifest that says it is not published.
        image: the image that a Dockerfile ends on.
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
    image: str = ""
