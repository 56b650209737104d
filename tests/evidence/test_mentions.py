"""What documents name and a real repository no longer holds."""

import os
from pathlib import Path

import pytest
from tests.cli.conftest import Folder

from gazetteer.sources._document_mentions import named

CODE = 'import os\nurl = os.environ["CART_URL"]\n\n\ndef place_order(x):\n    return url\n'
MAKE = "test:\n\techo\nlint: test\n\techo\n"


@pytest.fixture(autouse=True)
def _known_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Ann")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "ann@example.org")
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("GAZETTEER_CACHE", "off")


@pytest.fixture
def repo(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "repo")


def found(repo: Folder, *options: str, code: int = 0) -> list[dict]:
    value = repo.json("check", "--fail-on", "never", *options, code=code)
    return [f for f in value["findings"] if f["rule"] == "mention-gone"]


def told(repo: Folder) -> list[tuple[int, str]]:
    return [(f["place"]["line"], f["message"].split(" by ")[0]) for f in found(repo)]


def start(repo: Folder, text: str, **files: str) -> None:
    repo.commit({"src/main.py": CODE, "Makefile": MAKE, "docs/a.md": text, **files})


def test_a_renamed_file_says_to_what_and_by_which_commit(repo: Folder) -> None:
    start(repo, "# A\n\nSee `src/main.py:3` and src/main.py.\n")
    repo.git("mv", "src/main.py", "src/app.py")
    commit = repo.commit()
    (finding,) = found(repo)
    assert commit[:9] in finding["message"]
    assert "`src/main.py` moved to src/app.py" in finding["message"]
    assert "`src/app.py`" in finding["mend"]


def test_a_moved_folder_says_to_where(repo: Folder) -> None:
    start(
        repo,
        "# A\n\n`src/pay/` and `src/pay/a.py`.\n",
        **{"src/pay/a.py": CODE, "src/pay/b.py": "b = 1\n"},
    )
    repo.git("mv", "src/pay", "src/payments")
    repo.commit()
    assert told(repo) == [
        (3, "`src/pay/` moved to src/payments"),
        (3, "`src/pay/a.py` moved to src/payments/a.py"),
    ]


def test_a_removed_file_says_by_which_commit(repo: Folder) -> None:
    start(repo, "# A\n\n```sh\ncat src/main.py\n```\n")
    (repo.root / "src/main.py").unlink()
    repo.commit()
    assert told(repo) == [(4, "`src/main.py` was removed")]


def test_words_of_code_and_targets(repo: Folder) -> None:
    start(repo, "# A\n\n`CART_URL`, `place_order()`\n\n- `make lint`\n")
    new = CODE.replace("CART_URL", "CART_ADDRESS").replace("place_order", "submit_order")
    repo.commit({"src/main.py": new, "Makefile": MAKE.replace("lint", "check")})
    assert told(repo) == [
        (3, "`place_order` was taken out of src/main.py"),
        (3, "The variable `CART_URL` was taken out of src/main.py"),
        (5, "The target `make lint` was taken out of Makefile"),
    ]
    assert [f["mend"].split("`")[1] for f in found(repo)] == [
        "submit_order",
        "CART_ADDRESS",
        "check",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "`src/never.py`, `NEVER_HERE`, `never_here()`, `make never`",
        "[main](https://example.org/src/main.py) and `other/src/main.py`",
        "`main.py`, `a/b`, `1.2.3`, `text/html`, `GET /x`",
    ],
)
def test_what_was_never_here_is_left_alone(repo: Folder, text: str) -> None:
    start(repo, f"# A\n\n{text}\n")
    repo.git("mv", "src/main.py", "src/app.py")
    repo.commit()
    assert told(repo) == []


def test_what_was_named_only_after_it_went_is_left_alone(repo: Folder) -> None:
    start(repo, "# A\n")
    (repo.root / "src/main.py").unlink()
    repo.commit({"docs/a.md": "# A\n\n`src/main.py` and `CART_URL` are gone.\n"})
    repo.commit({"docs/a.md": "# A\n\n`src/main.py` and `CART_URL` are gone!\n"})
    assert told(repo) == []


@pytest.mark.parametrize("path", ["CHANGELOG.md", "docs/adr/0001-x.md", "docs/postmortems/x.md"])
def test_documents_of_the_past_may_name_what_is_gone(repo: Folder, path: str) -> None:
    start(
        repo, "# A\n", **{path: "# 1. X\n\n## Status\n\nAccepted\n\n## Context\n\n`src/main.py`\n"}
    )
    (repo.root / "src/main.py").unlink()
    repo.commit()
    assert told(repo) == []


def test_a_folder_that_everybody_knows_may_be_left_out(repo: Folder) -> None:
    start(
        repo, "# A\n\n`shop/cart.py`\n", **{"src/shop/cart.py": CODE, "shop/cart.py": CODE + "#\n"}
    )
    repo.git("rm", "-q", "shop/cart.py")
    repo.commit()
    assert told(repo) == []


def test_a_change_that_is_not_committed_counts(repo: Folder) -> None:
    start(repo, "# A\n\n`src/main.py`\n")
    (repo.root / "src/main.py").rename(repo.root / "src/app.py")
    assert told(repo) == [(3, "`src/main.py` moved to src/app.py.")]


def test_a_shallow_clone_cannot_know(repo: Folder, tmp_path: Path) -> None:
    start(repo, "# A\n\n`src/main.py`\n")
    (repo.root / "src/main.py").unlink()
    repo.commit()
    repo.git("clone", "-q", "--depth=1", f"file://{repo.root}", str(tmp_path / "shallow"))
    (finding,) = found(Folder(tmp_path / "shallow"), code=3)
    assert finding["undecided"]
    assert "shallow" in finding["message"]


def test_the_base_of_a_comparison_is_asked_too(repo: Folder) -> None:
    start(repo, "# A\n\n`src/main.py`, `CART_URL`\n")
    base = repo.commit({"docs/b.md": "# B\n\n`src/main.py`\n"})
    (repo.root / "src/main.py").unlink()
    repo.commit()
    counted = [f for f in found(repo, "--since", base) if not f["silenced"]]
    assert [(f["place"]["path"], f["message"].split("`")[1]) for f in counted] == [
        ("docs/a.md", "src/main.py"),
        ("docs/a.md", "CART_URL"),
        ("docs/b.md", "src/main.py"),
    ]


@pytest.mark.parametrize(
    ("span", "thing"),
    [
        ("POST /orders/{id}?x=1", ("endpoint", "POST /orders/{id}")),
        ("make -C x test", None),
        ("npm run build -- --watch", ("target", "npm run build")),
        ("$CART_URL", ("variable", "CART_URL")),
        ("${CART_URL}", ("variable", "CART_URL")),
        ("CART_URL=http://x", ("variable", "CART_URL")),
        ("./src/a.py#L3-L9", ("path", "src/a.py")),
        ("src/", ("path", "src/")),
        (".env.example", ("path", ".env.example")),
        ("cart.Order.place_order()", ("symbol", "place_order")),
        ("PlaceOrder", ("symbol", "PlaceOrder")),
        ("cart.PlaceOrder", ("symbol", "PlaceOrder")),
        ("README.MD", ("path", "README.MD")),
        ("place_order(order, many=1)", ("symbol", "place_order")),
        ("cart", None),
        ("1.2.3", None),
        ("a b c", None),
    ],
)
def test_what_a_code_span_names(span: str, thing: tuple[str, str] | None) -> None:
    assert named(span) == thing


def test_what_blocks_of_settings_and_commands_name(repo: Folder) -> None:
    text = "# A\n\n```dotenv\nCART_URL=x\n```\n\n```sh\nexport CART_URL=1\ncurl $CART_URL; OTHER=1\n```\n"
    start(repo, text)
    repo.commit({"src/main.py": CODE.replace("CART_URL", "CART_ADDRESS")})
    assert [line for line, _ in told(repo)] == [4, 8, 9]


def test_a_path_without_its_first_folders_is_a_note(repo: Folder) -> None:
    start(repo, "# A\n\n`shop/cart.py`\n", **{"src/shop/cart.py": "x = 1\n" * 9})
    repo.git("mv", "src/shop/cart.py", "src/shop/basket.py")
    repo.commit()
    (finding,) = found(repo)
    assert finding["severity"] == "note"
    assert "`shop/cart.py` moved to src/shop/basket.py" in finding["message"]
    assert "if that took its place" in finding["mend"]
    assert repo.run("fix", "--yes").exit_code == 0
    assert "shop/cart.py" in (repo.root / "docs/a.md").read_text()
