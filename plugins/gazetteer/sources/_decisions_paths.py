"""Which files are decision records, by place, name and, where these leave a doubt, a status in the text."""

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache

import msgspec

from gazetteer.evidence.record_words import STATUS_LABEL
from gazetteer.formats.globs import compile_glob
from gazetteer.model.decision import DecisionLog

ENDINGS = (".md", ".markdown", ".rst", ".adoc", ".asciidoc")
"""Of files that may be records."""

_LOG = re.compile(
    r"adrs?|decisions?|decision[-_ ](?:records?|logs?)"
    r"|architecture?(?:al)?[-_ ]decisions?(?:[-_ ](?:records?|logs?))?|(?:\d+[-_])?adrs?"
    r"|peps|oeps|oteps",
    re.IGNORECASE,
)
_PROPOSALS = re.compile(r"rfcs?|text|proposals|enhancements|keps", re.IGNORECASE)
"""Folders of records only where these are numbered and state their status, or when they were started (Rust)."""
_NAMED_SO = re.compile(r"adr[-_ ]?(?:\d|draft)", re.IGNORECASE)
_CERTAIN_LOG = re.compile(r"(?:\d+[-_])?adrs?", re.IGNORECASE)
_RECORD = re.compile(
    r"(?i:(?:adr|pep|oep|otep|rfc|kep)[-_ ]?(?:\d|draft)|\d{1,5}[-_ .]|\d{8}[-_ ]|\d{4}-\d{2}-\d{2}[-_ ])"
    r"|[A-Z]{2,8}[-_](?:[A-Za-z]{1,20}[-_]){0,2}\d{3}"
)
_NOT_RECORD = re.compile(
    r"(?:readme|index|changelog|contributing|agents|claude|summary|toc|glossary|requirements|_.*"
    r"|(?:0{1,4}[-_ ])?(?:adr|madr|decision)?[-_ ]?(?:record[-_ ])?template(?:[-_ .].*)?|.*[-_]template)",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(r".*template.*", re.IGNORECASE)
_FORMS = re.compile(r"[-_.]?templates?", re.IGNORECASE)
_STATUS = re.compile(
    rf"^[ \t#>|*_+=:-]*+(?:{STATUS_LABEL}|start date)\b", re.IGNORECASE | re.MULTILINE
)
_ABOVE_LOG = re.compile(
    r"docs?|documentation|architecture|architectural|arch|design|src|content|wiki", re.IGNORECASE
)
_NUMBER = re.compile(
    r"(?:\d{4}-\d{2}-\d{2}[-_ ]|\d{8}[-_ ])?"
    r"(?:(?i:(?:adr|pep|oep|otep|rfc|kep)[-_ ]?)|[A-Z]{2,8}[-_](?:[A-Za-z]{1,20}[-_]){0,2}(?=\d{3}))?(\d{1,6})(?!\d)"
)
_DATED = re.compile(r"\d{8}(?!\d)|\d{4}-\d{2}-\d{2}")


# `dict=True`: with room for what `cached_property` keeps.
class Logs(msgspec.Struct, frozen=True, dict=True):
    """The logs that a tree or its settings name, beside those that are found by the names of their folders.

    Attributes:
        folders: paths or globs of folders.
        leave_out: globs of files that are no records.
        named: what files of the tree say about folders.
        apart: paths of records whose usual name another record has already (`docs/adr/0001-x.md` and
            `docs/decisions/0001-x.md`): their ref ends in a checksum of the path.
    """

    folders: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    named: tuple[DecisionLog, ...] = ()
    apart: tuple[str, ...] = ()

    def holds(self, folder: str) -> bool:
        """Whether a folder is named as a log."""
        return folder in self._named or any(
            compile_glob(f"{pattern.strip('/')}/*")(f"{folder}/x") for pattern in self.folders
        )

    def leaves_out(self, path: str) -> bool:
        """Whether a file is said to be no record."""
        return any(compile_glob(pattern)(path) for pattern in self.leave_out)

    def is_apart(self, path: str) -> bool:
        """Whether the usual name of a record belongs to another one."""
        return path in self._apart

    def package(self, folder: str) -> str:
        """The name of the package that a log belongs to; empty when no file gives it one."""
        log = self._named.get(folder)
        return log.package if log else ""

    @cached_property
    def _apart(self) -> frozenset[str]:
        return frozenset(self.apart)

    @cached_property
    def _named(self) -> Mapping[str, DecisionLog]:
        return {log.folder: log for log in self.named}


NO_LOGS = Logs()


def is_record(path: str, text: str, logs: Logs = NO_LOGS) -> bool:
    """Whether a file is a decision record rather than a page about them.

    A record stands in a folder of a decision log and is named by number or date (or the folder's name leaves no
    doubt, or the file states a status); or its name begins with `adr-` and a number, wherever it stands. A folder
    `0001-title/README.md` inside a log is a record as well, and so is a numbered file with a status further down.
    """
    folder, _, name = path.rpartition("/")
    known = logs.holds(folder) or logs.holds(folder.rpartition("/")[0])
    if not known and not _may_be_log(folder) and not _NAMED_SO.match(name):
        return False  # as nearly all pages of a tree
    return _is_record(path, text, logs)


def _is_record(path: str, text: str, logs: Logs) -> bool:
    *folders, name = path.split("/")
    stem = _stem(name)
    folder_record = is_folder_record(path, logs)
    if folder_record or _NOT_RECORD.fullmatch(stem) or logs.leaves_out(path):
        return folder_record and not logs.leaves_out(path)
    if any(map(_FORMS.fullmatch, folders)):
        return False
    if _NAMED_SO.match(stem) or logs.holds("/".join(folders)):
        return True
    parent = folders[-1] if folders else ""
    numbered = _RECORD.match(stem) is not None
    if _LOG.fullmatch(parent):
        sure = numbered or _CERTAIN_LOG.fullmatch(parent) is not None
        return sure or _STATUS.search(text[:20_000]) is not None
    below = _PROPOSALS.fullmatch(parent) or any(map(_CERTAIN_LOG.fullmatch, folders))
    return bool(numbered and below) and _STATUS.search(text[:20_000]) is not None


@lru_cache(maxsize=4_096)
def _may_be_log(folder: str) -> bool:
    """Whether a folder, or one around it, has a name that folders of records have."""
    return any(_LOG.fullmatch(part) or _PROPOSALS.fullmatch(part) for part in folder.split("/"))


def is_template(path: str, logs: Logs = NO_LOGS) -> bool:
    """Whether a file of a log is the form that new records are copied from."""
    folder, _, name = path.rpartition("/")
    known = _LOG.fullmatch(folder.rpartition("/")[2]) or logs.holds(folder)
    return bool(folder and known and _TEMPLATE.fullmatch(_stem(name)))


def is_folder_record(path: str, logs: Logs = NO_LOGS) -> bool:
    """Whether the record is a folder of its own: `adr/0001-title/README.md`."""
    parts = path.split("/")
    return (
        len(parts) > 2
        and _stem(parts[-1]).lower() in {"readme", "index"}
        and _RECORD.match(parts[-2]) is not None
        and (
            _LOG.fullmatch(parts[-3]) is not None
            or logs.holds("/".join(parts[:-2]))
            or is_enhancement(path)
        )
    )


def is_enhancement(path: str) -> bool:
    """Whether it is the page of an enhancement proposal of Kubernetes: `keps/sig-node/1287-title/README.md`."""
    *folders, name = path.split("/")
    return (
        name == "README.md"
        and "keps" in folders[:-1]
        and re.match(r"\d{1,6}-", folders[-1]) is not None
    )


def slug_of(path: str, logs: Logs = NO_LOGS) -> str:
    """Identity of a record inside its log: the file's name without ending, or the folder's name."""
    parts = path.split("/")
    return parts[-2] if is_folder_record(path, logs) else _stem(parts[-1])


def log_of(path: str, logs: Logs = NO_LOGS) -> str:
    """The folder of the log that a record belongs to."""
    return "/".join(path.split("/")[: -2 if is_folder_record(path, logs) else -1])


def owning_folder(log: str) -> str:
    """The folder whose decisions a log holds: `services/cart` for `services/cart/docs/adr`."""
    parts = log.split("/") if log else []
    while parts and any(form.fullmatch(parts[-1]) for form in (_LOG, _PROPOSALS, _ABOVE_LOG)):
        parts.pop()
    return "/".join(parts)


def number_of(slug: str) -> str:
    """The number in a record's name without leading zeros; empty for a name that has none or only a date."""
    match = _NUMBER.match(slug)
    if not match or (_DATED.match(slug) and match.start(1) == 0):
        return ""
    return match[1].lstrip("0") or "0"


def _stem(name: str) -> str:
    """A file's name without its ending; `x` of `x.html.md` too."""
    ending = next((e for e in ENDINGS if name[-len(e) :].lower() == e), "")
    if not ending:
        return name
    stem = name[: -len(ending)]
    return stem[:-5] if stem[-5:].lower() == ".html" else stem
