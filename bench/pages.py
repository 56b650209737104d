"""What the pages of one large API cost: as many operations and types as a large payment company offers.

Run: python -m bench.pages [--operations N] [--types M]
"""

import argparse
import json
import random
import resource
import time
from datetime import date
from typing import Any

from gazetteer.model.page import Page
from gazetteer.model.survey import Site
from gazetteer.pages import api
from gazetteer.repo.tree import MemoryTree
from gazetteer.settings import Settings
from gazetteer.surveyor import survey

WORDS = (
    "the", "amount", "of", "a", "charge", "that", "was", "captured", "when", "its", "customer",
    "agreed", "to", "pay", "`later`", "for", "an", "invoice",
)  # fmt: skip
CATALOG = """\
apiVersion: backstage.io/v1alpha1
kind: API
metadata: {name: payments}
spec: {type: openapi, lifecycle: production, owner: shop, definition: {$text: ./openapi.json}}
"""


def description(operations: int, types: int) -> dict[str, Any]:
    """A description in which every type has twenty fields, prose for each, and leads to others."""
    chance = random.Random(7)

    def prose(most: int) -> str:
        text = " ".join(chance.choice(WORDS) for _ in range(chance.randint(4, most)))
        link = " See the [guide](https://docs.example/guide)." if chance.random() < 0.2 else ""
        return f"{text.capitalize()}.{link}"

    def field() -> dict[str, Any]:
        kind = chance.random()
        if kind < 0.25:
            return {"$ref": f"#/components/schemas/type_{chance.randrange(types)}"}
        if kind < 0.35:
            return {
                "type": "array",
                "items": {"$ref": f"#/components/schemas/type_{chance.randrange(types)}"},
            }
        if kind < 0.5:
            return {
                "type": "string",
                "enum": ["open", "paid", "void", "gone"],
                "description": prose(30),
            }
        if kind < 0.6:
            inner = {f"inner_{n}": {"type": "string", "description": prose(20)} for n in range(4)}
            return {"type": "object", "properties": inner, "description": prose(30)}
        return {"type": "string", "maxLength": 5000, "nullable": True, "description": prose(40)}

    schemas = {
        f"type_{n}": {
            "type": "object",
            "description": prose(60),
            "required": ["field_0", "field_1"],
            "properties": {f"field_{m}": field() for m in range(20)},
        }
        for n in range(types)
    }
    paths: dict[str, Any] = {}
    for number in range(operations):
        content = {
            "application/json": {"schema": {"$ref": f"#/components/schemas/type_{number % types}"}}
        }
        form = {"type": "object", "properties": {f"field_{n}": field() for n in range(20)}}
        paths[f"/v1/things{number // 8}/{{id}}/part{number}"] = {
            "post": {
                "operationId": f"PostThing{number}",
                "summary": prose(8),
                "description": f"<p>{prose(60)}</p>",
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}},
                    {
                        "name": "expand",
                        "in": "query",
                        "schema": {"type": "string"},
                        "description": prose(20),
                    },
                ],
                "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": form}}},
                "responses": {
                    "200": {"description": "Done.", "content": content},
                    "default": {"description": "It went wrong.", "content": content},
                },
            }
        }
    return {
        "openapi": "3.0.3",
        "info": {"title": "Payments", "version": "1.0.0"},
        "paths": paths,
        "components": {"schemas": schemas},
    }


def main() -> None:
    """Measures the pages, without and with reading the description."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--operations", type=int, default=450)
    parser.add_argument("--types", type=int, default=800)
    choice = parser.parse_args()
    text = json.dumps(description(choice.operations, choice.types))
    began = time.process_time()
    found = survey(
        MemoryTree({"catalog-info.yaml": CATALOG, "openapi.json": text}),
        Settings(),
        today=date(2026, 11, 22),
        site=Site(name="Payments"),
    )
    read = time.process_time()
    pages = [page for page in api.render(found) if isinstance(page, Page)]
    done = time.process_time()
    size = sum(len(page.html.encode()) for page in pages) / 1e6
    index = sum(len(e.title) + len(e.text) for page in pages for e in page.search) / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{choice.operations} operations, {choice.types} types, {len(text) / 1e6:.1f} MB of JSON:"
    )
    print(
        f"  read and judged {read - began:.2f} s CPU, {len(pages)} pages in {done - read:.2f} s CPU"
    )
    print(f"  {size:.1f} MB of HTML, {index:.2f} MB for the search, peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
