"""The faults of trees: what could not become part of one, said the same way by all of them."""

from collections.abc import Sequence

from gazetteer.model.fault import Fault
from gazetteer.model.place import Place


def bad_name(raw: bytes) -> Fault:
    """A file whose name is no UTF-8: no page, report or link could name it."""
    shown = raw.decode(errors="backslashreplace")
    return _fault("name", shown, f"the file name {shown} is not valid UTF-8", "rename the file")


def submodule(path: str) -> Fault:
    """Another repository at a path of this one."""
    message = f"{path} is another git repository (a submodule or a clone) and is not surveyed"
    return _fault(
        "submodule", path, message, "survey it on its own, and name its refs in `known_refs:`"
    )


def not_here(paths: Sequence[str]) -> Fault:
    """Files that the repository names but this partial clone does not hold."""
    message = f"{len(paths)} files, {paths[0]} among them, are not in this partial clone and were left out"
    return _fault("missing", paths[0], message, "clone without a filter, or check the files out")


def unreadable(path: str, reason: str) -> Fault:
    """A folder or file that the system does not let us read."""
    message = f"{path or 'the folder'} cannot be read: {reason}"
    return _fault("unreadable", path, message, "allow this user to read it, or remove it")


def _fault(code: str, path: str, message: str, mend: str) -> Fault:
    return Fault(kind="file", code=code, message=message, place=Place(path), mend=mend)
