"""One module per kind of file that yields records. Add a module, then a line in `SOURCES`."""

from gazetteer.extension import Source
from gazetteer.sources import (
    asyncapi,
    codeowners,
    decisions,
    descriptor,
    documents,
    graphql,
    openapi,
    pact,
    protobuf,
    repository,
    running,
    silences,
    start_here,
)

SOURCES: tuple[Source, ...] = (
    descriptor,
    codeowners,
    openapi,
    asyncapi,
    graphql,
    protobuf,
    pact,
    decisions,
    documents,
    repository,
    running,
    start_here,
    silences,
)
