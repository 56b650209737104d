"""The style sheet that all pages share."""

from collections.abc import Iterator
from importlib.resources import files

from gazetteer.model.page import Asset, Page
from gazetteer.model.survey import Survey

URI = "assets/gazetteer.css"


def render(_survey: Survey) -> Iterator[Page | Asset]:
    """Yields the style sheet."""
    yield Asset(
        uri=URI, content=(files("gazetteer.pages") / "assets" / "gazetteer.css").read_bytes()
    )
