"""The code reads a variable of the environment that the list of its variables leaves out.

## What it finds

Variables that the code of a component reads (`os.environ`, `getenv`, `process.env`, `ENV[...]`, `env::var` and the
like, tests left out) and no document names, where a document of the component lists at least two of the others. A
component whose documents list none is left alone; variables that every machine has are, too.

## Why

Who sets the service up goes through the list, and the service fails for what is not on it.

## How to mend

Add the variable to the list, with what it is for and its default; or take it out of the code.

## Wrong

```yaml title="gazetteer.yml"
known_refs: ["group:*"]
```

```yaml title="cart/catalog-info.yaml"
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: cart, description: Keeps what a customer is about to buy.}
spec: {type: service, lifecycle: experimental, owner: shop}
```

```javascript title="cart/main.js"
const { url, key, limit } = { url: process.env.CART_URL, key: process.env.CART_KEY, limit: process.env.CART_LIMIT };
```

```markdown title="cart/README.md"
# Cart

| variable | meaning |
| --- | --- |
| `CART_URL` | where it answers |
| `CART_KEY` | of the store |
```

## Right

```yaml title="gazetteer.yml"
known_refs: ["group:*"]
```

```yaml title="cart/catalog-info.yaml"
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: cart, description: Keeps what a customer is about to buy.}
spec: {type: service, lifecycle: experimental, owner: shop}
```

```javascript title="cart/main.js"
const { url, key, limit } = { url: process.env.CART_URL, key: process.env.CART_KEY, limit: process.env.CART_LIMIT };
```

```markdown title="cart/README.md"
# Cart

| variable | meaning |
| --- | --- |
| `CART_URL` | where it answers |
| `CART_KEY` | of the store |
| `CART_LIMIT` | things in one cart, 100 without it |
```
"""

from collections.abc import Iterator
from fnmatch import fnmatchcase

import msgspec

from gazetteer.checks._words import called
from gazetteer.evidence.variables import listings
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.place import Place
from gazetteer.model.rule import Confidence, Rule, Severity

rule = Rule(
    "variable-undocumented",
    Severity.NOTE,
    "A list of variables leaves one out that the code reads.",
    Confidence.MEDIUM,
)


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be chosen.

    Attributes:
        known: patterns of variables that nobody needs to document.
    """

    known: tuple[str, ...] = (
        "CI",
        "DEBUG",
        "EDITOR",
        "GITHUB_*",
        "HOME",
        "HOSTNAME",
        "KUBERNETES_*",
        "LANG",
        "LC_*",
        "NODE_ENV",
        "NO_COLOR",
        "PATH",
        "PWD",
        "PYTEST_*",
        "SHELL",
        "TERM",
        "TMPDIR",
        "USER",
        "XDG_*",
    )


def check(catalog: Catalog, options: Options) -> Iterator[Finding]:
    """Yields one finding for each variable that is read and nowhere named."""
    for listing in listings(catalog):
        for name, place in sorted(listing.read.items()):
            if name in listing.named or any(fnmatchcase(name, known) for known in options.known):
                continue
            yield Finding(
                rule=rule.id,
                message=f"{listing.document} lists variables of the {called(listing.component)}, but not `{name}`, "
                f"which {place.path} reads.",
                mend="Add it with its meaning and default, or take it out of the code.",
                place=Place(listing.document, listing.line),
                subject=name,
                entity=listing.component.ref,
                related=(place,),
            )
