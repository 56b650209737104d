"""Structure of an AsyncAPI document: judged by the schemas that the AsyncAPI Initiative publishes.

They are those of 2.6.0 and 3.1.0 without their prose (`asyncapi_schemas/`, from npm's @asyncapi/specs 6.11.1,
Apache-2.0, copyright AsyncAPI Initiative): within a major version, newer ones only allow more.
"""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from gazetteer.apis.structure import Refused, judged
from gazetteer.apis.wording import Trouble

_VERSIONS = {"2": "2.6.0", "3": "3.1.0"}
_SECTIONS = ("channels", "operations", "servers")


def troubles(document: dict[str, Any], version: str) -> Iterator[Trouble | Refused]:
    """Where the structure of a document breaks the schema of its major version, by default of the newest."""
    name = _VERSIONS.get(version.partition(".")[0], "3.1.0")
    stem = {"asyncapi": name, "info": {"title": "", "version": ""}, "channels": {}}
    yield from judged({**document, "asyncapi": name}, _validator(name), stem, _SECTIONS)


@cache
def _validator(name: str) -> Any:
    """The compiled schema of a version."""
    import jsonschema_rs

    written = files("gazetteer.apis") / "asyncapi_schemas" / f"{name}.json"
    schema = json.loads(written.read_text("utf-8"))
    return jsonschema_rs.validator_for(schema, validate_formats=False)
