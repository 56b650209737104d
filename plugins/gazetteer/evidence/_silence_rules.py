"""The rules about silences themselves, whose findings nothing silences."""

from collections.abc import Callable

from gazetteer.model.rule import Severity

DEFAULTS = {
    "silence-invalid": Severity.ERROR,
    "silence-expired": Severity.WARNING,
    "silence-unused": Severity.NOTE,
}
"""Their severities; the modules in checks/ that hold their texts take them from here."""

Later = Callable[[str, str], bool]
"""Whether findings of a rule in a file (empty: anywhere) may be there although this run does not see them."""
