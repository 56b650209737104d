"""Hover: the meaning of a term behind its first use in a text, as the title of an `abbr`."""

import re
from collections.abc import Mapping
from html import escape

from gazetteer.evidence.glossary import spellings
from gazetteer.model.term import Term

_TAG = re.compile(r"(<[^<>]*>)")
_NAME = re.compile(r"</?([a-zA-Z0-9]+)")
_WORD = re.compile(r"[^\W_][\w-]*")
_SILENT = frozenset(
    "a abbr button code h1 h2 h3 h4 h5 h6 kbd label pre script select style summary svg textarea th title".split()  # noqa: SIM905 # readable as words
)
"""Elements in which nothing is explained: links, code, headings."""


class Hover:
    """Explains terms in HTML; without terms it gives back what it gets."""

    def __init__(self, terms: Mapping[str, Term]) -> None:
        self._by_first: dict[str, list[tuple[str, Term]]] = {}
        for term in terms.values():
            for name in spellings(term.name):
                if first := _WORD.match(name):
                    self._by_first.setdefault(first[0].lower(), []).append((name, term))
        for found in self._by_first.values():
            found.sort(key=lambda pair: -len(pair[0]))

    def over(self, html: str) -> str:
        """The HTML with each term explained once."""
        if not self._by_first or not html:
            return html
        seen: set[Term] = set()
        silent = 0
        parts = _TAG.split(html)
        for at, part in enumerate(parts):
            if at % 2:
                name = _NAME.match(part)
                if name and name[1].lower() in _SILENT and not part.endswith("/>"):
                    silent = max(silent + (-1 if part.startswith("</") else 1), 0)
            elif not silent and part:
                parts[at] = self._text(part, seen)
        return "".join(parts)

    def _text(self, text: str, seen: set[Term]) -> str:
        out: list[str] = []
        done = 0
        for word in _WORD.finditer(text):
            if word.start() < done:
                continue
            for name, term in self._by_first.get(word[0].lower(), ()):
                end = word.start() + len(name)
                if term not in seen and _is_there(text, word.start(), end, name):
                    seen.add(term)
                    meaning = escape(term.meaning)
                    shown = text[word.start() : end]
                    out += [text[done : word.start()], f'<abbr title="{meaning}">{shown}</abbr>']
                    done = end
                    break
        return "".join([*out, text[done:]]) if out else text


def _is_there(text: str, start: int, end: int, name: str) -> bool:
    """Whether the term stands there as a whole word; one in capitals only in capitals."""
    found = text[start:end]
    if found.lower() != name.lower() or (name.removesuffix("s").isupper() and found != name):
        return False
    return end == len(text) or not (text[end].isalnum() or text[end] in "-_")
