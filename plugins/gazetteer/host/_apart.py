"""Pages apart: those outside of the navigation are written here, each put into its skeleton, and not by MkDocs."""

from collections.abc import Collection
from pathlib import Path

from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import InclusionLevel
from mkdocs.structure.nav import Navigation

from gazetteer.host._page import GeneratedPage
from gazetteer.host._skeleton import Skeletons
from gazetteer.surveyor import patient_collector
from gazetteer.surveyor.progress import StreamProgress

log = get_plugin_logger("gazetteer")


def apart(pages: Collection[GeneratedPage], nav: Navigation) -> list[GeneratedPage]:
    """The pages that stand outside of the navigation; the front page of the site never does."""
    in_nav = {id(page) for page in nav.pages}
    return [page for page in pages if page.made.uri and id(page) not in in_nav]


def write_apart(pages: Collection[GeneratedPage], skeletons: Skeletons) -> None:
    """Writes pages and takes them from MkDocs' list; where the theme does not allow that, they stay in it."""
    samples = [page for page in pages if page.made.entity] or pages
    if not samples:
        return
    if not skeletons.fits(max(samples, key=lambda page: len(page.made.headings))):
        log.debug("the theme treats pages one by one; they are rendered by its own templates")
        return
    progress = StreamProgress()
    with patient_collector():
        for done, page in enumerate(pages):
            progress("render", done, len(pages))
            write(Path(page.file.abs_dest_path), skeletons.put(page).encode())
            page.file.inclusion = InclusionLevel.EXCLUDED
    progress("render", len(pages), len(pages))


def write(path: Path, content: bytes) -> None:
    """Writes a file of the site, with the folders that it stands in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
