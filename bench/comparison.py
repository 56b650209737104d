"""The same pages as a MkDocs site of plain Markdown, to compare with."""

import json
import re
from pathlib import Path

from bench.drawn import DRAWN
from gazetteer.cli._project import open_project
from gazetteer.model.page import Page
from gazetteer.pages import PAGES


def write_config(folder: Path, plugins: list[object]) -> None:
    """Writes the smallest mkdocs.yml with Material; pages stay out of the navigation, whose cost is quadratic."""
    config = {
        "site_name": "Estate",
        "theme": {"name": "material", "font": False},
        "plugins": plugins,
        "not_in_nav": "**",
        "nav": [{"Home": "index.md"}],
        "markdown_extensions": ["tables", "attr_list", "toc"],
        "validation": {"links": {"not_found": "ignore", "unrecognized_links": "ignore"}},
    }
    # JSON is YAML.
    (folder / "mkdocs.yml").write_text(json.dumps(config), "utf-8")
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "docs" / "index.md").write_text("# Estate\n", "utf-8")


def as_markdown(
    folder: Path, target: Path, *, pages_wanted: bool = True
) -> tuple[list[Path], list[Path]]:
    """Writes the pages of an estate as Markdown, without drawings, into a site of its own.

    With `pages_wanted=False` the site is empty: what is left is the cost of starting MkDocs.

    Returns:
        The files of the pages, and of those that stand for a drawing.
    """
    from markdownify import markdownify

    target.mkdir()
    write_config(target, ["search"])
    if not pages_wanted:
        return [], []
    survey = open_project(folder).survey()
    pages: list[Path] = []
    drawn: list[Path] = []
    for family in PAGES:
        for page in family.render(survey):
            if isinstance(page, Page):
                path = target / "docs" / page.uri / "index.md"
                path.parent.mkdir(parents=True, exist_ok=True)
                html = re.sub(r"<svg.*?</svg>", "", page.html, flags=re.DOTALL)
                path.write_text(markdownify(html, heading_style="ATX"), "utf-8")
                (drawn if family in DRAWN else pages).append(path)
    return pages, drawn


def page_count(site: Path) -> tuple[int, int]:
    """How many HTML pages a built site has, signposts apart, and how many bytes all its files have."""
    files = [path for path in site.rglob("*") if path.is_file()]
    pages = sum(
        path.suffix == ".html" and b'http-equiv="refresh"' not in path.read_bytes()
        for path in files
    )
    return pages, sum(path.stat().st_size for path in files)


def service_page(site: Path) -> float:
    """The bytes of the page of a service, on average: they must not grow with the catalog."""
    sizes = [path.stat().st_size for path in site.glob("catalog/default/component/*/index.html")]
    return sum(sizes) / len(sizes)
