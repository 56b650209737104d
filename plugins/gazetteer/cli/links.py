"""`gazetteer links`: asks the network for the links that lead out of the repository; only here, and only on request."""

import json
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import click

from gazetteer.checks import link_dead
from gazetteer.cli._options import as_of_option, project
from gazetteer.cli._output import UNDECIDED, USAGE, guarded, say, stop, tell, write_file
from gazetteer.cli._project import Project
from gazetteer.cli._reports import Wanted, demand_places, formats_option, write_report
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
from gazetteer.model.survey import Survey
from gazetteer.repo.cache import default_cache_path
from gazetteer.surveyor.more import with_more

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
@formats_option
@guarded
def links(
    *,
    state: Path | None,
    allowed: tuple[str, ...],
    keep: int,
    as_of: date | None,
    formats: tuple[Wanted, ...],
) -> None:
    """Asks whether the addresses on the network that documents link still answer.

    For a job of its own by schedule, never for a pull request: other people's servers fail by themselves. An address is
    told (`link-dead`) when it failed on two different days. Private addresses are refused. Exit codes: 0 none is dead,
    1 some are, 2 wrong use, 3 nothing could be reached at all.
    """
    wanted = demand_places(formats)
    here = project()
    file = state or _default(here.root)
    known = dict(_known(file))
    today = as_of or date.today()
    survey = here.survey()
    found = external_links(survey.catalog)
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
    told = _with_dead(here, survey, known)
    refused = sorted(url for url, why in answers.items() if why is None)
    for one in wanted:
        if one.format == "json":
            _write_json(one, _object(told, known, asked=len(reached), refused=refused))
        else:
            write_report(told, one)
    dead = sum(asked.is_dead for asked in known.values())
    again = sum(bool(asked.failed) for asked in known.values()) - dead
    tell(
        f"{len(reached)} of {len(found)} addresses asked, {dead} dead, {again} to be asked again, "
        f"{len(refused)} private ones refused"
    )
    raise SystemExit(1 if told.counted else 0)


def _with_dead(here: Project, survey: Survey, known: Mapping[str, Asked]) -> Survey:
    """The survey with the findings about dead addresses alone, silenced like any other."""
    more = with_more(survey, here.settings, link_dead.dead(survey.catalog, known))
    own = tuple(finding for finding in more.findings if finding.rule == link_dead.rule.id)
    return replace(more, findings=own)


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


def _object(
    told: Survey, known: Mapping[str, Asked], *, asked: int, refused: Sequence[str]
) -> dict[str, object]:
    """What programs get; the shape is `schemas/links.json`."""
    counted = {finding.subject for finding in told.counted}
    dead = {finding.subject for finding in told.findings}
    places = external_links(told.catalog)
    return {
        "schema": "gazetteer.links/1",
        "asked": asked,
        "known": len(known),
        "refused": list(refused),
        "silenced": sorted(dead - counted),
        "dead": [
            {
                "url": url,
                "reason": known[url].reason,
                "failed": list(known[url].failed),
                "places": [str(place) for place in places[url]],
            }
            for url in places
            if url in counted
        ],
    }


def _write_json(wanted: Wanted, value: dict[str, object]) -> None:
    text = json.dumps(value, indent=2, sort_keys=True)
    if wanted.file:
        write_file(wanted.file, f"{text}\n")
    else:
        say(text)
