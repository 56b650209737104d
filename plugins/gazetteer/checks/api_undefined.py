"""An API has no definition, or its definition names a file that does not exist.

## What it finds

APIs of the catalog without any definition, and APIs whose definition points (`$text`, `$json`, `$yaml`) at a file that
is not in the tree. Definitions at an address on the network are not fetched and not judged.

## Why

An API without its contract is a name. Callers guess, and a change that breaks them cannot be seen.

## How to mend

Put the description (OpenAPI, AsyncAPI, GraphQL, protobuf) into the repository and name it in `spec.definition`.

## Wrong

```yaml title="catalog-info.yaml"
apiVersion: backstage.io/v1alpha1
kind: API
metadata:
  name: cart
  description: Puts things into a cart and takes them out.
spec:
  type: graphql
  lifecycle: production
  owner: shop
  definition:
    $text: ./cart.graphql
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: cart
  description: Keeps what a customer is about to buy.
spec:
  type: library
  lifecycle: production
  owner: shop
  providesApis: [cart]
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: shop
spec:
  type: team
  children: []
```

## Right

```yaml title="catalog-info.yaml"
apiVersion: backstage.io/v1alpha1
kind: API
metadata:
  name: cart
  description: Puts things into a cart and takes them out.
spec:
  type: graphql
  lifecycle: production
  owner: shop
  definition:
    $text: ./cart.graphql
```

```graphql title="cart.graphql"
type Query {
  cart(id: ID!): String
}
```
"""

from collections.abc import Iterator

from gazetteer.checks._definitions import definition_faults
from gazetteer.checks._words import called, sentence
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.entity import Entity
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule("api-undefined", Severity.ERROR, "An API has no definition.")
UNDEFINED_BY_NATURE = ("mcp-server",)
"""Types whose schema asks for other things than a definition (Backstage: `spec.remotes`)."""


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each API without a definition."""
    told = {fault.entity for fault in catalog.faults if fault.kind == "api"}
    unread = definition_faults(catalog)
    for api in catalog.of_kind("api"):
        if fault := unread.get(api.ref):
            yield Finding(
                rule=rule.id,
                message=f"The definition of the {called(api)} cannot be read: {fault.message.rstrip('.')}.",
                mend=sentence(fault.mend or "add the file, or correct its path"),
                place=fault.place,
                subject="unread",
                entity=api.ref,
            )
            continue
        if api.type in UNDEFINED_BY_NATURE or api.definition_url or api.ref in told:
            continue
        if catalog.surface(api) is not None:
            continue
        place = api.definition_place or api.where("spec.definition")
        if api.definition_path and api.definition_path not in catalog.paths:
            yield Finding(
                rule=rule.id,
                message=f"The definition of the {called(api)} is to stand in {api.definition_path}, "
                "which does not exist.",
                mend=f"Add {api.definition_path}, or correct the path in {place.path}.",
                place=place,
                subject=api.definition_path,
                entity=api.ref,
            )
        elif not api.definition_path and not api.definition.strip():
            yield Finding(
                rule=rule.id,
                message=f"The {called(api)}{_providers(catalog, api)} has no definition.",
                mend="Put its description into the repository and name it in `spec.definition` "
                f"(`$text: ./openapi.yaml`) in {place.path}.",
                place=place,
                entity=api.ref,
            )


def _providers(catalog: Catalog, api: Entity) -> str:
    providers = catalog.graph.others(api.ref, "apiProvidedBy")
    return f", which the {called(providers[0])} provides," if providers else ""
