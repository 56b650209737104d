"""What a document covers: the files that its `covers:` globs name, or those of the folder that it stands in."""

from collections.abc import Iterable
from posixpath import normpath

from gazetteer.formats.paths import Paths, fitting

UNCOVERING = frozenset({"decision", "changelog", "post-mortem"})
"""Classes of documents that tell of a moment: what happens to the code afterwards does not make them wrong."""


def covered(
    document_path: str, covers: Iterable[str], paths: Paths | Iterable[str]
) -> tuple[str, ...]:
    """The files that a document covers, sorted, without the document itself.

    Args:
        document_path: of the document: patterns that start with `./` or `../` are relative to its folder.
        covers: globs; `!glob` takes files out again; `path#symbol` stands for the path; a folder for all below it.
        paths: of the tree; `Paths` when several documents are asked about.
    """
    ordered = paths if isinstance(paths, Paths) else Paths(paths)
    wanted: set[str] = set()
    unwanted = []
    for pattern in covers:
        absolute = rooted(document_path, pattern.removeprefix("!"))
        if absolute is None:
            continue
        if pattern.startswith("!"):
            # A pattern such as `!**/*.md` fits half the tree: it is asked about what is wanted, not listed.
            unwanted.append(fitting(absolute))
        else:
            wanted.update(ordered.matching(absolute))
    wanted.discard(document_path)
    return tuple(sorted(path for path in wanted if not any(fits(path) for fits in unwanted)))


def rooted(document_path: str, pattern: str) -> str | None:
    """A pattern relative to the tree's root, without symbol; None when it leaves the tree or says nothing."""
    pattern = pattern.strip().partition("#")[0]
    if not pattern:
        return None
    folder = document_path.rpartition("/")[0]
    below = pattern.endswith("/")
    relative = pattern.startswith(("./", "../")) or pattern in {".", ".."}
    path = normpath(f"{folder}/{pattern}" if relative and folder else pattern.lstrip("/") or ".")
    if path == ".." or path.startswith("../"):
        return None
    if path == ".":
        return "**"
    return f"{path}/" if below else path


def inferred_cover(document_path: str, class_: str, folder: str) -> tuple[str, ...]:
    """What a document without `covers:` may be taken to cover: the code of the folder whose README or docs it is.

    Args:
        document_path: of the document.
        class_: of the document; those of `UNCOVERING` cover nothing.
        folder: of the component that it belongs to.
    """
    prefix = f"{folder}/" if folder else ""
    if class_ in UNCOVERING or not document_path.startswith(prefix):
        return ()
    rest = document_path.removeprefix(prefix).lower()
    if rest not in {"readme.md", "readme.markdown"} and not rest.startswith(("docs/", "doc/")):
        return ()
    return (f"{prefix}**", "!**/*.md", f"!{prefix}docs/**", f"!{prefix}doc/**")
