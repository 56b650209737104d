"""What became of each API description since the tree that is compared with: renames followed, consumers named."""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from gazetteer.apis.compare import Comparison, Refused, Version, compare
from gazetteer.evidence.consumers import Consumers, Use, operation_name, who, with_consumers
from gazetteer.model.catalog import Catalog
from gazetteer.model.change import ApiChange, ApiDifference, Level
from gazetteer.model.entity import Entity
from gazetteer.model.fact import Fact
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref
from gazetteer.model.surface import Surface


def api_differences(catalog: Catalog) -> Iterator[Fact]:
    """One fact for each description that differs; none without a tree to compare with."""
    before = catalog.before
    if before is None:
        return
    old, new = dict(_descriptions(before)), dict(_descriptions(catalog))
    pairs = _Pairs(catalog, before, old, new)
    consumers, earlier_consumers = Consumers(catalog), Consumers(before)
    matched: set[str] = set()
    differences: dict[str, ApiDifference] = {}
    for path, surface in new.items():
        earlier = pairs.earlier(path)
        if earlier is None:
            continue
        matched.add(earlier)
        if not _same_text(catalog, before, path, surface, earlier):
            api = _api_at(catalog, path)
            uses = consumers.of(api, old[earlier]) if api else ()
            found = _compared(catalog, before, (earlier, path), api, uses)
            if found is not None:
                differences[path] = found
    for path, difference in differences.items():
        yield Fact(path, _once(path, difference, new, differences))
    for path in sorted(old.keys() - matched):
        if path not in new and path not in catalog.paths:
            api = _api_at(before, path)
            uses = consumers.of(api, old[path]) if api else ()
            if api and catalog.entity(api.ref) is None:
                # Which API a pact speaks of is known by the base only, where that API was.
                uses += tuple(u for u in earlier_consumers.of(api) if _is_pact_kept(catalog, u))
            yield Fact(path, _gone(path, old[path], api.ref if api else None, uses))


def _once(
    path: str,
    difference: ApiDifference,
    surfaces: dict[str, Surface],
    differences: dict[str, ApiDifference],
) -> ApiDifference:
    """A difference without the changes that are told where the file is a part of an API's description."""
    if difference.api is not None:
        return difference
    told = {
        (change.rule, change.place_old, change.place_new)
        for other, whole in differences.items()
        if other != path and path in surfaces[other].files
        for change in whole.changes
    }
    kept = tuple(c for c in difference.changes if (c.rule, c.place_old, c.place_new) not in told)
    return msgspec.structs.replace(difference, changes=kept)


def _is_pact_kept(catalog: Catalog, use: Use) -> bool:
    return use.hit.evidence == "pact" and use.hit.place.path in catalog.paths


def _api_at(catalog: Catalog, path: str) -> Entity | None:
    """The API whose description stands at a path."""
    return next((api for api in catalog.of_kind("api") if api.definition_path == path), None)


def _gone(path: str, surface: Surface, api: Ref | None, uses: tuple[Use, ...]) -> ApiDifference:
    """A description that is no longer there, and all its operations with it."""
    count = len(surface.operations)
    change = ApiChange(
        rule="description-removed",
        level=Level.BREAKING,
        message=f"{path} was removed, and with it {count} operation{'' if count == 1 else 's'}",
        operations=tuple(map(operation_name, surface.operations)),
        place_old=Place(path, 1),
        consumers=tuple({who(use.hit): use.hit for use in uses}.values()),
    )
    return ApiDifference(path=path, old_path=path, gone=True, api=api, changes=(change,))


def _descriptions(catalog: Catalog) -> Iterator[tuple[str, Surface]]:
    """Path -> surface of the descriptions that stand in files of their own."""
    for path, values in catalog.facts.items():
        surface = next((value for value in values if isinstance(value, Surface)), None)
        if surface is not None and path in catalog.paths:
            yield path, surface


@dataclass(frozen=True, eq=False)
class _Pairs:
    """Finds the earlier path of a description."""

    catalog: Catalog
    before: Catalog
    old: dict[str, Surface]
    new: dict[str, Surface]

    def earlier(self, path: str) -> str | None:
        """The same path; else the path before a rename; else where the same API's description was; else nothing."""
        if path in self.old:
            return path
        for change in self.catalog.history.changes.get(path, ()):
            if change.old in self.old and change.old not in self.new:
                return change.old
        for api in self.catalog.of_kind("api"):
            if api.definition_path == path and (was := self.before.entity(api.ref)):
                moved = was.definition_path
                return moved if moved in self.old and moved not in self.new else None
        content = self.catalog.paths.get(path)
        same = (p for p in self.old if p not in self.new and self.before.paths.get(p) == content)
        return next(same, None)


def _same_text(
    catalog: Catalog, before: Catalog, path: str, surface: Surface, earlier: str
) -> bool:
    """Whether neither the description nor a file that it refers to differs."""
    return catalog.paths.get(path) == before.paths.get(earlier) and all(
        catalog.paths.get(file) == before.paths.get(file) for file in surface.files
    )


def _compared(
    catalog: Catalog,
    before: Catalog,
    paths: tuple[str, str],
    api: Entity | None,
    uses: tuple[Use, ...],
) -> ApiDifference | None:
    texts = before.read(paths[0]), catalog.read(paths[1])
    if texts[0] is None or texts[1] is None:
        return None
    kind = api.type if api else ""
    old = Version(paths[0], texts[0], before.read, kind)
    found = compare(old, Version(paths[1], texts[1], catalog.read, kind), catalog.today)
    ref = api.ref if api else None
    if isinstance(found, Refused):
        return ApiDifference(
            path=paths[1],
            old_path=paths[0],
            api=ref,
            refused=found.message,
            refused_place=found.place,
        )
    return _difference(found, paths, api, uses)


def _difference(
    found: Comparison, paths: tuple[str, str], api: Entity | None, uses: tuple[Use, ...]
) -> ApiDifference:
    return ApiDifference(
        path=paths[1],
        old_path=paths[0],
        api=api.ref if api else None,
        versions=found.versions,
        version_place=found.version_place,
        changes=with_consumers(found, uses),
    )
