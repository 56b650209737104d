"""Our own gate finds nothing in our own guides: links, references, front matter, freshness."""

import json

from click.testing import CliRunner

from gazetteer.cli import main

from .guides import DOCS


def test_guides_pass_our_own_gate(monkeypatch):
    monkeypatch.setenv("GAZETTEER_CACHE", "off")
    arguments = ["-C", str(DOCS.parent), "check", "--format", "json", "--fail-on", "never"]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    findings = json.loads(result.stdout)["findings"]
    # What a shallow clone cannot tell is no fault of the guides.
    assert [
        f"{finding['place']['path']}:{finding['place']['line']}: {finding['message']}"
        for finding in findings
        if finding["place"]["path"].startswith("docs/") and not finding["undecided"]
    ] == []
