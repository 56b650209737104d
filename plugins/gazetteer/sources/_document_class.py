"""The class of a document: what its front matter says, else what its path says."""

import re

CLASSES = (
    "runbook",
    "how-to",
    "onboarding",
    "reference",
    "decision",
    "changelog",
    "post-mortem",
    "generated",
    "readme",
    "page",
)
_SYNONYMS = {
    "playbook": "runbook",
    "howto": "how-to",
    "guide": "how-to",
    "tutorial": "how-to",
    "getting-started": "onboarding",
    "quickstart": "onboarding",
    "quick-start": "onboarding",
    "adr": "decision",
    "release-notes": "changelog",
    "changes": "changelog",
    "history": "changelog",
    "news": "changelog",
    "postmortem": "post-mortem",
    "incident-report": "post-mortem",
}
_WORD = re.compile(
    r"(?<![a-z])(runbook|playbook|post-?mortem|how-?to|onboarding|getting-started|quick-?start|reference)s?(?![a-z])"
)
_LOGS = {"adr", "adrs", "decisions"}


def class_named(text: str) -> str | None:
    """The class that a front matter value names; None when it names none of ours."""
    name = re.sub(r"[\s_]+", "-", text.strip().lower())
    name = _SYNONYMS.get(name, name)
    return name if name in CLASSES else None


def class_by_path(path: str) -> str:
    """The class that a path tells: its file name first, then its folders from the inside out."""
    *folders, name = re.sub(r"[\s_]+", "-", path.lower()).split("/")
    stem = name.rpartition(".")[0]
    if stem == "readme":
        return "readme"
    if stem in {"changelog", "changes", "history", "news", "release-notes"}:
        return "changelog"
    for part in (stem, *reversed(folders)):
        if part in _LOGS:
            return "decision"
        if match := _WORD.search(part):
            return _SYNONYMS.get(match[1], match[1])
    return "page"
