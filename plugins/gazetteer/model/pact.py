"""A pact: what one consumer was tested to ask of one provider, and what it reads of the answers."""

import msgspec

from gazetteer.model.place import Place


class Interaction(msgspec.Struct, frozen=True, omit_defaults=True):
    """One request with its answer, or one message.

    Attributes:
        description: in the words of the consumer's test.
        method: upper case; empty for a message.
        path: as called, without query; empty for a message.
        query: names of the query parameters that are sent.
        request: body of the request as JSON text; empty when there is none, or none in JSON.
        status: of the response; empty for a message.
        body: of the response, or of the message, as JSON text: its fields are what the consumer really reads.
        topic: where a message comes from, as its metadata says; empty for a request, and where it does not.
    """

    description: str
    place: Place
    method: str = ""
    path: str = ""
    query: tuple[str, ...] = ()
    request: str = ""
    status: str = ""
    body: str = ""
    topic: str = ""


class Pact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="pact"):
    """One pact file.

    Attributes:
        consumer: as the file calls it; provider: the same.
        version: of the pact specification, as written; empty where the file does not say.
    """

    consumer: str
    provider: str
    place: Place
    version: str = ""
    interactions: tuple[Interaction, ...] = ()
