"""Lists right below a paragraph: CommonMark and GitHub see them, Python-Markdown wants an empty line first."""

import re

_CLOSE = re.compile(r"(?m)^ {0,3}[^\s*+>|#<-][^\n]*\n {0,3}(?:[*+-]|1[.)])[ \t]+\S")
_ITEM = re.compile(r" {0,3}(?:[*+-]|\d{1,9}[.)])[ \t]+\S")
_FIRST = re.compile(r" {0,3}(?:[*+-]|1[.)])[ \t]+\S")
_FENCE = re.compile(r" {0,3}(?P<signs>`{3,}|~{3,})")
_NO_PARAGRAPH = re.compile(r" {4}|\t| {0,3}[>|#<]|!!!|\?\?\?|===")


def spaced(text: str) -> str:
    """The text with an empty line before every list that follows on a paragraph (CommonMark 0.31, §5.3).

    A list that counts interrupts a paragraph only when it begins with 1, because `1986. A year` is none.
    """
    if not _CLOSE.search(text):
        return text
    lines: list[str] = []
    fence, in_paragraph, in_block = "", False, False
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            closes = mark and mark["signs"].startswith(fence) and not line[mark.end() :].strip()
            fence = "" if closes else fence
        elif mark:
            fence, in_paragraph, in_block = mark["signs"], False, True
        elif not line.strip():
            in_paragraph = in_block = False
        elif in_paragraph and _FIRST.match(line):
            lines.append("")
            in_paragraph = False
        elif not in_block:
            in_block = True
            in_paragraph = not _ITEM.match(line) and not _NO_PARAGRAPH.match(line)
        lines.append(line)
    return "\n".join(lines)
