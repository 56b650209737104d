"""HTML that waits on disk comes back as it was."""

from gazetteer.host._drawer import Drawer


def test_texts_come_back_in_any_order() -> None:
    drawer = Drawer()
    keys = [drawer.put(text) for text in ("", "<p>ä → 𝄞</p>", "x" * 100_000)]
    assert drawer.take(keys[2]) == "x" * 100_000
    assert drawer.take(keys[1]) == "<p>ä → 𝄞</p>"
    again = drawer.put("more")
    assert [drawer.take(key) for key in (keys[0], again, keys[1])] == ["", "more", "<p>ä → 𝄞</p>"]
