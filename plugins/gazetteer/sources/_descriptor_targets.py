"""The targets of a Location: files and globs of this repository that should exist."""

from collections.abc import Iterator, Mapping

from gazetteer.extension import File, Siblings
from gazetteer.formats.globs import is_glob
from gazetteer.model.fault import Fault
from gazetteer.model.ref import Ref
from gazetteer.sources._descriptor_paths import inside, is_absolute_url
from gazetteer.sources._descriptor_relations import Where
from gazetteer.sources._descriptor_words import Keys, shown


def target_faults(
    file: File, ref: Ref, spec: Mapping[str, object], siblings: Siblings, where: Where
) -> Iterator[Fault]:
    """Yields a fault for each target in this repository that matches nothing, unless its presence is optional.

    Addresses elsewhere are not looked at. A target is relative to the Location's file; one that begins with `/` is
    relative to the root of the repository, as in the readers of source hosts.
    """
    if spec.get("presence") == "optional":
        return
    for keys, target in _targets(spec):
        if not target or is_absolute_url(target):
            continue
        path = inside("" if target.startswith("/") else file.folder, target.lstrip("/"))
        if path is None:
            trouble = "leads out of the repository"
        elif siblings.glob(path) if is_glob(path) else siblings.exists(path):
            continue
        else:
            trouble = "matches no file of this repository"
        yield Fault(
            kind="entity",
            code="location-target",
            message=f"the target {shown(target)} {trouble}",
            place=where(keys),
            mend="correct the path, which is relative to this file, or set `presence: optional`",
            entity=ref,
        )


def _targets(spec: Mapping[str, object]) -> Iterator[tuple[Keys, str]]:
    target, targets = spec.get("target"), spec.get("targets")
    if isinstance(target, str):
        yield ("spec", "target"), target
    for number, member in enumerate(targets if isinstance(targets, list) else ()):
        if isinstance(member, str):
            yield ("spec", "targets", number), member
