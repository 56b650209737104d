"""One module per report format. Add a module, then a line in `REPORTS`."""

from collections.abc import Mapping

from gazetteer.extension import Report
from gazetteer.reports import github, gitlab, json, junit, markdown, rdjson, sarif, text

REPORTS: Mapping[str, Report] = {
    "text": text,
    "json": json,
    "sarif": sarif,
    "github": github,
    "gitlab": gitlab,
    "junit": junit,
    "rdjson": rdjson,
    "markdown": markdown,
}
