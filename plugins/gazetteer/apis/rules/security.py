"""Security schemes that are asked for and not defined."""

from collections.abc import Iterator

from gazetteer.apis.paths import Mapping, mapping, operations
from gazetteer.apis.references import Keys
from gazetteer.apis.wording import Trouble


def rule(document: Mapping) -> Iterator[Trouble]:
    """Every scheme of a security requirement is defined (Security Requirement Object)."""
    schemes = _schemes(document)
    yield from _security(document, (), schemes, "The document")
    for called in operations(document):
        yield from _security(called.value, called.keys, schemes, called.name)


def _schemes(document: Mapping) -> Mapping:
    components = mapping(document.get("components"))
    return {
        **mapping(document.get("securityDefinitions")),
        **mapping(components.get("securitySchemes")),
    }


def _security(holder: Mapping, keys: Keys, schemes: Mapping, name: str) -> Iterator[Trouble]:
    requirements = holder.get("security")
    for index, requirement in enumerate(requirements if isinstance(requirements, list) else ()):
        for scheme in mapping(requirement):
            # Since 3.2 a requirement may name a scheme by its address (Security Requirement Object).
            if scheme not in schemes and not any(sign in scheme for sign in "/#:"):
                yield Trouble(
                    (*keys, "security", index, scheme),
                    "undefined-security",
                    f"{name} asks for the security scheme `{scheme[:80]}`, which is not defined",
                    "Define it among the security schemes of the document, or correct the name.",
                )
