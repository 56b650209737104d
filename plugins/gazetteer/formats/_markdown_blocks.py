"""The block parser of Markdown: markdown-it's, told at once which lines can begin nothing but prose.

Whether a line ends the paragraph above it is a question that markdown-it puts to seven rules, twice. Most lines begin
with a letter, which none of them takes; one look at the first characters spares the questions, and changes no answer.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, lheading, paragraph

_OPENERS = frozenset("`~>*-_+<#0123456789")
"""What a fence, quote, rule, list, block of HTML or heading begins with (CommonMark 0.31, chapters 4 and 5)."""
_DEFINITION = "["
"""What a reference definition begins with, which ends no paragraph."""
_TABLE = frozenset("|-:")
"""What the second line of a table begins with (GitHub Flavored Markdown, 4.10)."""


def block_parser() -> MarkdownIt:
    """CommonMark with tables, blocks only: inline markup is left as text."""
    parser = MarkdownIt("commonmark").enable("table").disable(["inline"])
    ruler = parser.block.ruler
    enders = tuple(ruler.getRules("paragraph"))

    def prose(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the shape of a rule
        """Of a line inside a paragraph: whether it ends it. Of a first line: takes a paragraph that can be no more."""
        text, starts, indents = state.src, state.bMarks, state.tShift
        # An empty line has a line feed, or nothing, for its first character.
        at, below = starts[line] + indents[line], starts[line + 1] + indents[line + 1]
        first = text[at : at + 1]
        plain = first not in _OPENERS and text[below : below + 1] not in _TABLE
        if silent:
            return not plain and any(ender(state, line, end, True) for ender in enders)
        if not plain or first == _DEFINITION or state.is_code_block(line):
            return False
        return lheading(state, line, end, False) or paragraph(state, line, end, False)

    for rule in ruler.__rules__:
        rule.alt = [name for name in rule.alt if name not in {"paragraph", "reference"}]
    ruler.before("table", "prose", prose, {"alt": ["paragraph", "reference"]})
    return parser
