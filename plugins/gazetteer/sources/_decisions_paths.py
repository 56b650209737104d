"""Which files are decision records, by place, name and, where these leave a doubt, a status in the text."""

import re

_LOG = re.compile(
    r"adrs?|decisions?|decision[-_ ](?:records?|logs?)"
    r"|architecture?(?:al)?[-_ ]decisions?(?:[-_ ](?:records?|logs?))?|(?:\d+[-_])?adrs?",
    re.IGNORECASE,
)
_CERTAIN_LOG = re.compile(r"(?:\d+[-_])?adrs?", re.IGNORECASE)
_RECORD = re.compile(
    r"(?:adr[-_ ]?(?:\d|draft)|\d{1,5}[-_ .]|\d{8}[-_ ]|\d{4}-\d{2}-\d{2}[-_ ])", re.IGNORECASE
)
_NOT_RECORD = re.compile(
    r"(?:readme|index|changelog|contributing|agents|claude|summary|toc|glossary|requirements|_.*"
    r"|(?:0{1,4}[-_ ])?(?:adr|madr|decision)?[-_ ]?(?:record[-_ ])?template(?:[-_ .].*)?|.*[-_]template)",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(r".*template.*", re.IGNORECASE)
_STATUS = re.compile(r"^[ \t#>|*_+-]*+status\b", re.IGNORECASE | re.MULTILINE)
_ABOVE_LOG = re.compile(
    r"docs?|documentation|architecture|architectural|arch|design|src|content|wiki", re.IGNORECASE
)
_NUMBER = re.compile(
    r"(?:\d{4}-\d{2}-\d{2}[-_ ]|\d{8}[-_ ])?(?:adr[-_ ]?)?(\d{1,6})(?!\d)", re.IGNORECASE
)
_DATED = re.compile(r"\d{8}(?!\d)|\d{4}-\d{2}-\d{2}")


def is_record(path: str, text: str) -> bool:
    """Whether a Markdown file is a decision record rather than a page about them.

    A record stands in a folder of a decision log and is named by number or date (or the folder's name leaves no
    doubt, or the file states a status); or its name begins with `adr-` and a number, wherever it stands. A folder
    `0001-title/README.md` inside a log is a record as well.
    """
    *folders, name = path.split("/")
    stem = _stem(name)
    if is_folder_record(path):
        return True
    if _NOT_RECORD.fullmatch(stem):
        return False
    parent = folders[-1] if folders else ""
    if re.match(r"adr[-_ ]?(?:\d|draft)", stem, re.IGNORECASE):
        return True
    if not _LOG.fullmatch(parent):
        return False
    return bool(
        _RECORD.match(stem) or _CERTAIN_LOG.fullmatch(parent) or _STATUS.search(text[:20_000])
    )


def is_template(path: str) -> bool:
    """Whether a file of a log is the form that new records are copied from."""
    *folders, name = path.split("/")
    return bool(folders and _LOG.fullmatch(folders[-1]) and _TEMPLATE.fullmatch(_stem(name)))


def is_folder_record(path: str) -> bool:
    """Whether the record is a folder of its own: `adr/0001-title/README.md`."""
    parts = path.split("/")
    return (
        len(parts) > 2
        and _stem(parts[-1]).lower() in {"readme", "index"}
        and _RECORD.match(parts[-2]) is not None
        and _LOG.fullmatch(parts[-3]) is not None
    )


def slug_of(path: str) -> str:
    """Identity of a record inside its log: the file's name without ending, or the folder's name."""
    parts = path.split("/")
    return parts[-2] if is_folder_record(path) else _stem(parts[-1])


def log_of(path: str) -> str:
    """The folder of the log that a record belongs to."""
    return "/".join(path.split("/")[: -2 if is_folder_record(path) else -1])


def owning_folder(log: str) -> str:
    """The folder whose decisions a log holds: `services/cart` for `services/cart/docs/adr`."""
    parts = log.split("/") if log else []
    while parts and (_LOG.fullmatch(parts[-1]) or _ABOVE_LOG.fullmatch(parts[-1])):
        parts.pop()
    return "/".join(parts)


def number_of(slug: str) -> str:
    """The number in a record's name without leading zeros; empty for a name that has none or only a date."""
    match = _NUMBER.match(slug)
    if not match or (_DATED.match(slug) and match.start(1) == 0):
        return ""
    return match[1].lstrip("0") or "0"


def _stem(name: str) -> str:
    return re.sub(r"\.(?:html\.)?(?:md|markdown|rst|adoc|asciidoc)$", "", name, flags=re.IGNORECASE)
