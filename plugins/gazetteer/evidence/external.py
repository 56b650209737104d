"""Links that lead out into the network: which documents hold them, and what is remembered of asking for them."""

import json
import re
from collections.abc import Mapping
from datetime import date, timedelta
from urllib.parse import urldefrag, urlsplit

import msgspec

from gazetteer.model.catalog import Catalog
from gazetteer.model.document import Document
from gazetteer.model.place import Place

SCHEMA = "gazetteer.links-asked/1"
KEPT = 7
"""Days for which a link that answered is not asked again."""

_EXAMPLE = re.compile(
    r"(?:.*\.)?(?:example(?:\.(?:com|net|org))?|test|invalid|localhost|local|internal)",
    re.IGNORECASE,
)
"""Hosts that are no hosts (RFC 2606 and 6761)."""


class Asked(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is known of one address.

    Attributes:
        on: ISO date on which it was asked last.
        failed: ISO dates of the failures since it last answered, oldest first.
        reason: of the last failure.
    """

    on: str
    failed: tuple[str, ...] = ()
    reason: str = ""

    @property
    def is_dead(self) -> bool:
        """Whether it failed on two different days: once is the weather."""
        return len(self.failed) > 1


class _File(msgspec.Struct):
    schema: str
    links: dict[str, Asked]


def external_links(catalog: Catalog) -> dict[str, list[Place]]:
    """Address without fragment -> where documents link it; made-up hosts of examples are left out."""
    found: dict[str, list[Place]] = {}
    for path in catalog.facts:
        for document in catalog.facts_of(path, Document):
            for link in document.links:
                url = urldefrag(link.target.strip())[0]
                if _is_asked_for(url):
                    found.setdefault(url, []).append(link.place)
    return found


def _is_asked_for(url: str) -> bool:
    if not url.isascii() or not url.isprintable() or " " in url or "{" in url or "<" in url:
        return False
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(host) and not _EXAMPLE.fullmatch(host)


def is_due(asked: Asked | None, today: date, kept: int = KEPT) -> bool:
    """Whether an address is to be asked: one that failed is asked on every day, once."""
    if asked is None:
        return True
    last = date.fromisoformat(asked.on)
    return last != today if asked.failed else last + timedelta(days=kept) <= today


def remembered(asked: Asked | None, today: date, reason: str) -> Asked:
    """What is known after an answer (no reason) or a failure."""
    on = today.isoformat()
    if not reason:
        return Asked(on)
    before = asked.failed if asked else ()
    return Asked(on, tuple(dict.fromkeys((*before[-8:], on))), reason)


def load_asked(text: str) -> Mapping[str, Asked] | None:
    """Address -> what is known of it; None when the text is no such memory."""
    try:
        file = msgspec.convert(json.loads(text), _File)
        for asked in file.links.values():
            date.fromisoformat(asked.on)
    except (ValueError, msgspec.ValidationError, RecursionError):
        return None
    return file.links if file.schema == SCHEMA else None


def dump_asked(links: Mapping[str, Asked]) -> str:
    """The memory as text, sorted, one address a line."""
    rows = (
        f"    {json.dumps(url)}: {json.dumps(msgspec.to_builtins(asked), sort_keys=True)}"
        for url, asked in sorted(links.items())
    )
    body = ",\n".join(rows)
    return f'{{\n  "links": {{\n{body}\n  }},\n  "schema": "{SCHEMA}"\n}}\n'
