"""The text of a new record: one of our templates or the user's own, in the manner of its neighbours."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import msgspec

from gazetteer.cli._output import USAGE, stop
from gazetteer.cli._record_manner import in_manner
from gazetteer.cli._record_status import with_status
from gazetteer.cli._yaml_text import yaml_text
from gazetteer.evidence.decisions import Recogniser
from gazetteer.model.decision import Decision
from gazetteer.surveyor.recognise import as_decision

_MARKUP = re.compile(r"[\\`*_\[\]<>&~|{}#]")
"""Signs that Markdown would take for something else."""
_DATE = re.compile(r"\{[^{}\n]*YYYY-MM-DD[^{}\n]*\}|\[[^\[\]\n]*YYYY-MM-DD[^\[\]\n]*\]|YYYY-MM-DD")
_TITLE = re.compile(r"^(?P<signs>#|=)[ \t]+.*$", re.MULTILINE)
_WORD = re.compile(r"\b(?:NUMBER|TITLE|DATE|STATUS)\b")
"""What adr-tools replaces in a template (`adr-new`)."""
_MARK = re.compile(r"\A(?:[#= \t]+|title:\s*[|>]?[-+]?\s*[\"']?)*", re.IGNORECASE)
"""What makes a line a title."""
_NUMBER = re.compile(r"\d+")


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What a new record is to say.

    Attributes:
        path: where it will stand.
        number: of the next record, whether or not its name has one.
        prefixes: what may stand before the title, the most wanted first.
        touches: refs of what it is about.
        neighbour: text of the record whose manner it follows; empty where a form was asked for.
    """

    path: str
    title: str
    number: int
    date: str
    prefixes: tuple[str, ...]
    deciders: tuple[str, ...] = ()
    touches: tuple[str, ...] = ()
    neighbour: str = ""


def record_text(wanted: Wanted, template: str, recognise: Recogniser = as_decision) -> str:
    """The text of a record that our own reader gives the title it was asked for; ends the command where none does.

    Args:
        wanted: what it is to say.
        template: `madr`, `nygard`, `y`, `bullets`, `table`, or the path of a file.
        recognise: reads a text as a record.
    """
    texts = (_filled(wanted, template, heading, recognise) for heading in _headings(wanted))
    found = next((text for text in texts if _fits(wanted, text, recognise)), "")
    if not found:
        stop(f"{wanted.title!r} would not be read back as the title: say it plainer", USAGE)
    return found


def _fits(wanted: Wanted, text: str, recognise: Recogniser) -> bool:
    read = recognise(wanted.path, text)
    return read is None or read.title == wanted.title


def prefix_of(line: str, decision: Decision, number: int) -> str:
    """What the next record has before its title, as a neighbour's heading has it: `ADR-0003: `; empty for nothing."""
    at = line.find(decision.title) if decision.number else -1
    before = _MARK.sub("", line[:at]) if at > 0 else ""
    found = _NUMBER.search(before)
    if not found or int(found[0]) != int(decision.number):
        return ""
    spelled = str(number).zfill(len(found[0])) if found[0].startswith("0") else str(number)
    return before[: found.start()] + spelled + before[found.end() :]


def _headings(wanted: Wanted) -> Iterator[str]:
    """Spellings of the heading, the plainest first."""
    escaped = _MARKUP.sub(lambda sign: f"\\{sign[0]}", wanted.title)
    for prefix in wanted.prefixes:
        yield from (f"{prefix}{wanted.title}", f"{prefix}{escaped}")


def _filled(wanted: Wanted, template: str, heading: str, recognise: Recogniser) -> str:
    ending = wanted.path.rpartition(".")[2]
    name = (
        f"{template}.{ending}"
        if template == "nygard" and ending in {"rst", "adoc"}
        else f"{template}.md"
    )
    ours = files("gazetteer.cli") / "templates" / name
    if not re.fullmatch(r"[a-z]+", template) or not ours.is_file():
        return _own(wanted, Path(template), heading, recognise)
    people, refs = ", ".join(wanted.deciders), [f"[[{ref}]]" for ref in wanted.touches]
    touching = ", ".join(map(yaml_text, wanted.touches))
    text = ours.read_text("utf-8").format(
        heading=heading,
        underline="=" * max(4, len(heading)),
        date=wanted.date,
        quoted=", ".join(map(yaml_text, wanted.deciders)),
        touching=touching,
        people=f"\nDeciders: {people}\n" if people else "",
        deciders=f"- Deciders: {people}\n" if people else "",
        touches=f"\nTouches: {', '.join(refs)}\n" if refs else "",
        touched=f"- Touches: {', '.join(refs)}\n" if refs else "",
        fields="".join(
            f":{label}: {', '.join(named)}\n"
            for label, named in (("Deciders", wanted.deciders), ("Touches", refs))
            if named
        ),
        row=f"| Deciders | {people} |\n" if people else "",
        touched_row=f"| Touches | {', '.join(refs)} |\n" if refs else "",
    )
    text = text if touching else text.replace("touches: []\n", "", 1)
    return (
        in_manner(text, wanted.neighbour, heading, wanted.number, wanted.deciders)
        if wanted.neighbour
        else text
    )


def _own(wanted: Wanted, template: Path, heading: str, recognise: Recogniser) -> str:
    """The user's own file with its title, date and status filled in; words of adr-tools, or placeholders of MADR."""
    try:
        text = template.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        stop(
            f"--template {template}: it is neither madr, nygard nor y, and as a file: {error}",
            USAGE,
        )
    if "TITLE" in _WORD.findall(text):
        words = {
            "NUMBER": str(wanted.number),
            "TITLE": wanted.title,
            "DATE": wanted.date,
            "STATUS": "Proposed",
        }
        filled = _WORD.sub(lambda word: words[word[0]], text)
    else:
        filled = _DATE.sub(
            wanted.date, _TITLE.sub(lambda line: f"{line['signs']} {heading}", text, count=1)
        )
    read = recognise(wanted.path, filled)
    if read and read.status not in {"proposed", "draft"}:
        filled = with_status(wanted.path, filled, "proposed", None, recognise) or filled
    return filled + "".join(f"\nTouches: [[{ref}]]\n" for ref in wanted.touches)
