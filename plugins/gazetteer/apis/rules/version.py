"""The version of OpenAPI that a document names."""

import re
from collections.abc import Iterator

from gazetteer.apis.paths import Mapping, dialect
from gazetteer.apis.wording import Trouble

_VERSION = re.compile(r"2\.0|3\.[012]\.\d+(-.+)?")


def rule(document: Mapping) -> Iterator[Trouble]:
    """The document names a version of the format that exists."""
    key = "swagger" if "swagger" in document and "openapi" not in document else "openapi"
    stated = dialect(document)
    if not stated:
        yield Trouble(
            (),
            "version",
            "The document does not say which version of OpenAPI it is written in",
            'Add a line such as openapi: "3.1.0" at the top.',
        )
    elif not _VERSION.fullmatch(stated) or (key == "swagger") != stated.startswith("2"):
        yield Trouble(
            (key,),
            "version",
            f"There is no version {stated[:40]} of OpenAPI that starts with the key `{key}`",
            'Write swagger: "2.0", or openapi: with 3.0.x, 3.1.x or 3.2.x.',
        )
    elif not isinstance(document[key], str):
        yield Trouble(
            (key,),
            "version",
            f"The version {stated} is written as a number; the format asks for a text",
            f'Put it in quotes: {key}: "{stated}".',
        )
