"""Symbolic links of a tree: which file of the tree each of them names."""

from collections.abc import Mapping, Set

from gazetteer.model.fault import Fault
from gazetteer.model.place import Place

HOPS = 40
"""More links on the way to one file are a loop, as Linux has it (path_resolution(7))."""


def resolve_links(
    links: Mapping[str, str], files: Set[str]
) -> tuple[dict[str, str], tuple[Fault, ...]]:
    """Follows links without asking the file system.

    Args:
        links: path of a link -> its target as written.
        files: the paths of the tree that are files.

    Returns:
        Link -> the file it names, and a fault for each link that leaves the tree, loops or dangles. A link to a
        folder of the tree is in neither: what is below it is in the tree under its own name.
    """
    folders = {""}
    for path in files:
        folder = path.rpartition("/")[0]
        while folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    named: dict[str, str] = {}
    faults: list[Fault] = []
    for link, target in sorted(links.items()):
        path, problem = _follow(link, links)
        if not problem and path in files:
            named[link] = path
        elif problem or path not in folders:
            problem = problem or "which is no file of the tree"
            message = f"the symbolic link {link} points to {target!r}, {problem}"
            mend = "point it at a file of the repository, or remove it"
            faults.append(
                Fault(kind="file", code="symlink", message=message, place=Place(link), mend=mend)
            )
    return named, tuple(faults)


def _follow(link: str, links: Mapping[str, str]) -> tuple[str, str]:
    """The path at the end of a link, or what is wrong with it."""
    done: list[str] = []
    ahead = link.split("/")[::-1]
    hops = 0
    while ahead:
        part = ahead.pop()
        if part in {"", "."}:
            continue
        if part == "..":
            if not done:
                return "", "which lies outside the tree"
            done.pop()
            continue
        done.append(part)
        target = links.get("/".join(done))
        if target is None:
            continue
        hops += 1
        if hops > HOPS:
            return "", "which leads back to itself"
        if target.startswith("/"):
            return "", "which lies outside the tree"
        done.pop()
        ahead.extend(target.split("/")[::-1])
    return "/".join(done), ""
