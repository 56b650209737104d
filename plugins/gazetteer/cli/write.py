"""`gazetteer write`: the pages as files, for any other site generator, and whether it built them all."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from gazetteer.cli._options import as_of_option, project
from gazetteer.cli._output import guarded, say, tell, write_file
from gazetteer.cli._project import Project
from gazetteer.cli._yaml_text import yaml_text
from gazetteer.history.snapshot import snapshot
from gazetteer.model.page import Asset, Page
from gazetteer.model.survey import Survey
from gazetteer.repo.worktree import open_tree
from gazetteer.surveyor.parts import rendered

MARK = "generator: gazetteer\n"
"""In the front matter of what we wrote; a page without it is somebody's own, and wins."""

FRONT = "index.md"
HEAD = 4096
"""Bytes of a page in which the mark must stand."""


@click.command()
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--verify",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Write nothing; check that the built site in this folder has every page.",
)
@as_of_option
@guarded
def write(*, directory: Path, verify: Path | None, as_of: date | None) -> None:
    """Writes every page into DIRECTORY as a Markdown file with ready HTML in it, and the files that pages need."""
    here = _without_output(project(), directory)
    found = here.survey(as_of=as_of)
    if verify:
        raise SystemExit(_verified(found, directory, verify))
    tree = open_tree(here.root)
    kept = written = 0
    for output in _outputs(found, directory):
        path = directory / _file(output)
        if not path.resolve().is_relative_to(directory.resolve()):
            raise AssertionError(f"a page's address leaves the site: {output.uri}")
        if isinstance(output, Asset):
            write_file(path, output.content or tree.read(output.path) or b"")
        elif _is_somebodys(path):
            tell(f"{path} is not ours and stays as it is")
            kept += 1
            continue
        else:
            write_file(path, _markdown(output))
        written += 1
    write_file(directory / "catalog.json", snapshot(found))
    left = f"; {kept} left alone" if kept else ""
    say(f"wrote {written + 1} files into {directory}{left}")


def _without_output(here: Project, directory: Path) -> Project:
    """Pages that were written before are no documents of the repository."""
    root, out = here.root.resolve(), (here.root / directory).resolve()
    if not out.is_relative_to(root):
        return here
    below = out.relative_to(root)
    front = [] if _is_somebodys(out / FRONT) else [(below / FRONT).as_posix()]
    return here.without((below / here.settings.directory / "**").as_posix(), *front)


def _outputs(found: Survey, directory: Path) -> Iterator[Page | Asset]:
    from gazetteer.pages import home

    # Other generators would take raw copies for pages of their own.
    yield from (made for made in rendered(found) if not made.uri.endswith(".md"))
    own = next((p for n in (FRONT, "README.md") if (p := directory / n).is_file()), None)
    if own is None or not _is_somebodys(own):
        yield from home.front(found, "")


def _file(output: Page | Asset) -> str:
    return output.uri if isinstance(output, Asset) else f"{output.uri}{FRONT}"


def _is_somebodys(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        head = stream.read(HEAD).decode(errors="replace").replace("\r\n", "\n")
    return not (head.startswith("---\n") and MARK in head)


def _verified(found: Survey, directory: Path, site: Path) -> int:
    """Says which outputs a built site lacks; the exit code."""
    uris = sorted({output.uri for output in _outputs(found, directory)})
    missing = [uri for uri in uris if not _is_built(site, uri)]
    lines = [f"not built: {uri or '(the front page)'}" for uri in missing]
    say("\n".join([*lines, f"{len(uris) - len(missing)} of {len(uris)} outputs are in {site}"]))
    return 1 if missing else 0


def _is_built(site: Path, uri: str) -> bool:
    """Whether a page is there, as a folder's index or as a file of its name, or an asset as it is called."""
    if uri and not uri.endswith("/"):
        return (site / uri).is_file()
    return (site / uri / "index.html").is_file() or (site / f"{uri.rstrip('/')}.html").is_file()


def _markdown(page: Page) -> str:
    """Front matter and the article on one line, so that no Markdown dialect finds a block to interpret in it."""
    from gazetteer.pages.address import relative

    pre = re.split(r"(<pre.*?</pre>)", page.html, flags=re.DOTALL)
    line = "".join(
        part.replace("\n", "&#10;")
        if part.startswith("<pre")
        else " ".join(filter(None, (text.strip() for text in part.split("\n"))))
        for part in pre
    )
    front = {"title": page.title, "description": page.description}
    keys = "".join(f"{key}: {yaml_text(value)}\n" for key, value in front.items() if value)
    scripts = "".join(
        f'<script src="{relative("", page.uri, script)}" defer></script>' for script in page.scripts
    )
    return f'---\n{MARK}{keys}---\n\n<div class="gz-page">{line}{scripts}</div>\n'
