"""Schemas: the JSON Schemas of what commands and sites answer, published beside the pages."""

from collections.abc import Iterator
from importlib.resources import files

from gazetteer.model.page import Asset, Page
from gazetteer.model.survey import Survey
from gazetteer.pages import address


def render(survey: Survey) -> Iterator[Page | Asset]:
    """Yields each schema as `json-schemas/<what>.json` below the catalog's front page."""
    folder = f"{address.home(survey.site)}json-schemas/"
    for file in sorted(files("gazetteer").joinpath("schemas").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".json"):
            yield Asset(uri=f"{folder}{file.name}", content=file.read_bytes())
