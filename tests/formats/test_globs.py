import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.formats.globs import any_of, compile_glob, is_glob, matcher


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("*.md", "a.md", True),
        ("*.md", "a/b.md", False),
        ("**/*.md", "b.md", True),
        ("**/*.md", "a/b/c.md", True),
        ("src/**", "src/a/b.py", True),
        ("src/**", "srcs/a.py", False),
        ("src/", "src/a/b.py", True),
        ("/src/*.py", "src/a.py", True),
        ("./src/*.py", "src/a.py", True),
        ("src/**/test_*.py", "src/test_a.py", True),
        ("src/**/test_*.py", "src/x/y/test_a.py", True),
        ("src/**/deep/**/*.py", "src/a/deep/b/deep/c.py", True),
        ("**/a/**/b", "x/a/y/a/z/b", True),
        ("*a*b*.txt", "xaybz.txt", True),
        ("*a*b*.txt", "xbya.txt", False),
        ("v?/x", "v1/x", True),
        ("v?/x", "v10/x", False),
        ("[ab]x", "ax", True),
        ("[!ab]x", "ax", False),
        ("[!ab]x", "cx", True),
        ("{a,b}/*.py", "b/x.py", True),
        ("{a,b}/*.py", "c/x.py", False),
        ("{openapi,swagger}*.{yaml,yml}", "swagger-v2.yml", True),
        ("a{b", "a{b", True),
        ("[", "[", True),
    ],
)
def test_a_glob_fits_or_not(pattern, path, fits):
    assert compile_glob(pattern)(path) is fits
    assert any_of((pattern,))(path) is fits
    assert any_of(("no", f"**/{pattern}", "**/no"))(path) is compile_glob(f"**/{pattern}")(path)


def test_an_exclusion_wins_wherever_it_stands():
    fits = matcher(("!docs/secret.md", "docs/**"))
    assert fits("docs/a.md")
    assert not fits("docs/secret.md")


def test_hostile_patterns_take_no_time():
    began = time.process_time()
    for pattern in (
        "*a" * 400 + "b",
        "**/" * 300 + "b",
        "{a,b}" * 150,
        "[" * 900,
        "**/a/" * 150 + "b",
    ):
        compile_glob(pattern)("a" * 4000)
        compile_glob(pattern)("/".join("a" * 500))
    assert time.process_time() - began < 2


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_text_is_too_strange(pattern, path):
    assert any_of((pattern,))(path) is compile_glob(pattern)(path)


@given(
    st.from_regex(r"\*\*/[a.*?\[\]{},!]{1,8}", fullmatch=True),
    st.from_regex(r"(b/)?[a.]{1,4}", fullmatch=True),
)
def test_many_patterns_at_once_fit_what_one_by_one_fits(pattern, path):
    assert any_of(("z", pattern))(path) is compile_glob(pattern)(path)


@given(st.lists(st.from_regex(r"[a-z][a-z.]{0,4}", fullmatch=True), min_size=1, max_size=4))
def test_a_path_fits_itself_and_the_glob_for_everything(names):
    path = "/".join(names)
    assert compile_glob(path)(path)
    assert compile_glob("**")(path)
    assert not is_glob(path)
