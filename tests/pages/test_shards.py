"""The files of the index of names: complete, bounded, and the same for the same names."""

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from gazetteer.pages.names import Named
from gazetteer.pages.shards import BLOCK, ENTRY, SHARD, files, runs


def unpacked(text: str) -> list[int]:
    numbers: list[int] = []
    at = 0
    for run in text.split():
        step, _, length = run.partition("*")
        at += int(step, 36)
        for _ in range(int(length or "1", 36)):
            numbers.append(at)
            at += 1
    return numbers


def parts(named: list[Named], index: str = "") -> dict[str, object]:
    scripts = "".join(asset.content.decode() for asset in files(named, index))
    calls = re.findall(r'^gazetteerPart\("(\w+)",(.*)\);$', scripts, re.MULTILINE)
    return {name: json.loads(value) for name, value in calls}


def found(named: list[Named], word: str) -> list[str]:
    """Names that an exact word finds, as the index says."""
    read = parts(named)
    rows = [row for name, block in read.items() if name[0] == "n" for row in block]  # type: ignore[attr-defined]
    for name, lines in read.items():
        for line in str(lines).split("\n") if name[0] == "w" else ():
            key, own, others = line.split("\t")
            if key == word:
                return [rows[number][1] for number in sorted(unpacked(own) + unpacked(others))]
    return []


@given(st.sets(st.integers(0, 3000)))
def test_runs_keep_every_number(numbers: set[int]) -> None:
    assert unpacked(runs(sorted(numbers))) == sorted(numbers)


def test_runs_are_short() -> None:
    assert runs(range(10_000)) == "0*7ps"


def test_what_is_in_use_comes_first_and_short_names_before_long_ones() -> None:
    named = [
        Named(kind="component", name="cart", uri="a/", lifecycle="deprecated"),
        Named(kind="component", name="big cart", uri="b/"),
        Named(kind="component", name="cart", uri="c/"),
        Named(kind="decision", name="One cart", uri="d/", status="superseded"),
        Named(kind="decision", name="Two carts or one cart", uri="e/", status="accepted"),
    ]
    assert found(named, "cart") == ["cart", "big cart", "cart", "Two carts or one cart", "One cart"]
    kinds = {kind: rest for kind, *rest in parts(named)["m"]["kinds"]}  # type: ignore[index]
    assert kinds["component"] == [3, 2]
    assert kinds["decision"] == [2, 1]


def test_found_by_owner_tag_and_further_words() -> None:
    named = [
        Named(kind="api", name="Cart", uri="a/", owner="Shop", tags=("pci",), words=("listItems",))
    ]
    for word in ("shop", "pci", "listitems", "items", "api"):
        assert found(named, word) == ["Cart"]
    assert found(named, "other") == []


def test_facets_name_what_has_them() -> None:
    named = [
        Named(kind="component", name="a", uri="a/", owner="Shop", lifecycle="production"),
        Named(kind="component", name="b", uri="b/", owner="Bank"),
    ]
    facets = parts(named)["f"]
    assert facets["owner"] == [["Bank", "1"], ["Shop", "0"]]  # type: ignore[index]
    assert facets["lifecycle"] == [["production", "0"]]  # type: ignore[index]


def test_links_to_folders_name_the_file_where_a_site_is_read_from_disk() -> None:
    named = [
        Named(kind="component", name="a", uri="x/a/"),
        Named(kind="operation", name="GET /b", uri="x/b/#get"),
        Named(kind="page", name="c", uri="c.html"),
    ]
    rows = parts(named, "index.html")["n0"]
    assert [row[0] for row in rows] == ["x/a/index.html", "x/b/index.html#get", "c.html"]  # type: ignore[attr-defined]


def test_a_large_index_is_cut_and_a_small_one_is_one_file() -> None:
    def many(count: int) -> list[Named]:
        return [
            Named(
                kind="component", name=f"word{number} of service", uri=f"x/{number}/", owner="Shop"
            )
            for number in range(count)
        ]

    assert [asset.uri for asset in files(many(300))] == [ENTRY]
    large = list(files(many(20_000)))
    sizes = {asset.uri.rpartition("/")[2]: len(asset.content) for asset in large}
    assert sizes["names.js"] < 2_000
    assert len([name for name in sizes if name[0] == "n" and name != "names.js"]) == 20_000 // BLOCK
    assert max(size for name, size in sizes.items() if name[0] == "w") < SHARD * 1.1


def test_the_same_names_make_the_same_files() -> None:
    named = [Named(kind="component", name=f"s{number}", uri=f"{number}/") for number in range(50)]
    assert list(files(named)) == list(files(reversed(named)))


def test_hostile_names_stay_data() -> None:
    named = [Named(kind="component", name='");alert(1)//</script>\u2028\ud800', uri="a/")]
    (asset,) = files(named)
    assert asset.content.count(b"gazetteerPart(") == 5
    assert parts(named)["n0"][0][1].startswith('");alert(1)//')  # type: ignore[index]


def test_a_path_is_one_word_whatever_its_parameters_are_called() -> None:
    named = [
        Named(kind="operation", name="GET /v1/Orders/{orderId}", uri="a/#x"),
        Named(kind="operation", name="subscribe orders.placed", uri="b/#y"),
        Named(kind="document", name="Read /etc/passwd", uri="c/"),
    ]
    assert found(named, "/v1/orders/{}") == ["GET /v1/Orders/{orderId}"]
    assert found(named, "/orders/{}") == ["GET /v1/Orders/{orderId}"]
    assert found(named, "/etc/passwd") == []


def test_a_name_of_parts_is_found_in_one() -> None:
    named = [Named(kind="component", name="order-service", uri="a/", words=("place-order", "a b"))]
    assert found(named, "=orderservice") == ["order-service"]
    assert found(named, "=placeorder") == ["order-service"]


def test_the_vocabulary_has_the_words_of_names_by_their_frequency() -> None:
    named = [
        Named(kind="component", name="tracking", uri="a/", owner="Shipping"),
        Named(
            kind="decision", name="Why tracking waits", uri="b/", words=("Prose of the decision",)
        ),
        Named(kind="operation", name="GET /x1", uri="c/", words=("listOrders",)),
    ]
    assert parts(named)["s"] == "tracking list listorders orders shipping waits"
