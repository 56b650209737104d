"""The lock: sorted lines, each complete, that merge without harm."""

from hypothesis import given
from hypothesis import strategies as st

from gazetteer.evidence.lock import Entry, dump_lock, parse_lock, reviewed

A = Entry(
    document="a.md", part="a.py", on="2026-01-01", by="Ann", kind="python", digest="1", blob="b"
)
B = Entry(
    document="b.md",
    part="b.py#f",
    on="2026-01-02",
    kind="python",
    digest="2",
    blob="c",
    pieces={"f": "x"},
)


def test_what_is_written_is_read() -> None:
    lock = parse_lock(dump_lock([B, A]))
    assert lock.problems == ()
    assert lock.entries == {"a.md": {"a.py": A}, "b.md": {"b.py#f": B}}
    assert B.path == "b.py"


def test_lines_are_sorted_and_one_for_each_part() -> None:
    text = dump_lock([B, A])
    assert text == dump_lock([A, B])
    assert text.count("\n") == 3
    assert text.index("a.md") < text.index("b.md")


def test_of_lines_that_stand_twice_the_newer_review_holds() -> None:
    newer = Entry(document="a.md", part="a.py", on="2026-03-01", digest="9")
    lines = dump_lock([A]) + dump_lock([newer])
    assert parse_lock(lines).entries["a.md"]["a.py"] == newer
    backwards = dump_lock([newer]) + dump_lock([A])
    assert parse_lock(backwards).entries["a.md"]["a.py"] == newer


def test_a_review_changes_the_lines_of_its_document_only() -> None:
    before = dump_lock([A, B]).replace('"by": "Ann"', '"by":   "Ann"')
    after = reviewed(before, {"b.md": [Entry(document="b.md", part="b.py", on="2026-02-02")]})
    assert after.splitlines()[1] == before.splitlines()[1]
    assert [line for line in after.splitlines() if "b.md" in line] == [
        '{"document": "b.md", "part": "b.py", "on": "2026-02-02"}'
    ]
    assert reviewed(None, {"a.md": [A]}) == dump_lock([A])


def test_a_bad_line_is_told_and_hides_no_other() -> None:
    text = (
        dump_lock([A]) + "<<<<<<< ours\n" + dump_lock([B]).split("\n", 1)[1] + '{"document": 1}\n'
    )
    lock = parse_lock(text)
    assert sorted(lock.entries) == ["a.md", "b.md"]
    assert lock.problems == ((3, "a merge was not finished"), (5, "it is no entry"))
    assert parse_lock('{"schema": "gazetteer.lock/9"}\n').problems[0][0] == 1


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    parse_lock(text)
