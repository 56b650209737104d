"""The lines of a record with their ends, so that an edit leaves every other byte as it is."""

import re

from gazetteer.model.decision import Decision

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_FENCE = re.compile(r"\s*(?:```|~~~)")


class Lines:
    """A text as lines that are asked for, replaced and inserted by 1-based number."""

    def __init__(self, text: str) -> None:
        self._lines = _LINE.findall(text)
        ends = [line[len(line.rstrip("\r\n")) :] for line in self._lines]
        self._end = next((end for end in ends if end), "\n")

    def __len__(self) -> int:
        return len(self._lines)

    def __str__(self) -> str:
        return "".join(self._lines)

    def line(self, number: int) -> str:
        """A line without its end; empty beyond the last."""
        return self._lines[number - 1].rstrip("\r\n") if 0 < number <= len(self) else ""

    def replace(self, number: int, content: str) -> None:
        """Puts another content before the end of a line."""
        old = self._lines[number - 1]
        self._lines[number - 1] = content + old[len(old.rstrip("\r\n")) :]

    def insert(self, after: int, *contents: str) -> None:
        """Puts lines behind the line with the number; 0 for the top."""
        added = [content + self._end for content in contents]
        if after and after == len(self) and not self._lines[after - 1].endswith(("\r", "\n")):
            # A file without an end of its last line keeps that habit.
            self._lines[after - 1] += self._end
            added[-1:] = contents[-1:]
        self._lines[after:after] = added

    def find(self, pattern: re.Pattern[str], start: int = 1) -> int:
        """The first line from `start` on that fits the pattern, outside of code; 0 for none."""
        fenced = False
        for number in range(1, len(self) + 1):
            line = self.line(number)
            if _FENCE.match(line):
                fenced = not fenced
            elif number >= start and not fenced and pattern.match(line):
                return number
        return 0

    def last_of_section(self, heading: int) -> int:
        """The last line of a section that is not empty, given the line of its heading."""
        following = self.find(HEADING, heading + 1)
        end = following - 1 if following else len(self)
        if following and UNDERLINE.match(self.line(following)):
            end -= 1  # the text of the next heading stands above its line of signs
        while end > heading and not self.line(end).strip():
            end -= 1
        return end

    @property
    def front(self) -> int:
        """The line that closes the front matter; 0 when there is none."""
        if self.line(1).lstrip("\ufeff").rstrip() != "---":
            return 0
        closing = (n for n in range(2, len(self) + 1) if self.line(n).rstrip() in {"---", "..."})
        return next(closing, 0)


UNDERLINE = re.compile(r"(=|-|~|\^|\"|#|\*|\+)\1{2,}[ \t]*$")
HEADING = re.compile(rf"#{{1,6}}[ \t]|={{1,6}}[ \t]|{UNDERLINE.pattern}")
"""A heading of any syntax, or the line of signs below one."""


def syntax_of(path: str) -> str:
    """`rst`, `asciidoc` or `markdown`, by the file's ending."""
    ending = path.rpartition(".")[2].lower()
    return {"rst": "rst", "rest": "rst", "adoc": "asciidoc", "asciidoc": "asciidoc"}.get(
        ending, "markdown"
    )


def link(syntax: str, text: str, href: str) -> str:
    """A link in one of the syntaxes."""
    if syntax == "rst":
        return f"`{re.sub(r'[`<>]', '', text)} <{href}>`_"
    if syntax == "asciidoc":
        return f"link:{href}[{text.replace(']', '')}]"
    shown = re.sub(r"[\\\[\]|]", r"\\\g<0>", text)
    return f"[{shown}](<{href}>)" if re.search(r"[\s()]", href) else f"[{shown}]({href})"


def short_name(decision: Decision) -> str:
    """What tables, labels and front matter call a record: `ADR-0002`, or its slug where names have no number."""
    if not decision.number:
        return decision.slug
    digits = re.search(rf"0*{re.escape(decision.number)}(?!\d)", decision.slug)
    return f"ADR-{digits[0] if digits else decision.number}"


def long_name(decision: Decision) -> str:
    """What sections call a record: `2. Use MySQL`."""
    return f"{decision.number}. {decision.title}" if decision.number else decision.title
