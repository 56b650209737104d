"""What many ask of a survey is made once, and anew for another survey."""

from dataclasses import replace

from gazetteer.model.catalog import Catalog
from gazetteer.model.survey import Site, Survey


def test_what_is_made_of_a_survey_is_made_once() -> None:
    asked: list[Survey] = []

    def names(survey: Survey) -> list[str]:
        asked.append(survey)
        return [survey.site.name]

    survey = Survey(Catalog({}))
    assert survey.once(names) is survey.once(names)
    other = replace(survey, site=Site(name="Other"))
    assert other.once(names) == ["Other"]
    assert asked == [survey, other]
    assert survey == Survey(Catalog({}))
