"""`start-here.yml`: what a team wants a newcomer to read and to do first."""

import re
from collections.abc import Iterator

import msgspec

from gazetteer.extension import File, Siblings
from gazetteer.formats.shaped import faults
from gazetteer.formats.structured import Document, Problem
from gazetteer.formats.yaml import load
from gazetteer.model.catalog import Record
from gazetteer.model.document import DocumentLink
from gazetteer.model.entity import KINDS
from gazetteer.model.fact import Fact
from gazetteer.model.fault import Fault
from gazetteer.model.place import Place
from gazetteer.model.start_here import Reading, StartHere, Task

name = "start-here"
version = 1
patterns: tuple[str, ...] = ("**/start-here.{yml,yaml}",)

_REF = re.compile(rf"(?:{'|'.join(KINDS)}):\S+")
_FORM = "write `team:` or `role:`, and lists `read:` and `tasks:`, as the guide on onboarding shows"


class _Reading(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    link: str
    title: str = ""
    minutes: int = 0


class _Task(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    about: str = ""
    done: str = ""
    minutes: int = 0
    link: str = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    team: str = ""
    role: str = ""
    intro: str = ""
    read: tuple[_Reading, ...] = ()
    tasks: tuple[_Task, ...] = ()


def read(file: File, _siblings: Siblings) -> Iterator[Record]:
    """Yields a `StartHere`, or a fault for each thing in the file that is not understood."""
    document = load(file.text)
    if isinstance(document, Problem):
        place = Place(file.path, document.line, document.column)
        yield _fault("yaml", f"the file cannot be read: {document.message}", place, "mend the YAML")
        return
    value = _spelled_out(document.value)
    told = list(faults(value, _File, ""))
    for text in told:
        key, _, what = text.partition(": ")
        place = Place(file.path, *document.at(*key.split(".")), key)
        words = f"`{key}`: {what}" if key else what
        yield _fault("shape", words.replace("setting", "key"), place, _FORM)
    if told:
        return
    written = msgspec.convert(value, _File)
    if bool(written.team) == bool(written.role):
        place = Place(file.path, *document.at("team"))
        yield _fault("whom", "it must say for whom it is: one `team`, or one `role`", place, _FORM)
        return
    yield Fact(file.path, _start_here(file.path, written, document))


def _spelled_out(value: object) -> object:
    """A step of the reading list may be written as its link alone."""
    if not isinstance(value, dict) or not isinstance(value.get("read"), list):
        return {} if value is None else value
    steps = [{"link": step} if isinstance(step, str) else step for step in value["read"]]
    return {**value, "read": steps}


def _start_here(path: str, written: _File, document: Document) -> StartHere:
    def link(target: str, *keys: str | int) -> DocumentLink:
        place = Place(path, *document.at(*keys))
        return DocumentLink(target, "ref" if _REF.fullmatch(target) else "link", place)

    return StartHere(
        place=Place(path),
        team=written.team,
        team_place=Place(path, *document.at("team"), "team"),
        role=written.role,
        intro=written.intro,
        read=tuple(
            Reading(link(step.link, "read", at), step.title, step.minutes)
            for at, step in enumerate(written.read)
        ),
        tasks=tuple(
            Task(
                title=task.title,
                place=Place(path, *document.at("tasks", at)),
                about=task.about,
                done=task.done,
                minutes=task.minutes,
                link=link(task.link, "tasks", at, "link") if task.link else None,
            )
            for at, task in enumerate(written.tasks)
        ),
    )


def _fault(code: str, message: str, place: Place, mend: str) -> Fault:
    return Fault(kind="start-here", code=code, message=message, place=place, mend=mend)
