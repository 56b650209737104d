"""What the source `codeowners` yields: one reading for each platform that looks there."""

from gazetteer.extension import File
from gazetteer.sources import codeowners


class Tree:
    """Siblings that only know which files exist."""

    def __init__(self, *paths):
        self.exists = paths.__contains__


def platforms(path, text="* @a\n", *others):
    return [fact.value.platform for fact in codeowners.read(File(path, text), Tree(*others))]


def test_every_place_is_wanted():
    assert {".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"} < set(
        codeowners.patterns
    )
    assert {".bitbucket/CODEOWNERS", ".gitea/CODEOWNERS", ".forgejo/CODEOWNERS"} < set(
        codeowners.patterns
    )


def test_a_place_of_one_platform_has_one_reading():
    assert platforms(".github/CODEOWNERS") == ["github"]
    assert platforms(".bitbucket/CODEOWNERS") == ["bitbucket"]


def test_the_root_has_a_reading_for_each_platform_the_likeliest_first():
    assert platforms("CODEOWNERS") == ["github", "gitlab", "gitea"]
    assert platforms("CODEOWNERS", "* @a\n", ".gitlab-ci.yml") == ["gitlab", "github", "gitea"]


def test_a_reading_keeps_its_own_problems():
    github, gitlab, _ = codeowners.read(File("CODEOWNERS", "* @a\n!x @b\n"), Tree())
    assert [problem.code for problem in github.value.problems] == ["negation"]
    assert gitlab.value.problems == ()
