"""Markdown is converted with few extensions, and as if there were all of them."""

import pytest

from gazetteer.pages import _markdown_prose


@pytest.mark.parametrize(
    "text",
    [
        "Just words and a [link](a.md).\n\n- one\n- two\n",
        "Nested\n\n- a\n\n        code\n",
        "- ```sh\n  ls\n  ```\n",
        "Term\n:   meaning\n\n1. : no term\n",
        "*[HTML]: a language\n\nHTML it is.",
        "(c) Acme, 1/2 of it, the 3rd, a --> b, c/o, +/-",
        "a\\ b ~~c~~ H~2~O x^2^ ==m==",
        "# T {#own}\n\nT\n=\n\na ::: b `#!py x = 1` `:::py x`",
        "| a | b |\n|---|---|\n| `|` | _x_ |",
    ],
)
def test_an_extension_that_is_left_out_would_have_done_nothing(text: str) -> None:
    everything = _markdown_prose._ALWAYS + tuple(
        n for _, names in _markdown_prose._WHERE_SIGNED for n in names
    )
    lean, full = (
        _markdown_prose._markdown(_markdown_prose._wanted(text)),
        _markdown_prose._markdown(everything),
    )
    assert lean.reset().convert(text) == full.reset().convert(text)
