"""Two versions of a description, however the command line names them: files, or `REF:PATH`."""

from dataclasses import replace
from pathlib import Path

from gazetteer.apis.compare import Comparison, Version
from gazetteer.apis.read import read_surface
from gazetteer.cli._options import project
from gazetteer.cli._output import USAGE, stop
from gazetteer.errors import TreeError, UndecidedError
from gazetteer.evidence.consumers import Consumers, with_consumers
from gazetteer.formats.text import decode
from gazetteer.repo.gittree import GitTree


def old_and_new(old: str, new: str | None) -> tuple[Version, Version]:
    """Reads both versions.

    Raises:
        UndecidedError: the ref or the file in it is not here.
    """
    if new is None:
        ref, separator, path = old.partition(":")
        if not separator or not ref or Path(old).is_file():
            stop("without NEW, OLD must be REF:PATH: it is compared with the file on disk", USAGE)
        new = path
    return _version(old), _version(new)


def with_known_consumers(found: Comparison, old: Version, new: Version) -> Comparison:
    """The comparison with whom the catalog on disk knows to be hit; where it names no such API, nobody is known."""
    if not found.changes or (Path(old.path).is_absolute() and Path(new.path).is_absolute()):
        return found  # two files from elsewhere are no part of this folder's catalog
    catalog = project().survey().catalog
    for api in catalog.of_kind("api"):
        if api.definition_path and api.definition_path in {old.path, new.path}:
            surface, _faults = read_surface(api.type or None, old.path, old.text, read=old.read)
            uses = Consumers(catalog).of(api, surface)
            return replace(found, changes=with_consumers(found, uses))
    return found


def _version(name: str) -> Version:
    if Path(name).is_file():
        return _on_disk(Path(name))
    ref, separator, path = name.partition(":")
    if separator and ref and path:
        return _at_ref(ref, Path(path).as_posix())
    return stop(f"{name}: there is no such file, and it is not of the form REF:PATH", USAGE)


def _on_disk(path: Path) -> Version:
    """A file, and what it refers to in its own folder and below, or in the folder of the command."""
    inside = path.resolve().is_relative_to(Path.cwd())
    root = Path.cwd() if inside else path.resolve().parent
    shown = path.resolve().relative_to(root) if inside else path

    def read(name: str) -> str | None:
        target = (root / name if inside else Path(name)).resolve()
        if not target.is_relative_to(root) or not target.is_file():
            return None
        return _text(target)

    text = _text(path)
    if text is None:
        stop(f"{path} is no text that can be read", USAGE)
    return Version(shown.as_posix(), text, read)


def _text(path: Path) -> str | None:
    try:
        if path.stat().st_size > project().settings.max_file_bytes:
            stop(f"{path} is larger than `max_file_bytes:` of the settings allows", USAGE)
        text = decode(path.read_bytes())
    except OSError:
        return None
    return text if isinstance(text, str) else None


def _at_ref(ref: str, path: str) -> Version:
    try:
        tree = GitTree(Path.cwd(), ref)
    except TreeError as error:
        raise UndecidedError(str(error)) from error
    limit = project().settings.max_file_bytes

    def read(name: str) -> str | None:
        content = tree.read(name) if tree.size(name) <= limit else None
        text = None if content is None else decode(content)
        return text if isinstance(text, str) else None

    with tree:
        text = read(path)
        if text is None:
            raise UndecidedError(f"{ref} holds no readable file {path}")
        return Version(path, text, read)
