"""The pages that people wrote, as the site shows them: what the gate keeps of each, and what is found in them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from gazetteer.evidence.article import RenderedPage
from gazetteer.evidence.rendered import Unreachable, WrittenSite
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.rule import Severity
from gazetteer.model.survey import Survey
from gazetteer.settings import Settings
from gazetteer.surveyor.more import with_more

RULE = "link-broken"
_NOUNS = {
    "link": "link",
    "image": "embedded file",
    "reference": "reference",
    "footnote": "footnote",
}


def with_rendered(
    survey: Survey, settings: Settings, pages: Iterable[RenderedPage], site: Path, address: str
) -> Survey:
    """The survey with what the written site tells of its links, where the sources have not told it already.

    What the sources told of links that do lead somewhere on the site (to a page that a program made) is left out.

    Args:
        survey: of the sources.
        settings: of the plugin.
        pages: those that people wrote.
        site: folder that the site was written to.
        address: `site_url`; empty when there is none.
    """
    if settings.is_off(RULE):
        return survey
    told = {(f.place.path, _key(f.subject)) for f in survey.findings if f.rule == RULE}
    written = WrittenSite(_reader(site), address)
    by_file = {(f"{p.url}index.html" if p.url[-1:] in {"", "/"} else p.url): p for p in pages}
    found = [
        finding
        for page in by_file.values()
        for one in (*written.unreachable(page), *written.by_order(page, by_file))
        if (page.path, _key(one.written)) not in told
        and (finding := _finding(page.path, one, survey.read))
    ]
    good = {(page.path, href) for page in by_file.values() for href in written.reachable(page)}
    left = tuple(
        f for f in survey.findings if f.rule != RULE or (f.place.path, f.subject) not in good
    )
    return with_more(replace(survey, findings=left), settings, found)


def _reader(site: Path) -> Callable[[str], str | None]:
    root = site.resolve()

    def read(path: str) -> str | None:
        file = (root / path).resolve()
        if not file.is_relative_to(root) or not file.is_file():
            return None
        return file.read_text("utf-8", "replace") if file.suffix in {".html", ".htm"} else ""

    return read


def _key(written: str) -> str:
    """What an address has in common as it is written and as it is rendered: the anchor, or the name of the page."""
    address, _, anchor = written.partition("#")
    if anchor:
        return f"#{anchor}"
    name = address.partition("?")[0].removesuffix("index.html").rstrip("/").rpartition("/")[2]
    return name.partition(".")[0] or written


def _finding(path: str, one: Unreachable, read: Callable[[str], str | None]) -> Finding | None:
    """The finding; None for a link that leads somewhere and that a program wrote, as a table of contents."""
    line = _line(read(path) or "", one.sought)
    if not line and not one.certain:
        return None
    shown = one.written if len(one.written) <= 80 else f"{one.written[:80]}..."
    leads = "leads nowhere" if one.certain else "leads by chance to where it should"
    mends = {
        "reference": "Define it below the text, or correct its label.",
        "footnote": "Define it below the text, or correct its label.",
    }
    mend = f"Correct the {_NOUNS[one.kind]} in {path}, or take it out."
    if not one.certain:
        mend = (
            "Give the heading an id of its own, as in `## Title {#title-of-this}`, and link that."
        )
    return Finding(
        rule=RULE,
        severity=None if one.certain else Severity.NOTE,
        message=f"On the site, the {_NOUNS[one.kind]} {shown} {leads}: {one.reason}.",
        mend=mends.get(one.kind, mend),
        place=Place(path, line),
        subject=f"site {one.written}",
    )


def _line(text: str, sought: Iterable[str]) -> int:
    """The first line outside of code that holds one of the texts; 0 when none does."""
    rows = list(_outside_code(text))
    hits = (number for needle in sought if needle for number, row in rows if needle in row)
    return next(hits, 0)


def _outside_code(text: str) -> Iterator[tuple[int, str]]:
    fence = ""
    for number, row in enumerate(text.split("\n"), 1):
        mark = row.lstrip(" >\t")[:3]
        if mark in {"```", "~~~"}:
            fence = "" if fence == mark else fence or mark
        elif not fence:
            yield number, row
