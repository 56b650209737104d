"""A lean frame shows what the theme's own shows."""

from gazetteer.host._slimming import slim, squeezed

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"></svg>'


def test_a_drawing_in_the_page_needs_no_namespace_and_one_in_a_url_keeps_it() -> None:
    style = f"<style>:root{{--note:url('data:image/svg+xml;charset=utf-8,{SVG}')}}</style>"
    assert slim(f"<label>\n  {SVG}\n</label>{style}") == (
        f'<label>\n<svg viewBox="0 0 24 24"></svg>\n</label>{style}'
    )


def test_space_between_words_stays() -> None:
    text = '<p>\n  Made <a href="x">with\n  care</a>\n  by <b>us</b>\n</p>'
    assert slim(text).split() == text.split()


def test_links_of_the_navigation_end_without_space() -> None:
    link = '<li>\n <a href="x">\n  <span class="md-ellipsis">\n Home\n  </span>\n </a>\n</li>'
    assert slim(link) == '<li><a href="x">\n<span class="md-ellipsis">Home</span></a></li>'


CHOSEN = '<script>var palette=__md_get("__palette");if(palette&&palette.color){}</script>'


def test_a_chosen_palette_is_restored_where_one_can_be_chosen() -> None:
    form = '<form class="md-header__option" data-md-component="palette"></form>'
    assert CHOSEN in slim(f"<header>{form}{CHOSEN}</header>")
    assert slim(f"<header>{CHOSEN}</header>") == "<header></header>"


OPENED = (
    "<script>var target=document.getElementById(location.hash.slice(1));target&&target.name&&"
    '(target.checked=target.name.startsWith("__tabbed_"))</script>'
)


def test_the_tab_of_an_address_is_opened_where_there_are_tabs() -> None:
    tabs = '<div><input id="__tabbed_1_1" name="__tabbed_1" type="radio"></div>'
    assert OPENED in slim(f"<main>{tabs}{OPENED}</main>")
    assert slim(f"<main><p>Text</p>{OPENED}</main>") == "<main><p>Text</p></main>"


def test_a_sign_that_comes_again_is_drawn_once() -> None:
    def button(path: str) -> str:
        return f'<label class="md-icon"><svg viewBox="0 0 24 24">{path}</svg></label>'

    again, other = '<path d="M1 2h3"/>', '<path d="M4 5h6"/>'
    page = button(again) + button(other) + button(again)
    assert slim(page) == (
        button('<path id="__gz-sign-0" d="M1 2h3"/>')
        + button(other)
        + button('<use href="#__gz-sign-0"/>')
    )
    assert slim(slim(page)) == slim(page)
    assert squeezed(page) == squeezed(slim(page))


def test_a_drawing_of_the_article_stays_as_it_is() -> None:
    drawing = '<svg viewBox="0 0 24 24"><path d="M1 2h3"/></svg>'
    article = f'<article><a class="gz-ref">{drawing}</a><a class="gz-ref">{drawing}</a></article>'
    assert slim(article) == article


def test_what_the_scripts_are_told_stays_the_same() -> None:
    told = '{"base": "../..", "translations": {"a.b": "1, 2: \\u003c/b\\u003e"}, "version": null}'
    page = f'<script id="__config" type="application/json">{told}</script>'
    assert slim(page) == page.replace(', "', ',"').replace('": ', '":')
