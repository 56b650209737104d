"""Text without white space and comments, so that only what it says is compared."""

import re
from functools import lru_cache

_STRINGS = r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''
_HASH = r"(?:^|(?<=\s))#[^\n]*"
_SLASH = r"//[^\n]*|/\*(?s:.*?)\*/"
_DASH = r"--[^\n]*|/\*(?s:.*?)\*/"
_SEMICOLON = r"(?:^|(?<=\s))[;#][^\n]*"
_MARKUP = r"<!--(?s:.*?)-->"

_COMMENTS = {
    _HASH: "sh bash zsh fish rb pl pm r jl ps1 env conf cfg properties yaml yml toml mk cmake nix ex exs py pyi tcl",
    _SLASH: "c h cc cpp cxx hpp cs js jsx mjs cjs ts tsx mts cts go java kt kts swift rs scala groovy gradle dart "
    "proto thrift css scss less jsonc json5 php m mm zig sol",
    f"{_SLASH}|{_HASH}": "tf tfvars hcl graphql graphqls gql",
    _DASH: "sql lua hs elm",
    _SEMICOLON: "ini asm lisp clj cljs el",
    _MARKUP: "html htm xml xhtml svg vue md markdown",
}
_BY_ENDING = {
    ending: pattern for pattern, endings in _COMMENTS.items() for ending in endings.split()
}
_BY_NAME = {"dockerfile": _HASH, "containerfile": _HASH, "makefile": _HASH, "justfile": _HASH}
_WORD = re.compile(r"\w+|[^\w\s]")


def plain(path: str, text: str) -> str:
    """The words and signs of a text, joined by blanks; comments are left out where the file's name tells their form.

    How a text is wrapped, indented and spaced makes no difference; what stands inside quotes is never a comment.
    """
    pattern = _comments(path)
    if pattern is not None:
        text = pattern.sub(lambda match: match["kept"] or " ", text)
    return " ".join(_WORD.findall(text))


def _comments(path: str) -> re.Pattern[str] | None:
    name = path.rpartition("/")[2].lower()
    form = _BY_NAME.get(name.partition(".")[0]) or _BY_ENDING.get(name.rpartition(".")[2])
    if form is None and "." not in name:
        form = _HASH  # scripts and lists of patterns, by custom
    return None if form is None else _compiled(form)


@lru_cache(maxsize=32)
def _compiled(form: str) -> re.Pattern[str]:
    strings = "(?!)" if form == _MARKUP else _STRINGS
    return re.compile(f"(?P<kept>{strings})|{form}", re.MULTILINE)
