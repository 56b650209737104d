"""Shows how far a survey is: one line that redraws itself on a terminal, plain lines in a log."""

import sys
from collections.abc import Callable
from time import monotonic
from typing import TextIO

Progress = Callable[[str, int, int], None]
"""Told the step, how much of it is done, and how much there is."""

WORDS = {"read": "Reading files", "check": "Checking", "render": "Rendering pages"}
PATIENCE = 1.0
"""Seconds of work before anything is shown."""

LIVE_PAUSE, LOG_PAUSE = 0.1, 10.0
"""Seconds between two drawings on a terminal, and between two lines of a log."""

WIDTH = 24
"""Characters of the bar."""


class StreamProgress:
    """Writes to a stream, normally stderr; silent for work that takes less than `PATIENCE`."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._live = self._stream is not None and self._stream.isatty()
        self._began = monotonic()
        self._shown = 0.0
        self._open = False

    def __call__(self, step: str, done: int, total: int) -> None:
        """Called as often as the work likes; draws only now and then."""
        if self._stream is None:  # somebody closed standard error
            return
        if done >= total:
            self._end(step, total)
            return
        now = monotonic()
        pause = LIVE_PAUSE if self._live else LOG_PAUSE
        if now - self._began < PATIENCE or now - self._shown < pause:
            return
        self._shown, self._open = now, True
        share = f"{WORDS.get(step, step)}: {done} of {total}"
        if self._live:
            bar = "█" * (WIDTH * done // total)
            self._stream.write(f"\r{bar:<{WIDTH}} {share}\x1b[K")
        else:
            self._stream.write(f"{share}\n")
        self._stream.flush()

    def _end(self, step: str, total: int) -> None:
        """Takes the bar away, or ends the lines of a step that was told of; a step that was quick leaves no trace."""
        if not self._open:
            return
        self._open = False
        self._stream.write(
            "\r\x1b[K" if self._live else f"{WORDS.get(step, step)}: {total} of {total}\n"
        )
        self._stream.flush()
