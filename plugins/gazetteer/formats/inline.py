"""The inline layer of Markdown: links, images, `[[refs]]` and ids in a run of text, with their offsets.

One pass from left to right with a stack of open brackets (CommonMark, appendix "A parsing strategy"): the time is
linear in the text, whatever it holds.
"""

import html
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping

import msgspec

_SPECIAL = re.compile(r"[\\`<\]{]|!?\[")
_BACKTICKS = re.compile(r"`+")
_DESTINATION = re.compile(
    r"""\([ \t\n]*+(?:<([^<>\n]*+)>|((?:[^\s()\\<]|\\.|\((?:[^\s()\\]|\\.)*+\))*+))"""
    r"""(?:[ \t\n]++(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\)))?[ \t\n]*+\)""",
    re.DOTALL,
)
_LABEL = re.compile(r"[ ]?\[([^\[\]]{0,999})\]")
MENTION = re.compile(r"\[\[([^\[\]|\n]{1,200})(?:\|([^\[\]|\n]{1,300}))?\]\](?![(\[])")
"""`[[ref]]` or `[[ref|shown text]]`."""
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]{0,4000})>")
_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)((?:\s|/)[^<>]*)?>")
_ATTRIBUTE = re.compile(
    r"""(?<![\w-])(id|name|href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)
_ATTRIBUTE_LIST = re.compile(r"\{:?[ ]*#([\w:.-]+)[^{}\n]*\}")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_NAME = re.compile(r"[\w.:/@+-]*[^\W\d_][\w.:/@+-]*")
_KIND = re.compile(
    r"(?:component|api|resource|system|domain|group|user|decision|document)\s*:", re.IGNORECASE
)


class Span(msgspec.Struct, frozen=True):
    """Something found in the text.

    Attributes:
        kind: `link`, `image`, `ref` (`[[...]]`) or `anchor` (an id that a link may point to).
        target: the destination, the text of the ref, or the id.
        text: what is shown.
        offset: where it starts in the text.
    """

    kind: str
    target: str
    text: str
    offset: int


def label(text: str) -> str:
    """A reference label as Markdown compares it (CommonMark 4.7: case folded, white space collapsed)."""
    return " ".join(text.split()).lower().upper()


def spans(text: str, references: Mapping[str, str] = {}) -> Iterator[Span]:
    """Yields what a run of inline Markdown holds, outside code and comments.

    Args:
        text: the run.
        references: normalised label (`label`) -> destination.
    """
    backticks: dict[int, list[int]] = {}
    openers: list[re.Match[str]] = []
    position = 0
    while match := _SPECIAL.search(text, position):
        position = match.end()
        match match[0]:
            case "\\":
                position += 1
            case "`":
                backticks = backticks or _runs(text)
                position = _after_code(text, match.start(), backticks)
            case "<":
                found, position = _markup(text, match.start())
                yield from found
            case "{":
                if listed := _ATTRIBUTE_LIST.match(text, match.start()):
                    yield Span("anchor", listed[1], "", match.start())
                    position = listed.end()
            case "]":
                if openers:
                    span, position = _closed(text, openers.pop(), match.start(), references)
                    if span:
                        yield span
            case _:
                mention = MENTION.match(text, match.start()) if match[0] == "[" else None
                if mention and _is_ref(mention[1]):
                    yield Span("ref", mention[1].strip(), (mention[2] or "").strip(), match.start())
                    position = mention.end()
                else:
                    openers.append(match)


def html_spans(markup: str) -> Iterator[Span]:
    """Yields ids, links and images of a block of raw HTML, outside its comments."""
    position = 0
    while (start := markup.find("<", position)) != -1:
        found, position = _markup(markup, start)
        yield from found


def _is_ref(text: str) -> bool:
    """Whether brackets hold a ref: `[[ -f x ]]` and `[[0]]` are other people's syntax."""
    return _NAME.fullmatch(text) is not None or _KIND.match(text) is not None


def _runs(text: str) -> dict[int, list[int]]:
    runs: dict[int, list[int]] = {}
    for run in _BACKTICKS.finditer(text):
        runs.setdefault(len(run[0]), []).append(run.start())
    return runs


def _after_code(text: str, start: int, runs: Mapping[int, list[int]]) -> int:
    """The offset behind the code span that opens here, or behind the backticks when nothing closes them."""
    opening = _BACKTICKS.match(text, start)
    end = opening.end() if opening else start + 1
    same = runs.get(end - start, [])
    closing = bisect_left(same, end)
    return same[closing] + end - start if closing < len(same) else end


def _markup(text: str, start: int) -> tuple[tuple[Span, ...], int]:
    """Reads a comment, an autolink or a tag; gives what it holds and the offset behind it."""
    if text.startswith("<!--", start):
        end = text.find("-->", start + 4)
        return (), end + 3 if end != -1 else len(text)
    if auto := _AUTOLINK.match(text, start):
        return (Span("link", auto[1], auto[1], start),), auto.end()
    tag = _TAG.match(text, start)
    if not tag:
        return (), start + 1
    name, found = tag[1].lower(), []
    for attribute in _ATTRIBUTE.finditer(tag[2] or ""):
        key = attribute[1].lower()
        value = html.unescape(next(filter(None, attribute.groups()[1:]), ""))
        if key == "id" or (key == "name" and name == "a"):
            found.append(Span("anchor", value, "", start))
        elif (key, name) in {("href", "a"), ("src", "img")}:
            found.append(Span("link" if key == "href" else "image", value, "", start))
    return tuple(found), tag.end()


def _closed(
    text: str, opener: re.Match[str], closing: int, references: Mapping[str, str]
) -> tuple[Span | None, int]:
    """What a closed pair of brackets is, and the offset behind it."""
    kind, start, end = ("image" if opener[0] == "![" else "link"), opener.start(), closing + 1
    shown = text[opener.end() : min(closing, opener.end() + 1000)]
    if text.startswith("(", end) and (inline := _DESTINATION.match(text, end)):
        target = inline[1] if inline[1] is not None else inline[2]
        return Span(kind, _plain_target(target), shown, start), inline.end()
    if not references:
        return None, end
    full = _LABEL.match(text, end)
    if full and full[1].strip() and label(full[1]) in references:
        return Span(kind, references[label(full[1])], shown, start), full.end()
    if len(shown) < 1000 and label(shown) in references:
        collapsed = text.startswith("[]", end)
        return Span(kind, references[label(shown)], shown, start), end + 2 * collapsed
    return None, end


def _plain_target(target: str) -> str:
    return html.unescape(_ESCAPE.sub(r"\1", target))
