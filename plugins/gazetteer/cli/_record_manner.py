"""The manner of a neighbour: its keys of front matter, its marks around labels, the head of its table."""

import re
from collections.abc import Iterator, Sequence

from gazetteer.cli._yaml_text import yaml_text
from gazetteer.formats.frontmatter import as_text, as_texts, split

_LABEL = r"(?m)^(?P<before>[ \t]*(?:[-*+][ \t]+)?(?:\*\*|__)?){}(?P<after>(?:\*\*|__)?:(?:\*\*|__)?[ \t]*)"
_STATED = re.compile(_LABEL.format("(?i:status)") + r"(?=\S)")
_WRITTEN = re.compile(_LABEL.format("(?P<label>Status|Date|Deciders|Touches)"))
_HEAD = re.compile(r"(?m)^\|[^|\n]*\|[^|\n]*\|[ \t]*\n\|[ \t:-]+\|[ \t:-]+\|[ \t]*$")
_FRONT = re.compile(r"\A---\n.*?\n---\n\n?", re.DOTALL)
_TITLE = re.compile(r"(?m)^# .*\n\n?")
_DATED = re.compile(r"(?m)^Date: .*\n\n?")
_DECIDERS = re.compile(r"(?m)^Deciders: .*\n\n?")
_PEOPLE = frozenset({"authors", "author", "deciders", "decider", "decision-makers"})


def in_manner(
    text: str, neighbour: str, heading: str, number: int, people: Sequence[str] = ()
) -> str:
    """The text of a new record, its metadata written as in a neighbour's; what the neighbour lacks stays as it is.

    Args:
        text: made from one of our templates.
        neighbour: the newest record of the log.
        heading: of the new record.
        number: of the new record, for a key that counts.
        people: who decides.
    """
    front = split(neighbour)
    if front.values:
        text = text if _DATED.search(front.body) else _DATED.sub("", text, count=1)
        return _with_front(text, front.values, heading, number, people)
    table, stated = _HEAD.search(neighbour), _STATED.search(neighbour)
    if table and _HEAD.search(text):
        return _HEAD.sub(lambda _: table[0], text, count=1)
    if stated and _WRITTEN.search(text):
        marks = stated["before"], stated["after"]
        return _WRITTEN.sub(lambda line: f"{marks[0]}{line['label']}{marks[1]}", text)
    return text


def _with_front(
    text: str, keys: dict[str, object], heading: str, number: int, people: Sequence[str]
) -> str:
    ours = split(text).values
    lines = list(_lines(keys, ours, people, heading, number))
    if touches := ours.get("touches"):
        lines.append(f"touches: [{', '.join(map(yaml_text, as_texts(touches)))}]")
    body = _FRONT.sub("", text, count=1)
    if "title" in keys:
        body = _TITLE.sub("", body, count=1)
    if _PEOPLE & keys.keys():
        body = _DECIDERS.sub("", body, count=1)
    return "\n".join(["---", *lines, "---", "", body]) if lines else text


def _lines(
    keys: dict[str, object],
    ours: dict[str, object],
    people: Sequence[str],
    heading: str,
    number: int,
) -> Iterator[str]:
    """The neighbour's keys that we know what to write for, in its order."""
    for key, value in keys.items():
        match key.lower():
            case "title":
                yield f"{key}: {yaml_text(heading)}"
            case "slug" | "id" | "number" if as_text(value).isdecimal():
                yield f"{key}: {number}"
            case "status":
                yield f"{key}: {'Proposed' if as_text(value)[:1].isupper() else 'proposed'}"
            case "date" | "created":
                yield f"{key}: {as_text(ours.get('date'))}"
            case "tags":
                yield f"{key}: []"
            case name if name in _PEOPLE and isinstance(value, str):
                yield f"{key}: {yaml_text(', '.join(people))}" if people else f"{key}:"
            case name if name in _PEOPLE:
                yield f"{key}: [{', '.join(map(yaml_text, people))}]"
