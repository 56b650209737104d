"""The schema explorer: every type of every contract, with who produces and who consumes it."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import groupby

import msgspec
from markupsafe import Markup

from gazetteer.model.entity import Entity
from gazetteer.model.page import Asset, Page
from gazetteer.model.ref import Ref
from gazetteer.model.surface import SchemaType
from gazetteer.model.survey import Survey
from gazetteer.pages import address
from gazetteer.pages._api_chapters import targets
from gazetteer.pages._paging import chunks
from gazetteer.pages._sheet import Sheet
from gazetteer.pages._templates import safe
from gazetteer.pages.view import View
from gazetteer.pages.words import folded, words_of

SCRIPT = "assets/gazetteer-schemas.js"
ROWS = 100
"""Types on one page."""
NAMES = 1_000
"""Names in one file of the finder; more are told apart by further letters."""
LETTERS = 2
"""Letters by which the files of the finder are cut, and by which they are cut on."""
SHOWN = 4
"""Producers, and consumers, that a row names."""
TWINS = 12
"""Names with several shapes that the first page lists."""


class Typed(msgspec.Struct, frozen=True):
    """One type of one contract.

    Attributes:
        uri: its place on the page of the contract.
        shape: what two types must share to be the same.
    """

    type: SchemaType
    api: Entity
    version: str
    uri: str
    shape: int
    producers: tuple[Ref, ...]
    consumers: tuple[Ref, ...]
    owners: tuple[Ref, ...]


class Named(msgspec.Struct, frozen=True):
    """All types of one name: where the first stands, how many there are, and how many different shapes they have."""

    name: str
    uri: str
    count: int
    shapes: int
    contract: str


def render(survey: Survey) -> Iterator[Page | Asset]:
    """Yields the first page, the pieces of the list, and what the finder loads."""
    view = survey.once(View)
    found = sorted(_types(view), key=lambda t: (t.type.name.lower(), t.type.name, t.api.ref))
    if not found:
        return
    root = f"{address.home(view.site)}schemas/"
    parts = chunks(found, ROWS)
    uris = [f"{root}{number}/" for number in range(1, len(parts) + 1)]
    names = list(_names(view, parts, uris))
    shapes = {named.name: named.shapes for named in names}
    yield from _first(view, root, found, names)
    for number, part in enumerate(parts):
        beside = ["", *uris, ""][number : number + 3]
        yield from _part(Sheet(view, uris[number]), root, beside, part, shapes)
    yield from _finder(root, names, view.site.index)
    yield Asset(uri=SCRIPT, content=(files("gazetteer.pages") / SCRIPT).read_bytes())


def _types(view: View) -> Iterator[Typed]:
    for api in view.catalog.of_kind("api"):
        surface = view.catalog.surface(api)
        if surface is None or not surface.types:
            continue
        places = targets(surface, address.uri(view.site, api.ref))
        producers = view.others(api.ref, "apiProvidedBy")
        consumers = view.others(api.ref, "apiConsumedBy")
        owners = view.others(api.ref, "ownedBy")
        for type_ in {type_.name: type_ for type_ in surface.types}.values():
            shape = hash((type_.kind, type_.values, _fields(type_)))
            uri = places[type_.name]
            yield Typed(type_, api, surface.version, uri, shape, producers, consumers, owners)


def _fields(type_: SchemaType) -> frozenset[tuple[str, str, bool]]:
    return frozenset((field.name, field.type, field.required) for field in type_.fields)


def _names(view: View, parts: Sequence[Sequence[Typed]], uris: Sequence[str]) -> Iterator[Named]:
    """Every name once, in order."""
    rows = ((typed, uri) for part, uri in zip(parts, uris, strict=True) for typed in part)
    for name, group in groupby(rows, key=lambda row: row[0].type.name):
        listed = list(group)
        first, uri = listed[0]
        yield Named(
            name,
            f"{uri}#{anchor(name)}",
            len(listed),
            len({typed.shape for typed, _ in listed}),
            view.label(first.api.ref),
        )


def anchor(name: str) -> str:
    """The id of a name on its page."""
    return f"type-{address.slug(name)}"


def _first(view: View, root: str, found: Sequence[Typed], names: Sequence[Named]) -> Iterator[Page]:
    sheet = Sheet(view, root)
    letters: dict[str, list[Named]] = defaultdict(list)
    for named in names:
        letters[_letter(named.name)].append(named)
    twins = sorted((n for n in names if n.shapes > 1), key=lambda n: (-n.shapes, -n.count, n.name))
    page = sheet.page(
        "schemas",
        "Types",
        description="Every type of every contract, with who produces and who consumes it.",
        nav=("Catalog", "Types"),
        crumbs=(("Catalog", address.home(view.site)),),
        total=len(found),
        contracts=len({typed.api.ref for typed in found}),
        letters=[(letter, listed[0].uri, len(listed)) for letter, listed in letters.items()],
        twins=twins[:TWINS],
        more=len(twins[TWINS:]),
        finder=address.relative("", sheet.uri, f"{root}names/"),
    )
    yield msgspec.structs.replace(page, scripts=(SCRIPT,))


def _letter(name: str) -> str:
    """What a name is listed under: its first letter, if it is one."""
    first = folded(name)[:1].upper()
    return first if first.isalpha() else "#"


def _part(
    sheet: Sheet, root: str, beside: Sequence[str], part: Sequence[Typed], shapes: Mapping[str, int]
) -> Iterator[Page]:
    first, last = part[0].type.name, part[-1].type.name
    page = sheet.page(
        "schemas_part",
        f"Types {first[:40]} to {last[:40]}" if first != last else f"Type {first[:80]}",
        description="Types of the contracts, with who produces and who consumes them.",
        crumbs=(("Catalog", address.home(sheet.view.site)), ("Types", root)),
        groups=[(name, list(rows)) for name, rows in groupby(part, key=lambda t: t.type.name)],
        shapes=shapes,
        anchor=anchor,
        some=_some,
        before=beside[0],
        after=beside[2],
    )
    yield msgspec.structs.replace(page, scripts=(SCRIPT,))


def _some(sheet: Sheet, refs: Sequence[Ref]) -> Markup:
    """The first of many producers or consumers."""
    rest = len(refs) - SHOWN
    more = f' <small class="gz-dim">and {rest} more</small>' if rest > 0 else ""
    return safe(f"{sheet.cells(refs[:SHOWN])}{more}")


def _finder(root: str, names: Sequence[Named], index: str) -> Iterator[Asset]:
    """Files of names by their first letters; beside one that would be long stand files by more letters."""
    by_word: dict[str, dict[str, Named]] = defaultdict(dict)
    for named in names:
        for word in words_of(named.name):
            by_word[word][named.name] = named
    yield from _files(root, by_word, LETTERS, index)


def _files(
    root: str, by_word: Mapping[str, Mapping[str, Named]], letters: int, index: str
) -> Iterator[Asset]:
    shards: dict[str, dict[str, Mapping[str, Named]]] = defaultdict(dict)
    for word, found in by_word.items():
        shards[word[:letters]][word] = found
    for key, words in shards.items():
        listed = {name: named for found in words.values() for name, named in found.items()}
        longer = {word: found for word, found in words.items() if len(word) > letters}
        deeper = len(listed) > NAMES and bool(longer)
        given = None if deeper else [_row(named, root, index) for named in listed.values()]
        text = json.dumps([key, given], ensure_ascii=False, separators=(",", ":"))
        content = f"gazetteerTypes({text});\n".encode("utf-8", "replace")
        yield Asset(uri=f"{root}names/{key.encode('utf-8', 'replace').hex()}.js", content=content)
        if deeper:
            yield from _files(root, longer, letters + LETTERS, index)


def _row(named: Named, root: str, index: str) -> tuple[str, str, int, int, str]:
    """The address is relative to the first page, because the site may stand anywhere."""
    path, _, id_ = named.uri.partition("#")
    address_ = f"{path.removeprefix(root)}{index}#{id_}"
    return (named.name, address_, named.count, named.shapes, named.contract)
