"""How the rules about ends call what ends."""

from gazetteer.checks._words import called
from gazetteer.evidence.deadlines import Ending


def called_part(ending: Ending) -> str:
    """`GET /orders of the API orders`, or `the API orders`."""
    whole = f"the {called(ending.entity)}"
    return f"{ending.part} of {whole}" if ending.part else whole
