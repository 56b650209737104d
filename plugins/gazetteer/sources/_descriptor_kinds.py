"""The kinds of descriptors: which spec fields each demands and knows, and which of them are references."""

from collections.abc import Mapping
from typing import Literal

import msgspec

Shape = Literal["text", "texts", "list", "profile", "remotes", "presence"]

_CORE_VERSIONS = ("backstage.io/v1alpha1", "backstage.io/v1beta1")


class KindRules(msgspec.Struct, frozen=True):
    """What a spec must and may hold; keys that neither names are kept unread.

    Attributes:
        versions: the apiVersions that know the kind.
        required: field -> shape.
        optional: field -> shape.
    """

    versions: tuple[str, ...]
    required: Mapping[str, Shape] = {}
    optional: Mapping[str, Shape] = {}


class RefField(msgspec.Struct, frozen=True):
    """A spec field that holds references.

    Attributes:
        name: of the field.
        default_kind: taken where the author writes none; empty where the kind is mandatory.
        relation: type of the relation, in the author's direction.
    """

    name: str
    default_kind: str
    relation: str


KINDS: Mapping[str, KindRules] = {
    "Component": KindRules(
        _CORE_VERSIONS,
        {"type": "text", "lifecycle": "text", "owner": "text"},
        {
            "system": "text",
            "subcomponentOf": "text",
            "providesApis": "texts",
            "consumesApis": "texts",
            "dependsOn": "texts",
        },
    ),
    "API": KindRules(
        _CORE_VERSIONS,
        {"type": "text", "lifecycle": "text", "owner": "text", "definition": "text"},
        {"system": "text"},
    ),
    "Resource": KindRules(
        _CORE_VERSIONS,
        {"type": "text", "owner": "text"},
        {"system": "text", "dependsOn": "texts"},
    ),
    "System": KindRules(_CORE_VERSIONS, {"owner": "text"}, {"domain": "text", "type": "text"}),
    "Domain": KindRules(_CORE_VERSIONS, {"owner": "text"}, {"subdomainOf": "text", "type": "text"}),
    "Group": KindRules(
        _CORE_VERSIONS,
        {"type": "text", "children": "texts"},
        {"profile": "profile", "parent": "text", "members": "texts"},
    ),
    "User": KindRules(_CORE_VERSIONS, {"memberOf": "texts"}, {"profile": "profile"}),
    "Location": KindRules(
        _CORE_VERSIONS,
        {},
        {"type": "text", "target": "text", "targets": "texts", "presence": "presence"},
    ),
    "Template": KindRules(
        (
            "scaffolder.backstage.io/v1beta3",
            "backstage.io/v1beta3",
            "backstage.io/v1beta2",
            "backstage.io/v1alpha1",
        ),
        {"type": "text"},
        {"owner": "text", "steps": "list"},
    ),
    "AiResource": KindRules(
        ("backstage.io/v1alpha1",),
        {"type": "text", "lifecycle": "text", "owner": "text"},
        {"system": "text", "dependsOn": "texts"},
    ),
}
"""Backstage's kind schemas; `dependencyOf` has a relation there, but no schema."""

_VARIANTS: Mapping[tuple[str, str], tuple[Mapping[str, Shape], frozenset[str]]] = {
    ("API", "mcp-server"): ({"remotes": "remotes"}, frozenset({"definition"})),
    ("AiResource", "rule"): ({"category": "text", "rationale": "text"}, frozenset()),
    ("AiResource", "plugin"): ({"skills": "texts"}, frozenset()),
    ("AiResource", "marketplace"): ({"plugins": "texts"}, frozenset()),
}
"""(kind, spec.type) -> what it demands more, and what it does not demand."""

_OWNER = RefField("owner", "group", "ownedBy")
_SYSTEM = RefField("system", "system", "partOf")
_DEPENDS = (RefField("dependsOn", "", "dependsOn"), RefField("dependencyOf", "", "dependencyOf"))

REF_FIELDS: Mapping[str, tuple[RefField, ...]] = {
    "Component": (
        _OWNER,
        _SYSTEM,
        RefField("subcomponentOf", "component", "partOf"),
        RefField("providesApis", "api", "providesApi"),
        RefField("consumesApis", "api", "consumesApi"),
        *_DEPENDS,
    ),
    "API": (_OWNER, _SYSTEM),
    "Resource": (_OWNER, _SYSTEM, *_DEPENDS),
    "System": (_OWNER, RefField("domain", "domain", "partOf")),
    "Domain": (_OWNER, RefField("subdomainOf", "domain", "partOf")),
    "Group": (
        RefField("parent", "group", "childOf"),
        RefField("children", "group", "parentOf"),
        RefField("members", "user", "hasMember"),
    ),
    "User": (RefField("memberOf", "group", "memberOf"),),
    "Template": (_OWNER,),
    "AiResource": (
        _OWNER,
        _SYSTEM,
        RefField("dependsOn", "airesource", "dependsOn"),
        RefField("skills", "airesource", "hasPart"),
        RefField("plugins", "airesource", "hasPart"),
    ),
}
"""Kind -> its reference fields, with Backstage's default kinds and relation types."""


def rules_of(kind: str, version: str, spec_type: object) -> KindRules | None:
    """The rules of a kind in one apiVersion; None when that pair is unknown."""
    rules = KINDS.get(kind)
    if rules is None or version not in rules.versions:
        return None
    more, less = _VARIANTS.get((kind, str(spec_type)), ({}, frozenset()))
    required = {name: shape for name, shape in rules.required.items() if name not in less}
    if kind == "Template" and not version.endswith("/v1alpha1"):
        required["steps"] = "list"
    return (
        KindRules(rules.versions, {**required, **more}, rules.optional)
        if more or kind == "Template"
        else rules
    )


def is_known(kind: object, keys: tuple[str | int, ...]) -> bool:
    """Whether the catalog reads the key of a document: all metadata, and the fields that a kind's rules name."""
    if len(keys) < 2 or keys[0] == "metadata":
        return True
    rules = KINDS.get(str(kind))
    if rules is None:
        return False
    shape = rules.required.get(str(keys[1])) or rules.optional.get(str(keys[1]))
    return shape is not None and (shape != "list" or len(keys) == 2)
