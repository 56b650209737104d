"""What the handles of an ownership file mean: refs of groups and users."""

import re
from collections.abc import Iterator

from gazetteer.model.catalog import Catalog
from gazetteer.model.fault import Fault
from gazetteer.model.place import Place
from gazetteer.model.ref import MalformedRef, Ref, parse_ref
from gazetteer.settings import OwnersSettings


def plain(handle: str) -> str:
    """Without Bitbucket's suffix (`@acme/payments:random(2)`)."""
    return re.sub(r":(?:all|random\(\d+\)|least_busy\(\d+\))$", "", handle)


class Handles:
    """Turns handles into refs: the settings first, then what is declared, then the handle's form."""

    def __init__(self, catalog: Catalog, settings: OwnersSettings) -> None:
        self._catalog = catalog
        self._named = {
            handle.lower(): parse_ref(text, default_kind="group")
            for handle, text in settings.teams.items()
        }
        self._emails = {
            entity.profile["email"].lower(): entity.ref
            for entity in catalog.of_kind("user", "group")
            if entity.profile.get("email")
        }
        self._refs: dict[str, Ref | None] = {}

    def ref(self, handle: str) -> Ref | None:
        """The group or user; None for a role (`@@owner`) and for an unknown e-mail address."""
        if handle not in self._refs:
            self._refs[handle] = self._find(plain(handle))
        return self._refs[handle]

    def problems(self, path: str) -> Iterator[Fault]:
        """Entries of `owners.teams` that name nothing, told at the ownership file."""
        for handle, ref in self._named.items():
            if isinstance(ref, MalformedRef):
                yield Fault(
                    kind="owners",
                    code="teams",
                    message=f"the setting `owners.teams` gives `{handle}` the ref `{ref.text}`: {ref.reason}",
                    place=Place(path),
                    mend="write a ref such as `group:payments`",
                )

    def _find(self, handle: str) -> Ref | None:
        named = self._named.get(handle.lower())
        if isinstance(named, Ref):
            return named
        if handle.startswith("@@") or not handle.strip("@"):
            return None
        if "@" in handle[1:]:
            return self._emails.get(handle.lower())
        *spaces, name = handle.removeprefix("@").split("/")
        if spaces:
            in_namespace = Ref.of("group", name, spaces[0])
            return in_namespace if in_namespace in self._catalog.entities else Ref.of("group", name)
        user, group = Ref.of("user", name), Ref.of("group", name)
        # On GitLab a plain handle may be a group's.
        is_group = group in self._catalog.entities and user not in self._catalog.entities
        return group if is_group else user
