"""Where the names of a protobuf file stand: a light scan, because the parser does not tell."""

import re
from collections.abc import Iterator

from gazetteer.apis.compare.version import Version
from gazetteer.model.place import Place

_HIDDEN = re.compile(r"""//[^\n]*|/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""", re.DOTALL)
_STEP = re.compile(
    r"\b(?P<kind>message|enum|service|oneof|extend|group)\s+(?P<name>[\w.]+)[^;{}]*\{"
    r"|\brpc\s+(?P<rpc>\w+)"
    r"|(?P<member>\w+)\s*=\s*-?\w+\s*(?=[;\[])"
    r"|(?P<open>\{)|(?P<close>\})"
)


def places(version: Version) -> Iterator[tuple[str, Place]]:
    """Dotted name -> place, from the text with comments and strings blanked out."""
    visible = _HIDDEN.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), version.text)
    scopes: list[str] = []
    line, start = 1, 0
    for match in _STEP.finditer(visible):
        begin = match.start()
        line += visible.count("\n", start, begin)
        start = begin
        if match["close"]:
            scopes[-1:] = []
            continue
        name = match["name"] or match["rpc"] or match["member"]
        scope = scopes[-1] if scopes else ""
        full = f"{scope}.{name}" if scope else name or ""
        if name:
            yield full, Place(version.path, line, begin - visible.rfind("\n", 0, begin))
        if match["open"] or match["kind"] == "oneof":
            scopes.append(scope)
        elif match["kind"]:
            scopes.append(full)
