"""An ownership file: its rules, and the three-state answer to "who owns this path"."""

import msgspec

from gazetteer.model.fault import Fault
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref


class OwnersRule(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of an ownership file.

    Attributes:
        pattern: as written, escapes removed.
        owners: as written; empty means "on purpose nobody".
        section: GitLab section; empty for the unnamed one.
        exclude: the line takes paths out (`!`).
    """

    pattern: str
    owners: tuple[str, ...]
    place: Place
    section: str = ""
    exclude: bool = False


class Section(msgspec.Struct, frozen=True, omit_defaults=True):
    """A GitLab section."""

    name: str
    optional: bool = False
    approvals: int = 1
    owners: tuple[str, ...] = ()


class OwnersFile(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="owners"):
    """A whole ownership file, read by the rules of one platform.

    Attributes:
        platform: `github`, `gitlab`, `bitbucket` or `gitea` (Forgejo too).
        rules: in the order of the file; lines that the platform skips are not among them.
        sections: of GitLab, each name once, in the spelling in which it stands first.
        problems: what this platform could not take, of kind `owners`. They become records only for the file that is
            in force: which one that is depends on the settings, which a source does not see.
    """

    platform: str
    rules: tuple[OwnersRule, ...]
    sections: tuple[Section, ...] = ()
    problems: tuple[Fault, ...] = ()


class OwnersAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who owns a path.

    Attributes:
        state: `owned`, `unowned` (a rule matched that names nobody), `unmatched` (no rule matched).
        owners: in the order written; over all sections for GitLab.
        rules: the deciding rules, one for each section that matched.
    """

    state: str
    owners: tuple[str, ...] = ()
    rules: tuple[OwnersRule, ...] = ()


class OwningTeam(msgspec.Struct, frozen=True, tag="team"):
    """A team that the ownership file in force names, at its first line, and the group that it is taken for."""

    handle: str
    ref: Ref
    place: Place


class PathOwners(msgspec.Struct, frozen=True, tag="path-owners"):
    """Whom the ownership file in force names for a document that names nobody itself.

    Attributes:
        owners: handles as written.
        place: the line that decides.
    """

    owners: tuple[str, ...]
    place: Place
