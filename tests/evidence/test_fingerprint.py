import re

from gazetteer.evidence.fingerprint import fingerprinted
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place


def finding(line: int, subject: str = "s", rule: str = "a-b", message: str = "m") -> Finding:
    return Finding(
        rule=rule, message=message, mend="d", place=Place("x.yaml", line), subject=subject
    )


def prints(*findings: Finding) -> list[str]:
    return [f.fingerprint for f in fingerprinted(findings)]


def test_lines_and_words_do_not_matter() -> None:
    assert prints(finding(1)) == prints(finding(99, message="said better"))
    assert re.fullmatch("[0-9a-f]{16}", prints(finding(1))[0])


def test_rule_subject_and_repetition_do() -> None:
    found = prints(finding(1), finding(2), finding(3, "t"), finding(4, rule="c-d"))
    assert len(set(found)) == 4
    assert found[:2] == prints(finding(7), finding(8))


def test_parts_cannot_run_into_each_other() -> None:
    one = Finding(rule="r", message="", mend="", place=Place("ab"), subject="c")
    other = Finding(rule="r", message="", mend="", place=Place("a"), subject="bc")
    assert prints(one) != prints(other)


def test_odd_text_has_a_fingerprint_too() -> None:
    assert prints(finding(1, "\ud800"))
