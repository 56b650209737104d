"""Families of pages that are drawings; alone in a module, so that a measured build imports nothing else for it."""

from gazetteer.pages import maps, maps_inside

DRAWN = (maps, maps_inside)
"""Their Markdown is no more than a legend."""
