"""CPU of comparing two versions of one large API description: two texts of 11 MB, and one of Stripe's size.

Run: python -m bench.api_diff
"""

import copy
import json
import random
import time
from datetime import date
from typing import Any

from gazetteer.apis.compare import Comparison, Version, compare
from gazetteer.formats.structured import load_structured
from gazetteer.surveyor import patient_collector

SIZES = {"11 MB, 966 operations": (966, 970, 60), "4 MB, 455 operations": (455, 816, 20)}
"""Name -> operations, schemas, words of a description."""


def description(operations: int, schemas: int, words: int) -> dict[str, Any]:
    """A description whose schemas refer to one another at random, in circles too."""
    dice = random.Random(operations)
    prose = "word " * words

    def reference() -> dict[str, Any]:
        return {"$ref": f"#/components/schemas/S{dice.randrange(schemas)}"}

    def member() -> dict[str, Any]:
        kind = dice.random()
        if kind < 0.1:
            return reference()
        if kind < 0.15:
            return {"type": "array", "items": reference()}
        if kind < 0.2:
            return {"anyOf": [{"type": "null"}, reference()]}
        return {"type": "string", "nullable": True, "description": prose}

    types = {
        f"S{number}": {
            "type": "object",
            "required": ["p0", "p1"],
            "properties": {f"p{index}": member() for index in range(18)},
        }
        for number in range(schemas)
    }
    paths: dict[str, Any] = {}
    for number in range(operations):
        content = {"application/json": {"schema": reference()}}
        paths.setdefault(f"/a{number // 2}/{{id}}", {})["get" if number % 2 else "put"] = {
            "description": prose * 3,
            "parameters": [
                {
                    "name": f"q{index}",
                    "in": "query",
                    "schema": {"type": "string"},
                    "description": prose,
                }
                for index in range(5)
            ],
            "responses": {
                code: {"description": prose, "content": content} for code in ("200", "404")
            },
        }
    about = {"title": "Large", "version": "1.0.0"}
    return {"openapi": "3.0.3", "info": about, "paths": paths, "components": {"schemas": types}}


def changed(value: dict[str, Any]) -> dict[str, Any]:
    """The next version: every tenth schema and every fiftieth operation differ."""
    later = copy.deepcopy(value)
    for name, schema in list(later["components"]["schemas"].items())[::10]:
        del schema["properties"]["p1"]
        schema["required"] = ["p0", "p2"]
        schema["properties"][f"new{name}"] = {"type": "string"}
    for path in list(later["paths"])[::50]:
        del later["paths"][path]["put"]
    return later


def main() -> None:
    """Prints the seconds of loading and of comparing."""
    for name, sizes in SIZES.items():
        value = description(*sizes)
        texts = [json.dumps(version, indent=1) for version in (value, changed(value))]
        old, new = (Version("openapi.json", text) for text in texts)
        with patient_collector():
            began = time.process_time()
            for text in texts:
                load_structured("openapi.json", text)
            loaded = time.process_time()
            found = compare(old, new, date(2026, 11, 22))
            done = time.process_time()
        assert isinstance(found, Comparison)
        load, rest = loaded - began, done - loaded - (loaded - began)
        size = len(texts[0]) / 1e6
        print(
            f"{name}: {size:.1f} MB, load {load:.2f} s, compare {rest:.2f} s, {len(found.changes)} changes"
        )


if __name__ == "__main__":
    main()
