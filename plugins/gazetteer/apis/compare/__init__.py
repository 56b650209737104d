"""Two versions of an API description in, changes out: stable rules, levels, places, and the operations reached."""

from gazetteer.apis.compare.door import compare
from gazetteer.apis.compare.version import Comparison, Refused, Version

__all__ = ["Comparison", "Refused", "Version", "compare"]
