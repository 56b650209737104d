"""A ref: `kind:namespace/name`, the only way to point at an entity."""

from sys import intern

import msgspec
from msgspec.structs import force_setattr

DEFAULT_NAMESPACE = "default"


class Ref(msgspec.Struct, frozen=True, order=True, gc=False):
    """A canonical reference; all three parts are lower case (refs compare without case, Backstage ADR on refs)."""

    kind: str
    namespace: str
    name: str

    def __post_init__(self) -> None:
        """Shares the texts, as those of a place are: an entity is named from many others."""
        force_setattr(self, "kind", intern(self.kind))
        force_setattr(self, "namespace", intern(self.namespace))
        force_setattr(self, "name", intern(self.name))

    @classmethod
    def of(cls, kind: str, name: str, namespace: str = DEFAULT_NAMESPACE) -> "Ref":
        """Builds a ref from parts in any case."""
        return cls(kind.lower(), namespace.lower(), name.lower())

    def __str__(self) -> str:
        return f"{self.kind}:{self.namespace}/{self.name}"

    @property
    def short(self) -> str:
        """The shortest unambiguous spelling: the namespace is left out when it is the default one."""
        if self.namespace == DEFAULT_NAMESPACE:
            return f"{self.kind}:{self.name}"
        return str(self)


class MalformedRef(msgspec.Struct, frozen=True):
    """A text that is no reference, and why."""

    text: str
    reason: str


def parse_ref(
    text: str, *, default_kind: str = "", default_namespace: str = DEFAULT_NAMESPACE
) -> Ref | MalformedRef:
    """Reads `[<kind>:][<namespace>/]<name>`.

    The rule is Backstage's `parseEntityRef`: the first `:` ends the kind unless a `/` comes before it, the first `/`
    after that ends the namespace, and the rest is the name, whatever it contains.

    Args:
        text: the reference as written.
        default_kind: the kind to take when none is written; empty where the field demands one.
        default_namespace: the namespace of the referring entity.
    """
    kind, namespace, name = default_kind, default_namespace, text.strip()
    colon, slash = name.find(":"), name.find("/")
    if colon != -1 and (slash == -1 or colon < slash):
        kind, name = name[:colon], name[colon + 1 :]
        slash = name.find("/")
        if not kind:
            return MalformedRef(text, "the kind before ':' is empty")
    if slash != -1:
        namespace, name = name[:slash], name[slash + 1 :]
        if not namespace:
            return MalformedRef(text, "the namespace before '/' is empty")
    if not name:
        return MalformedRef(text, "the name is empty")
    if not kind:
        return MalformedRef(
            text, "the kind is missing and this field has no default: write kind:name"
        )
    return Ref.of(kind, name, namespace)
