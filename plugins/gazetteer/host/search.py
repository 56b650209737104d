"""The plugin `gazetteer/search`: the theme's search box over an index of names, and over full text where Pagefind is.

The theme's own search makes every visitor fetch and index the whole text. This one loads nothing before the first
question, and then only what the question needs.
"""

from collections.abc import Iterator
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from gazetteer.host._fulltext import Article, FullTextError, NoPagefindError, write_index
from gazetteer.host._page import GeneratedPage
from gazetteer.host._shelf import shelf
from gazetteer.host._surveying import root_of
from gazetteer.host._written_pages import named_of, plain, titled
from gazetteer.host.links import site_plugin
from gazetteer.pages.names import Named, names
from gazetteer.pages.shards import FOLDER, files
from gazetteer.pages.view import View

log = get_plugin_logger("gazetteer/search")

SCRIPT = "assets/gazetteer-search.js"
"""All that a page loads; the others come when the box is used."""

LATER = "assets/gazetteer-found.js"
"""What comes when the box is used, in one file, because each file is a journey of its own."""

LATER_PARTS = ("words", "find", "text", "rows", "filters", "results")
STYLE = "assets/gazetteer-search.css"
BOX = "partials/search.html"
THEMES_SEARCH = "material/search"
"""Where the theme looks for its search to decide whether there is a box."""

PATIENT = 1_000
"""Pages up to which full text is indexed while people write (`mkdocs serve`)."""


class BoxConfig(Config):
    """What the theme asks of a search before it draws the box."""

    enabled = config_options.Type(bool, default=True)


class Box(BasePlugin[BoxConfig]):
    """Stands where the theme's search would: the box is drawn, and nothing is indexed."""


class SearchConfig(Config):
    """What can be said in `mkdocs.yml`."""

    enabled = config_options.Type(bool, default=True)
    """Whether the theme's search is replaced; `false` leaves the theme its own, where `search` is among the plugins."""

    full_text = config_options.Type(bool, default=True)
    """Whether words inside of pages are found, with Pagefind's command; without it only names are."""


class SearchPlugin(BasePlugin[SearchConfig]):
    """Works beside the plugin `gazetteer`; without it, it knows the pages that people wrote."""

    def __init__(self) -> None:
        self._on = False
        self._serving = False
        self._pages: list[Page] = []

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002 # an event
        """Whether people are writing: they wait for every build."""
        self._serving = command == "serve"

    @event_priority(-50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Takes the place of the theme's search."""
        self._on = self.config.enabled and _has_box(config)
        if self.config.enabled and not self._on:
            log.info("the theme %r has no search box to replace; its own stays", config.theme.name)
        if not self._on:
            return config
        theirs = config.plugins.get(THEMES_SEARCH)
        if theirs is not None:
            theirs.config.enabled = False
        box = Box()
        box.load_config({})
        config.plugins[THEMES_SEARCH] = box
        at = 1 if config.theme.custom_dir else 0
        config.theme.dirs.insert(at, str(Path(__file__).parent / "search_theme"))
        config.extra_css.insert(0, STYLE)
        config.extra_javascript.append(SCRIPT)
        return config

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:  # noqa: ARG002 # an event
        """Notes the pages while they are complete."""
        if self._on:
            found = (file.page for file in files.documentation_pages())
            self._pages = [page for page in found if page is not None and _is_wanted(page)]
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Writes the indexes and the scripts that read them."""
        if not self._on:
            return
        plugin = site_plugin(config)
        view = plugin.survey.once(View) if plugin else None
        named = [*(names(view) if view else ()), *self._written()]
        site = Path(config.site_dir)
        behind = self._write_text(named, config)
        index = "" if config.use_directory_urls else "index.html"
        for asset in files(named, index, text=behind is not None, shelf=behind or 0):
            _write(site / asset.uri, asset.content)
        for uri in (SCRIPT, STYLE):
            _write(site / uri, _asset(uri.rpartition("/")[2]))
        _write(site / LATER, b"".join(_asset(f"gazetteer-{name}.js") for name in LATER_PARTS))
        self._pages = []

    def _written(self) -> Iterator[Named]:
        for page in self._pages:
            if not isinstance(page, GeneratedPage):
                yield from named_of(page)
            elif page.made.entity is None:
                yield from titled(page)

    def _write_text(self, named: list[Named], config: MkDocsConfig) -> int | None:
        """How many pages stand behind one on the first shelf of the full text; None where there is no full text."""
        if not self.config.full_text:
            return None
        if self._serving and len(self._pages) > PATIENT:
            log.info(
                "%d pages: words inside of them are found after `mkdocs build`", len(self._pages)
            )
            return None
        by_page = {one.uri: one for one in named if "#" not in one.uri}
        pages = [page for page in self._pages if _has_text(page)]
        kinds = [one.kind if (one := by_page.get(_uri(page))) else "page" for page in pages]
        first, behind = shelf(kinds)
        try:
            write_index(
                (_article(page, by_page, is_first=at in first) for at, page in enumerate(pages)),
                Path(config.site_dir, FOLDER, "pagefind"),
                root=root_of(config),
                language=str(config.theme.get("language") or "en"),
                keep_index=not config.use_directory_urls,
            )
        except NoPagefindError as error:
            log.info("%s", error)
            return None
        except FullTextError as error:
            log.warning("%s", error)
            return None
        return behind


def _has_box(config: MkDocsConfig) -> bool:
    """Whether the theme draws its search box from a template of its own, as Material and its kin do."""
    return any((Path(folder) / BOX).is_file() for folder in config.theme.dirs)


def _is_wanted(page: Page) -> bool:
    """Whether the author lets the page be found, and it is a page of its own."""
    if isinstance(page, GeneratedPage):
        return bool(page.made.search or page.made.nav)
    return not (page.meta.get("search") or {}).get("exclude")


def _has_text(page: Page) -> bool:
    """Index pages repeat the words of the pages that they list."""
    return not isinstance(page, GeneratedPage) or bool(page.made.search)


def _uri(page: Page) -> str:
    return page.made.uri if isinstance(page, GeneratedPage) else page.url


def _article(page: Page, by_page: dict[str, Named], *, is_first: bool) -> Article:
    named = by_page.get(_uri(page))
    facets = (("kind", named.kind), *named.facets) if named else (("kind", "page"),)
    meta = (
        (("kind", named.kind), ("owner", named.owner), ("status", named.status or named.lifecycle))
        if named
        else (("kind", "page"),)
    )
    return Article(
        file=page.file.dest_uri,
        title=page.made.title if isinstance(page, GeneratedPage) else plain(str(page.title)),
        html=page.content or "",
        facets=(("shelf", "first"), *facets) if is_first else facets,
        meta=meta,
    )


def _asset(name: str) -> bytes:
    return (package_files("gazetteer.pages") / "assets" / name).read_bytes()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
