"""A survey with one finding of each sort, some of them hostile."""

import pytest

from gazetteer.checks import CHECKS
from gazetteer.evidence.fingerprint import fingerprinted
from gazetteer.formats.docstring import rule_text
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding, Silence
from gazetteer.model.place import Place
from gazetteer.model.ref import Ref
from gazetteer.model.rule import Confidence, Severity
from gazetteer.model.survey import Survey

HOSTILE = "name \x1b[31m\x07 \u202eevil\u2066 100%, a:b\r\n::error::x ]]> <b>&amp; 停電 \ud800 \x00"


@pytest.fixture
def findings() -> tuple[Finding, ...]:
    cart = Ref.of("component", "cart")
    return fingerprinted(
        (
            Finding(
                rule="owner-unknown",
                message="The component cart is owned by the group shopping, which does not exist.",
                mend="Write `group:shop`.",
                place=Place("a b/café.yaml", 8, 10, "spec.owner"),
                severity=Severity.ERROR,
                confidence=Confidence.HIGH,
                entity=cart,
                related=tuple(Place("org.yaml", line) for line in range(1, 6)),
            ),
            Finding(
                rule="doc-stale",
                message="Not known.",
                mend="Fetch the history.",
                place=Place("docs/x.md", 3),
                severity=Severity.NOTE,
                confidence=Confidence.HIGH,
                undecided=True,
            ),
            Finding(
                rule="link-broken",
                message=f"Hostile: {HOSTILE}",
                mend=HOSTILE,
                place=Place("docs/x.md", 4, 2),
                severity=Severity.WARNING,
                confidence=Confidence.HIGH,
            ),
            Finding(
                rule="docs-missing",
                message="No page.",
                mend="Write one.",
                place=Place("docs/y.md"),
                severity=Severity.NOTE,
                confidence=Confidence.HIGH,
            ),
            Finding(
                rule="api-orphaned",
                message="Nobody uses it.",
                mend="Delete it.",
                place=Place("z.yaml", 1, 1),
                severity=Severity.WARNING,
                confidence=Confidence.HIGH,
                silenced=Silence(
                    "inline", "it is for partners", "2027-01-31", Place("z.yaml", 1, 20)
                ),
            ),
        )
    )


@pytest.fixture
def survey(findings: tuple[Finding, ...]) -> Survey:
    texts = {check.rule.id: rule_text(check) for check in CHECKS}
    return Survey(
        catalog=Catalog(entities={}, paths={"a": "1", "b": "2"}),
        findings=findings,
        rules=texts,
    )


@pytest.fixture
def clean() -> Survey:
    return Survey(
        catalog=Catalog(entities={}),
        rules={check.rule.id: rule_text(check) for check in CHECKS},
    )
