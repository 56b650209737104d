"""Real pairs of versions whose differences people have read: every row is found, and nothing else breaks."""

import csv
import functools
from datetime import date
from pathlib import Path

from gazetteer.apis.compare import Comparison, Version, compare
from gazetteer.model.change import ApiChange, Level

LEVELS = {"BREAKING": Level.BREAKING, "POLICY": Level.RISKY, "COMPATIBLE": Level.SAFE}
ALIASES = {"request-property-type-wrapped-in-oneOf": "request-property-type-wrapped-in-one-of"}


@functools.cache
def changes(folder: Path, base: str, revision: str) -> tuple[ApiChange, ...]:
    versions = (Version(path, (folder / path).read_text("utf-8")) for path in (base, revision))
    found = compare(*versions, date(2026, 11, 22))
    assert isinstance(found, Comparison), found
    return found.changes


def rows(corpora: Path) -> list[dict[str, str]]:
    path = corpora / "openapi" / "expected.tsv"
    return list(csv.DictReader(path.open(encoding="utf-8"), delimiter="\t"))


def told(row: dict[str, str], change: ApiChange) -> bool:
    element = row["operation_or_element"]
    rule = ALIASES.get(row["change"], row["change"])
    about = {change.operation, *change.operations} | (
        {"document", "components"} if not change.operation else set()
    )
    return change.rule == rule and change.level is LEVELS[row["verdict"]] and element in about


def test_every_row_that_is_not_compatible_is_found_with_its_operation(corpora):
    missing = [
        f"{row['pair']}: {row['verdict']} {row['change']} {row['operation_or_element']}"
        for row in rows(corpora)
        if row["verdict"] != "COMPATIBLE"
        and not any(
            told(row, change)
            for change in changes(corpora / "openapi", row["base"], row["revision"])
        )
    ]
    assert missing == []


def test_what_is_compatible_is_silent(corpora):
    """What no row tells must be safe: the pairs were read as a whole."""
    noisy: list[tuple[str, ...]] = []
    listed = rows(corpora)
    for pair in {(row["base"], row["revision"]) for row in listed}:
        bad = [
            row
            for row in listed
            if (row["base"], row["revision"]) == pair and row["verdict"] == "BREAKING"
        ]
        noisy += [
            (pair[0], change.rule, change.operation, change.message)
            for change in changes(corpora / "openapi", *pair)
            if change.level is Level.BREAKING and not any(told(row, change) for row in bad)
        ]
    assert noisy == []


KNOWN_RISKS = {"server-url-changed", "request-property-max-length-set"}
"""Risks that no row lists: Docker's base path carries its version, and one length was never promised before."""


def test_no_row_that_is_compatible_is_a_risk(corpora):
    noisy: list[tuple[str, ...]] = []
    listed = rows(corpora)
    for pair in {(row["base"], row["revision"]) for row in listed}:
        mine = [row for row in listed if (row["base"], row["revision"]) == pair]
        noisy += [
            (pair[0], change.rule, change.operation, change.message)
            for change in changes(corpora / "openapi", *pair)
            if change.level is Level.RISKY
            and change.rule not in KNOWN_RISKS
            and not any(told(row, change) for row in mine)
        ]
    assert noisy == []


def test_every_change_has_places_in_its_files(corpora):
    for row in rows(corpora):
        for change in changes(corpora / "openapi", row["base"], row["revision"]):
            old, new = change.place_old, change.place_new
            assert old or new
            assert old is None or (old.path == row["base"] and old.line)
            assert new is None or (new.path == row["revision"] and new.line)
