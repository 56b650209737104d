"""Skeletons: the theme's frame is rendered once for each shape of page, then every page is only put in.

Rendering a theme's templates takes about 0.9 ms a page, most of it for what is the same on all pages. A page's shape is
its depth (relative URLs), the levels of its headings (the table of contents) and what it has (edit link, description,
tabs, scripts).
"""

import html
import re
from collections.abc import Callable

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section

from gazetteer.host._contents import PROBE, Contents, Part
from gazetteer.host._drawer import Drawer
from gazetteer.host._page import TEMPLATE, GeneratedPage, inert
from gazetteer.host._slimming import has_tabs, slim, squeezed
from gazetteer.model.document import Heading
from gazetteer.model.page import Page

Around = tuple[int, bool, bool, bool, tuple[str, ...]]
Shape = tuple[tuple[int, ...], Around]

SHAPES = 512
"""Skeletons that are kept; each is as large as an empty page."""
_PLACES = r"gz([tdih])(\d+)z|<h1>gzc0z</h1>(?:<!--__tabbed_-->)?|https://gze0z/(edit|raw)/|%s(?:gzu/)*gzu0z/(?:index\.html)?"


class Skeletons:
    """Finished pages out of the frame of a theme.

    Args:
        env: the theme's environment.
        config, nav, files: of the build.
        section: of the navigation that holds our index pages: it is shown around every generated page.
        directory: that all pages stand below, with a slash behind it; themes shorten links inside it.
    """

    def __init__(
        self,
        env: object,
        *,
        config: MkDocsConfig,
        nav: Navigation,
        files: Files,
        section: Section | None,
        directory: str,
    ) -> None:
        self._env = env
        self._drawer = Drawer()
        self._directory = directory
        self._places = re.compile(_PLACES % re.escape(directory))
        self._section = section
        self._config = config
        self._nav = nav
        self._files = files.documentation_pages()
        self._contents = Contents()
        self._probed: set[Around] = set()
        self._frames: dict[Shape, list[str | Callable[[GeneratedPage], str]]] = {}

    def fits(self, page: GeneratedPage) -> bool:
        """Whether putting a page into its skeleton gives what the theme would have made of it."""
        return squeezed(self.put(page)) == squeezed(self.whole(page))

    def put(self, page: GeneratedPage) -> str:
        """The page in its skeleton."""
        made = page.made
        levels = tuple(heading.level for heading in made.headings)
        around = (
            made.uri.count("/"),
            bool(page.edit_url),
            bool(made.description),
            has_tabs(page.content),
            made.scripts,
        )
        shape = levels, around
        frame = self._frames.get(shape)
        if frame is None:
            if len(self._frames) >= SHAPES:
                self._frames.clear()
            frame = self._frames[shape] = self._frame(shape)
        return "".join([part if isinstance(part, str) else part(page) for part in frame])

    def whole(self, page: GeneratedPage) -> str:
        """The page as the theme's templates make it."""
        config = self._config
        template = self._env.get_template(TEMPLATE)  # type: ignore[attr-defined] # Jinja's environment
        page.parent = self._section
        page.active = True
        context = get_context(self._nav, self._files, config, page)
        output: str = template.render(context)
        page.active = False
        return config.plugins.on_post_page(output, page=page, config=config) or ""

    def _frame(self, shape: Shape) -> list[str | Callable[[GeneratedPage], str]]:
        levels, around = shape
        if len(levels) > 1 and around not in self._probed:
            self._probed.add(around)
            self._contents.learn(around, PROBE, self._rendered((PROBE, around)))
        parts = self._contents.composed(around, levels)
        if parts is None:
            parts = self._rendered(shape)
            self._contents.learn(around, levels, parts)
        return [part if isinstance(part, str) else _slot(*part) for part in parts]

    def _rendered(self, shape: Shape) -> list[Part]:
        """A page of this shape as the theme makes it, with slots for what differs."""
        levels, (depth, edit, description, tabs, scripts) = shape
        made = Page(
            uri=f"{self._directory}{'gzu/' * (depth - self._directory.count('/') - 1)}gzu0z/",
            title="gzt0z",
            html="<h1>gzc0z</h1><!--__tabbed_-->" if tabs else "<h1>gzc0z</h1>",
            description="gzd0z" if description else "",
            headings=tuple(Heading(lv, f"gzi{n}z", f"gzh{n}z") for n, lv in enumerate(levels)),
            scripts=scripts,
        )
        file = File.generated(self._config, f"{made.uri}index.md", content="")
        page = GeneratedPage(
            made, "https://gze0z/edit/" if edit else "", file, self._config, self._drawer
        )
        page.read_source(self._config)
        page.render(self._config, Files([]))
        text = slim(self.whole(page))
        parts: list[Part] = []
        at = 0
        for token in self._places.finditer(text):
            kind = token[1] or token[3] or ("c" if token[0].startswith("<h1>") else "u")
            parts += [text[at : token.start()], (kind, int(token[2] or 0))]
            at = token.end()
        return [*parts, text[at:]]


def _slot(kind: str, number: int) -> Callable[[GeneratedPage], str]:
    """What stands in a slot."""
    slots: dict[str, Callable[[GeneratedPage], str]] = {
        "t": lambda page: str(page.title),
        "d": lambda page: html.escape(page.made.description),
        "i": lambda page: html.escape(page.made.headings[number].id),
        "h": lambda page: inert(page.made.headings[number].title),
        "c": lambda page: page.content,
        "u": lambda page: page.url,
        "edit": lambda page: page.edit_url or "",
        # Material's button "view" makes its address out of this one.
        "raw": lambda page: (page.edit_url or "").replace("edit", "raw"),
    }
    return slots[kind]
