"""The day that dates are judged by."""

from collections.abc import Mapping
from datetime import date

from gazetteer.model.history import History

_NO = frozenset({"", "0", "false", "no"})


def day_of_judgement(history: History, environment: Mapping[str, str], today: date) -> date:
    """In CI the date of the commit, so that a verdict never changes by waiting; elsewhere today.

    Args:
        history: of what is surveyed.
        environment: whose `CI` tells, which every CI service sets.
        today: what the clock says.
    """
    if environment.get("CI", "").lower() not in _NO and history.commits:
        return date.fromisoformat(history.commits[0].date)
    return today
