"""CPU and memory of reading and validating API descriptions: many small files, and one of 13 MB.

Run: python -m bench.openapi [--files N] [--megabytes M]
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from typing import Any

import yaml

from gazetteer.apis.read import read_surface
from gazetteer.formats.structured import load_structured

METHODS = ("get", "post", "put", "delete")


def description(operations: int, types: int) -> dict[str, Any]:
    """A sound OpenAPI 3.0 description with so many operations and types."""
    text = "Says what this is for, when it is the wrong choice, and what to use then."
    reference = [{"$ref": f"#/components/schemas/Type{number}"} for number in range(types)]
    paths: dict[str, dict[str, object]] = {}
    for number in range(operations):
        path = paths.setdefault(f"/things{number // len(METHODS)}/{{id}}", {})
        method = METHODS[number % len(METHODS)]
        content = {"application/json": {"schema": reference[number % types]}}
        path[method] = {
            "operationId": f"{method}Thing{number}",
            "summary": f"Thing {number}",
            "description": text,
            "tags": [f"tag{number % 7}"],
            "parameters": [
                {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}},
                {"name": "page", "in": "query", "schema": {"type": "integer", "default": 1}},
            ],
            "responses": {
                "200": {"description": text, "content": content},
                "404": {"description": "There is none."},
            },
        }
    schemas = {
        f"Type{number}": {
            "type": "object",
            "required": ["id"],
            "properties": {
                "id": {"type": "string", "format": "uuid", "description": text},
                "state": {"type": "string", "enum": ["new", "open", "done"]},
                "next": reference[(number + 1) % types],
                "all": {"type": "array", "items": reference[number]},
            },
        }
        for number in range(types)
    }
    return {
        "openapi": "3.0.3",
        "info": {"title": "Things", "version": "1.0.0"},
        "paths": paths,
        "components": {"schemas": schemas},
    }


def small(files: int) -> None:
    """Prints what one YAML file of ten operations costs, and what of it is loading."""
    text = yaml.safe_dump(description(10, 8), sort_keys=False)
    read_surface(None, "warm.yaml", text)
    began = time.process_time()
    for _ in range(files):
        load_structured("openapi.yaml", text, merge=True)
    loaded = time.process_time()
    for _ in range(files):
        surface, faults = read_surface(None, "openapi.yaml", text)
    done = time.process_time()
    assert surface is not None
    assert len(surface.operations) == 10
    assert not faults
    whole, load = (done - loaded) / files * 1000, (loaded - began) / files * 1000
    print(f"file of 10 operations, {len(text) / 1000:.0f} kB of YAML, each of {files}:")
    print(
        f"  whole {whole:.2f} ms CPU, of it loading {load:.2f} ms, the rest {whole - load:.2f} ms"
    )


def large(megabytes: int) -> None:
    """Prints what one large JSON file costs; run in a process of its own, so that the peak is its own."""
    document = description(1200, 970)
    one = {f"field_{number}": f"value {number}" for number in range(30)} | {"inner": {"id": 1}}
    # Public descriptions of this size consist mostly of examples: many small values, not long texts.
    copies = megabytes * 1_000_000 // len(json.dumps(one, indent=2)) // 970 - 1
    for schema in document["components"]["schemas"].values():
        schema["example"] = {"id": "1", "more": [one] * copies}
    text = json.dumps(document, indent=1)
    del document
    began = time.process_time()
    surface, faults = read_surface(None, "openapi.json", text)
    spent = time.process_time() - began
    assert surface is not None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"file of {len(surface.operations)} operations, {len(text) / 1e6:.1f} MB of JSON:")
    print(
        f"  {spent:.2f} s CPU, peak {peak:.0f} MB (the text itself included), {len(faults)} faults"
    )


def main() -> None:
    """Measures both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--megabytes", type=int, default=13)
    parser.add_argument("--only-large", action="store_true", help=argparse.SUPPRESS)
    choice = parser.parse_args()
    if choice.only_large:
        large(choice.megabytes)
        return
    small(choice.files)
    command = [sys.executable, "-m", "bench.openapi", "--only-large"]
    subprocess.run([*command, "--megabytes", str(choice.megabytes)], check=True)


if __name__ == "__main__":
    main()
