"""reStructuredText to docutils' tree, without anything that reads files or runs; the roles of Sphinx become links.

docutils is the reference implementation (https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html).
"""

import io
import re
import textwrap
from functools import lru_cache
from typing import Any

from docutils import nodes
from docutils.core import publish_doctree
from docutils.parsers.rst import roles
from docutils.readers.standalone import Reader
from docutils.transforms import Transform
from docutils.transforms.references import Substitutions
from docutils.utils import SystemMessage

LIMIT = 200_000
"""Characters of one text that are parsed: the longest real records have half of that, and time grows with them."""
_DEEPEST = 80
"""Columns by which a line may be indented: each level of quotes inside quotes is a call inside a call."""
_MARKS = 5_000
"""Backquotes of one text: the time that docutils takes grows with their square. Long records have a tenth of that."""
_LISTS = re.compile(
    r"^[ \t]*+(?:(?:[-*+\u2022\u2023\u2043]|\(?[\w#]{1,4}[.)])[ ]++){10}", re.MULTILINE
)
"""Lists in lists in one line, each of which is read again for each that holds it."""
_ROLE = re.compile(r"(?::[\w:+.-]+:)?`([^`]+)`(?::[\w:+.-]+:)?_{0,2}\Z", re.DOTALL)
_LINKING = re.compile(r":(?:std:)?(?:ref|any|numref|doc):")
_LISTING = re.compile(r"\.\. (?:code-block|sourcecode|code|prompt)::.*\n(?:[ \t]+:[\w-]+:.*\n)*")
_TITLED = re.compile(r"(.*?)\s*<([^<>]+)>\s*\Z", re.DOTALL)
_DROPPED = (nodes.comment, nodes.substitution_definition, nodes.pending, nodes.decoration)

_SUBSTITUTE = 500
"""Characters that stand in for a name between bars."""
STUMBLES = (
    SystemMessage,
    RecursionError,
    LookupError,
    ValueError,
)
"""What docutils raises where it stumbles over a malformed text: such a text is shown as it is written."""

SETTINGS: dict[str, Any] = {
    "_disable_config": True,  # no docutils.conf of the machine
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "report_level": 5,  # its messages are not ours; what they hold is kept
    "halt_level": 5,
    "traceback": True,  # without it docutils ends the process
    "doctitle_xform": False,
    "docinfo_xform": False,
    "smart_quotes": False,
    "syntax_highlight": "none",
    "line_length_limit": 10_000,
}


@lru_cache(maxsize=4)
def tree_of(text: str) -> nodes.document | None:
    """The tree of a text; None when it is too long or too deep for docutils. Not to be changed by who asks."""
    if len(text) > LIMIT or text.count("`") > _MARKS or _LISTS.search(text):
        return None
    if any(len(line) - len(line.lstrip()) > _DEEPEST for line in text.split("\n")):
        return None
    try:
        document = publish_doctree(
            text,
            reader=_Reader(),
            settings_overrides={**SETTINGS, "warning_stream": io.StringIO()},
        )
    except STUMBLES:
        return None
    finally:
        # `.. role::` registers for the whole process: the next text must not know of it.
        vars(roles)["_roles"].clear()  # docutils offers no other way
    _mend(document)
    return document


class _Reader(Reader):  # type: ignore[type-arg] # generic in its stubs only
    """docutils' reader of single files, but for substitutions, which multiply when they stand inside one another."""

    def get_transforms(self) -> list[type[Transform]]:
        return [form for form in super().get_transforms() if form is not Substitutions]


def _mend(document: nodes.document) -> None:
    """Takes out what is no text, puts back what docutils refused, and makes links of roles that it does not know."""
    for reference in list(document.findall(nodes.substitution_reference)):
        definition = document.substitution_defs.get(reference["refname"])
        shown = definition.astext()[:_SUBSTITUTE] if definition else reference.rawsource
        reference.parent.replace(reference, nodes.Text(shown))
    for node in list(document.findall(lambda node: isinstance(node, _DROPPED))):
        node.parent.remove(node)
    for topic in list(document.findall(nodes.topic)):
        if "contents" in topic["classes"]:
            topic.parent.remove(topic)
    for message in list(document.findall(nodes.system_message)):
        # An unknown directive, and its text.
        refused = [child for child in message.children if isinstance(child, nodes.literal_block)]
        message.parent.replace(message, [_code(block) for block in refused])
    for section in list(document.findall(nodes.section)):
        if "system-messages" in section["classes"]:
            section.parent.remove(section)
    for problem in list(document.findall(nodes.problematic)):
        problem.parent.replace(problem, _meant(problem.astext()))
    for literal in document.findall(nodes.literal):
        literal["classes"].append("code")  # to the writer: it is code, not words of a form


def _code(block: nodes.literal_block) -> nodes.literal_block:
    """A refused directive as it is written; a listing with options that only Sphinx knows as the listing."""
    listing = _LISTING.match(block.astext())
    if not listing:
        return block
    text = textwrap.dedent(block.astext()[listing.end() :]).strip("\n")
    return nodes.literal_block(text, text)


def _meant(text: str) -> nodes.Node:
    """What interpreted text with an unknown role stands for: a link, or else words."""
    role = _ROLE.match(text)
    if not role:
        return nodes.Text(text)
    titled = _TITLED.match(role[1])
    shown, target = (titled[1] or titled[2], titled[2]) if titled else (role[1], role[1])
    if text.startswith(":doc:") and not target.startswith("/"):
        return nodes.reference(text, shown, refuri=f"{target}.rst")
    if _LINKING.match(text):
        # A label of Sphinx is no path: its mark tells those who look for the record that is meant.
        return nodes.reference(text, shown, refuri=f"ref:{target}")
    return nodes.literal(text, shown) if not titled else nodes.Text(shown)
