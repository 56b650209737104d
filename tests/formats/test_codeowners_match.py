"""Who owns a path, by the rules of each platform."""

import importlib.util
import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.formats.codeowners import parse
from gazetteer.formats.codeowners_locate import locate
from gazetteer.formats.codeowners_match import Owners

UNESCAPED = {"\\n": "\n", "\\r": "\r", "\\t": "\t", "\\\\": "\\"}


def bench():
    path = Path(__file__).parents[2] / "bench" / "codeowners.py"
    spec = importlib.util.spec_from_file_location("bench_codeowners", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows(path):
    header, *lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    return [dict(zip(header.split("\t"), line.split("\t"), strict=False)) for line in lines]


def answer(text, path, platform="github"):
    return Owners(parse("CODEOWNERS", text, platform)).answer(path)


def as_expected(file, path):
    """The answer in the form of the corpus."""
    owners = Owners(file)
    if file.platform == "github":
        found = owners.answer(path)
        return None if found.state == "unmatched" else list(found.owners)
    sections = {section.name: section for section in file.sections}
    answers = {}
    for name, found in owners.by_section(path).items():
        answers[name] = {"owners": list(found.owners)}
        section = sections.get(name)
        if section and section.optional:
            answers[name]["optional"] = True
        if section and section.approvals != 1:
            answers[name]["approvals"] = section.approvals
    return answers


@pytest.mark.parametrize("platform", ["github", "gitlab"])
def test_documented_and_reference_cases(corpora, platform):
    wrong, tried = [], 0
    for row in rows(corpora / "codeowners" / "cases.tsv"):
        if row["platform"] != platform or row["tier"] == "disputed":
            continue
        text = re.sub(r"\\[nrt\\]", lambda match: UNESCAPED[match[0]], row["codeowners"])
        file = parse("CODEOWNERS", text.replace("\r\n", "\n"), platform)
        tried += 1
        if as_expected(file, row["path"]) != json.loads(row["expected"]):
            wrong.append(row["id"])
    assert wrong == []
    assert tried > 90


def test_the_file_that_is_in_force(corpora):
    for row in rows(corpora / "codeowners" / "locations.tsv"):
        sizes = {}
        for name, note in re.findall(r"([^\s(]+)(?:\(([^)]*)\))?", row["files_present"]):
            sizes[name] = int(note.split()[0]) if note.endswith("bytes") else 0
        found = locate(row["platform"], sizes, sizes.__getitem__)
        assert (found[1] if found else "") == row["chosen"], row["id"]


def test_the_first_platform_that_finds_a_file_wins():
    assert locate("auto", {".gitlab/CODEOWNERS", ".bitbucket/CODEOWNERS"}) == (
        "gitlab",
        ".gitlab/CODEOWNERS",
    )
    assert locate("auto", {"docs/CODEOWNERS", ".github/CODEOWNERS"}) == (
        "github",
        ".github/CODEOWNERS",
    )
    assert locate("auto", {"README.md"}) is None


def test_three_states_and_the_deciding_line():
    text = "# owners\n/apps/ @fox\n/apps/hub\n"
    owned = answer(text, "apps/a")
    assert (owned.state, owned.owners, owned.rules[0].place.line) == ("owned", ("@fox",), 2)
    assert answer(text, "apps/hub/x").state == "unowned"
    assert answer(text, "lib/x").state == "unmatched"


def test_an_excluded_path_is_nobodys_and_shows_the_exclusion():
    found = answer("* @a\n!*.lock\n", "yarn.lock", "gitlab")
    assert (found.state, found.rules[0].pattern) == ("unowned", "*.lock")


def test_owners_of_all_sections_add_up():
    found = answer("* @lead\n[Docs]\n*.md @w @lead\n[Ops]\nops/ @o\n", "ops/a.md", "gitlab")
    assert found.owners == ("@lead", "@w", "@o")
    assert [rule.section for rule in found.rules] == ["", "Docs", "Ops"]


def test_gitea_takes_every_expression_that_matches():
    text = "# all\n.*\\\\.go @gophers # not @me\nsrc/.* @org/src\n!src/.* @rest\ndir/with\\#hash @hash\na|b @odd\n"
    assert answer(text, "src/main.go", "gitea").owners == ("@gophers", "@org/src")
    assert answer(text, "docs/x.md", "gitea").owners == ("@rest",)
    assert answer(text, "dir/with#hash", "gitea").owners == ("@rest", "@hash")
    # `^a|b$`, as Gitea compiles it without brackets: starts with a, or ends with b.
    assert answer(text, "abc", "gitea").owners == ("@rest", "@odd")
    assert answer(text, "cab", "gitea").owners == ("@rest", "@odd")


def test_bitbucket_decides_like_gitignore():
    text = "* a@b.org\ndocs/* @w/writers:random(2) # some two\n"
    assert answer(text, "docs/a.md", "bitbucket").owners == ("@w/writers:random(2)",)
    assert answer(text, "docs/x/a.md", "bitbucket").owners == ("a@b.org",)


@pytest.mark.parametrize(
    "pattern",
    [
        "*a" * 200 + "b",
        "/" + "*a" * 200 + "/b",
        "**/a/" * 150 + "b",
        "/x/" + "**/*a*a/" * 100 + "b",
        "?*" * 300,
    ],
)
@pytest.mark.parametrize("platform", ["github", "gitlab", "bitbucket"])
def test_hostile_patterns_cost_nothing(pattern, platform):
    owners = Owners(parse("CODEOWNERS", f"{pattern} @a\n" * 20, platform))
    start = time.process_time()
    for path in ("a" * 250, "/".join(["a"] * 1000) + "/c", "x/" + "/".join(["aaaa"] * 500)):
        owners.answer(path)
    assert time.process_time() - start < 2


def test_hostile_expressions_cost_nothing():
    owners = Owners(parse("CODEOWNERS", "(a+)+b @a\n(.*a){20}b @a\n", "gitea"))
    start = time.process_time()
    for length in range(200):
        owners.answer("a" * length)
    assert time.process_time() - start < 2


def test_a_path_of_ten_thousand_folders():
    owners = Owners(parse("CODEOWNERS", "a/ @a\n**/b/*.md @b\n", "github"))
    assert owners.answer("/".join(["x"] * 10_000) + "/b/c.md").owners == ("@b",)


NAMES = st.text(alphabet="abc.", min_size=1, max_size=3).filter(lambda name: name.strip("."))
PATHS = st.lists(NAMES, min_size=1, max_size=5).map("/".join)
SEGMENTS = st.one_of(NAMES, st.sampled_from(["*", "**", "*.b", "a*", "?", "*a*b*"]))
PATTERNS = st.tuples(
    st.sampled_from(["", "/"]),
    st.lists(SEGMENTS, min_size=1, max_size=4).map("/".join),
    st.sampled_from(["", "/"]),
).map("".join)


@given(
    patterns=st.lists(PATTERNS, min_size=1, max_size=8),
    paths=st.lists(PATHS, min_size=1, max_size=8),
)
def test_the_index_answers_as_single_rules_do(patterns, paths):
    """Rules asked one by one, last first, and all of them in one index: the same rule decides."""
    for platform in ("github", "gitlab"):
        text = "".join(f"{pattern} @o{number}\n" for number, pattern in enumerate(patterns))
        file = parse("CODEOWNERS", text, platform)
        owners = Owners(file)
        single = [
            Owners(parse("CODEOWNERS", f"{rule.pattern} {rule.owners[0]}", platform))
            for rule in file.rules
        ]
        for path in paths:
            hits = [n for n, one in enumerate(single) if one.answer(path).state == "owned"]
            expected = file.rules[hits[-1]].owners if hits else ()
            assert owners.answer(path).owners == expected


def test_the_index_agrees_with_a_plain_linear_matcher():
    module = bench()
    text, paths = module.estate(300, 800, seed=3)
    owners = Owners(parse("CODEOWNERS", text, "github"))
    naive = module.linear_owners(text)
    for path in paths:
        assert list(owners.answer(path).owners) == (module.linear_answer(naive, path) or [])


@given(pattern=PATTERNS, path=PATHS)
def test_each_pattern_agrees_with_the_plain_expression(pattern, path):
    if pattern.endswith("**") or "***" in pattern or "**/" in pattern[1:].removeprefix("**/"):
        return  # the plain translation is only meant for the patterns of the benchmark
    expected = bench().linear(pattern).fullmatch(path) is not None
    assert (answer(f"{pattern} @a\n", path).state == "owned") == expected, (pattern, path)
