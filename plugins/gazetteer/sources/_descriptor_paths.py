"""Paths that descriptors name: resolved against the descriptor's folder, never out of the tree."""

import posixpath
import re

from gazetteer.extension import Siblings
from gazetteer.formats.yaml import Problem, load

_WILDCARD = re.compile(r"([*?\[{])")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def inside(folder: str, path: str) -> str | None:
    """The path, relative to the root, that `path` means in a folder; None when it leaves the tree or is absolute."""
    if path.startswith("/") or "\\" in path or "\0" in path:
        return None
    whole = posixpath.normpath(posixpath.join(folder, path))
    if whole == ".":
        return ""
    return None if whole == ".." or whole.startswith(("../", "/")) else whole


def is_absolute_url(text: str) -> bool:
    """Whether the text names a place by scheme, so that it is no path."""
    return _SCHEME.match(text) is not None


def has_files(folder: str, siblings: Siblings) -> bool:
    """Whether the tree has Markdown below a folder; the usual first pages are tried before the whole tree is asked."""
    prefix = f"{folder}/" if folder else ""
    if any(siblings.exists(prefix + page) for page in ("index.md", "README.md")):
        return True
    return bool(siblings.glob(_WILDCARD.sub(r"[\1]", prefix) + "**/*.md"))


def docs_folder(folder: str, target: str, siblings: Siblings) -> str | None:
    """The folder that holds an entity's pages by `backstage.io/techdocs-ref: dir:<target>`; None when there is none.

    TechDocs builds the MkDocs project in the target: the pages stand in the `docs_dir` of its `mkdocs.yml`, which is
    `docs` unless it says otherwise. A target without that folder, but with pages of its own, is taken as it is, except
    for `.`: there the pages would be whatever Markdown the service happens to hold.
    """
    project = inside(folder, target)
    if project is None:
        return None
    for docs in dict.fromkeys((_docs_dir(project, siblings), "docs")):
        pages = inside(project, docs)
        if pages is not None and pages != project and has_files(pages, siblings):
            return pages
    if project != folder and has_files(project, siblings):
        return project
    return None


def _docs_dir(project: str, siblings: Siblings) -> str:
    for name in ("mkdocs.yml", "mkdocs.yaml"):
        path = f"{project}/{name}" if project else name
        text = siblings.read(path) if siblings.exists(path) else None
        document = load(text) if text else None
        if document is None or isinstance(document, Problem):
            continue
        docs = document.value.get("docs_dir") if isinstance(document.value, dict) else None
        if isinstance(docs, str) and docs:
            return docs
    return "docs"
