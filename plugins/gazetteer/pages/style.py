"""The style sheet that all pages share."""

from collections.abc import Iterator
from importlib.resources import files

from gazetteer.model.page import Asset, Page
from gazetteer.model.survey import Survey
from gazetteer.pages._icons import style_sheet

URI = "assets/gazetteer.css"


def render(_survey: Survey) -> Iterator[Page | Asset]:
    """Yields the style sheet."""
    written = (files("gazetteer.pages") / "assets" / "gazetteer.css").read_text("utf-8")
    yield Asset(uri=URI, content=f"{written}\n/* Icons */\n{style_sheet()}".encode())
