import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.evidence.baseline import BrokenBaseline, dump_baseline, load_baseline
from gazetteer.evidence.fingerprint import fingerprinted
from gazetteer.evidence.inline import inline_silences
from gazetteer.evidence.silence import silence
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref
from gazetteer.model.rule import Severity
from gazetteer.settings import Settings, parse_settings

TODAY = date(2026, 11, 22)


def finding(line: int = 2, rule: str = "owner-missing", path: str = "a.yaml") -> Finding:
    return Finding(
        rule=rule,
        message=f"{rule} is broken.",
        mend="Mend it.",
        place=Place(path, line),
        subject=str(line),
        severity=Severity.ERROR,
        entity=Ref.of("component", "Cart", "shop"),
    )


def run(
    *findings: Finding, files: dict[str, str] | None = None, **settings: object
) -> list[Finding]:
    read = (files or {}).get
    return list(silence(fingerprinted(findings), parse_settings(settings), read, TODAY))


def rules(findings: list[Finding], *, silenced: bool) -> list[str]:
    return [f.rule for f in findings if (f.silenced is not None) is silenced]


@pytest.mark.parametrize(
    "entry",
    [
        {"rule": "owner-missing"},
        {"rule": "*", "path": "*.yaml"},
        {"rule": "owner-missing", "entity": "component:shop/*"},
        {"rule": "*", "until": "2026-11-22"},
    ],
)
def test_the_settings_silence_what_fits_every_part(entry: dict[str, str]) -> None:
    found = run(finding(), ignore=[{"reason": "later", **entry}])
    assert rules(found, silenced=True) == ["owner-missing"]
    assert found[0].silenced is not None
    assert found[0].silenced.reason == "later"
    assert rules(found, silenced=False) == []


@pytest.mark.parametrize(
    ("entry", "rule", "says"),
    [
        ({"rule": "owner-missing", "path": "b/**"}, "silence-unused", "silences nothing"),
        ({"rule": "owner-missing", "entity": "api:*"}, "silence-unused", "silences nothing"),
        ({"rule": "doc-stale"}, "silence-unused", "silences nothing"),
        ({"rule": "*", "fingerprint": "0000000000000000"}, "silence-unused", "silences nothing"),
        ({"rule": "*", "until": "2026-11-21"}, "silence-expired", "ended on 2026-11-21"),
    ],
)
def test_an_entry_without_use_is_a_finding(entry: dict[str, str], rule: str, says: str) -> None:
    found = run(finding(), ignore=[{"reason": "later", **entry}])
    assert sorted(rules(found, silenced=False)) == ["owner-missing", rule]
    told = next(f for f in found if f.rule == rule)
    assert says in told.message
    assert entry["rule"] in told.message
    assert told.mend
    assert told.fingerprint


IGNORE = """\
ignore:
  - {rule: owner-missing, reason: x}
  - rule: doc-stale
    reason: y
"""


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        ("gazetteer.yml", IGNORE, 3),
        (
            "mkdocs.yml",
            "site_name: x\nplugins:\n  - search\n  - gazetteer:\n"
            + "".join(f"      {row}\n" for row in IGNORE.splitlines()),
            7,
        ),
        ("mkdocs.yml", "plugins:\n  gazetteer/gate:\n    ignore: [{rule: a}, {rule: b}]\n", 3),
        (
            "pyproject.toml",
            "[tool.gazetteer]\n[[tool.gazetteer.ignore]]\nrule = 'a'\n[[tool.gazetteer.ignore]]\nrule = 'b'\n",
            4,
        ),
        ("mkdocs.yml", "INHERIT: base.yml\n", 1),
        ("mkdocs.yml", "{", 1),
    ],
)
def test_the_finding_about_an_entry_stands_where_the_entry_does(
    file: str, text: str, line: int
) -> None:
    ignore = [{"rule": "owner-missing", "reason": "x"}, {"rule": "doc-stale", "reason": "y"}]
    found = run(finding(), files={file: text}, ignore=ignore)
    (told,) = [f for f in found if f.rule == "silence-unused"]
    assert told.place == Place(file, line)


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\nb: 2 # gazetteer: ignore owner-missing -- why\n",
        "# gazetteer: ignore owner-missing -- why\nb: 2\n",
        "# gazetteer: ignore docs-missing -- why\nb: 2 # gazetteer: ignore * -- why\n",
        "# gazetteer: ignore-file owner-missing -- why\nb: 2\n",
        "# gazetteer: ignore other-rule, owner-missing -- why until 2026-11-22\nb: 2\n",
    ],
)
def test_a_comment_silences_its_line_or_the_next(text: str) -> None:
    found = run(finding(), files={"a.yaml": text})
    (silenced,) = [f for f in found if f.silenced]
    assert silenced.silenced is not None
    assert silenced.silenced.by == "inline"
    assert silenced.silenced.reason == "why"
    assert silenced.silenced.place is not None


def test_several_comments_in_a_row_silence_the_line_below_them() -> None:
    text = (
        "# gazetteer: ignore owner-missing -- one\n\n"
        "# gazetteer: ignore docs-missing -- two\n"
        "kind: Component\n"
    )
    found = run(finding(4), finding(4, "docs-missing"), files={"a.yaml": text})
    assert rules(found, silenced=False) == []


@pytest.mark.parametrize(
    "comment",
    [
        "ignore owner-missing",
        "ignore owner-missing --",
        "ignore -- why",
        "ignroe owner-missing -- why",
        "ignore Owner Missing -- why",
        "ignore owner-missing -- why until 2026-13-01",
        "",
    ],
)
def test_a_comment_that_is_no_good_is_a_finding(comment: str) -> None:
    found = run(finding(), files={"a.yaml": f"a: 1\nb: 2 # gazetteer: {comment}\n"})
    assert rules(found, silenced=False) == ["owner-missing", "silence-invalid"]
    assert found[1].severity == Severity.ERROR
    assert found[1].place == Place("a.yaml", 2, 6)
    assert found[1].fingerprint


def test_a_comment_for_the_whole_file_must_stand_at_its_top() -> None:
    text = "a: 1\n" * 30 + "# gazetteer: ignore-file owner-missing -- why\n"
    found = run(finding(), files={"a.yaml": text})
    assert rules(found, silenced=False) == ["owner-missing", "silence-invalid"]


def test_an_expired_comment_counts_again_and_is_told() -> None:
    text = "a: 1\nb: 2 # gazetteer: ignore owner-missing -- why until 2026-11-21\n"
    found = run(finding(), files={"a.yaml": text})
    assert rules(found, silenced=False) == ["owner-missing", "silence-expired"]


def test_an_unused_comment_is_told_and_the_settings_rule_over_it() -> None:
    text = "a: 1 # gazetteer: ignore docs-missing -- why\nb: 2\n"
    found = run(finding(), files={"a.yaml": text})
    assert rules(found, silenced=False) == ["silence-unused", "owner-missing"]
    found = run(finding(), files={"a.yaml": text}, rules={"silence-unused": "off"})
    assert rules(found, silenced=False) == ["owner-missing"]
    found = run(finding(), files={"a.yaml": text}, rules={"silence-unused": "error"})
    assert found[0].severity == Severity.ERROR


def test_markdown_has_its_own_comments_and_code_in_it_is_no_comment() -> None:
    text = (
        "# gazetteer: ignore a-b -- a heading\n"
        "[x](y) <!-- gazetteer: ignore link-broken -- gone --> text\n"
        "`<!-- gazetteer: ignore c-d -->`\n"
        "```\n<!-- gazetteer: ignore -->\n```\n"
    )
    (only,) = inline_silences("a.md", text)
    assert (only.rules, only.reason, only.line) == (("link-broken",), "gone", 2)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("a.proto", "// gazetteer: ignore a-b -- why"),
        ("a.rst", ".. gazetteer: ignore a-b -- why"),
        ("CODEOWNERS", "* @x # gazetteer: ignore a-b -- why"),
    ],
)
def test_other_files_have_their_comments_too(path: str, line: str) -> None:
    assert inline_silences(path, line)[0].rules == ("a-b",)


@given(st.text(alphabet="# \n<>!-`/.gazetteer:ignor-file abc2026", max_size=200))
def test_any_text_is_read(text: str) -> None:
    for path in ("a.md", "a.yaml", "a.rst"):
        inline_silences(path, "gazetteer:" + text)


def test_the_baseline_goes_round_and_keeps_its_dates() -> None:
    found = run(finding(2), finding(3, "docs-missing"))
    text = dump_baseline(found, date(2026, 1, 31), "before we came")
    assert text.count("\n") == 7, "one line each, so that merges are clean"
    found = run(
        finding(20),
        finding(3, "docs-missing"),
        finding(2),
        files={"b.json": text},
        baseline="b.json",
    )
    assert sorted(rules(found, silenced=True)) == ["docs-missing", "owner-missing"]
    again = json.loads(dump_baseline(found, TODAY))
    dates = sorted(entry["accepted"] for entry in again["accepted"].values())
    assert dates == ["2026-01-31", "2026-01-31", "2026-11-22"]
    assert "before we came" in json.dumps(again)


def test_a_baseline_only_shrinks() -> None:
    found = run(finding(2), finding(3))
    text = dump_baseline(found, TODAY)
    found = run(finding(2), files={"b.json": text}, baseline="b.json")
    assert rules(found, silenced=False) == ["silence-unused"]
    assert "1 finding that is no longer there" in found[-1].message


def test_an_empty_baseline_is_a_baseline() -> None:
    assert load_baseline(dump_baseline((), TODAY)) == {}


@pytest.mark.parametrize("text", ["{", "[]", '{"schema": "x", "accepted": {}}', "[" * 100_000])
def test_a_broken_baseline_is_a_finding_and_silences_nothing(text: str) -> None:
    assert isinstance(load_baseline(text), BrokenBaseline)
    found = run(finding(), files={"b.json": text}, baseline="b.json")
    assert sorted(rules(found, silenced=False)) == ["owner-missing", "silence-invalid"]


def test_what_could_not_be_decided_is_never_accepted_by_a_baseline() -> None:
    import msgspec

    unknown = msgspec.structs.replace(finding(), undecided=True)
    found = run(unknown)
    assert load_baseline(dump_baseline(found, TODAY)) == {}


def test_a_silence_that_another_was_quicker_than_is_not_useless() -> None:
    text = "a: 1\nb: 2 # gazetteer: ignore owner-missing -- why\n"
    ignore = [{"rule": "owner-missing", "reason": "x"}, {"rule": "*", "reason": "y"}]
    found = run(finding(), files={"a.yaml": text}, ignore=ignore)
    assert rules(found, silenced=False) == []


def test_a_comment_in_a_file_without_findings_is_known_from_its_reading() -> None:
    comments = {"c.md": inline_silences("c.md", "<!-- gazetteer: ignore doc-stale -- y -->\nx\n")}
    found = silence((), Settings(), {}.get, TODAY, comments=comments)
    assert [(f.rule, str(f.place)) for f in found] == [("silence-unused", "c.md:1:1")]


def test_nothing_accepts_a_finding_about_a_silence() -> None:
    found = run(finding(), files={"a.yaml": "a: 1 # gazetteer: ignore docs-missing -- why\nb: 2\n"})
    text = dump_baseline(found, TODAY)
    assert [entry["rule"] for entry in json.loads(text)["accepted"].values()] == ["owner-missing"]


def test_files_without_findings_are_not_read() -> None:
    asked: list[str] = []

    def read(path: str) -> str | None:
        asked.append(path)
        return None

    silence(fingerprinted([finding(), finding(3)]), Settings(), read, TODAY)
    assert asked.count("a.yaml") == 1
    assert set(asked) == {"a.yaml", Settings().baseline}
