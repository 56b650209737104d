"""The drawer: where finished HTML waits until the theme's frame is known, on disk when there is much of it.

MkDocs wants to know all pages long before the first is written. Those of ten thousand services are half a gigabyte.
"""

from functools import lru_cache
from tempfile import SpooledTemporaryFile

_ROOM = 1 << 26
"""Bytes that wait in memory: the pages of a thousand services, which need not touch a disk twice."""
_PIECE = 1 << 18
"""Bytes that go to the disk at once: pages come, and are asked for, one after the other."""


class Drawer:
    """Texts that go with the drawer."""

    def __init__(self) -> None:
        # It is closed, and so deleted, with the drawer.
        self._file = SpooledTemporaryFile(_ROOM, buffering=_PIECE)  # noqa: SIM115 # see above
        self._end = 0
        self._writing = False
        # MkDocs asks for the same page a few times in a row.
        self.take = lru_cache(maxsize=2)(self._take)

    def put(self, text: str) -> tuple[int, int]:
        """Lays a text down; what comes back is the key to it."""
        content = text.encode()
        if not self._writing:  # every seek is a write to the disk
            self._file.seek(self._end)
            self._writing = True
        self._file.write(content)
        key = self._end, len(content)
        self._end += len(content)
        return key

    def _take(self, key: tuple[int, int]) -> str:
        at, size = key
        self._writing = False
        self._file.seek(at)
        return self._file.read(size).decode()
