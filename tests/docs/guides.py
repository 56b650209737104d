"""The guides as the tests see them: pages, fenced blocks, and the repository that the examples speak of."""

import re
from pathlib import Path
from typing import NamedTuple

DOCS = Path(__file__).parents[2] / "docs"
_FENCE = re.compile(
    r"^(?P<fence>`{3,})(?P<language>[a-z]*)(?: title=\"(?P<title>[^\"]+)\")?\n(?P<text>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)

EXAMPLE = {
    "README.md": "# Example shop\n\nSells things.\n",
    ".github/CODEOWNERS": "/services/cart/ @acme/shop\n",
    "org.yaml": """\
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: shop
spec:
  type: team
  children: []
""",
    "services/cart/catalog-info.yaml": """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: cart
  description: Keeps what a customer is about to buy.
spec:
  type: service
  lifecycle: production
  owner: shop
""",
    "services/cart/README.md": "# Cart\n\nKeeps what a customer is about to buy.\n",
    "services/cart/main.py": "print('cart')\n",
    "decisions/0001-record-decisions.md": """\
---
status: accepted
date: 2026-01-31
decision-makers: [ana]
---

# Record decisions

## Context and Problem Statement

Nobody remembers why.
""",
}
"""A service in production without a runbook: the repository that the examples of the guides speak of."""


class Block(NamedTuple):
    """A fenced block of a page."""

    page: str
    line: int
    language: str
    title: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def pages() -> dict[str, str]:
    """Path relative to `docs/` -> text."""
    return {
        path.relative_to(DOCS).as_posix(): path.read_text("utf-8")
        for path in sorted(DOCS.rglob("*.md"))
    }


def blocks(*languages: str) -> list[Block]:
    """The fenced blocks of all pages, in the order of the pages."""
    return [
        Block(page, text.count("\n", 0, m.start()) + 1, m["language"], m["title"] or "", m["text"])
        for page, text in pages().items()
        for m in _FENCE.finditer(text)
        if m["language"] in languages
    ]
