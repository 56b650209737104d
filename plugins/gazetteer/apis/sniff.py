"""Which format a text is in, told from its looks; cheap, because every file of a tree passes here."""

import re

from gazetteer.apis.paths import Mapping, mapping

_SIGNS = ("openapi", "swagger", "asyncapi")
_YAML = re.compile(r"""^(["']?)(openapi|swagger|asyncapi)\1[ \t]*:[ \t]*["']?\d""", re.MULTILINE)
_JSON = re.compile(r"""(?<!\\)"(openapi|swagger|asyncapi)"\s*:\s*["']?\d""")
_FLOW = re.compile(r"""[{,]\s*(openapi|swagger|asyncapi)\s*:\s*["']?\d""")
_STEP = re.compile(r'"(?:[^"\\]|\\.)*+"?|[{}\[\]]', re.DOTALL)
_PARTS = ("info", "paths", "webhooks", "components", "definitions", "channels", "operations")
_SDL = re.compile(
    r"^[ \t]*(?:extend[ \t]+)?(?:type|schema|interface|input|enum|union|scalar|directive)\b"
    r"(?=[ \t]*[@{\w])",
    re.MULTILINE,
)
_PROTO = re.compile(
    r"^[ \t]*(?:syntax|edition|package|message|service|enum|import)\b", re.MULTILINE
)


def format_of(path: str, text: str) -> str:
    """`openapi`, `asyncapi`, `graphql`, `protobuf`, or empty.

    YAML and JSON are candidates only: whether the key really stands at the root is asked of the loaded document
    (`is_description`) or, when it cannot be loaded, of the text (`claims_root`).
    """
    ending = path.rpartition(".")[2].lower()
    if ending in {"graphql", "graphqls", "gql"}:
        return "graphql" if _SDL.search(text) else ""
    if ending == "proto":
        return "protobuf" if _PROTO.search(text) else ""
    # Every YAML and JSON file of a tree comes here: the words are looked for before any pattern is tried.
    if not any(sign in text for sign in _SIGNS):
        return ""
    match = _candidate(text)
    found = next(group for group in match.groups() if group in _SIGNS) if match else ""
    return "openapi" if found == "swagger" else found


def _candidate(text: str) -> re.Match[str] | None:
    if text.lstrip()[:1] == "{":
        return _JSON.search(text) or _FLOW.search(text)
    return _YAML.search(text)


def claims_root(text: str) -> bool:
    """Whether the sign of a format stands at the root of a text that could not be loaded."""
    match = _candidate(text)
    if match is None or match.re is _YAML:
        return match is not None
    depth = 0
    for step in _STEP.finditer(text, 0, match.start() + 1):
        depth += (step[0] in "{[") - (step[0] in "}]")
    return depth == 1


def is_description(document: object) -> bool:
    """Whether a loaded document describes an API: it names a version of a format and has at least one of its parts.

    The descriptors of Cortex begin like OpenAPI and describe a service: they are told by their `x-cortex-` keys and the
    absence of operations.
    """
    root: Mapping = mapping(document)
    stated = next((root[sign] for sign in _SIGNS if sign in root), None)
    if not isinstance(stated, str | int | float) or not str(stated)[:1].isdigit():
        return False
    if any(key.startswith("x-cortex-") for key in mapping(root.get("info"))):
        return bool(root.get("paths") or root.get("webhooks"))
    return any(part in root for part in _PARTS)
