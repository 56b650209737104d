"""Numbers of findings, counted once for every report that ends with them."""

from gazetteer.model.rule import Severity
from gazetteer.model.survey import Survey


def summary(survey: Survey) -> dict[str, int]:
    """What was looked at, how many findings count, by severity, and how many are silenced or undecided."""
    undecided = sum(finding.undecided for finding in survey.counted)
    decided = [finding for finding in survey.counted if not finding.undecided]
    return {
        "entities": len(survey.catalog.entities),
        "files": len(survey.catalog.paths),
        "errors": sum(finding.severity == Severity.ERROR for finding in decided),
        "warnings": sum(finding.severity == Severity.WARNING for finding in decided),
        "notes": sum(finding.severity == Severity.NOTE for finding in decided),
        "silenced": len(survey.findings) - len(survey.counted),
        "undecided": undecided,
    }


def plural(count: int, word: str) -> str:
    """`1 error`, `2 errors`."""
    if count == 1:
        return f"1 {word}"
    return f"{count} {word[:-1]}ies" if word.endswith("y") else f"{count} {word}s"
