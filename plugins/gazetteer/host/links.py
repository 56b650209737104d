"""The plugin `gazetteer/links`: `[[component:cart]]` in any page becomes a link, or is told to the author."""

import re
from pathlib import Path
from posixpath import relpath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from gazetteer.formats.inline import MENTION
from gazetteer.formats.markdown import read_markdown
from gazetteer.host._options import NoOptions
from gazetteer.host._surveying import root_of
from gazetteer.host.site import GazetteerPlugin
from gazetteer.model.catalog import Catalog
from gazetteer.model.ref import MalformedRef, Ref, parse_ref
from gazetteer.model.survey import Survey
from gazetteer.pages.view import View

log = get_plugin_logger("gazetteer/links")


class LinksPlugin(BasePlugin[NoOptions]):
    """Has no options; needs the plugin `gazetteer` beside it."""

    def __init__(self) -> None:
        self._view: View | None = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Looks for the plugin that knows the entities."""
        self._view = None
        if site_plugin(config) is None:
            raise PluginError(
                "gazetteer/links: add the plugin `gazetteer` too: it knows the names to link to"
            )
        return config

    @event_priority(50)
    def on_page_markdown(
        self,
        markdown: str,
        *,
        page: Page,
        config: MkDocsConfig,
        files: Files,  # noqa: ARG002 # an event
    ) -> str:
        """Replaces the refs of a page."""
        if "[[" not in markdown:
            return markdown
        if self._view is None:
            plugin = site_plugin(config)
            self._view = (plugin.survey if plugin else Survey(Catalog({}))).once(View)
        text, unknown = linked(markdown, self._view, page.file.src_uri)
        for line, ref in unknown:
            # The survey has a finding for pages that it sees; this is for those that only MkDocs sees.
            if not _surveyed(page, config, self._view):
                log.warning(
                    "%s:%d: [[%s]] names nothing in the catalog", page.file.src_uri, line, ref
                )
        return text


def linked(markdown: str, view: View, src_uri: str) -> tuple[str, list[tuple[int, str]]]:
    """The text with links in place of refs outside of code, and (line, text) of the refs that lead nowhere."""
    lines = markdown.split("\n")
    unknown: list[tuple[int, str]] = []
    wanted = {
        (link.place.line, link.target)
        for link in read_markdown(markdown, src_uri).links
        if link.kind == "ref"
    }
    for number in sorted({line for line, _ in wanted}):
        here = {target for line, target in wanted if line == number}

        def link(match: re.Match[str], here: set[str] = here, number: int = number) -> str:
            target = match[1].strip()
            if not here & {match[1], target} or _in_code(match):
                return match[0]
            ref = resolve(view, target)
            uri = view.uri(ref) if ref else None
            if ref is None or uri is None:
                if ref is None or not view.catalog.knows(ref):
                    unknown.append((number, target))
                return match[2] or match[0]
            label = match[2] or view.label(ref)
            return f"[{_plain(label)}]({_path(view, uri, src_uri)})"

        lines[number - 1] = MENTION.sub(link, lines[number - 1])
    return "\n".join(lines), unknown


def resolve(view: View, text: str) -> Ref | None:
    """What a mention means: a full ref, or a bare name that exactly one entity has."""
    if ":" not in text and "/" not in text:
        found = [ref for ref in view.catalog.named(text) if ref.kind != "document"]
        return found[0] if len(found) == 1 else None
    ref = parse_ref(text, default_kind="component")
    return None if isinstance(ref, MalformedRef) else ref


def site_plugin(config: MkDocsConfig) -> GazetteerPlugin | None:
    """The plugin `gazetteer` of the same site."""
    plugin = config.plugins.get("gazetteer")
    return plugin if isinstance(plugin, GazetteerPlugin) else None


def _path(view: View, uri: str, src_uri: str) -> str:
    """The Markdown path from one source file to another, as MkDocs wants it."""
    sources = {url: path for path, url in view.site.written.items()}
    if uri in sources:
        return relpath(f"/{uri}", f"/{src_uri}/..") + "/"
    page, hash_, anchor = uri.partition("#")
    return relpath(f"{page}index.md", str(Path(src_uri).parent.as_posix())) + hash_ + anchor


def _in_code(match: re.Match[str]) -> bool:
    """Whether the mention stands between backticks of its line."""
    return match.string.count("`", 0, match.start()) % 2 == 1 and "`" in match.string[match.end() :]


def _plain(text: str) -> str:
    return re.sub(r"([\\\[\]*_`<>])", r"\\\1", text)


def _surveyed(page: Page, config: MkDocsConfig, view: View) -> bool:
    path = page.file.abs_src_path
    if not path:
        return False
    root = root_of(config)
    file = Path(path).resolve()
    return file.is_relative_to(root) and file.relative_to(root).as_posix() in view.catalog.paths
