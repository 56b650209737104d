"""The plugin `gazetteer/gate`: fails the build when documentation no longer tells the truth; the site is written."""

import sys
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from gazetteer.evidence.article import RenderedPage, read_article
from gazetteer.host._options import NoOptions
from gazetteer.host._page import GeneratedPage
from gazetteer.host._rendered import with_rendered
from gazetteer.host._surveying import Errors, path_in_tree, read_settings, survey_site
from gazetteer.host.links import site_plugin
from gazetteer.model.survey import Survey
from gazetteer.reports import text
from gazetteer.settings import Settings

log = get_plugin_logger("gazetteer/gate")


class GatePlugin(BasePlugin[NoOptions]):
    """Options are the settings block; beside the plugin `gazetteer` they are taken from there."""

    def __init__(self) -> None:
        self.settings = Settings()
        self._serving = False
        self._pages: dict[str, RenderedPage] = {}

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[Errors, list[tuple[str, str]]]:
        """Reads the options as settings; all their faults are told at once."""
        super().load_config({}, config_file_path)
        self.settings, errors = read_settings(options)
        return errors, []

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002 # an event
        """While people write, the gate tells; it does not stop the server."""
        self._serving = command == "serve"

    @event_priority(-100)
    def on_page_content(
        self,
        html: str,
        *,
        page: Page,
        config: MkDocsConfig,
        files: Files,  # noqa: ARG002 # an event
    ) -> None:
        """Keeps what a page that people wrote asks of the site; ours are made from data, whose links are checked."""
        path = "" if isinstance(page, GeneratedPage) else path_in_tree(page.file, config)
        if path:
            url = "" if page.url == "./" else page.url
            self._pages[path] = read_article(path, url, html)

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Tells the findings, then lets the build pass or fail.

        Neither the quiet nor the strict switch of MkDocs has a say: quiet filters records before strict counts them.

        Raises:
            Abort: with exit code 1 for findings at or above the limit, 3 when something could not be decided.
        """
        plugin = site_plugin(config)
        settings = plugin.settings if plugin else self.settings
        survey = plugin.survey if plugin else survey_site(config, settings).survey
        address = config.site_url or ""
        site = Path(config.site_dir)
        survey = with_rendered(survey, settings, self._pages.values(), site, address)
        self._tell(survey)
        code = 0 if self._serving else survey.exit_code(settings.threshold)
        if code == 1:
            raise GateClosedError(
                f"Gazetteer: there are findings of severity {settings.fail_on} or worse; "
                "the site is written, the build fails"
            )
        if code == 3:
            raise UndecidedGateError("Gazetteer: something could not be decided; the build fails")

    def _tell(self, survey: Survey) -> None:
        if survey.counted:
            sys.stderr.write(text.report(survey, colour=sys.stderr.isatty()))
            # For those who run MkDocs with --strict: its counter sees this record.
            log.warning("%d findings", len(survey.counted))


class GateClosedError(Abort):
    """Findings at or above the limit."""


class UndecidedGateError(Abort):
    """Something could not be decided, which is never taken for clean."""

    exit_code = code = 3
