"""The feed of new and changed decisions: Atom (RFC 4287), made of nothing but the records and the history."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from gazetteer.model.page import Asset
from gazetteer.pages import address
from gazetteer.pages._decision_log import Log
from gazetteer.pages._decision_records import Logged

ENTRIES = 50
_ATOM = "http://www.w3.org/2005/Atom"
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, escaped or not (§2.2)."""


def uri(log: Log) -> str:
    """The address of the feed."""
    return f"{log.uri}feed.xml"


def files(log: Log) -> Iterator[Asset]:
    """Yields the feed, the latest change first; a record of which no time is known is left out."""
    entries = [(when, record) for record in log.records if (when := _updated(record))]
    entries.sort(key=lambda pair: (pair[0], pair[1].entity.place.path), reverse=True)
    if not entries:
        return
    site, at = log.view.site, uri(log)
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _put(feed, "id", _id(log, "decisions"))
    _put(feed, "title", f"Decisions of {site.name}" if site.name else "Decisions")
    _put(feed, "updated", entries[0][0])
    _put(feed, "generator", "Gazetteer")
    _put(_put(feed, "author"), "name", site.name or "Gazetteer")
    _put(feed, "link", rel="self", type="application/atom+xml", href=_address(log, at))
    _put(feed, "link", rel="alternate", type="text/html", href=_address(log, log.uri))
    for when, record in entries[:ENTRIES]:
        _entry(log, feed, record, when)
    ET.indent(feed, " ")
    content = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    yield Asset(uri=at, content=content + b"\n")


def _entry(log: Log, feed: ET.Element, record: Logged, updated: str) -> None:
    decision = record.decision
    entry = _put(feed, "entry")
    _put(entry, "id", _id(log, str(record.ref)))
    _put(entry, "title", f"{record.name} ({decision.status})")
    _put(entry, "updated", updated)
    if published := _published(record):
        _put(entry, "published", published)
    for name in decision.deciders[:20]:
        _put(_put(entry, "author"), "name", name)
    _put(entry, "link", rel="alternate", type="text/html", href=_address(log, record.uri))
    for term in dict.fromkeys((decision.status, *record.tags[:20])):
        _put(entry, "category", term=term)
    after = [tie.text for tie in log.ties(record, "supersededBy")]
    words = (
        f"Superseded by {', '.join(after)}." if after else "",
        decision.summary,
        f"Last change: {record.changed.subject}." if record.changed else "",
    )
    _put(entry, "summary", " ".join(filter(None, words)) or decision.title)


def _put(parent: ET.Element, tag: str, text: str = "", /, **attributes: str) -> ET.Element:
    clean = {name: _NO_XML.sub("\ufffd", value) for name, value in attributes.items()}
    element = ET.SubElement(parent, tag, clean)
    if text:
        element.text = _NO_XML.sub("\ufffd", text)
    return element


def _id(log: Log, name: str) -> str:
    """An identity that stays when the site moves (RFC 4287 §4.2.6): of the repository and the ref."""
    site = log.view.site
    return uuid5(NAMESPACE_URL, f"{site.repo_url or site.name}#{name}").urn


def _address(log: Log, target: str) -> str:
    """Absolute where the site says where it stands, else relative to the feed (RFC 4287 §2)."""
    site = log.view.site
    if site.site_url:
        behind = site.index if target.endswith("/") else ""
        return f"{site.site_url.rstrip('/')}/{target}{behind}"
    return address.relative(site.index, uri(log), target)


def _updated(record: Logged) -> str:
    if record.changed:
        return _instant(record.changed.time)
    return _published(record)


def _published(record: Logged) -> str:
    if record.added:
        return _instant(record.added.time)
    return f"{record.decision.date}T00:00:00Z" if record.decision.date else ""


def _instant(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")
