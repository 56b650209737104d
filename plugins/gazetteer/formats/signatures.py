"""Public signatures of program text: what callers and readers may rely on, without bodies, comments and formatting."""

from gazetteer.formats import (
    _signatures_go,
    _signatures_java,
    _signatures_python,
    _signatures_typescript,
)
from gazetteer.formats._syntax import NotParsedError

LANGUAGES = {
    "py": "Python",
    "pyi": "Python",
    "ts": "TypeScript",
    "mts": "TypeScript",
    "cts": "TypeScript",
    "tsx": "TypeScript",
    "js": "JavaScript",
    "jsx": "JavaScript",
    "mjs": "JavaScript",
    "go": "Go",
    "java": "Java",
}
"""Ending of a file -> its language."""


def language_of(path: str) -> str:
    """The name of the language whose signatures are known; empty for any other file."""
    return LANGUAGES.get(path.rpartition(".")[2].lower(), "")


def public_signatures(path: str, text: str) -> dict[str, str] | None:
    """Name -> signature of what a file offers; None when the text is no code that can be understood.

    A signature is the declaration's tokens joined by blanks, so that formatting and comments make no difference. What
    stands inside a body may be broken: only declarations must be understood.

    Args:
        path: whose ending tells the language; one of `LANGUAGES`.
        text: of the file.
    """
    language = language_of(path)
    try:
        if language == "Python":
            return _signatures_python.signatures(text)
        if language == "Go":
            return _signatures_go.signatures(text)
        if language == "Java":
            return _signatures_java.signatures(text)
        if language:
            plain = path.lower().endswith((".ts", ".mts", ".cts"))
            return _signatures_typescript.signatures(text, "typescript" if plain else "tsx")
    except NotParsedError:
        pass
    return None
