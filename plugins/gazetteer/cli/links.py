"""`gazetteer links`: asks the network for the links that lead out of the repository; only here, and only on request."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import click

from gazetteer.cli._options import as_of_option, format_option, project
from gazetteer.cli._output import UNDECIDED, USAGE, guarded, say, say_json, stop, tell, write_file
from gazetteer.cli._web import RefusedError, failure
from gazetteer.evidence.external import (
    KEPT,
    Asked,
    dump_asked,
    external_links,
    is_due,
    load_asked,
    remembered,
)
from gazetteer.formats.inert import inert
from gazetteer.repo.cache import default_cache_path

AT_ONCE = 8
"""Hosts that are asked at the same time; the addresses of one host are asked one after another."""


@click.command()
@click.option(
    "--state",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File that remembers what was asked (default: beside the cache); in CI, keep it between runs.",
)
@click.option(
    "--allow-host",
    "allowed",
    multiple=True,
    metavar="HOST",
    help="A host inside your network that may be asked too; may be given several times.",
)
@click.option(
    "--keep",
    type=click.IntRange(min=0),
    default=KEPT,
    metavar="DAYS",
    help="Days for which what answered is not asked again.",
)
@as_of_option
@format_option
@guarded
def links(
    *, state: Path | None, allowed: tuple[str, ...], keep: int, as_of: date | None, format_: str
) -> None:
    """Asks whether the addresses on the network that documents link still answer.

    For a job of its own by schedule, never for a pull request: other people's servers fail by themselves. An address is
    told when it failed on two different days. Private addresses are refused. Exit codes: 0 none is dead, 1 some are, 2
    wrong use, 3 nothing could be reached at all.
    """
    here = project()
    file = state or _default(here.root)
    known = dict(_known(file))
    today = as_of or date.today()
    found = external_links(here.survey().catalog)
    due = [url for url in found if is_due(known.get(url), today, keep)]
    answers = dict(_asked(due, frozenset(host.lower() for host in allowed)))
    reached = {url: why for url, why in answers.items() if why is not None}
    if len(reached) > 1 and all(
        why and not why.startswith("it answers") for why in reached.values()
    ):
        stop(f"none of {len(reached)} addresses could be reached: is there a network?", UNDECIDED)
    known |= {url: remembered(known.get(url), today, why) for url, why in reached.items()}
    known = {url: asked for url, asked in known.items() if url in found}
    write_file(file, dump_asked(known))
    dead = {url: known[url] for url in found if url in known and known[url].is_dead}
    refused = sorted(url for url, why in answers.items() if why is None)
    if format_ == "json":
        say_json(
            {
                "schema": "gazetteer.links/1",
                "asked": len(reached),
                "known": len(known),
                "refused": refused,
                "dead": [_object(url, asked, found[url]) for url, asked in dead.items()],
            }
        )
    else:
        for url, asked in dead.items():
            places = ", ".join(str(place) for place in found[url][:4])
            days = f"{asked.failed[0]} and {asked.failed[-1]}"
            say(f"{inert(places)}: {inert(url)}: {asked.reason}, on {days}")
        again = sum(bool(asked.failed) for asked in known.values()) - len(dead)
        tell(
            f"{len(reached)} of {len(found)} addresses asked, {len(dead)} dead, {again} to be asked again, "
            f"{len(refused)} private ones refused"
        )
    raise SystemExit(1 if dead else 0)


def _default(root: Path) -> Path:
    cache = default_cache_path(root)
    if cache is None:
        stop("there is no cache to remember by: name a file with --state", USAGE)
    return cache.with_name(f"{cache.name}.links.json")


def _known(file: Path) -> dict[str, Asked]:
    try:
        text = file.read_text("utf-8") if file.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        stop(f"{file} cannot be read: {error}", USAGE)
    known = load_asked(text) if text else {}
    if known is None:
        stop(f"{file} is no memory of links: mend or delete it", USAGE)
    return dict(known)


def _asked(urls: Iterable[str], allowed: frozenset[str]) -> list[tuple[str, str | None]]:
    """Address -> why it failed; empty when it answered, None when it was refused."""
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(urlsplit(url).hostname or "", []).append(url)

    def one_by_one(mine: list[str]) -> list[tuple[str, str | None]]:
        return [(url, _failure(url, allowed)) for url in mine]

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [answer for answers in pool.map(one_by_one, hosts.values()) for answer in answers]


def _failure(url: str, allowed: frozenset[str]) -> str | None:
    try:
        return failure(url, allowed)
    except RefusedError:
        return None


def _object(url: str, asked: Asked, places: Iterable[object]) -> dict[str, object]:
    return {
        "url": url,
        "reason": asked.reason,
        "failed": list(asked.failed),
        "places": [str(place) for place in places],
    }
