"""Descriptions: the first paragraph sums up, the rest explains."""


def summary_and_rest(description: str) -> tuple[str, str]:
    """The first paragraph as one line, and what follows it; nothing and all when the paragraph is too long for that."""
    first, _, rest = description.strip().partition("\n\n")
    summary = " ".join(first.split())
    if len(summary) > 200:
        return "", description.strip()
    return summary, rest.strip()
