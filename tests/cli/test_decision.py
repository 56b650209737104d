"""`gazetteer decision`: the status changes where and how the record states it, and no other byte does."""

import pytest

from .conftest import Folder

NYGARD = (
    "# 1. Use files\n\nDate: 2026-01-31\n\n## Status\n\n{}\n\n"
    "## Context\n\nAccepted by all.\n\n## Decision\n\nFiles.\n"
)
FRONT = "---\nstatus: {}\ndate: 2026-01-31 # proposed\n---\n\n# Use files\n\n## Context and Problem Statement\n\nWhy.\n"
BULLET = "# Use files\n\n* Status: {}\n* Date: 2026-01-31\n\n## Context\n\nproposed or accepted\n"
SPACED = "# Use files\n\nStatus: {}  \nDate: 2026-01-31  \n\n## Context\n\nWhy.\n"
BOLD = "# Use files\n\n**Status:** {}\n\n**Date:** 2026-01-31\n\n## Context\n\nWhy.\n"
TABLE = (
    "# Use files\n\n| Metadata | Value |\n| --- | --- |\n| Date | 2026-01-31 |\n| Status | {} |\n\n"
    "## Context\n\nWhy.\n"
)
INLINE = "# Use files\n\nStatus: {} | Date: 2026-01-31\n\n## Context\n\nWhy.\n"
FORMS = {
    "nygard": (NYGARD, "Proposed", "{}"),
    "front": (FRONT, "proposed", "lower"),
    "quoted": (FRONT, '"proposed"', "lower"),
    "bullet": (BULLET, "proposed", "lower"),
    "capital bullet": (BULLET, "Proposed", "{}"),
    "spaced": (SPACED, "Proposed", "{}"),
    "bold": (BOLD, "Proposed", "{}"),
    "table": (TABLE, "Proposed", "{}"),
    "inline": (INLINE, "Proposed", "{}"),
    "bold word": (NYGARD, "**Proposed**", "{}"),
    "upper": (NYGARD, "PROPOSED", "upper"),
}
RST = (
    "1. Use files\n############\n\nStatus\n******\n\n**{}** *2026-01-31*\n\n"
    "Context\n*******\n\nWhy.\n\nDecision\n********\n\nFiles.\n"
)
ADOC = "= 1. Use files\n\nDate: 2026-01-31\n\n== Status\n\n{}\n\n== Context\n\nWhy.\n\n== Decision\n\nFiles.\n"
ADOC_LABEL = "= 1. Use files\n\nStatus:: {}\nDate:: 2026-01-31\n\n== Context\n\nWhy.\n"
OTHERS = {
    "rst": (RST, "rst"),
    "asciidoc": (ADOC, "adoc"),
    "asciidoc label": (ADOC_LABEL, "adoc"),
}
STATUSES = {"accept": "Accepted", "reject": "Rejected", "deprecate": "Deprecated"}
PATH = "adr/0001-use-files.md"
NEXT = "adr/0002-use-tables.md"


def text_of(folder: Folder, path: str = PATH) -> str:
    return (folder.root / path).read_bytes().decode()


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("written", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize(("verb", "status"), STATUSES.items())
def test_only_the_word_changes(folder: Folder, verb, status, written, ends):
    form, word, case = written
    folder.write({PATH: form.format(word).replace("\n", ends)})
    assert folder.run("decision", verb, "1").stdout == f"{PATH}\n"
    spelled = {"lower": status.lower(), "upper": status.upper()}.get(case, status)
    bare = word.strip('"*')
    assert text_of(folder) == form.format(word.replace(bare, spelled)).replace("\n", ends)
    assert listed(folder)[PATH]["status"] == status.lower()


def listed(folder: Folder) -> dict:
    entities = folder.json("list", "--kind", "decision")["entities"]
    return {entity["place"]["path"]: entity["spec"] for entity in entities}


@pytest.mark.parametrize(("form", "word", "_case"), FORMS.values(), ids=FORMS)
def test_both_sides_of_a_succession_are_written(folder: Folder, form, word, _case):
    new = form.format(word).replace("Use files", "Use tables").replace("# 1.", "# 2.")
    folder.write({PATH: form.format(word), NEXT: new})
    folder.run("decision", "accept", "2")
    accepted = text_of(folder, NEXT)
    told = folder.run("decision", "supersede", "1", "--by", "ADR-2").stdout
    assert told == f"{PATH}\n{NEXT}\n"
    assert listed(folder)[PATH]["status"] == "superseded"
    assert "0002-use-tables.md" in text_of(folder)
    assert_only_inserted(accepted, text_of(folder, NEXT))
    assert_one_line_differs(form.format(word), text_of(folder))
    found = folder.json("check", "--fail-on", "never")["findings"]
    assert [f["message"] for f in found if f["rule"] == "decision-unlinked"] == []
    # Once more changes nothing.
    again = text_of(folder), text_of(folder, NEXT)
    folder.run("decision", "supersede", "1", "--by", "2")
    assert (text_of(folder), text_of(folder, NEXT)) == again


def assert_only_inserted(before: str, after: str) -> None:
    rest = iter(after.split("\n"))
    assert all(line in rest for line in before.split("\n"))
    assert len(after) > len(before)


def assert_one_line_differs(before: str, after: str) -> None:
    pairs = zip(before.split("\n"), after.split("\n"), strict=True)
    assert sum(old != new for old, new in pairs) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "---\ndate: 2026-01-31\n---\n# A\n\nWhy.\n",
            "---\nstatus: accepted\ndate: 2026-01-31\n---\n# A\n\nWhy.\n",
        ),
        ("---\nstatus:\n---\n# A\n", "---\nstatus: accepted\n---\n# A\n"),
        (
            "# A\n\n## Status\n\n## Context\n\nWhy.\n",
            "# A\n\n## Status\n\nAccepted\n\n## Context\n\nWhy.\n",
        ),
        (
            "# A\n\nWhy.\n\n## Context\n\nB.\n",
            "# A\n\nWhy.\n\n## Status\n\nAccepted\n\n## Context\n\nB.\n",
        ),
        ("# A\n\nWhy.", "# A\n\nWhy.\n\n## Status\n\nAccepted"),
    ],
)
def test_a_record_without_a_status_gets_one(folder: Folder, before: str, after: str):
    folder.write({PATH: before})
    folder.run("decision", "accept", "1")
    assert text_of(folder) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("✅ Accepted (2026-01)", "Deprecated (2026-01)"),
        ("Accepted & implemented", "Deprecated & implemented"),
        ("Accepted\n\nSupersedes [7. X](0007-x.md)", "Deprecated\n\nSupersedes [7. X](0007-x.md)"),
        ("Superseded by [7. X](0007-x.md)", "Deprecated"),
        ("Accepted by the board of 12 May", "Deprecated"),
    ],
)
def test_what_else_the_status_says_stays_where_it_can(folder: Folder, before: str, after: str):
    folder.write({PATH: NYGARD.format(before)})
    folder.run("decision", "deprecate", "1")
    assert text_of(folder) == NYGARD.format(after)


def test_a_mark_at_the_start_stays(folder: Folder):
    folder.write({PATH: b"\xef\xbb\xbf" + FRONT.format("proposed").encode()})
    folder.run("decision", "accept", "1")
    assert (folder.root / PATH).read_bytes() == b"\xef\xbb\xbf" + FRONT.format("accepted").encode()


@pytest.mark.parametrize(
    "name",
    [
        "1",
        "0001",
        "ADR-1",
        "adr-0001",
        "use files",
        "0001-use-files",
        PATH,
        "decision:0001-use-files",
    ],
)
def test_a_record_goes_by_many_names(folder: Folder, name: str):
    folder.write(
        {
            PATH: NYGARD.format("Proposed"),
            NEXT: NYGARD.format("Proposed").replace("files", "tables"),
        }
    )
    folder.run("decision", "accept", name)
    assert listed(folder)[PATH]["status"] == "accepted"
    assert listed(folder)[NEXT]["status"] == "proposed"


def test_what_is_meant_must_be_clear(folder: Folder):
    folder.write({f"{home}/{PATH}": NYGARD.format("Proposed") for home in ("a", "b")})
    error = folder.run("decision", "accept", "1", code=2).stderr
    assert f"a/{PATH}" in error
    folder.run("decision", "accept", "9", code=2)
    folder.run("decision", "accept", "1", "--folder", "a/adr")
    assert listed(folder)[f"a/{PATH}"]["status"] == "accepted"
    assert listed(folder)[f"b/{PATH}"]["status"] == "proposed"


def test_what_is_so_already_stays_untouched(folder: Folder):
    folder.write({PATH: NYGARD.format("Accepted")})
    assert "already" in folder.run("decision", "accept", "1").stderr
    assert text_of(folder) == NYGARD.format("Accepted")


def test_what_cannot_be_edited_with_certainty_is_left_to_people(folder: Folder):
    text = "# A\n\nStatus: a\n\n## Status\n\n> accepted\n"
    folder.write({PATH: text, NEXT: b"\xff\xfe\x00"})
    folder.run("decision", "supersede", "1", "--by", "1", code=2)
    assert text_of(folder) == text


def test_superseding_without_a_successor_is_told(folder: Folder):
    folder.write({PATH: NYGARD.format("Accepted")})
    assert "--by" in folder.run("decision", "supersede", "1").stderr
    assert text_of(folder) == NYGARD.format("Superseded")


@pytest.mark.parametrize(("form", "ending"), OTHERS.values(), ids=OTHERS)
@pytest.mark.parametrize(("verb", "status"), STATUSES.items())
def test_other_syntaxes(folder: Folder, form: str, ending: str, verb: str, status: str):
    path = f"docs/adr/0001-use-files.{ending}"
    folder.write({path: form.format("Proposed")})
    folder.run("decision", verb, "1")
    assert text_of(folder, path) == form.format(status)


@pytest.mark.parametrize(("form", "ending"), OTHERS.values(), ids=OTHERS)
def test_successions_in_other_syntaxes(folder: Folder, form: str, ending: str):
    old, new = (f"docs/adr/000{n}-use-{what}.{ending}" for n, what in ((1, "files"), (2, "tables")))
    written = form.format("Accepted").replace("files", "tables").replace("1.", "2.", 1)
    folder.write({old: form.format("Accepted"), new: written})
    folder.run("decision", "supersede", "1", "--by", "2")
    assert listed(folder)[old]["status"] == "superseded"
    assert listed(folder)[new]["status"] == "accepted"
    found = folder.json("check", "--fail-on", "never")["findings"]
    assert [f["message"] for f in found if f["rule"] == "decision-unlinked"] == []
    assert_only_inserted(written, text_of(folder, new))


def test_words_and_folders_of_ones_own(folder: Folder):
    path = "wiki/choices/use-files.md"
    folder.write(
        {
            "gazetteer.yml": "decisions: {folders: [wiki/choices], statuses: {parked: proposed}}\n",
            path: NYGARD.format("Parked"),
        }
    )
    folder.run("decision", "accept", "use-files")
    assert text_of(folder, path) == NYGARD.format("Accepted")


def test_a_section_that_only_looks_like_a_status_is_left_alone(folder: Folder):
    section = "\n## Status\n\nThis is the `Status` of the store as a whole.\n"
    folder.write({PATH: TABLE.format("Accepted") + section})
    folder.run("decision", "deprecate", "1")
    assert text_of(folder) == TABLE.format("Deprecated") + section


def test_every_statement_of_the_status_is_rewritten(folder: Folder):
    body = NYGARD.partition("Date:")[0] + "## Status\n\n{}\n\n## Context\n\nWhy.\n"
    text = "---\nstatus: {}\n---\n" + body
    folder.write({PATH: text.format("proposed", "Proposed")})
    folder.run("decision", "accept", "1")
    assert text_of(folder) == text.format("accepted", "Accepted")


@pytest.mark.parametrize(
    ("form", "verb", "before", "after"),
    [
        ("# T\n\n## Statut\n\n{}\n\n## Contexte\n\nOui.\n", "deprecate", "Accepté", "Obsolète"),
        ("# T\n\n* Status: {}\n* Datum: 02.01.2024\n", "accept", "vorgeschlagen", "akzeptiert"),
        ("# T\n\n- Estado: {}\n", "reject", "Propuesto", "Rechazado"),
        ("# T\n\n_Status: {}_\n", "accept", "proposed", "accepted"),
        ("# T\n\n> Status: {}\n> Date: 2024-01-02\n", "accept", "Proposed", "Accepted"),
        ("# T\n\nStatus\n: {}\n", "accept", "Proposed", "Accepted"),
        ('# T\n\n!!! note "Status: {}"\n    Since May.\n', "accept", "Proposed", "Accepted"),
    ],
)
def test_a_status_is_written_as_the_record_speaks(folder: Folder, form, verb, before, after):
    folder.write({PATH: form.format(before)})
    assert folder.run("decision", verb, "1").stdout == f"{PATH}\n"
    assert text_of(folder) == form.format(after)


def test_a_status_that_stands_in_another_file_is_left_there(folder: Folder):
    path = "keps/sig-node/1287-in-place/README.md"
    files = {
        path: "# KEP-1287: In place\n",
        path.replace("README.md", "kep.yaml"): "status: provisional\n",
    }
    folder.write(files)
    answer = folder.run("decision", "accept", "1287", code=2)
    assert "kep.yaml, line 1: edit it there" in answer.stderr
    assert text_of(folder, path) == files[path]
