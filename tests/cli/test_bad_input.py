"""Bad input, end to end: every fault is told with file, line and advice, nothing of the rest is lost, nothing leaks."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .conftest import SHOP, Folder

GOOD = "component:default/cart"
ENTITY = """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: {name}
  description: {text}
spec: {{type: library, lifecycle: experimental, owner: shop}}
"""


def told(folder: Folder, rule: str = "", *arguments: str, apart: bool = False) -> list[dict]:
    """Runs the real command; the findings of one rule, each with file and advice; the good neighbour is still listed.

    Args:
        apart: in a process of its own, for what could end or hang this one.
    """
    command = ("check", *arguments, "--format", "json")
    if apart:
        result = folder.spawn(*command)
        code, text = result.returncode, result.stdout.decode()
    else:
        done = folder.run(*command, code=None)
        code, text = done.exit_code, done.stdout
    assert code in {0, 1, 3}
    found = json.loads(text)["findings"]
    assert all(f["place"]["path"] and f["mend"] and f["message"] for f in found)
    assert GOOD in refs(folder, *arguments)
    return [f for f in found if f["rule"] == (rule or "file-unreadable")]


def refs(folder: Folder, *arguments: str) -> set[str]:
    return {e["ref"] for e in json.loads(listed(folder, *arguments))["entities"]}


def listed(folder: Folder, *arguments: str) -> bytes:
    return folder.run("list", *arguments, "--format", "json").stdout_bytes


def places(found: list[dict]) -> list[tuple[str, int]]:
    return [(f["place"]["path"], f["place"]["line"]) for f in found]


# files


BROKEN = ENTITY.format(name="broken", text='"never closed')
DEEP = 10_000
BOMB = "a0: &a0 [x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)
HEAD = "apiVersion: backstage.io/v1alpha1\nkind: Component\n"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (BROKEN, 7),  # where the text ended that should have closed it
        (b"\x00\x01\x02binary\xff", 1),
        (HEAD.encode() + b"x: \xe9\n", 3),
        (HEAD + BOMB, 1),
        (HEAD + "x: " + "[" * DEEP, 3),
        (HEAD + "".join(f"{' ' * n}a:\n" for n in range(2_000)), 203),
    ],
    ids=["syntax", "binary", "latin-1", "bomb", "brackets", "blocks"],
)
def test_a_file_that_cannot_be_read_is_told(plain: Folder, content: str | bytes, line: int):
    plain.write({"bad/catalog-info.yaml": content})
    assert places(told(plain, apart=True)) == [("bad/catalog-info.yaml", line)]


@pytest.mark.parametrize("rest", ["[", "[" * DEEP, '{"a":' * DEEP + "1" + "}" * (DEEP + 1)])
def test_an_api_description_that_cannot_be_read_is_told(plain: Folder, rest: str):
    plain.write({"bad/openapi.json": '{"openapi": "3.0.0", "x": ' + rest})
    assert places(told(plain, "api-invalid", apart=True)) == [("bad/openapi.json", 1)]


def test_one_broken_document_hides_no_sibling_in_its_file(plain: Folder):
    good = [ENTITY.format(name=name, text="Here") for name in ("one", "two")]
    plain.write({"all.yaml": f"{good[0]}---\nkind: [\n---\n{good[1]}"})
    told(plain)
    assert {"component:default/one", "component:default/two"} <= refs(plain)


@pytest.mark.parametrize(
    "name", ["catalog-info.yaml", "README.md", "openapi.json", "a.proto", "go.mod"]
)
def test_an_empty_file_is_no_fault(plain: Folder, name: str):
    plain.write({f"bad/{name}": b""})
    assert [f for f in told(plain) if f["severity"] == "error"] == []


@pytest.mark.parametrize("name", ["a.yaml", "a.json", "a.md", "a.graphql", "a.proto", "CODEOWNERS"])
def test_a_file_of_50_mb_is_told_and_not_read(plain: Folder, name: str):
    (plain.root / ".github/CODEOWNERS").unlink()
    with (plain.root / name).open("wb") as file:
        file.truncate(50_000_000)
    found = told(plain)
    assert places(found) == [(name, 0)]
    assert "max_file_bytes" in found[0]["mend"]


@pytest.mark.parametrize(
    "text",
    [
        ">" * DEEP,
        "[" * DEEP,
        "[" * DEEP + "a" + "](b)" * DEEP,
        "- " * DEEP,
        "*" * DEEP,
        "`" * DEEP + "a",
        "<b>" * DEEP,
        "![" * DEEP,
        "[[" * DEEP,
        "\n".join(f"{' ' * n}- a" for n in range(2000)),
    ],
    ids=lambda text: text[:3].strip() or "list",
)
def test_deep_markdown_ends(plain: Folder, text: str):
    plain.write({"bad.md": f"# Bad\n\n{text}\n", "decisions/0002-bad.md": f"# Bad\n\n{text}\n"})
    began = time.monotonic()
    told(plain, apart=True)
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("how", ["\r\n", "\r", "\ufeff", "utf-16"])
def test_line_ends_and_marks_change_no_meaning(folder: Folder, how: str):
    folder.write(SHOP)
    plain = listed(folder)
    for path, text in SHOP.items():
        if how == "utf-16":
            folder.write({path: text.encode("utf-16")})
        elif how == "\ufeff":
            folder.write({path: how + text})
        else:
            folder.write({path: text.replace("\n", how)})
    assert listed(folder) == plain


@pytest.mark.parametrize(
    "name", ["with space", "größe 😀", "new\nline", "-x", "#a?b%41", "a'b\"c", "a:b", "\x1b[31m"]
)
def test_any_name_of_a_folder(plain: Folder, name: str):
    plain.write(
        {
            f"{name}/catalog-info.yaml": ENTITY.format(name="odd", text="Here"),
            f"{name}/bad.yaml": BROKEN,
        }
    )
    assert [f["place"]["path"] for f in told(plain)] == [f"{name}/bad.yaml"]
    assert "component:default/odd" in refs(plain)
    for format_ in ("text", "github", "junit", "sarif", "gitlab"):
        assert "\x1b" not in plain.run("check", "--format", format_, code=1).stdout


def test_a_name_that_is_no_text_is_told(plain: Folder):
    path = os.fsencode(plain.root) + b"/\xff.yaml"
    try:
        Path(os.fsdecode(path)).write_bytes(b"")
    except OSError:
        pytest.skip("this file system knows only Unicode names")
    assert len(told(plain)) == 1
    plain.commit()
    assert len(told(plain)) == 1
    assert len(told(plain, "file-unreadable", "--at", "HEAD")) == 1


def test_5000_descriptors_in_one_file(plain: Folder):
    plain.write(
        {"all.yaml": "---\n".join(ENTITY.format(name=f"c{n}", text="Here") for n in range(5000))}
    )
    assert len(refs(plain)) > 5000


def test_a_codeowners_file_of_3_mb_is_told(plain: Folder):
    line = "/services/cart/some/long/path/to/a/file-{}.py @acme/shop\n"
    plain.write({".github/CODEOWNERS": "".join(line.format(n) for n in range(55_000))})
    assert (plain.root / ".github/CODEOWNERS").stat().st_size > 3_000_000
    found = told(plain, "owners-invalid")
    assert [f["place"]["path"] for f in found] == [".github/CODEOWNERS"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(plain: Folder):
    plain.write({"secret.yaml": "a: b\n"})
    (plain.root / "secret.yaml").chmod(0)
    assert places(told(plain)) == [("secret.yaml", 0)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
@pytest.mark.parametrize("name", ["a.yaml", "README.md", "mkdocs.yml", "gazetteer-baseline.json"])
def test_a_pipe_does_not_hang(plain: Folder, name: str):
    os.mkfifo(plain.root / name)
    told(plain, apart=True)


# nothing leaves the tree


@pytest.mark.parametrize("git", [False, True])
def test_links_that_loop_or_leave_are_told(plain: Folder, git: bool):
    outside = plain.root.parent / "outside.yaml"
    outside.write_text(ENTITY.format(name="outside", text="SECRET"))
    for name, target in (
        ("loop.yaml", "loop.yaml"),
        ("a.yaml", "b.yaml"),
        ("b.yaml", "a.yaml"),
        ("out.yaml", "../outside.yaml"),
        ("absolute.yaml", str(outside)),
        ("up", ".."),
        ("self", "."),
    ):
        (plain.root / name).symlink_to(target)
    if git:
        plain.commit()
    found = {f["place"]["path"] for f in told(plain)}
    assert {"loop.yaml", "a.yaml", "b.yaml", "out.yaml", "absolute.yaml", "up"} == found
    for arguments in ((), ("--at", "HEAD")) if git else ((),):
        assert b"SECRET" not in listed(plain, *arguments)
        assert "component:default/outside" not in refs(plain, *arguments)


@pytest.mark.parametrize(
    "target",
    ["../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "../outside.txt", "link/outside.txt"],
)
@pytest.mark.parametrize("placeholder", ["$text", "$yaml"])
def test_no_placeholder_reads_outside(plain: Folder, target: str, placeholder: str):
    (plain.root.parent / "outside.txt").write_text("root: SECRET\n")
    (plain.root / "link").symlink_to("..")
    api = SHOP["services/cart/catalog-info.yaml"].replace(
        "$text: ./openapi.yaml", f"{placeholder}: {target}"
    )
    plain.write({"services/cart/catalog-info.yaml": api, "mkdocs.yml": "site_name: x\n"})
    plain.run("write", "out")
    catalog = (plain.root / "out/catalog.json").read_text("utf-8")
    shown = plain.run("show", "cart-api").stdout
    result = plain.run("check", "--format", "json", code=1).stdout
    for output in (listed(plain).decode(), catalog, shown, result):
        assert "SECRET" not in output
        assert "root:" not in output
    told_of = {finding["place"]["path"] for finding in json.loads(result)["findings"]}
    assert "services/cart/catalog-info.yaml" in told_of


def test_a_location_reads_nothing_outside(plain: Folder):
    (plain.root.parent / "outside.yaml").write_text(ENTITY.format(name="outside", text="SECRET"))
    location = "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {name: all}\n"
    plain.write(
        {
            "all.yaml": location
            + "spec: {targets: [../outside.yaml, /etc/passwd, 'https://x.example/a.yaml']}\n"
        }
    )
    assert b"SECRET" not in listed(plain)
    told(plain)


# git


def test_a_repository_without_a_commit(plain: Folder):
    plain.git("init", "-q")
    assert told(plain) == []
    plain.run("list", "--at", "HEAD", code=2)
    plain.run("check", "--since", "HEAD", code=3)


def test_a_detached_head(repo: Folder):
    before = listed(repo)
    repo.git("checkout", "-q", "--detach")
    assert listed(repo) == before
    assert told(repo) == []


def test_a_shallow_clone_knows_that_it_does_not_know(repo: Folder):
    repo.commit({"docs/a.md": "---\ncovers: [teams.yaml]\n---\n# A\n"})
    repo.commit({"teams.yaml": SHOP["teams.yaml"] + "# more\n"})
    to = repo.root.parent / "shallow"
    repo.git("clone", "-q", "--depth=1", f"file://{repo.root}", str(to))
    assert [f["undecided"] for f in told(Folder(to), "doc-stale")] == [True]
    assert "undecided" in Folder(to).run("check", code=3).stdout
    Folder(to).run("list", "--at", "HEAD~1", code=3)


def test_a_submodule_is_a_note(repo: Folder):
    other = Folder(repo.root.parent / "other")
    other.commit({"catalog-info.yaml": ENTITY.format(name="other", text="Elsewhere")})
    repo.git("submodule", "add", "-q", str(other.root), "vendor/other")
    repo.commit()
    for arguments in ((), ("--at", "HEAD")):
        found = told(repo, "file-unreadable", *arguments)
        assert [(f["place"]["path"], f["severity"]) for f in found] == [("vendor/other", "note")]
        assert "component:default/other" not in refs(repo, *arguments)


def test_a_sparse_checkout_has_the_whole_catalog(repo: Folder):
    before = listed(repo)
    repo.git("sparse-checkout", "set", "decisions")
    assert not (repo.root / "services").exists()
    assert listed(repo) == before


def test_files_that_a_partial_clone_lacks_are_a_note(repo: Folder):
    repo.git("config", "uploadpack.allowFilter", "true")
    to = repo.root.parent / "partial"
    repo.git("clone", "-q", "--filter=blob:none", "--no-checkout", f"file://{repo.root}", str(to))
    Folder(to).git("sparse-checkout", "set", "services")
    Folder(to).git("checkout", "-q")
    found = told(Folder(to))
    assert [f["severity"] for f in found] == ["note"]


def test_a_git_folder_that_leads_nowhere(plain: Folder):
    plain.write({".git": "gitdir: /nowhere\n"})
    result = plain.spawn("check")
    assert result.returncode in {0, 2, 3}


def test_a_bare_repository(repo: Folder):
    to = repo.root.parent / "bare"
    repo.git("clone", "-q", "--bare", str(repo.root), str(to))
    assert "--at HEAD" in Folder(to).run("list", code=2).stderr
    assert GOOD in refs(Folder(to), "--at", "HEAD")


def test_a_hostile_configuration_of_git_starts_nothing(repo: Folder):
    proof = repo.root.parent / "proof"
    script = repo.root.parent / "evil.sh"
    script.write_text(f"#!/bin/sh\ntouch {proof}\ncat\n")
    script.chmod(0o755)
    for key in (
        *("core.fsmonitor", "core.pager", "diff.external", "core.sshCommand", "core.editor"),
        *("pager.log", "pager.status", "gpg.program", "core.askPass", "credential.helper"),
        *("filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "diff.evil.textconv"),
        *("diff.evil.command", "interactive.diffFilter", "uploadpack.packObjectsHook"),
    ):
        repo.git("config", key, str(script))
    repo.git("config", "log.showSignature", "true")
    for hook in ("post-index-change", "reference-transaction", "fsmonitor-watchman"):
        (repo.root / ".git/hooks").mkdir(exist_ok=True)
        (repo.root / ".git/hooks" / hook).symlink_to(script)
    repo.write(
        {".gitattributes": "* filter=evil diff=evil\n", "teams.yaml": SHOP["teams.yaml"] + "\n"}
    )
    told(repo)
    repo.run("check", "--since", "HEAD")
    repo.run("diff", "HEAD")
    repo.run("owners", "teams.yaml")
    assert not proof.exists()


# interrupted


def test_a_run_after_one_that_was_killed_is_like_a_clean_one(plain: Folder, tmp_path: Path):
    plain.write(
        {f"s{n}/catalog-info.yaml": ENTITY.format(name=f"c{n}", text="Here") for n in range(1500)}
    )
    clean = listed(plain)
    cache = tmp_path / "cache.sqlite"
    for seconds in (0.4, 0.8, 1.2):
        process = subprocess.Popen(
            [sys.executable, "-m", "gazetteer", "-C", str(plain.root), "list", "--format", "json"],
            env=os.environ | {"GAZETTEER_CACHE": str(cache)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()
    result = plain.spawn("list", "--format", "json", GAZETTEER_CACHE=str(cache))
    assert result.stdout == clean
    again = plain.spawn("list", "--format", "json", GAZETTEER_CACHE=str(cache))
    assert again.stdout == clean


def test_a_damaged_cache_is_no_reason_to_fail(plain: Folder, tmp_path: Path):
    clean = listed(plain)
    cache = tmp_path / "cache.sqlite"
    plain.spawn("list", GAZETTEER_CACHE=str(cache))
    raw = bytearray(cache.read_bytes())
    raw[100:] = b"\xff" * len(raw[100:])
    cache.write_bytes(raw)
    assert plain.spawn("list", "--format", "json", GAZETTEER_CACHE=str(cache)).stdout == clean
