"""`gazetteer write`: the pages as files, for any other site generator, and whether it built them all."""

import json
import re
from pathlib import Path

import click

from gazetteer.cli._options import as_of_option, guarded, project
from gazetteer.history.snapshot import snapshot
from gazetteer.model.page import Asset, Page
from gazetteer.pages import PAGES
from gazetteer.repo.worktree import open_tree


@click.command()
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--verify",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Write nothing; check that the built site in this folder has every page.",
)
@as_of_option
@click.pass_context
@guarded
def write(context: click.Context, *, directory: Path, verify: Path | None, as_of: object) -> None:
    """Writes every page into DIRECTORY as a Markdown file with ready HTML in it, and the files that pages need."""
    from datetime import date

    here = project(context)
    found = here.survey(as_of=as_of if isinstance(as_of, date) else None)
    made = [output for family in PAGES for output in family.render(found)]
    if verify:
        missing = [
            page.uri for page in made if isinstance(page, Page) and not _built(verify, page.uri)
        ]
        for uri in missing:
            click.echo(f"not built: {uri}")
        click.echo(f"{len(made) - len(missing)} of {len(made)} outputs are in {verify}")
        raise SystemExit(1 if missing else 0)
    tree = open_tree(here.root)
    for output in made:
        if isinstance(output, Asset):
            content = output.content or tree.read(output.path) or b""
            _put(directory, output.uri, content)
        else:
            _put(directory, f"{output.uri}index.md", _markdown(output).encode())
    _put(directory, "catalog.json", snapshot(found).encode())
    click.echo(f"wrote {len(made)} files into {directory}")


def _markdown(page: Page) -> str:
    """Front matter and the article on one line, so that no Markdown dialect finds a block to interpret in it."""
    pre = re.split(r"(<pre.*?</pre>)", page.html, flags=re.DOTALL)
    line = "".join(
        part.replace("\n", "&#10;") if part.startswith("<pre") else re.sub(r"\s*\n\s*", " ", part)
        for part in pre
    )
    front = {"title": page.title, "description": page.description}
    keys = "".join(f"{key}: {json.dumps(value)}\n" for key, value in front.items() if value)
    return f'---\n{keys}---\n\n<div class="gz-page">{line}</div>\n'


def _built(site: Path, uri: str) -> bool:
    return (site / uri / "index.html").is_file() or (site / f"{uri.rstrip('/')}.html").is_file()


def _put(directory: Path, uri: str, content: bytes) -> None:
    path = directory / uri
    if not path.resolve().is_relative_to(directory.resolve()):
        raise AssertionError(f"a page's address leaves the site: {uri}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
