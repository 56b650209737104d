"""Asking the search box of the site, as a reader does."""

from typing import Any

START = "catalog/default/component/parcels/"


def ask(page: Any, text: str, key: str = "/") -> Any:
    """Types a question and gives the results that it brings."""
    page.keyboard.press(key)
    page.keyboard.type(text)
    found = page.locator(".gz-found [role=option]")
    found.first.wait_for(timeout=15_000)
    return found
