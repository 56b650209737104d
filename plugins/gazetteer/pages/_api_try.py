"""The page on which calls of an API can be tried: Swagger UI out of an installed package, with the description in it.

Nothing is loaded from elsewhere (its own policy forbids it); a request goes out only when a reader sends one.
"""

import json
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from importlib.util import find_spec
from pathlib import Path

from gazetteer.apis.files import joined
from gazetteer.formats.structured import Problem, load_structured
from gazetteer.model.catalog import Catalog
from gazetteer.model.page import Asset
from gazetteer.model.survey import Site
from gazetteer.pages import address
from gazetteer.settings import VIEWER

PACKAGE = VIEWER
"""What brings Swagger UI; only its files are used, as they are."""

_FILES = {"swagger-ui-bundle.js": "javascripts", "swagger-ui.css": "stylesheets"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src *; base-uri 'none'; form-action 'none'"
)
_PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>Try {name}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{assets}swagger-ui.css">
<link rel="stylesheet" href="{assets}try.css">
<p class="gz-back"><a href="{back}">Back to {name}</a></p>
<div id="swagger-ui"></div>
<script type="application/json" id="description">{description}</script>
<script src="{assets}swagger-ui-bundle.js"></script>
<script src="{assets}try.js"></script>
</html>
"""
_SCRIPT = """\
// Shows the description that stands in the page, in the colours that the site is read in.
const dark = matchMedia("(prefers-color-scheme: dark)");
function colour() {
  let scheme = dark.matches ? "slate" : "default";
  for (const key of Object.keys(localStorage)) {
    if (!key.endsWith(".__palette")) continue;
    try { scheme = JSON.parse(localStorage.getItem(key)).color.scheme || scheme; } catch { /* not Material's */ }
  }
  document.documentElement.classList.toggle("dark-mode", scheme === "slate");
}
colour();
dark.addEventListener("change", colour);
SwaggerUIBundle({
  spec: JSON.parse(document.getElementById("description").textContent),
  dom_id: "#swagger-ui",
  deepLinking: true,
  validatorUrl: null,
  tryItOutEnabled: true,
});
"""
_STYLE = """\
body { margin: 0; }
.dark-mode body { background: #1c2022; }
.gz-back { font: 14px sans-serif; margin: 0; padding: 12px 20px; }
.gz-back a { color: #2b5fb3; }
.dark-mode .gz-back a { color: #8fb8ff; }
"""


def folder(site: Site) -> str:
    """Where the viewer's files stand, once for all APIs."""
    return f"{address.home(site)}swagger-ui/"


def viewer(site: Site) -> Iterator[Asset]:
    """The files of the viewer; none where its package is not installed."""
    root = _installed()
    if root is None:
        return
    for name, inside in _FILES.items():
        yield Asset(uri=f"{folder(site)}{name}", content=(root / inside / name).read_bytes())
    yield Asset(uri=f"{folder(site)}try.js", content=_SCRIPT.encode())
    yield Asset(uri=f"{folder(site)}try.css", content=_STYLE.encode())


@lru_cache(maxsize=1)
def _installed() -> Path | None:
    found = find_spec(PACKAGE)
    places = list(found.submodule_search_locations or ()) if found else []
    root = Path(places[0]) / "swagger-ui" if places else None
    return root if root and root.is_dir() else None


def page(site: Site, catalog: Catalog, path: str, root: str, name: str) -> Asset | None:
    """The page of one description, its other files put into it; None where it cannot be read.

    Args:
        site: it stands in.
        catalog: that reads the description.
        path: of the description.
        root: address of the API's first page.
        name: of the API.
    """
    text = catalog.read(path)
    document = load_structured(path, text, merge=True) if text is not None else None
    if text is None or document is None or isinstance(document, Problem):
        return None
    whole = joined(path, text, document, catalog.read).value
    uri = f"{root}try/index.html"
    html = _PAGE.format(
        policy=escape(_POLICY),
        name=escape(name),
        assets=escape(address.relative("", uri, folder(site))),
        back=escape(address.relative(site.index, uri, root)),
        # The one mark that could end the element it stands in.
        description=json.dumps(whole, ensure_ascii=False).replace("<", "\\u003c"),
    )
    return Asset(uri=uri, content=html.encode())
