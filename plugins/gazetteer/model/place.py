"""A place: where in the tree something stands."""

from sys import intern

import msgspec
from msgspec.structs import force_setattr


class Place(msgspec.Struct, frozen=True, order=True, omit_defaults=True, gc=False):
    """A position in a file of the tree.

    Attributes:
        path: POSIX path relative to the tree's root.
        line: 1-based; 0 means the file as a whole.
        column: 1-based, counted in characters; 0 means the line as a whole.
        key: dotted key path inside a structured file, such as `spec.owner` (empty where there is none).
    """

    path: str
    line: int = 0
    column: int = 0
    key: str = ""

    def __post_init__(self) -> None:
        """Shares the texts: a file has many places, and those that come out of the cache would each bring their own."""
        force_setattr(self, "path", intern(self.path))
        force_setattr(self, "key", intern(self.key))

    def __str__(self) -> str:
        """`path:line:column`, the form that terminals and editors make clickable."""
        parts = [self.path]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)
