"""Where the glossary stands."""

from gazetteer.pages import address
from gazetteer.pages.view import View


def glossary_uri(view: View) -> str:
    """The address of the glossary; empty where no document explains a term."""
    return f"{address.home(view.site)}glossary/" if view.glossary.terms else ""
