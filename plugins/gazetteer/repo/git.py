"""Git as a child process: the one place that starts it, wary of a hostile repository."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gazetteer.errors import TreeError

TIMEOUT = 120.0
"""Seconds after which a command that answers at once on any sane repository is given up."""

# What a repository's own configuration must not decide: programs to start, the network, how output looks.
_FIXED = (
    "core.fsmonitor=",
    f"core.hooksPath={os.devnull}",
    "core.quotePath=false",
    "protocol.allow=never",
    "log.showRoot=true",
    "log.showSignature=false",
    "color.ui=false",
)
# A hook of git's runs with these set; the folder we were given decides, not the hook's repository.
_FOREIGN = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_PREFIX",
    "GIT_NAMESPACE",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
    "GIT_EXTERNAL_DIFF",
    "GIT_DIFF_OPTS",
    "GIT_PAGER",
)
_SETTINGS = r"^(extensions\.partialclone|remote\..*\.(promisor|partialclonefilter)|filter\..*)$"


@dataclass(frozen=True)
class Repository:
    """What must be known of a repository before anything is asked of it.

    Attributes:
        root: the folder of the tree, at or below the top of the repository.
        prefix: path of `root` below the top, ending in `/`; empty at the top.
        bare: whether there is no working tree around `root`.
        shallow: file that names the boundary commits, in a shallow clone.
        partial: filter of a partial clone (`blob:none`, `tree:0`, `unknown`); empty for a whole clone.
        filters: options that switch the repository's content filters off: they are programs.
    """

    root: Path
    prefix: str
    bare: bool
    shallow: Path | None
    partial: str
    filters: tuple[str, ...]

    @property
    def treeless(self) -> bool:
        """Whether asking for old trees would fetch each of them."""
        return re.search(r"tree(:|%3a)", self.partial, re.IGNORECASE) is not None


def find_repository(root: Path) -> Repository | None:
    """The repository a folder lies in, or None when it lies in none.

    Raises:
        TreeError: git is missing although the folder lies in a repository, or git refuses to read it.
    """
    if shutil.which("git") is None:
        if any((folder / ".git").exists() for folder in (root, *root.absolute().parents)):
            raise TreeError(f"{root} is a git repository, but git is not installed: install git")
        return None
    asked = ("--is-inside-work-tree", "--is-shallow-repository", "--git-path", "shallow")
    try:
        answer = git(root, "rev-parse", *asked, "--show-prefix")
    except NotARepositoryError:
        return None
    inside, is_shallow, path, prefix = os.fsdecode(answer).split("\n", 3)
    settings = _settings(root)
    return Repository(
        root=root,
        prefix=prefix.removesuffix("\n"),
        bare=inside != "true",
        shallow=root / path if is_shallow == "true" else None,
        partial=_partial(settings),
        filters=_filters(settings),
    )


Finder = Callable[[Path], Repository | None]
"""`find_repository`, or what remembers its answer for a run that asks many times."""


class NotARepositoryError(TreeError):
    """The folder lies in no git repository."""


def git(root: Path, *arguments: str, stdin: bytes = b"", allowed: tuple[int, ...] = (0,)) -> bytes:
    """The standard output of one git command, run in a folder.

    Args:
        root: the folder.
        arguments: the command and its arguments; refs and paths of users belong behind `--end-of-options` or `--`.
        stdin: what the command reads.
        allowed: exit codes that are answers.

    Raises:
        TreeError: git failed, is missing, or did not end within `TIMEOUT`.
    """
    try:
        result = subprocess.run(
            command(root, *arguments),
            input=stdin,
            capture_output=True,
            env=environment(),
            timeout=TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TreeError(f"git {arguments[0]} took more than {TIMEOUT:.0f} s in {root}") from None
    except (OSError, ValueError) as error:
        raise TreeError(f"git {arguments[0]} cannot be run in {root}: {error}") from None
    if result.returncode not in allowed:
        raise refusal(root, arguments[0], result.stderr)
    return result.stdout


def command(root: Path, *arguments: str) -> list[str]:
    """The argument list that runs git in a folder."""
    fixed = [part for setting in _FIXED for part in ("-c", setting)]
    return ["git", "--no-pager", "-C", str(root), *fixed, *arguments]


def environment() -> dict[str, str]:
    """The environment git runs in: English, silent, off-line, changing nothing, taking paths literally."""
    kept = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    return kept | {
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        # Older versions know no GIT_NO_LAZY_FETCH: with no protocol allowed, the fetch fails before it starts.
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_LITERAL_PATHSPECS": "1",
    }


def refusal(root: Path, subcommand: str, stderr: bytes) -> TreeError:
    """What git said on standard error, as our error, with what to do where that is known."""
    said = stderr.decode(errors="replace").strip()
    if "not a git repository" in said:
        return NotARepositoryError(f"{root} is not inside a git repository")
    if "dubious ownership" in said:
        return TreeError(
            f"git refuses to read {root}, because it belongs to another user: "
            f"run `git config --global --add safe.directory {root.absolute()}`"
        )
    if "promisor" in said or "lazy fetch" in said or "transport 'none'" in said:
        return TreeError(
            f"git {subcommand} needs objects that this partial clone of {root} does not hold: "
            "fetch the full history first (`git fetch --refetch`)"
        )
    lines = [line for line in said.splitlines() if line.startswith(("fatal:", "error:"))]
    said = (lines or said.splitlines() or ["it gave no reason"])[-1]
    return TreeError(f"git {subcommand} failed in {root}: {said}")


def _settings(root: Path) -> dict[str, str]:
    answer = git(root, "config", "-z", "--get-regexp", _SETTINGS, allowed=(0, 1))
    pairs = (pair.partition("\n") for pair in os.fsdecode(answer).split("\0") if pair)
    return {key: value for key, _, value in pairs}


def _partial(settings: dict[str, str]) -> str:
    for key, value in settings.items():
        if key.endswith(".partialclonefilter"):
            return value
    is_promised = any(key.endswith((".promisor", ".partialclone")) for key in settings)
    return "unknown" if is_promised else ""


def _filters(settings: dict[str, str]) -> tuple[str, ...]:
    names = {key.rpartition(".")[0] for key in settings if key.startswith("filter.")}
    if odd := [name for name in names if "=" in name]:
        raise TreeError(
            f"git's configuration names a content filter {odd[0]!r}, which cannot be switched off: remove it"
        )
    switched_off = (("clean", ""), ("smudge", ""), ("process", ""), ("required", "false"))
    return tuple(
        part
        for name in sorted(names)
        for key, off in switched_off
        for part in ("-c", f"{name}.{key}={off}")
    )
