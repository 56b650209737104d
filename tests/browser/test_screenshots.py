"""The pictures in the guides show what the templates make today."""

import json

from tests.browser.screenshots import DARK, PHONE, SHOTS, TARGET, fingerprint


def test_every_family_has_its_picture() -> None:
    wanted = {f"{name}.jpg" for name in SHOTS}
    wanted |= {f"{name}-dark.jpg" for name in DARK} | {f"{name}-phone.jpg" for name in PHONE}
    assert {path.name for path in TARGET.glob("*.jpg")} == wanted


def test_the_pictures_are_not_older_than_the_templates() -> None:
    taken = json.loads((TARGET / "screenshots.json").read_text("utf-8"))
    assert taken["templates"] == fingerprint(), "templates have changed: run `make screenshots`"
