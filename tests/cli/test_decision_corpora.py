"""The status of real records is rewritten in their own form: one line differs, or a statement is added."""

import csv
from pathlib import Path

from gazetteer.cli._record_status import with_status
from gazetteer.surveyor.recognise import as_decision

REFUSED = 0.02
"""Records that were superseded once more in a second line: people decide what of it to keep."""


def test_real_records_keep_every_other_line(corpora: Path) -> None:
    root = corpora / "adr"
    with (root / "expected.tsv").open(encoding="utf-8", newline="") as file:
        names = [
            row["file"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]
    edited, refused = 0, []
    for name in names:
        text = (root / name).read_bytes().decode("utf-8", "replace")
        path = name.partition("/")[2]
        before = as_decision(path, text)
        if before is None:
            continue
        status = "rejected" if before.status == "deprecated" else "deprecated"
        after = with_status(path, text, status)
        if after is None:
            refused.append(name)
            continue
        edited += 1
        old, new = text.split("\n"), after.split("\n")
        if len(old) == len(new):
            assert sum(a != b for a, b in zip(old, new, strict=True)) == 1, name
        else:
            rest = iter(new)
            assert all(line in rest for line in old), name
    assert edited > 200
    assert len(refused) <= REFUSED * edited, refused
