"""Who to ask: any path, service, API or store to its owner, who worked on it lately, and then escalation."""

import json
from collections.abc import Iterator
from importlib.resources import files

import msgspec

from gazetteer.model.page import Asset, Page, SearchEntry
from gazetteer.model.survey import Survey
from gazetteer.pages import address
from gazetteer.pages._asking import Asking, Row
from gazetteer.pages._common import index_uri
from gazetteer.pages._sheet import Sheet
from gazetteer.pages.view import View

SCRIPT = "assets/gazetteer-ask.js"
ROWS = 1_000
"""Rows of one file, on the average."""


def render(survey: Survey) -> Iterator[Page | Asset]:
    """Yields the page, its script, and the answers in files, of which a question loads two at most."""
    view = survey.once(View)
    if view.is_log:
        return  # nobody is declared
    root = f"{address.home(view.site)}who-to-ask/"
    asking = Asking(view)
    rows = list(asking.rows())
    if not view.catalog.entities:
        return
    count = max(1, len(rows) // ROWS)
    shards: list[dict[str, Row]] = [{} for _ in range(count)]
    for key, row in rows:
        shards[shard(key, count)].setdefault(key, row)
    sheet = Sheet(view, root)
    page = sheet.page(
        "who_to_ask",
        "Who to ask",
        description="Any path, service or API: its owner, who worked on it lately, then escalation.",
        nav=("Catalog", "Who to ask"),
        search=(SearchEntry(title="Who to ask", text="owner on-call escalation contact"),),
        crumbs=(("Catalog", address.home(view.site)),),
        teams=index_uri(view, "group"),
        components=index_uri(view, "component"),
    )
    entry = f"{root}teams.js"
    yield msgspec.structs.replace(page, scripts=(SCRIPT, entry))
    yield Asset(
        uri=SCRIPT, content=(files("gazetteer.pages") / "assets" / "gazetteer-ask.js").read_bytes()
    )
    teams = {"teams": asking.teams, "files": count, "index": view.site.index}
    yield Asset(uri=entry, content=_script("gazetteerAsk", teams))
    for number, found in enumerate(shards):
        uri = f"{root}{number}.js"
        yield Asset(uri=uri, content=_script("gazetteerAnswers", {"number": number, "rows": found}))


def shard(key: str, count: int) -> int:
    """The file of a key: the first two folders of a path decide, so that a question needs two files at most."""
    number = 0
    for byte in "/".join(key.split("/")[:2]).encode("utf-8", "replace"):
        number = (number * 31 + byte) % 1_000_003
    return number % count


def _script(name: str, value: object) -> bytes:
    text = json.dumps(msgspec.to_builtins(value), ensure_ascii=False, separators=(",", ":"))
    return f"{name}({text});\n".encode("utf-8", "replace")
