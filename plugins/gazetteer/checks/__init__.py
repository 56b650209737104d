"""One module per rule. Add a module, then a line in `CHECKS`."""

from gazetteer.extension import Check

CHECKS: tuple[Check, ...] = ()
