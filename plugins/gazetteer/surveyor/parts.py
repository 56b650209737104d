"""What takes part in a survey: our own parts, then those that other packages plug in."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from gazetteer.checks import CHECKS
from gazetteer.errors import PlugError
from gazetteer.extension import Check, PageFamily, Report, Source, plugged, plugged_by_name
from gazetteer.formats.docstring import rule_text
from gazetteer.model.page import Asset, Page
from gazetteer.model.survey import RuleText, Survey
from gazetteer.reports import REPORTS
from gazetteer.settings import Settings
from gazetteer.sources import SOURCES


def all_checks() -> tuple[Check, ...]:
    """Every rule.

    Raises:
        PlugError: two have the same id, or one cannot be imported.
    """
    checks: tuple[Check, ...] = (*CHECKS, *plugged("check"))
    _demand_different("rule", (check.rule.id for check in checks))
    return checks


def all_sources() -> tuple[Source, ...]:
    """Every source.

    Raises:
        PlugError: two have the same name, or one cannot be imported.
    """
    sources: tuple[Source, ...] = (*SOURCES, *plugged("source"))
    _demand_different("source", (source.name for source in sources))
    return sources


def sources_in_use(settings: Settings) -> tuple[Source, ...]:
    """The sources that the settings want."""
    return tuple(s for s in all_sources() if not settings.sources or s.name in settings.sources)


def all_reports() -> Mapping[str, Report]:
    """Format -> report; ours cannot be replaced."""
    return {**plugged_by_name("report"), **REPORTS}


def rendered(survey: Survey) -> Iterator[Page | Asset]:
    """The pages of every family, and the files that they need."""
    from gazetteer.pages import PAGES  # with their templates, which most commands do without

    families: tuple[PageFamily, ...] = (*PAGES, *plugged("page"))
    for family in families:
        yield from family.render(survey)


def rule_texts(checks: Iterable[Check]) -> Mapping[str, RuleText]:
    """Rule id -> its text for people, by id."""
    return {
        check.rule.id: rule_text(check) for check in sorted(checks, key=lambda check: check.rule.id)
    }


def _demand_different(what: str, names: Iterable[str]) -> None:
    if twice := sorted(name for name, count in Counter(names).items() if count > 1):
        raise PlugError(
            f"two parts claim the {what} {twice[0]}: rename or remove the one plugged in"
        )
