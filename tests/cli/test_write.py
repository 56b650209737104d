"""`gazetteer write`: pages as files for other generators, and what a built site lacks."""

import json

import pytest

from gazetteer.formats.frontmatter import split

from .conftest import Folder


def files(folder: Folder, at: str = "out") -> dict[str, bytes]:
    root = folder.root / at
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_every_page_is_a_file_with_title_and_html(repo: Folder):
    assert "files into out" in repo.run("write", "out").stdout
    made = files(repo)
    page = made["catalog/default/component/cart/index.md"].decode()
    front = split(page)
    assert front.problems == ()
    assert front.values["title"] == "cart"
    assert front.body.strip().count("\n") == 0
    assert "index.md" in made
    assert json.loads(made["catalog.json"])["schema"] == "gazetteer.catalog/1"


def test_twice_gives_the_same(repo: Folder):
    repo.run("write", "out")
    first = files(repo)
    repo.run("write", "out")
    assert files(repo) == first


def test_what_people_wrote_is_left_alone(repo: Folder):
    own = {"docs/index.md": "# Mine\n", "docs/catalog/default/component/cart/index.md": "# Mine\n"}
    repo.write(own)
    result = repo.run("write", "docs")
    assert "1 left alone" in result.stdout
    assert "component/cart/index.md" in result.stderr
    assert all((repo.root / path).read_text() == text for path, text in own.items())


def test_verify_names_the_pages_that_are_missing(repo: Folder):
    repo.run("write", "out")
    for path, content in files(repo).items():
        repo.write({f"site/{path.replace('index.md', 'index.html')}": content})
    assert "outputs are in site" in repo.run("write", "out", "--verify", "site").stdout
    (repo.root / "site/catalog/default/component/cart/index.html").unlink()
    text = repo.run("write", "out", "--verify", "site", code=1).stdout
    assert "not built: catalog/default/component/cart/" in text.splitlines()
    # Generators without folder addresses are fine, too.
    repo.write({"site/catalog/default/component/cart.html": b""})
    repo.run("write", "out", "--verify", "site")


def test_verify_writes_nothing(repo: Folder):
    (repo.root / "site").mkdir()
    repo.run("write", "out", "--verify", "site", code=1)
    assert not (repo.root / "out").exists()


@pytest.mark.parametrize("where", ["teams.yaml", "teams.yaml/out"])
def test_a_folder_that_cannot_be_is_wrong_use(repo: Folder, where: str):
    assert "teams.yaml" in repo.run("write", where, code=2).stderr


def test_a_site_that_is_not_there_is_wrong_use(repo: Folder):
    repo.run("write", "out", "--verify", "nowhere", code=2)
