"""The HTML of pages, hostile HTML included."""

import time

import pytest

from gazetteer.evidence.article import read_article
from gazetteer.evidence.rendered import WrittenSite


@pytest.mark.parametrize(
    "text",
    [
        "<a " * 60_000,
        "<a href=" * 60_000,
        '<a href="' * 60_000,
        "<!--" * 60_000,
        "<script>" * 30_000,
        "<code>" * 30_000,
        "[" * 100_000,
        "[a][" * 60_000,
        "[^" * 60_000,
        '<h1 id="' * 60_000,
        '<h1 id="a">' * 30_000,
        "<a x='" * 60_000,
    ],
    ids=lambda text: text[:10],
)
def test_hostile_html_takes_no_longer_than_its_length(text: str) -> None:
    began = time.process_time()
    page = read_article("docs/a.md", "a/", text)
    list(WrittenSite(lambda _: text).unreachable(page))
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("base", "href", "there"),
    [
        ("https://x.example/docs/", "/docs/b/", "b/index.html"),
        ("https://x.example/docs/", "https://x.example/docs/b/?q=1#c", "b/index.html"),
        ("https://x.example/docs/", "//x.example/docs/b/", "b/index.html"),
        ("https://x.example/docs", "/docs", "index.html"),
        ("https://x.example/docs/", "/other/", None),
        ("https://x.example/docs/", "../../../x", None),
        ("https://x.example", "../../../x/", "x/index.html"),
        ("", "/docs/b/", None),
        ("", "../b/", "b/index.html"),
        ("", "b%20c.png", "a/b c.png"),
        ("", "mailto:x@example.org", None),
        ("", "{{ page }}", None),
        ("", "?q=1", "a/index.html"),
    ],
)
def test_which_file_of_the_site_an_address_means(base: str, href: str, there: str | None) -> None:
    asked: list[str] = []

    def read(path: str) -> str | None:
        asked.append(path)
        return f'<a href="{href}">' if path == "a/index.html" else None

    page = read_article("docs/a.md", "a/", f'<a href="{href}">')
    list(WrittenSite(read, base).unreachable(page))
    assert there is None or there in asked
    assert there is not None or asked == ["a/index.html"]
