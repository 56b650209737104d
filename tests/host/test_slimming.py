"""A frame without idle space shows what the theme's own shows."""

from gazetteer.host._skeleton import _slim

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"></svg>'


def test_a_drawing_in_the_page_needs_no_namespace_and_one_in_a_url_keeps_it() -> None:
    style = f"<style>:root{{--note:url('data:image/svg+xml;charset=utf-8,{SVG}')}}</style>"
    assert _slim(f"<label>\n  {SVG}\n</label>{style}") == (
        f'<label>\n<svg viewBox="0 0 24 24"></svg>\n</label>{style}'
    )


def test_space_between_words_stays() -> None:
    text = '<p>\n  Made <a href="x">with\n  care</a>\n  by <b>us</b>\n</p>'
    assert _slim(text).split() == text.split()


def test_links_of_the_navigation_end_without_space() -> None:
    link = '<li>\n <a href="x">\n  <span class="md-ellipsis">\n Home\n  </span>\n </a>\n</li>'
    assert _slim(link) == '<li><a href="x">\n<span class="md-ellipsis">Home</span></a></li>'
