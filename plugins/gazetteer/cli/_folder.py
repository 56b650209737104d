"""What people type, brought into one line and inside the root, and the new file that comes of it."""

import os
from pathlib import Path

from gazetteer.cli._output import USAGE, say, stop, write_file


def one_line(text: str) -> str:
    """The text without line breaks and control characters."""
    # Joiners are not printable, but scripts and emoji are spelled with them.
    shown = (sign if sign.isprintable() or sign in "\u200c\u200d" else " " for sign in text)
    return " ".join("".join(shown).split())


def inside(folder: str, root: Path) -> str:
    """A folder relative to the root, empty for the root or for none; ends the command for one outside."""
    if not folder:
        return ""
    path = os.path.relpath(os.path.normpath(root / folder), root).replace(os.sep, "/")
    if path == ".." or path.startswith("../"):
        stop(f"{folder} lies outside {root}", USAGE)
    return "" if path == "." else path


def write_new(path: str, text: str, root: Path) -> None:
    """Writes a file that is not there yet and prints its path."""
    if not (root / path).resolve().is_relative_to(root.resolve()):
        stop(f"{path} leads out of {root}", USAGE)
    write_file(root / path, text, new=True)
    say(path)
