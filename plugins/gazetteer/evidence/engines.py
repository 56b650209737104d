"""Data stores and brokers by their images: what the product is called, and what kind of store it is."""

import re
from typing import NamedTuple

_PRODUCTS = {
    "database": {
        "AlloyDB": "alloydb alloydbomni",
        "ArangoDB": "arangodb",
        "Cassandra": "cassandra scylla scylladb",
        "ClickHouse": "clickhouse clickhouse-server",
        "CockroachDB": "cockroach cockroachdb",
        "Couchbase": "couchbase couchbase-server",
        "CouchDB": "couchdb",
        "Db2": "db2",
        "DocumentDB": "documentdb documentdb-local",
        "DynamoDB": "dynamodb dynamodb-local",
        "EventStoreDB": "eventstore eventstoredb kurrentdb",
        "FerretDB": "ferretdb",
        "Firebird": "firebird",
        "InfluxDB": "influxdb",
        "MariaDB": "mariadb mariadb-galera",
        "MongoDB": "mongo mongodb mongodb-community-server percona-server-mongodb",
        "MySQL": "mysql mysql-server percona percona-server vitess",
        "Neo4j": "neo4j",
        "Oracle": "oracle-xe oracle-free oracle-database oracle",
        "PostgreSQL": "postgres postgresql postgresql-ha postgis pgvector timescaledb timescaledb-ha",
        "QuestDB": "questdb",
        "RavenDB": "ravendb",
        "RethinkDB": "rethinkdb",
        "Spanner": "cloud-spanner-emulator spanner",
        "SQL Server": "mssql mssql-server azure-sql-edge sqlserver",
        "SurrealDB": "surrealdb",
        "TiDB": "tidb",
        "YugabyteDB": "yugabyte yugabytedb",
    },
    "cache": {
        "Hazelcast": "hazelcast",
        "Memcached": "memcached",
        "Redis": "redis redis-stack redis-stack-server redis-cluster keydb dragonfly valkey",
    },
    "message-broker": {
        "ActiveMQ": "activemq activemq-artemis artemis amazonmq",
        "ElasticMQ": "elasticmq elasticmq-native",
        "EMQX": "emqx",
        "Kafka": "kafka cp-kafka cp-server kafka-native redpanda",
        "Mosquitto": "mosquitto eclipse-mosquitto",
        "NATS": "nats nats-streaming",
        "NSQ": "nsq nsqd",
        "Pulsar": "pulsar pulsar-all",
        "RabbitMQ": "rabbitmq",
        "VerneMQ": "vernemq",
    },
    "search-index": {
        "Chroma": "chroma chromadb",
        "Elasticsearch": "elasticsearch",
        "Meilisearch": "meilisearch",
        "Milvus": "milvus",
        "OpenSearch": "opensearch",
        "Qdrant": "qdrant",
        "Solr": "solr",
        "Typesense": "typesense",
        "Weaviate": "weaviate",
    },
    "object-store": {
        "Azurite": "azurite",
        "MinIO": "minio",
        "SeaweedFS": "seaweedfs",
    },
    "key-value-store": {
        "etcd": "etcd",
    },
}
"""Type in the catalog -> product -> names of its images, without registry and tag."""

PRODUCT = {
    name: product
    for products in _PRODUCTS.values()
    for product, names in products.items()
    for name in names.split()
}
"""Name of an image -> product."""

_TYPE = {product: type_ for type_, products in _PRODUCTS.items() for product in products}
_BESIDE_NAMES = """
    admin backup browser client clients cli commander connect console controller dashboard dashboards dump exporter
    express gui init insight jobs manager migrate migration migrations monitor myadmin operator proxy registry rest
    schema seed tools ui web
"""
_BESIDE = frozenset(_BESIDE_NAMES.split())
"""Words of images that go with a store and are none."""


class Engine(NamedTuple):
    """A kind of store.

    Attributes:
        product: `PostgreSQL`, `Kafka`.
        type: `database`, `cache`, `message-broker`, `search-index`, `object-store`, `key-value-store`.
    """

    product: str
    type: str


def engine_of(image: str) -> Engine | None:
    """The engine of an image such as `docker.io/bitnami/postgresql:16@sha256:...`; None for what stores nothing.

    A name that nobody knows goes by its words (`my-postgres`), and then by the folder that it is published in.
    """
    head = image.partition("@")[0].lower().rpartition("/")[0]
    for name in (last_name(image), head.rpartition("/")[2]):
        words = [word for word in re.split(r"[-_.]", name) if word]
        if _BESIDE.intersection(words):
            return None
        for word in (name, *words):
            if word in PRODUCT:
                return Engine(PRODUCT[word], _TYPE[PRODUCT[word]])
    return None


def last_name(image: str) -> str:
    """`registry:5000/bitnami/postgresql:16@sha256:...` -> `postgresql`."""
    return image.partition("@")[0].rpartition("/")[2].partition(":")[0].lower()
