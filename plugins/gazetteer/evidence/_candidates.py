"""Folders that may hold a component: what stands in them, grouped under the folder that names the thing."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from gazetteer.model.package import Package


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LAYOUT = _words(
    """
    src app main build docker dockerfiles container containers image images cmd server web package dist
    """
)
"""Folder names that say how a component is laid out inside, not what it is."""

COLLECTIONS = _words(
    """
    services service apps applications packages libs libraries modules components microservices projects
    lambdas functions plugins crates workspaces backends frontends jobs workers
    """
)
"""Folder names that hold several components side by side."""

_ASIDE_WORDS = _words(
    """
    test tests testing e2e mock mocks fake fakes stub stubs example examples sample samples demo demos fixture
    fixtures testdata benchmark benchmarks sandbox playground template templates boilerplate skeleton
    """
)
_ASIDE_NAMES = _words(
    """
    doc docs documentation script scripts tool tools tooling hack ci vendor third_party thirdparty external
    contrib infra infrastructure terraform deploy deployment deployments charts helm k8s kubernetes ops config
    configs local localdev migrations seeding seeder seeds
    """
)
_FOREIGN = _words(
    """
    postgres postgis pgvector timescale mysql mariadb percona mongo redis valkey keydb dragonfly memcached cassandra
    scylla cockroach elasticsearch opensearch meilisearch typesense solr clickhouse neo4j influx etcd minio localstack
    dynamo rabbitmq kafka redpanda nats pulsar activemq artemis mosquitto emqx elasticmq traefik envoy
    opentelemetry-collector jaeger zipkin prometheus grafana loki tempo mailhog mailpit adminer pgadmin vault consul
    keycloak wiremock
    """
)
_FOREIGN_IMAGE = re.compile(rf"(?:^|[-_.])(?:{'|'.join(sorted(_FOREIGN))})(?:ql|db)?(?![a-z])")
"""Images of data stores, brokers and infrastructure: a folder that builds on one configures it, no service is born."""

BUILDS = frozenset({"dockerfile", "compose"})
NAMING = frozenset({"pyproject", "npm", "go", "cargo", "maven", "composer", "gradle", "dotnet"})


class Candidate(NamedTuple):
    """A folder and what speaks for a component in it."""

    folder: str
    packages: tuple[Package, ...]

    @property
    def built(self) -> bool:
        """Whether an image is built here: then it is something that runs."""
        return any(package.kind in BUILDS for package in self.packages)

    @property
    def manifest(self) -> Package | None:
        """The package manifest nearest to the folder."""
        manifests = [package for package in self.packages if package.kind in NAMING]
        return min(manifests, key=lambda p: (p.folder.count("/"), p.place), default=None)


def candidates(packages: Iterable[Package]) -> tuple[Candidate, ...]:
    """All candidates, each folder once, sorted by folder."""
    known = [package for package in packages if package.kind in BUILDS | NAMING]
    foreign = {package.folder for package in known if _configures(package)}
    homes: dict[str, list[Package]] = {}
    for package in known:
        if package.folder not in foreign and not _aside(package.folder):
            homes.setdefault(_home(package.folder), []).append(package)
    found = {
        folder: Candidate(folder, tuple(members))
        for folder, members in sorted(homes.items())
        if any(_speaks(package) for package in members)
    }
    return tuple(candidate for candidate in found.values() if _stands_alone(candidate, found))


def _speaks(package: Package) -> bool:
    """Whether it makes a component by itself; a manifest without name only configures tools."""
    return package.kind in BUILDS or bool(package.name) or package.kind == "gradle"


def _configures(package: Package) -> bool:
    """Whether an image only configures somebody else's software: a data store, a broker, a mock server."""
    base = package.image.partition("@")[0].rpartition("/")[2].partition(":")[0]
    return _FOREIGN_IMAGE.search(base.lower()) is not None


def _aside(folder: str) -> bool:
    """Whether a folder is for tests, examples, tools, documentation or deployment."""
    names = folder.lower().split("/")
    return any(
        name.startswith(".")
        or name in _ASIDE_NAMES
        or _ASIDE_WORDS.intersection(re.split(r"[-_.]", name))
        for name in names
    )


def _home(folder: str) -> str:
    """The folder that names the component: above `src/`, `docker/app/` and the like, when there is one."""
    home = folder
    while home.rpartition("/")[2].lower() in LAYOUT:
        home = home.rpartition("/")[0]
    if not home or home.rpartition("/")[2].lower() in COLLECTIONS:
        return folder
    return home


def _stands_alone(candidate: Candidate, found: dict[str, Candidate]) -> bool:
    """Whether it is neither a part of another candidate nor merely the roof over others."""
    if not candidate.folder:
        others = [other for other in found.values() if other.folder]
        return not (any(other.built for other in others) if candidate.built else others)
    if not candidate.built and any(
        other.built and other.folder.startswith(f"{candidate.folder}/") for other in found.values()
    ):
        return False
    names = candidate.folder.split("/")
    for depth in range(len(names) - 1, 0, -1):
        if names[depth - 1].lower() in COLLECTIONS:
            return True
        above = found.get("/".join(names[:depth]))
        if above is not None and (above.built or not candidate.built):
            return False
    return True
