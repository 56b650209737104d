"""The inline layer of AsciiDoc as inline Markdown (https://docs.asciidoctor.org/asciidoc/latest/text/)."""

import re
from collections.abc import Mapping

_CODE = re.compile(r"(?<![\w`])(``?)\+?(?!\s)([^`\n]+?)(?<!\s)\+?\1(?![\w`])")
_PASSED = re.compile(r"\+\+\+([^\n]*?)\+\+\+|pass:\w*\[([^\]\n]*)\]")
_ATTRIBUTE = re.compile(r"(?<!\\)\{([A-Za-z0-9_][\w-]*)\}")
_MACRO = re.compile(
    r"(?<![\w:])(?P<scheme>link|xref|mailto|image|icon|include):{1,2}(?P<target>[^\s\[\]]{1,2000})"
    r"\[(?P<text>[^\]\n]{0,1000})\]"
)
_URL = re.compile(
    r"(?<![\w(<\[])(?P<url>(?:https?|ftp)://[^\s\[\]<>]{1,2000})(?:\[(?P<text>[^\]\n]{0,1000})\])?"
)
_CROSS = re.compile(r"<<(?P<target>[^,<>\n]{1,500})(?:,\s*(?P<text>[^<>\n]{1,500}))?>>")
_ANCHOR = re.compile(r"\[\[[\w.-]+(?:,[^\]\n]*)?\]\]|\banchor:[\w.-]+\[[^\]\n]*\]")
_FOOTNOTE = re.compile(r"\s?footnote(?:ref)?:[\w-]*\[([^\]\n]*)\]")
_BOLD = re.compile(r"(?<![\w*])\*(?![\s*])([^*\n]+?)(?<!\s)\*(?![\w*])")
_ROLE = re.compile(r"(?<![\w\]])\[[.#%][\w.#%-]+\](?=[#*_`])")
_MARK = re.compile(r"(?<![\w#])#(?![\s#])([^#\n]+?)(?<!\s)#(?![\w#])")
_LEFT_OUT = frozenset({"icon"})
_LONGEST = 5_000
"""Characters of one line whose marks are read: a longer line stays as it is."""


def markdown_of(line: str, attributes: Mapping[str, str]) -> str:
    """One line of text; what stands in code spans stays as it is.

    Args:
        line: as written.
        attributes: what `{name}` stands for; an unknown name stays as it is.
    """
    if len(line) > _LONGEST:
        return line.replace("<", "&lt;")
    parts, at = [], 0
    for code in _CODE.finditer(line):
        parts += [_words(line[at : code.start()], attributes), f"`{code[2]}`"]
        at = code.end()
    return "".join([*parts, _words(line[at:], attributes)])


def _words(text: str, attributes: Mapping[str, str]) -> str:
    text = _ATTRIBUTE.sub(lambda name: attributes.get(name[1].lower(), name[0]), text)
    text = _PASSED.sub(lambda passed: passed[1] or passed[2] or "", text)
    text = _FOOTNOTE.sub(r" (\1)", _ROLE.sub("", _ANCHOR.sub("", text)))
    kept: list[str] = []

    def keep(markdown: str) -> str:
        kept.append(markdown)
        return f"\0{len(kept) - 1}\0"

    text = text.replace("\0", "")
    text = _CROSS.sub(
        lambda found: keep(_link(_cross(found["target"]), found["text"] or found["target"])), text
    )
    text = _MACRO.sub(lambda found: keep(_macro(found)), text)
    text = _URL.sub(lambda found: keep(_address(found)), text)
    text = text.replace("<", "&lt;")
    text = _MARK.sub(r"\1", _BOLD.sub(r"**\1**", text))
    return re.sub("\0(\\d+)\0", lambda found: kept[int(found[1])], text)


def _macro(found: re.Match[str]) -> str:
    scheme, target, text = found["scheme"], found["target"], _shown(found["text"])
    if scheme in _LEFT_OUT:
        return ""
    if scheme == "image":
        return f"![{text}](<{target}>)"
    if scheme == "xref":
        target = _cross(target)
    return _link(f"mailto:{target}" if scheme == "mailto" else target, text or target)


def _cross(target: str) -> str:
    """A cross-reference's destination: an id of this page, or a file with or without its ending."""
    target = target.strip()
    if "#" in target or re.search(r"\.\w{2,5}\Z", target):
        return target
    return f"#{target}"


def _address(found: re.Match[str]) -> str:
    if found["text"]:
        return _link(found["url"], _shown(found["text"]))
    url = found["url"].rstrip(".,;:!?)")
    return f"<{url}>{found['url'][len(url) :]}"


def _link(target: str, text: str) -> str:
    return f"[{text.replace('[', '').replace(']', '')}](<{target}>)"


def _shown(text: str) -> str:
    """The text of a macro without its attributes: `Title,window=_blank`, `Title^`."""
    return re.split(r",\s*\w+=", text)[0].strip().strip('"').removesuffix("^")
