"""Freshness on the site: the script that turns due dates by the reader's clock, and banners on pages people wrote."""

from collections.abc import Iterator
from importlib.resources import files

from gazetteer.evidence.standing import Standing
from gazetteer.model.page import Asset, Page
from gazetteer.model.survey import Survey
from gazetteer.pages._banner import banner

SCRIPT = "assets/gazetteer-fresh.js"


def render(_survey: Survey) -> Iterator[Page | Asset]:
    """Yields the script that compares due dates with the reader's clock."""
    asset = files("gazetteer.pages") / "assets" / SCRIPT.rpartition("/")[2]
    yield Asset(uri=SCRIPT, content=asset.read_bytes())


def with_banner(html: str, standing: Standing | None) -> str:
    """The HTML of a page that people wrote, with the banner below its title."""
    made = banner(standing)
    if not made:
        return html
    head, title, rest = html.partition("</h1>")
    framed = f'<div class="gz">{made}</div>\n'
    return f"{head}{title}\n{framed}{rest}" if title else f"{framed}{html}"
