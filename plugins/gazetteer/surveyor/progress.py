"""Shows how far a survey is: one line that redraws itself on a terminal, plain lines in a log."""

import sys
from time import monotonic
from typing import TextIO

WORDS = {"read": "Reading files", "check": "Checking", "render": "Rendering pages"}
PATIENCE = 1.0
"""Seconds of work before anything is shown, and between two lines of a log (times ten)."""


class StreamProgress:
    """Writes to a stream, normally stderr; silent for work that takes less than `PATIENCE`."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._live = self._stream.isatty()
        self._began = monotonic()
        self._shown = 0.0
        self._open = False

    def __call__(self, step: str, done: int, total: int) -> None:
        """Called as often as the work likes; draws only now and then."""
        now = monotonic()
        pause = 0.1 if self._live else 10 * PATIENCE
        if now - self._began < PATIENCE or (now - self._shown < pause and done < total):
            return
        if done == total and not self._open:
            return
        self._shown = now
        share = f"{WORDS.get(step, step)}: {done} of {total}"
        if self._live:
            width = 24
            bar = "█" * (width * done // max(total, 1))
            self._stream.write(
                f"\r{bar:<{width}} {share}\x1b[K" + ("\r\x1b[K" if done == total else "")
            )
        else:
            self._stream.write(f"{share}\n")
        self._open = done < total
        self._stream.flush()
