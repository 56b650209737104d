"""The labels of a decision record's fields, in the words and markings that people use, and our names of them."""

import re

from gazetteer.evidence import record_words

_LABELS = {
    "status": "status state adr-status decision-status",
    "build": "implementation implementation-status implementation-state build build-status",
    "date": "date data decision-date date-decided decided-on date-of-decision revdate",
    "review_by": "review-by review-date reviewby review-on next-review revisit revisit-by expires expiry valid-until",
    "created": "created created-on creation-date proposed-on start-date",
    "modified": "post-history last-modified last-updated updated-on updated modified",
    "deciders": "deciders decider decision-makers decision-maker decided-by approvers",
    "consulted": "consulted",
    "informed": "informed",
    "supersedes": "supersedes supercedes replaces obsoletes overrides",
    "supersededBy": "superseded-by superceded-by x-superseded-by replaced-by obsoleted-by successor",
    "amends": "amends updates extends refines",
    "amendedBy": "amended-by updated-by extended-by refined-by",
    "relatesTo": "related relates-to related-decisions related-adrs see-also depends-on",
    "tags": "tags keywords labels",
    "area": "area domain category",
    "touches": "touches applies-to appliesto affects components services",
    "covers": "covers paths",
    "title": "title",
}
_CANONICAL = {
    word: label
    for table in (_LABELS, record_words.LABELS)
    for label, words in table.items()
    for word in words.split()
}
_MARKS = re.compile(r"^[\s>*+-]*(?:\*\*|_{1,2})?\s*|\*\*|__")
_LABELLED = re.compile(r"([^\W\d_][^\W\d]*(?:[ -]+[^\W\d]+){0,4}?)\s*:\s*(.*)", re.DOTALL)
_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?)[ \t]+[\w -]{1,40}\"([^\"\n]*)\"")
_DATA = re.compile(r"data\W*:\W*(?!\d|\W)", re.IGNORECASE)
"""`Data: MySQL` is English; in Portuguese and Italian, a date follows."""
_DATE_WITHOUT_COLON = re.compile(r"(date)\s+(\d.*)", re.IGNORECASE)
COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
"""A comment of HTML, to its end or that of the text."""


def canonical(label: str) -> str:
    """Our name of a label as written; empty when it is none of ours."""
    return _CANONICAL.get(re.sub(r"[\s_]+", "-", label.strip(" \t\n*_").lower()), "")


def unmarked(text: str) -> str:
    """A line or cell without what makes it an entry of a list, a quote, bold or italic."""
    return _MARKS.sub("", text)


def label_of(line: str) -> tuple[str, str] | None:
    """The canonical label and the value of a line."""
    boxed = _ADMONITION.match(line.strip())
    cleaned = unmarked(COMMENT.sub("", boxed[1] if boxed else line)).strip()
    if _DATA.match(cleaned):
        return None
    match = _LABELLED.match(cleaned) or _DATE_WITHOUT_COLON.match(cleaned)
    label = canonical(match[1]) if match else ""
    return (label, match[2].strip()) if match and label else None
