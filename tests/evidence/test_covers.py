"""`covers:` names files as a writer expects."""

import pytest

from gazetteer.evidence.covers import covered, inferred_cover, rooted

PATHS = (
    "a.py",
    "docs/a.md",
    "docs/b.md",
    "src/pay.py",
    "src/pay/api.py",
    "src/pay/test_api.py",
    "src/payments.py",
)


@pytest.mark.parametrize(
    ("covers", "expected"),
    [
        (["src/**"], {"src/pay.py", "src/pay/api.py", "src/pay/test_api.py", "src/payments.py"}),
        (["src/pay"], {"src/pay/api.py", "src/pay/test_api.py"}),
        (["src/pay/"], {"src/pay/api.py", "src/pay/test_api.py"}),
        (["src/pay.py#Charge"], {"src/pay.py"}),
        (["src/**", "!**/test_*.py", "!src/pay.py"], {"src/pay/api.py", "src/payments.py"}),
        (["./*.md"], {"docs/b.md"}),
        (["../src/*.py"], {"src/pay.py", "src/payments.py"}),
        (["/a.py"], {"a.py"}),
        (["../../etc/passwd", "", "#x"], set()),
        (["."], {"docs/b.md"}),
    ],
)
def test_covered(covers: list[str], expected: set[str]) -> None:
    if covers == ["."]:
        expected = {path for path in PATHS if path.startswith("docs/")} - {"docs/a.md"}
    assert set(covered("docs/a.md", covers, PATHS)) == expected


def test_rooted_keeps_inside_the_tree() -> None:
    assert rooted("docs/a.md", "../../x") is None
    assert rooted("a.md", "./x/") == "x/"


def test_inferred_cover_is_for_readmes_and_docs_only() -> None:
    assert inferred_cover("svc/README.md", "readme", "svc")[0] == "svc/**"
    assert inferred_cover("svc/docs/a.md", "page", "svc")[0] == "svc/**"
    assert inferred_cover("svc/notes/a.md", "page", "svc") == ()
    assert inferred_cover("svc/docs/x.md", "changelog", "svc") == ()
    assert inferred_cover("other/README.md", "readme", "svc") == ()
