"""The e-mail address of a group or user cannot be one.

## What it finds

Values of `spec.profile.email` that have no `@`, more than one, spaces, or nothing that could be a domain.

## Why

The page of a team is where people look when something burns. A wrong address is found out at that moment.

## How to mend

Correct the address, or delete the field.

## Wrong

```yaml title="org.yaml"
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: shop
spec:
  type: team
  children: []
  profile:
    displayName: Shop
    email: shop at example.com
```

## Right

```yaml title="org.yaml"
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: shop
spec:
  type: team
  children: []
  profile:
    displayName: Shop
    email: shop@example.com
```
"""

import re
from collections.abc import Iterator

from gazetteer.checks._words import called
from gazetteer.extension import NoOptions
from gazetteer.model.catalog import Catalog
from gazetteer.model.finding import Finding
from gazetteer.model.rule import Rule, Severity

rule = Rule("contact-invalid", Severity.WARNING, "An e-mail address cannot be one.")

# As browsers judge <input type=email> (HTML standard), with local host names let in; RFC 5321 limits the length to 254.
ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[^\W_](?:[\w.-]*[^\W_])?")
LONGEST = 254


def check(catalog: Catalog, _options: NoOptions) -> Iterator[Finding]:
    """Yields one finding for each address that cannot be one."""
    for entity in catalog.of_kind("group", "user"):
        email = entity.profile.get("email", "")
        if not email or (len(email) <= LONGEST and ADDRESS.fullmatch(email) and ".." not in email):
            continue
        place = entity.where("spec.profile.email")
        yield Finding(
            rule=rule.id,
            message=f"The {called(entity)} has the e-mail address '{email[:80]}', which cannot be one.",
            mend=f"Correct `spec.profile.email` in {place.path}, or delete it.",
            place=place,
            subject=email,
            entity=entity.ref,
        )
