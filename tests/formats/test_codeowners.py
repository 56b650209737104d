"""What each platform makes of the lines of an ownership file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.formats.codeowners import MAX_BYTES, parse
from gazetteer.formats.codeowners_locate import dialects
from gazetteer.formats.codeowners_reading import MAX_COSTLY, MAX_SECTIONS, MAX_TOGETHER

PLATFORMS = ("github", "gitlab", "bitbucket", "gitea")


def problems(text, platform="github"):
    found = parse("CODEOWNERS", text, platform).problems
    return [(problem.code, problem.place.line, problem.place.column) for problem in found]


@pytest.mark.parametrize(
    ("platform", "line", "expected"),
    [
        ("github", "!*.md @a", ("negation", 1, 1)),
        ("github", r"  \#file @a", ("escape", 1, 3)),
        ("github", "*.md @a notanowner", ("owner", 1, 9)),
        ("github", "*.md @a/b/c", ("owner", 1, 6)),
        ("github", "/ @a", ("pattern", 1, 1)),
        ("github", "a//b @a", ("pattern", 1, 1)),
        ("bitbucket", "*.md @a:random(x)", ("owner", 1, 6)),
        ("gitlab", "*.md @a plainword", ("owner", 1, 9)),
        ("gitlab", "*.md @a # ask @b", ("comment", 1, 9)),
        ("gitlab", "*.md", ("no-owners", 1, 1)),
        ("gitlab", "[Broken @a", ("section", 1, 1)),
        ("gitlab", "[Docs][many] @a", ("section", 1, 8)),
        ("gitea", r"docs/.*\\.md", ("no-owners", 1, 1)),
        ("gitea", "docs/( @a", ("regex", 1, 1)),
        ("gitea", "docs/((a{100}){100}){100} @a", ("regex", 1, 1)),
        ("gitea", ".* @a/b/c @d", ("owner", 1, 4)),
    ],
)
def test_a_bad_line_is_told_with_line_and_column(platform, line, expected):
    assert problems(line, platform) == [expected]


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_bad_line_takes_no_other_line_with_it(platform):
    file = parse("CODEOWNERS", "docs/ @a\n/ [( !\nsrc/ @b\n", platform)
    assert [rule.place.line for rule in file.rules if rule.owners] == [1, 3]


@pytest.mark.parametrize("platform", PLATFORMS)
def test_each_problem_says_how_to_mend_it(platform):
    text = "!x\n/ @a\n[x\n[y][z]\n*.md nobody # @c\n( @a\n\\#y @a\n"
    for problem in parse("CODEOWNERS", text, platform).problems:
        assert problem.kind == "owners"
        assert problem.message
        assert problem.mend


def test_owners_that_platforms_allow():
    assert parse("C", "* a@b.org @u @w/g:least_busy(2) @teams/x:all\n", "bitbucket").rules[
        0
    ].owners == (
        "a@b.org",
        "@u",
        "@w/g:least_busy(2)",
        "@teams/x:all",
    )
    assert parse("C", "* @g/sub/deep @@maintainers\n", "gitlab").rules[0].owners == (
        "@g/sub/deep",
        "@@maintainers",
    )
    assert not problems("* @under_score @dot.ted @org/team.x_y\n")


def test_sections_of_one_name_are_one_section():
    file = parse("C", "^[Docs] @a\n*.md\n[DOCS][2] @b\n*.rst\n[docs]\n*.txt @c\n", "gitlab")
    assert [(s.name, s.optional, s.approvals, s.owners) for s in file.sections] == [
        ("Docs", False, 2, ("@a",))
    ]
    assert [(rule.section, rule.owners) for rule in file.rules] == [
        ("Docs", ("@a",)),
        ("Docs", ("@b",)),
        ("Docs", ("@c",)),
    ]


def test_a_file_of_three_megabytes_is_ignored_as_a_whole():
    file = parse("C", "* @a\n" + "#" * MAX_BYTES, "github")
    assert file.rules == ()
    assert [problem.code for problem in file.problems] == ["too-large"]


@pytest.mark.parametrize("platform", ["github", "gitlab", "bitbucket"])
def test_more_patterns_than_can_be_tried_on_every_path_are_cut_and_told(platform):
    lines = "".join(f"**/a*b*c*{n} @a\n" for n in range(MAX_TOGETHER + 5))
    file = parse("C", f"{lines}/src/* @b\n", platform)
    assert len(file.rules) == MAX_TOGETHER + 1
    assert file.rules[-1].pattern == "/src/*"
    (problem,) = file.problems
    assert (problem.code, problem.place.line) == ("too-many", MAX_TOGETHER + 1)
    assert "at the root" in problem.message


def test_floods_are_cut_and_told_once():
    lines = (f"/f{n % 100}/*x @a\n" for n in range(MAX_COSTLY["github"] + 5))
    rules = parse("C", "".join(lines), "github")
    assert len(rules.rules) == MAX_COSTLY["github"]
    assert [problem.code for problem in rules.problems] == ["too-many"]
    sections = parse(
        "C", "".join(f"[s{n}]\n/a/{n} @a\n" for n in range(MAX_SECTIONS + 2)), "gitlab"
    )
    assert len(sections.sections) == MAX_SECTIONS
    assert {problem.code for problem in sections.problems} == {"too-many"}


@pytest.mark.parametrize(
    ("path", "text", "others", "first"),
    [
        (".github/CODEOWNERS", "* @a\n", (), ("github",)),
        (".gitlab/CODEOWNERS", "* @a\n", (), ("gitlab",)),
        (".bitbucket/CODEOWNERS", "* @a\n", (), ("bitbucket",)),
        (".forgejo/CODEOWNERS", ".* @a\n", (), ("gitea",)),
        ("CODEOWNERS", "* @a\n", (), ("github", "gitlab", "gitea")),
        ("docs/CODEOWNERS", "* @a\n", (), ("github", "gitlab", "gitea")),
        ("CODEOWNERS", "* @a\n", (".gitlab-ci.yml",), ("gitlab", "github", "gitea")),
        ("CODEOWNERS", "* @a\n\n^[Docs][2] @w\n*.md\n", (), ("gitlab", "github", "gitea")),
        ("src/CODEOWNERS", "* @a\n", (), ()),
    ],
)
def test_a_file_is_written_for_the_platforms_that_look_there(path, text, others, first):
    assert dialects(path, text, others.__contains__) == first


@given(text=st.text(max_size=300), platform=st.sampled_from(PLATFORMS))
def test_no_text_is_too_odd(text, platform):
    file = parse("CODEOWNERS", text, platform)
    lines = text.split("\n")
    for place in [rule.place for rule in file.rules] + [problem.place for problem in file.problems]:
        assert 1 <= place.line <= len(lines)
        assert 0 <= place.column <= len(lines[place.line - 1]) + 1
