from hypothesis import given
from hypothesis import strategies as st

from gazetteer.repo.symlinks import resolve_links

PART = st.sampled_from(["a", "b", "c", "..", ".", ""])
PATH = st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=4).map("/".join)
TARGET = st.lists(PART, max_size=6).map("/".join)


@given(st.dictionaries(PATH, TARGET, max_size=6), st.sets(PATH, max_size=6))
def test_a_link_names_a_file_or_is_a_fault_or_names_a_folder(
    links: dict[str, str], files: set[str]
) -> None:
    files -= links.keys()
    named, faults = resolve_links(links, files)
    assert set(named.values()) <= files
    faulty = {fault.place.path for fault in faults}
    assert not faulty & named.keys()
    folders = {"/".join(path.split("/")[:depth]) for path in files for depth in range(5)} | {""}
    for link in links.keys() - faulty - named.keys():
        assert folders, link


def test_a_link_that_doubles_itself_ends() -> None:
    links = {f"l{number}": f"l{number + 1}/l{number + 1}" for number in range(60)}
    named, faults = resolve_links(links, {"l60"})
    assert named == {}
    assert len(faults) == 60


def test_the_message_names_link_and_target() -> None:
    _, (fault,) = resolve_links({"docs/x": "../../etc/passwd"}, {"a"})
    assert fault.code == "symlink"
    assert fault.place.path == "docs/x"
    assert "'../../etc/passwd', which lies outside the tree" in fault.message
    assert fault.mend
