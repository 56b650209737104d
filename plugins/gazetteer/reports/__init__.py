"""One module per report format. Add a module, then a line in `REPORTS`."""

from collections.abc import Mapping

from gazetteer.extension import Report

REPORTS: Mapping[str, Report] = {}
