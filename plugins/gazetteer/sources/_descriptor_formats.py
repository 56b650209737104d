"""The character rules of descriptors: names, namespaces, label keys, tags, URLs (Backstage's field format policy)."""

import re

_NAME = re.compile(r"(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]")
_DASHED = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*")
_TAG = re.compile(r"[a-z0-9:+#]+(?:-[a-z0-9:+#]+)*")
_KIND = re.compile(r"[a-zA-Z][a-z0-9A-Z]*")
_VERSION = re.compile(r"[a-zA-Z0-9]+")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SPECIAL_SCHEMES = ("http", "https", "ws", "wss", "ftp")
_AUTHORITY = re.compile(
    r"(?:[^/?#\\]*@)?(\[[0-9A-Fa-f:.]+\]|[^\x00-\x20#/:<>?@\[\\\]^|%]+)(?::\d{0,5})?(?=[/?#\\]|\Z)"
)
_LIVE_SCHEMES = ("javascript", "vbscript", "data")

NAME_RULE = "letters and digits, with `-`, `_` and `.` between them, at most 63 characters"
NAMESPACE_RULE = "lower-case letters and digits, with `-` between them, at most 63 characters"
TAG_RULE = "lower-case letters, digits, `:`, `+` and `#`, with single `-` between them, at most 63 characters"
KEY_RULE = f"a name ({NAME_RULE}), alone or after one lower-case domain and `/`"


def is_name(text: str) -> bool:
    """Whether it may be an entity's name, a label's value or the last part of a label's key."""
    return len(text) <= 63 and _NAME.fullmatch(text) is not None


def is_namespace(text: str) -> bool:
    """Whether it may be a namespace, or one label of a domain."""
    return len(text) <= 63 and _DASHED.fullmatch(text) is not None


def is_tag(text: str) -> bool:
    """Whether it may be a tag."""
    return len(text) <= 63 and _TAG.fullmatch(text) is not None


def is_kind(text: str) -> bool:
    """Whether it may be a kind, known or not."""
    return len(text) <= 63 and _KIND.fullmatch(text) is not None


def is_api_version(text: str) -> bool:
    """Whether it may be an apiVersion: a version, alone or after one domain and `/`."""
    domain, slash, version = text.rpartition("/")
    fits = len(version) <= 63 and _VERSION.fullmatch(version) is not None
    return fits and (not slash or is_domain(domain))


def is_key(text: str) -> bool:
    """Whether it may be the key of a label or an annotation."""
    domain, slash, name = text.rpartition("/")
    return is_name(name) and (not slash or is_domain(domain))


def is_domain(text: str) -> bool:
    """Whether it is a DNS subdomain in lower case."""
    return len(text) <= 253 and all(is_namespace(label) for label in text.split("."))


def is_url(text: str) -> bool:
    """Whether a browser would read it as an absolute URL (WHATWG URL, without its rarest host rules)."""
    text = text.strip()
    scheme = _SCHEME.match(text)
    if scheme is None:
        return False
    if scheme[1].lower() not in _SPECIAL_SCHEMES:
        return True
    return _AUTHORITY.match(text[scheme.end() :].lstrip("/\\")) is not None


def is_live(url: str) -> bool:
    """Whether following the URL could run what it says; browsers skip control characters in a scheme."""
    bare = re.sub(r"[\x00-\x20]", "", url).lower()
    return bare.startswith(tuple(f"{scheme}:" for scheme in _LIVE_SCHEMES))
