"""Start here: what a team wrote down for those who are new, in `start-here.yml`."""

import msgspec

from gazetteer.model.document import DocumentLink
from gazetteer.model.place import Place


class Reading(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing to read: where it leads, with a title when the writer gave one, and minutes (0: not said)."""

    link: DocumentLink
    title: str = ""
    minutes: int = 0


class Task(msgspec.Struct, frozen=True, omit_defaults=True):
    """A first task.

    Attributes:
        about: Markdown. done: how one knows that it is done. minutes: how long it takes; 0 when that is not said.
    """

    title: str
    place: Place
    about: str = ""
    done: str = ""
    minutes: int = 0
    link: DocumentLink | None = None


class StartHere(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="start-here"):
    """One file.

    Attributes:
        team: ref of a group as written; empty when the file is for a role.
        role: such as `backend`; empty when the file is for a team.
        intro: Markdown.
    """

    place: Place
    team: str = ""
    team_place: Place | None = None
    role: str = ""
    intro: str = ""
    read: tuple[Reading, ...] = ()
    tasks: tuple[Task, ...] = ()
