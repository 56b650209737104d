"""Silences written as comments beside what they silence, in YAML, Markdown and other text files."""

import re
from datetime import date

import msgspec

from gazetteer.model.place import Place
from gazetteer.model.silence import InlineSilence

TOP = 20
"""A silence for a whole file must stand within so many lines, where readers look."""

_HASH = re.compile(r"(?:^|(?<=\s))(?:#|//)\s*gazetteer:(?P<body>.*)$")
_HTML = re.compile(r"(?<!`)<!--\s*gazetteer:(?P<body>.*?)-->")
_RST = re.compile(r"^\s*\.\.\s+gazetteer:(?P<body>.*)$")
_MARKDOWN = (".md", ".markdown", ".mdx")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_UNTIL = re.compile(r"\s*\[?\buntil\s+(?P<date>\d[^\s\]]*)\]?$")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_RULE = re.compile(r"\*|[a-z0-9]+(-[a-z0-9]+)*")


def inline_silences(path: str, text: str) -> tuple[InlineSilence, ...]:
    """Reads `gazetteer: ignore RULE[, RULE] -- reason [until DATE]` (or `ignore-file`) from the comments of a file.

    A comment that shares its line with something silences that line; one that stands alone silences the next line that
    is neither empty nor such a comment.
    """
    if "gazetteer:" not in text:
        return ()
    markdown = path.endswith(_MARKDOWN)
    pattern = _HTML if markdown else _RST if path.endswith(".rst") else _HASH
    lines = text.split("\n")
    found: list[InlineSilence] = []
    waiting: list[InlineSilence] = []
    fence = ""
    for number, line in enumerate(lines, 1):
        if markdown and (mark := _FENCE.match(line)):
            if not fence:
                fence = mark.group(1)
            elif mark.group(1).startswith(fence):
                fence = ""
        comment = None if fence else pattern.search(line)
        if comment is not None:
            place = Place(path, number, comment.start() + 1)
            silence = _silence(comment["body"].strip(), place)
            alone = not (line[: comment.start()] + line[comment.end() :]).strip()
            (waiting if alone and silence.line else found).append(silence)
        elif line.strip():
            found += [msgspec.structs.replace(silence, line=number) for silence in waiting]
            waiting = []
    return tuple(sorted(found + waiting, key=lambda silence: silence.place))


def _silence(body: str, place: Place) -> InlineSilence:
    verb, _, rest = body.partition(" ")
    head, dashes, reason = rest.partition("--")
    rules = tuple(word for word in re.split(r"[,\s]+", head) if word)
    reason, until, problem = _split_until(reason.strip())
    if verb not in {"ignore", "ignore-file"}:
        problem = f"'{verb}' is not known: only 'ignore' and 'ignore-file' are"
    elif not rules or not all(_RULE.fullmatch(rule) for rule in rules):
        problem = "it does not name the rules that it silences"
    elif not dashes or not reason:
        problem = "it gives no reason"
    elif verb == "ignore-file" and place.line > TOP:
        problem = f"'ignore-file' must stand within the first {TOP} lines"
    return InlineSilence(
        rules=rules,
        reason=reason,
        place=place,
        line=0 if verb == "ignore-file" else place.line,
        until=until,
        problem=problem,
    )


def _split_until(reason: str) -> tuple[str, date | None, str]:
    end = _UNTIL.search(reason)
    if end is None:
        return reason, None, ""
    written = end["date"]
    reason = reason[: end.start()].rstrip(" ,;")
    try:
        if _ISO.fullmatch(written):
            return reason, date.fromisoformat(written), ""
    except ValueError:
        pass  # a date such as 2027-13-01, told below
    return reason, None, f"'{written}' is no date: write it as 2027-01-31"
