"""The plugin `gazetteer`: surveys the repository once a build and puts the catalog's pages into the site."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any, Literal
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_relative_url

from gazetteer.evidence.standing import Standings
from gazetteer.history.snapshot import snapshot
from gazetteer.host import _navigation, _searching
from gazetteer.host._apart import apart, write, write_apart
from gazetteer.host._drawer import Drawer
from gazetteer.host._options import NoOptions
from gazetteer.host._page import GeneratedPage
from gazetteer.host._skeleton import Skeletons
from gazetteer.host._surveying import (
    Errors,
    path_in_tree,
    read_settings,
    root_of,
    survey_site,
)
from gazetteer.model.catalog import Catalog
from gazetteer.model.page import Asset, Page
from gazetteer.model.rule import Severity
from gazetteer.model.survey import Survey
from gazetteer.pages import address, home
from gazetteer.pages.decision import feed_uri
from gazetteer.pages.freshness import SCRIPT as FRESH
from gazetteer.pages.freshness import with_banner
from gazetteer.pages.machines import SCRIPT as COPY
from gazetteer.pages.style import URI as STYLE
from gazetteer.pages.view import View
from gazetteer.repo.tree import MemoryTree, Tree
from gazetteer.settings import Settings
from gazetteer.surveyor import patient_collector
from gazetteer.surveyor.parts import rendered

log = get_plugin_logger("gazetteer")

# Material takes what is `alternate` and nothing else for another language of the site, and asks for its sitemap.
FEED = '<link rel="alternate feed" type="application/atom+xml" title="Decisions" href="{}">'


class GazetteerPlugin(BasePlugin[NoOptions]):
    """Options are the settings block (`gazetteer.settings.Settings`).

    Attributes:
        survey: of this build, for the plugins beside this one; empty before the files are known.
    """

    def __init__(self) -> None:
        self.settings = Settings()
        self.survey = Survey(Catalog({}))
        self._tree: Tree = MemoryTree({})
        self._pages: list[GeneratedPage] = []
        self._assets: list[Asset] = []
        self._feed = ""
        self._nav = Navigation([], [])
        self._standings = Standings(self.survey.catalog, self.survey.options)
        self._explained: Callable[[str], str] = str
        self._began = 0.0

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[Errors, list[tuple[str, str]]]:
        """Reads the options as settings; all their faults are told at once."""
        super().load_config({}, config_file_path)
        self.settings, errors = read_settings(options)
        return errors, []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Keeps the plugin alive between the rebuilds of `mkdocs serve`."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Puts our frame behind the user's templates, and our style before the user's."""
        self._began = perf_counter()
        at = 1 if config.theme.custom_dir else 0
        config.theme.dirs.insert(at, str(Path(__file__).parent / "theme"))
        config.extra_css.insert(0, STYLE)
        config.extra_javascript += [FRESH, COPY]
        return config

    @event_priority(-50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Surveys, renders, and adds a file for each page; a page that the user wrote at the same address wins."""
        gc.unfreeze()  # what the build before this one, in `mkdocs serve`, has left
        surveyed = survey_site(config, self.settings, _written(files, config))
        self.survey, self._tree = surveyed.survey, surveyed.tree
        self._feed = feed_uri(self.survey)
        self._standings = Standings(self.survey.catalog, self.survey.options)
        self._explained = self.survey.once(View).explained
        with patient_collector():
            self._collect(files, config)
            # All of it stays to the end: the collector need not look through it, not even when the process ends.
            gc.freeze()
        if config.nav is not None:
            config.nav = _navigation.placed(
                config.nav, self.survey.site.directory, self._index_pages()
            )
        return files

    def _collect(self, files: Files, config: MkDocsConfig) -> None:
        self._pages, self._assets = [], []
        taken = {file.dest_uri for file in files}
        drawer = Drawer()
        for made in self._made(files, self.survey):
            if isinstance(made, Asset):
                self._assets.append(made)
                continue
            uri = f"{made.uri}index.html"
            if uri in taken:
                continue
            taken.add(uri)
            file = File.generated(
                config, f"{made.uri}index.md", content="", inclusion=InclusionLevel.NOT_IN_NAV
            )
            file.dest_uri = uri  # as MkDocs would work it out of the source's
            files.append(file)
            self._pages.append(GeneratedPage(made, self._edit_url(made), file, config, drawer))

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002 # an event
        """Adds the index pages to a navigation that MkDocs made itself."""
        if config.nav is None:
            nav = _navigation.appended(nav, self._index_pages())
        self._nav = nav
        return nav

    def on_page_content(
        self,
        html: str,
        *,
        page: MkDocsPage,
        config: MkDocsConfig,
        files: Files,  # noqa: ARG002 # an event
    ) -> str:
        """Puts the meaning of terms and the freshness banner on a page that people wrote."""
        if isinstance(page, GeneratedPage):
            return html
        html = self._explained(html)
        path = path_in_tree(page.file, config)
        return with_banner(html, self._standings.of(path)) if path else html

    @event_priority(-100)
    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Writes the pages that stand outside of the navigation, and takes them from MkDocs' list."""
        _searching.index(config, self._pages)
        env.globals["gazetteer_feed"] = self._feed
        self._write_assets(config)
        skeletons = Skeletons(
            env,
            config=config,
            nav=self._nav,
            files=files,
            section=next((page.parent for page in self._index_pages() if page.parent), None),
            directory=address.home(self.survey.site),
        )
        write_apart(apart(self._pages, self._nav), skeletons)
        return env

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:  # noqa: ARG002 # an event
        """Says on the pages that people wrote where the feed is; on ours, our frame does."""
        if not self._feed or isinstance(page, GeneratedPage):
            return output
        link = FEED.format(get_relative_url(self._feed, page.url))
        return output.replace("</head>", f"{link}\n</head>", 1)

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG002 # an event
        """Lists in the sitemap what MkDocs no longer knows of."""
        if template_name != "sitemap.xml":
            return output
        rows = "".join(
            f"    <url><loc>{quote(page.canonical_url or page.abs_url or '', safe=':/%')}</loc></url>\n"
            for page in self._pages
            if page.file.inclusion is InclusionLevel.EXCLUDED
            and (page.canonical_url or page.abs_url)
        )
        return output.replace("</urlset>", f"{rows}</urlset>")

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Publishes the snapshot and says what has been done."""
        write(Path(config.site_dir) / "catalog.json", snapshot(self.survey).encode())
        log.info(summary(self.survey, len(self._pages), perf_counter() - self._began))

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> None:  # noqa: ARG002 # an event
        """Watches what was surveyed: the top folders and files of the tree."""
        root = root_of(config)
        for name in sorted({path.partition("/")[0] for path in self.survey.catalog.paths}):
            if (root / name).exists():
                server.watch(str(root / name))

    def _made(self, files: Files, survey: Survey) -> Iterator[Page | Asset]:
        yield from rendered(survey)
        if "index.html" not in {file.dest_uri for file in files}:
            yield from home.front(survey, "")

    def _index_pages(self) -> list[GeneratedPage]:
        return [page for page in self._pages if page.made.nav and page.made.uri]

    def _edit_url(self, made: Page) -> str:
        base = self.survey.site.edit_url
        return f"{base}{quote(made.place.path)}" if base and made.place else ""

    def _write_assets(self, config: MkDocsConfig) -> None:
        for asset in self._assets:
            content = asset.content or self._tree.read(asset.path) or b""
            write(Path(config.site_dir) / asset.uri, content)


def summary(survey: Survey, pages: int, seconds: float) -> str:
    """The last line of a build."""
    errors, warnings = survey.count(Severity.ERROR), survey.count(Severity.WARNING)
    return (
        f"{len(survey.catalog.entities)} entities, {pages} pages, {len(survey.counted)} findings "
        f"({errors} errors, {warnings} warnings), {seconds:.1f} s"
    )


def _written(files: Files, config: MkDocsConfig) -> dict[str, str]:
    """Path in the tree -> URL of the pages that people wrote."""
    paths = ((path_in_tree(file, config), file.url) for file in files.documentation_pages())
    return {path: url for path, url in paths if path}
