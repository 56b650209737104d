"""The generated parts of the documentation are current, and each stands on one page."""

import re

import pytest

from .generate import PARTS, current, pages


@pytest.mark.parametrize("page", list(pages()), ids=lambda page: page.name)
def test_generated_parts_are_current(page):
    text = page.read_text("utf-8")
    assert current(text) == text, (
        "the code says something else by now: run `python -m tests.docs.generate`"
    )


def test_every_part_stands_on_one_page():
    found = [
        name
        for page in pages()
        for name in re.findall(r"<!-- generated: ([a-z-]+) -->", page.read_text("utf-8"))
    ]
    assert sorted(found) == sorted(PARTS)
