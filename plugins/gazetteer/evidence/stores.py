"""The data stores that the files of a tree start or order: images, charts and Terraform resources that are one.

Read from the lines that name them, so that templates of Helm are read like manifests, and told by the product: another
version, mirror or service of the same image is no other store.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from gazetteer.evidence.engines import PRODUCT, last_name
from gazetteer.model.catalog import Catalog
from gazetteer.model.place import Place

LONGEST = 1_000_000
"""Characters of a file; longer ones are generated."""

_ORDERED = {
    r"aws_(?:db_instance|rds_cluster)": "Amazon RDS",
    r"aws_dynamodb_table": "DynamoDB",
    r"aws_docdb_cluster": "DocumentDB",
    r"aws_elasticache_(?:cluster|replication_group|serverless_cache)": "ElastiCache",
    r"aws_keyspaces_table": "Keyspaces",
    r"aws_memorydb_cluster": "MemoryDB",
    r"aws_mq_broker": "Amazon MQ",
    r"aws_msk_(?:serverless_)?cluster": "Kafka",
    r"aws_neptune_cluster": "Neptune",
    r"aws_(?:opensearch|elasticsearch)_domain": "OpenSearch",
    r"aws_redshift_cluster": "Redshift",
    r"google_alloydb_cluster": "AlloyDB",
    r"google_bigquery_dataset": "BigQuery",
    r"google_bigtable_instance": "Bigtable",
    r"google_firestore_database": "Firestore",
    r"google_redis_(?:instance|cluster)": "Redis",
    r"google_spanner_instance": "Spanner",
    r"google_sql_database_instance": "Cloud SQL",
    r"azurerm_cosmosdb_account": "Cosmos DB",
    r"azurerm_mssql_(?:server|database)": "SQL Server",
    r"azurerm_mysql_\w*server": "MySQL",
    r"azurerm_postgresql_\w*server": "PostgreSQL",
    r"azurerm_redis_cache": "Redis",
    r"azurerm_servicebus_namespace": "Service Bus",
}
"""Terraform: type of a resource -> product."""

_IMAGE = re.compile(
    r"^[ \t]*(?:-[ \t]+)?(?:image|repository)[ \t]*:[ \t]*[\"']?(?P<name>[\w./:@-]+)", re.MULTILINE
)
_CHART = re.compile(r"^[ \t]*(?:-[ \t]+)?name[ \t]*:[ \t]*[\"']?(?P<name>[\w-]+)", re.MULTILINE)
_RESOURCE = re.compile(r"^[ \t]*resource[ \t]+\"(?P<name>\w+)\"[ \t]+\"", re.MULTILINE)
_ENGINE = re.compile(r"^[ \t]*engine[ \t]*=[ \t]*\"([\w-]+)\"", re.MULTILINE)
_BLOCK = 4_000
"""Characters behind the head of a Terraform resource in which its engine is looked for."""
_CI = re.compile(r"(?:^|/)\.[^/]+/|(?:^|/)\.[^/]*$")
"""Hidden folders and files: pipelines start stores for their tests."""


class Store(msgspec.Struct, frozen=True):
    """A data store: the product, the words people have for it, what is written, and where."""

    product: str
    words: tuple[str, ...]
    text: str
    place: Place


def new_stores(catalog: Catalog, images: Iterable[str] = ()) -> Iterator[Store]:
    """Yields each product that the tree has and its base (`Catalog.before`) has not, at its first place.

    Args:
        catalog: with its base; nothing is yielded without one.
        images: names of more images that are data stores, without registry and tag.
    """
    before = catalog.before
    if before is None:
        return
    known = PRODUCT | {last_name(image): last_name(image) for image in images}
    changed = (p for p, blob in catalog.paths.items() if before.paths.get(p) != blob)
    found = dict(_stores(catalog, changed, known))
    if found:
        there = {product for product, _ in _stores(before, before.paths, known)}
        yield from (store for product, store in found.items() if product not in there)


def _stores(
    catalog: Catalog, paths: Iterable[str], known: Mapping[str, str]
) -> Iterator[tuple[str, Store]]:
    """Product and store of what the files name; the first place of a product last, for a mapping to keep."""
    for path in sorted(paths, reverse=True):
        read = _reader(path)
        text = catalog.read(path) if read else None
        if not read or not text or len(text) > LONGEST:
            continue
        for written, product, offset in reversed(list(read(text, known))):
            words = [word for word, name in known.items() if name == product]
            place = Place(path, text.count("\n", 0, offset) + 1)
            yield product, Store(product, (product, *words), written, place)


def _reader(path: str) -> "_Reader | None":
    name = path.rpartition("/")[2]
    if name.endswith(".tf"):
        return _terraform
    if not name.endswith((".yml", ".yaml")) or _CI.search(path):
        return None
    return _chart if name in {"Chart.yaml", "requirements.yaml"} else _images


_Found = Iterator[tuple[str, str, int]]
_Reader = Callable[[str, Mapping[str, str]], _Found]


def _images(text: str, known: Mapping[str, str]) -> _Found:
    """What compose files, manifests, their templates and the values of charts run."""
    for match in _IMAGE.finditer(text):
        if product := known.get(last_name(match["name"])):
            yield match["name"], product, match.start("name")


def _chart(text: str, known: Mapping[str, str]) -> _Found:
    """The charts that a chart of Helm brings along."""
    start = text.find("dependencies:")
    for match in _CHART.finditer(text, start) if start >= 0 else ():
        if product := known.get(match["name"].lower()):
            yield match["name"], product, match.start("name")


def _terraform(text: str, known: Mapping[str, str]) -> _Found:
    for match in _RESOURCE.finditer(text):
        ordered = next((p for form, p in _ORDERED.items() if re.fullmatch(form, match["name"])), "")
        if ordered:
            block = text[match.end() : match.end() + _BLOCK].partition("\nresource ")[0]
            engine = _ENGINE.search(block)
            product = engine and known.get(engine[1].removeprefix("aurora-").partition("-")[0])
            yield match["name"], product or ordered, match.start("name")
