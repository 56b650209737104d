"""Decisions: the log, its other cuts, a page for each record, the feed and `decisions.json`."""

from collections.abc import Iterator

from gazetteer.model.page import Asset, Page
from gazetteer.model.survey import Survey
from gazetteer.pages import (
    _decision_cuts,
    _decision_feed,
    _decision_index,
    _decision_json,
    _decision_reading,
    _decision_record,
)
from gazetteer.pages._decision_log import Log
from gazetteer.pages.view import View


def feed_uri(survey: Survey) -> str:
    """The address of the feed; empty when no record has a place in time."""
    log = Log(survey.once(View))
    return _decision_feed.uri(log) if log.has_feed else ""


def render(survey: Survey) -> Iterator[Page | Asset]:
    """Yields the log and its pictures, then what is read from it, then a page for each record."""
    log = Log(survey.once(View))
    yield from _decision_index.pages(log)
    if not log.records:
        return
    yield from _decision_reading.pages(log)
    yield from _decision_cuts.pages(log)
    yield from _decision_feed.files(log)
    yield from _decision_json.files(log)
    for record in log.records:
        yield from _decision_record.page(log, record)
