import re

from gazetteer.model.survey import Survey
from gazetteer.reports import text


def test_a_finding_is_clickable_and_says_what_to_do(survey: Survey) -> None:
    lines = text.report(survey).splitlines()
    assert lines[0] == (
        "a b/café.yaml:8:10: error: The component cart is owned by the group shopping, which does not exist."
        " [owner-unknown]"
    )
    assert lines[1] == "    mend: Write `group:shop`."
    assert lines[2] == "    see: org.yaml:1, org.yaml:2, org.yaml:3 and 2 more"


def test_silenced_findings_are_counted_and_not_shown(survey: Survey) -> None:
    shown = text.report(survey)
    assert "api-orphaned" not in shown
    assert shown.endswith(
        "0 entities in 2 files: 1 error, 1 warning, 1 note, 1 undecided, 1 silenced\n"
    )


def test_a_clean_survey_says_so(clean: Survey) -> None:
    assert text.report(clean) == "0 entities in 0 files: no findings\n"


def test_colours_only_when_asked(survey: Survey) -> None:
    assert "\x1b" not in text.report(survey)
    coloured = text.report(survey, colour=True)
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == text.report(survey)


def test_hostile_text_cannot_steer_a_terminal_or_add_lines(survey: Survey) -> None:
    shown = text.report(survey)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    assert "\\x1b[31m" in shown
    assert not any(line.startswith("::error") for line in shown.splitlines())
    shown.encode()


def test_files_are_separated_by_one_empty_line(survey: Survey) -> None:
    blocks = text.report(survey).split("\n\n")
    assert [block.split(":")[0] for block in blocks[:-1]] == [
        "a b/café.yaml",
        "docs/x.md",
        "docs/y.md",
    ]
