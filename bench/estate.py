"""Writes an estate of any number of services, with its git history, through one `git fast-import`."""

import os
import random
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

START = 1_700_000_000
COMMITS_PER_SERVICE = 3
LIFECYCLES = ("production", "production", "production", "experimental", "deprecated")


def write_estate(folder: Path, services: int, seed: int = 1) -> None:
    """Makes a git repository with a working tree.

    Each service has a descriptor, an OpenAPI file of ten operations, a README, a runbook, a fifth of a decision, and
    three commits; there is one team for ten services, one system for twenty, one domain for a hundred.
    """
    import_commits(folder, _commits(services, random.Random(seed)))


def import_commits(folder: Path, commits: Iterable[bytes]) -> None:
    """Makes a git repository with a working tree out of a `git fast-import` stream."""
    folder.mkdir(parents=True)
    env = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}
    git = ["git", "-C", str(folder)]
    subprocess.run([*git, "-c", "init.defaultBranch=main", "init", "-q"], check=True, env=env)
    stream = subprocess.Popen([*git, "fast-import", "--quiet"], stdin=subprocess.PIPE, env=env)
    assert stream.stdin is not None
    for part in commits:
        stream.stdin.write(part)
    stream.stdin.close()
    if stream.wait():
        raise RuntimeError("git fast-import failed")
    subprocess.run([*git, "reset", "-q", "--hard", "main"], check=True, env=env)


def _commits(services: int, dice: random.Random) -> Iterator[bytes]:
    yield commit(0, "Found the organisation", _organisation(services))
    for number in range(services):
        files = _service(number, services, dice)
        paths = list(files)
        yield commit(number * COMMITS_PER_SERVICE + 1, f"Add {_name(number)}", files)
        edited = paths[1]
        yield commit(
            number * COMMITS_PER_SERVICE + 2,
            f"Describe {_name(number)}",
            {edited: files[edited] + "\nIt is called often.\n"},
        )
        spec = paths[2]
        yield commit(
            number * COMMITS_PER_SERVICE + 3,
            f"Raise the version of {_name(number)}",
            {spec: files[spec].replace("version: 1.0.0", "version: 1.1.0")},
        )


def commit(number: int, subject: str, files: dict[str, str]) -> bytes:
    time = START + number * 600
    parts = [
        f"commit refs/heads/main\ncommitter Author {number % 50} <a{number % 50}@example.com> {time} +0000\n",
        f"data {len(subject)}\n{subject}\n",
    ]
    for path, text in files.items():
        content = text.encode()
        parts.append(f"M 100644 inline {path}\ndata {len(content)}\n{text}\n")
    return "".join(parts).encode()


def _name(number: int) -> str:
    return f"service-{number:05d}"


def _folder(number: int) -> str:
    """A folder for each team, as large repositories have: git reads a commit's whole folders."""
    return f"services/team-{number // 10:04d}/{_name(number)}"


def _organisation(services: int) -> dict[str, str]:
    documents = [
        _document("Group", f"team-{number:04d}", "  type: team\n  children: []\n")
        for number in range(-(-services // 10))
    ]
    documents += [
        _document(
            "System",
            f"system-{number:04d}",
            f"  owner: team-{number * 2:04d}\n  domain: domain-{number // 5:03d}\n",
        )
        for number in range(-(-services // 20))
    ]
    documents += [
        _document("Domain", f"domain-{number:03d}", f"  owner: team-{number * 10:04d}\n")
        for number in range(-(-services // 100))
    ]
    return {"org.yaml": "---\n".join(documents)}


def _document(kind: str, name: str, spec: str) -> str:
    return (
        f"apiVersion: backstage.io/v1alpha1\nkind: {kind}\nmetadata:\n  name: {name}\n"
        f"  description: What {name} is for, in one sentence.\nspec:\n{spec}"
    )


def _service(number: int, services: int, dice: random.Random) -> dict[str, str]:
    name, folder = _name(number), _folder(number)
    others = sorted({dice.randrange(services) for _ in range(3)} - {number})
    depends = "".join(f"    - component:{_name(other)}\n" for other in others) or "    []\n"
    consumes = "".join(f"    - {_name(other)}-api\n" for other in others[:2]) or "    []\n"
    owner = f"team-{number // 10:04d}"
    component = (
        f"apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: {name}\n"
        f"  description: Keeps the books of part {number} of the estate.\n"
        "  annotations:\n    backstage.io/techdocs-ref: dir:.\n"
        f"  tags: [python, tier-{number % 3}]\n"
        f"spec:\n  type: service\n  lifecycle: {LIFECYCLES[number % len(LIFECYCLES)]}\n  owner: {owner}\n"
        f"  system: system-{number // 20:04d}\n  providesApis:\n    - {name}-api\n"
        f"  consumesApis:\n{consumes}  dependsOn:\n{depends}"
    )
    api = (
        f"apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata:\n  name: {name}-api\n"
        f"  description: What {name} offers.\nspec:\n  type: openapi\n  lifecycle: production\n  owner: {owner}\n"
        f"  system: system-{number // 20:04d}\n  definition:\n    $text: ./openapi.yaml\n"
    )
    files = {
        f"{folder}/catalog-info.yaml": f"{component}---\n{api}",
        f"{folder}/README.md": _readme(name, others),
        f"{folder}/openapi.yaml": _openapi(name),
        f"{folder}/docs/runbook.md": _runbook(name),
    }
    if number % 5 == 0:
        files[f"decisions/{number // 5 + 1:04d}-how-{name}-stores-its-data.md"] = _decision(
            name, number
        )
    return files


def _readme(name: str, others: list[int]) -> str:
    links = "\n".join(f"- [{_name(o)}](../../../{_folder(o)}/README.md)" for o in others)
    return (
        f"# {name}\n\nKeeps the books of its part of the estate, and never sends mail.\n\n## Run it\n\n"
        "```console\n$ make run\n```\n\n## Neighbours\n\n"
        f"{links}\n\n## Configuration\n\n| variable | meaning |\n| --- | --- |\n| `PORT` | where it listens |\n"
    )


def _runbook(name: str) -> str:
    return (
        f"---\ntitle: Runbook of {name}\nclass: runbook\nlast_reviewed: 2026-11-01\nreview_every: 365d\n---\n\n"
        f"# Runbook of {name}\n\n## Symptoms\n\nOrders wait longer than a minute.\n\n## Mitigation\n\n"
        f"1. Look at the [interface](../openapi.yaml).\n2. Restart it.\n\n## Rollback\n\nDeploy the version before.\n\n"
        f"See the [README](../README.md#run-it) and [[component:{name}]].\n"
    )


def _decision(name: str, number: int) -> str:
    return (
        f"---\nstatus: accepted\ndate: 2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}\n"
        "decision-makers: [ada, grace]\n---\n\n"
        f"# How {name} stores its data\n\n## Context and Problem Statement\n\nIt must not lose an order.\n\n"
        "## Considered Options\n\n* PostgreSQL\n* Files\n\n## Decision Outcome\n\n"
        'Chosen option: "PostgreSQL", because it is there.\n\n### Consequences\n\n* Good, because we know it.\n'
    )


def _openapi(name: str) -> str:
    lines = ["openapi: 3.0.3", "info:", f"  title: {name}", "  version: 1.0.0", "paths:"]
    for resource in ("orders", "parcels", "labels", "rates", "routes"):
        schema = resource[:-1].title()
        answer = [
            "      responses:",
            "        '200':",
            "          description: What was asked for",
            "          content:",
            "            application/json:",
            f"              schema: {{$ref: '#/components/schemas/{schema}'}}",
            "        '404':",
            "          description: There is none",
        ]
        lines += [
            f"  /{resource}:",
            "    get:",
            f"      operationId: list{schema}s",
            f"      summary: List {resource}",
            f"      tags: [{resource}]",
            "      parameters:",
            "        - {name: limit, in: query, description: At most so many, schema: {type: integer, maximum: 100}}",
            *answer,
            f"  /{resource}/{{id}}:",
            "    get:",
            f"      operationId: get{schema}",
            f"      summary: Get one of the {resource}",
            f"      tags: [{resource}]",
            "      parameters:",
            "        - {name: id, in: path, required: true, schema: {type: string, format: uuid}}",
            *answer,
        ]
    lines += ["components:", "  schemas:"]
    for schema in ("Order", "Parcel", "Label", "Rate", "Route"):
        lines += [
            f"    {schema}:",
            "      type: object",
            "      required: [id]",
            "      properties:",
            "        id: {type: string, format: uuid}",
            "        state: {type: string, enum: [new, done]}",
            "        weight: {type: number, description: In kilograms}",
        ]
    return "\n".join(lines) + "\n"
