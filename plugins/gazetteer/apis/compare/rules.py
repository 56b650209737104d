"""The table of rules: what a kind of change does to senders and to readers, and the sentence that tells it.

The ids follow the vocabulary that contract tools share (existence, requiredness, type, constraints, values, structure,
lifecycle). One principle decides the levels: what a server takes may only get wider, what it gives only narrower.
"""

from typing import NamedTuple

from gazetteer.model.change import Level

BREAKING, RISKY, SAFE = Level.BREAKING, Level.RISKY, Level.SAFE


class Words(NamedTuple):
    """One kind of change.

    Attributes:
        taken: its level in what an API takes (requests).
        given: its level in what an API gives (responses, events).
        sentence: with `{subject}` and the change's arguments.
    """

    taken: Level
    given: Level
    sentence: str


def _both(level: Level, sentence: str) -> Words:
    return Words(level, level, sentence)


SCHEMA: dict[str, Words] = {
    "type-changed": _both(BREAKING, "{subject} was {old} and is {new} now"),
    "type-widened": Words(SAFE, BREAKING, "{subject} was {old} and can be {new} now"),
    "type-narrowed": Words(BREAKING, SAFE, "{subject} could be {old} and is only {new} now"),
    "became-nullable": Words(SAFE, BREAKING, "{subject} can be null now"),
    "became-not-nullable": Words(BREAKING, SAFE, "{subject} can no longer be null"),
    "enum-value-removed": Words(BREAKING, SAFE, "{subject} no longer has the value {value}"),
    "enum-value-added": Words(SAFE, RISKY, "{subject} has a new value {value}"),
    "became-enum": Words(BREAKING, SAFE, "{subject} is limited to {new} now"),
    "enum-removed": Words(SAFE, RISKY, "{subject} is no longer limited to {old}"),
    "pattern-added": Words(BREAKING, SAFE, "{subject} must match `{new}` now"),
    "pattern-changed": _both(RISKY, "{subject} must match `{new}` instead of `{old}`"),
    "pattern-removed": Words(SAFE, RISKY, "{subject} no longer matches `{old}`"),
    "format-changed": _both(BREAKING, "{subject} had the format {old} and has {new} now"),
    "format-widened": Words(SAFE, BREAKING, "{subject} grew from {old} to {new}"),
    "format-narrowed": Words(BREAKING, SAFE, "{subject} shrank from {old} to {new}"),
    "format-added": Words(RISKY, SAFE, "{subject} has the format {new} now"),
    "format-removed": Words(SAFE, RISKY, "{subject} no longer has the format {old}"),
    "multiple-of-changed": _both(
        RISKY, "{subject} was a multiple of {old} and is one of {new} now"
    ),
    "unique-items-added": Words(BREAKING, SAFE, "the members of {subject} must differ now"),
    "unique-items-removed": Words(SAFE, BREAKING, "the members of {subject} can be equal now"),
    "default-added": Words(RISKY, SAFE, "{subject} has the default {new} now"),
    "default-changed": Words(RISKY, SAFE, "the default of {subject} was {old} and is {new} now"),
    "default-removed": Words(RISKY, SAFE, "{subject} no longer has the default {old}"),
    "closed": Words(BREAKING, SAFE, "{subject} refuses properties that are not described now"),
    "opened": _both(SAFE, "{subject} can have properties that are not described now"),
    "one-of-added": Words(SAFE, BREAKING, "{subject} has a new alternative {value}"),
    "one-of-removed": Words(BREAKING, SAFE, "{subject} no longer has the alternative {value}"),
    "any-of-added": Words(SAFE, BREAKING, "{subject} has a new alternative {value}"),
    "any-of-removed": Words(BREAKING, SAFE, "{subject} no longer has the alternative {value}"),
    "type-wrapped-in-one-of": Words(
        RISKY,
        SAFE,
        "{subject} is one of several alternatives now, and a value must fit exactly one",
    ),
    "discriminator-changed": _both(
        BREAKING, "the alternatives of {subject} were told apart by {old}, now by {new}"
    ),
    "condition-changed": _both(RISKY, "the conditions of {subject} changed: {names}"),
    "reference-changed": _both(
        RISKY, "{subject} refers to {new} instead of {old}, which is not here"
    ),
    "deprecated": _both(SAFE, "{subject} is deprecated now"),
    "deprecation-removed": _both(SAFE, "{subject} is no longer deprecated"),
    "sunset-added": _both(SAFE, "{subject} has the sunset {new} now"),
    "sunset-deleted": _both(BREAKING, "the sunset {old} of {subject} was deleted"),
    "sunset-moved-earlier": _both(BREAKING, "the sunset of {subject} moved from {old} to {new}"),
    "sunset-moved-later": _both(SAFE, "the sunset of {subject} moved from {old} to {new}"),
}
"""Changes of a schema itself; the full id has the side and the role before it."""

_LIMITS = {
    "max": "maximum",
    "max-length": "longest length",
    "max-items": "greatest number of members",
    "max-properties": "greatest number of properties",
    "min": "minimum",
    "min-length": "shortest length",
    "min-items": "least number of members",
    "min-properties": "least number of properties",
}
for _name, _what in _LIMITS.items():
    _narrower, _wider = Words(BREAKING, SAFE, ""), Words(SAFE, BREAKING, "")
    _down, _up = (_narrower, _wider) if _name.startswith("max") else (_wider, _narrower)
    SCHEMA |= {
        f"{_name}-decreased": _down._replace(
            sentence=f"the {_what} of {{subject}} went down from {{old}} to {{new}}"
        ),
        f"{_name}-increased": _up._replace(
            sentence=f"the {_what} of {{subject}} went up from {{old}} to {{new}}"
        ),
        f"{_name}-set": Words(RISKY, SAFE, f"the {_what} of {{subject}} is {{new}} now"),
        f"{_name}-unset": _wider._replace(
            sentence=f"the {_what} of {{subject}} is no longer {{old}} but unlimited"
        ),
    }

MEMBER: dict[str, Words] = {
    "required-property-added": Words(BREAKING, SAFE, "{subject} is new and required"),
    "optional-property-added": _both(SAFE, "{subject} is new"),
    "property-removed": _both(RISKY, "{subject} was removed"),
    "required-property-removed": _both(BREAKING, "{subject} was removed"),
    "optional-property-removed": _both(RISKY, "{subject} was removed"),
    "property-became-required": Words(BREAKING, SAFE, "{subject} is required now"),
    "property-became-optional": Words(SAFE, BREAKING, "{subject} can be left out now"),
}
"""Changes of an object's members; the full id has the side before it."""

FIXED: dict[str, tuple[Level, str]] = {
    "operation-removed": (BREAKING, "{operation} was removed without having been deprecated"),
    "operation-added": (SAFE, "{operation} is new"),
    "operation-deprecated": (SAFE, "{operation} is deprecated now"),
    "operation-deprecation-removed": (SAFE, "{operation} is no longer deprecated"),
    "sunset-deleted": (BREAKING, "the sunset {old} of {operation} was deleted"),
    "sunset-moved-earlier": (BREAKING, "the sunset of {operation} moved from {old} to {new}"),
    "sunset-moved-later": (SAFE, "the sunset of {operation} moved from {old} to {new}"),
    "sunset-added": (SAFE, "{operation} has the sunset {new} now"),
    "stability-decreased": (BREAKING, "the stability of {operation} went down from {old} to {new}"),
    "request-parameter-removed": (RISKY, "{subject} was removed"),
    "request-required-parameter-added": (BREAKING, "{subject} is new and required"),
    "request-optional-parameter-added": (SAFE, "{subject} is new"),
    "request-parameter-became-required": (BREAKING, "{subject} is required now"),
    "request-parameter-became-optional": (SAFE, "{subject} can be left out now"),
    "request-parameter-style-changed": (BREAKING, "{subject} is written as {new} instead of {old}"),
    "request-body-added-required": (BREAKING, "{operation} takes a body now, and it is required"),
    "request-body-added-optional": (SAFE, "{operation} can take a body now"),
    "request-body-removed": (RISKY, "{operation} no longer takes a body"),
    "request-body-became-required": (BREAKING, "the request body is required now"),
    "request-body-became-optional": (SAFE, "the request body can be left out now"),
    "request-body-media-type-removed": (BREAKING, "the request body can no longer be {value}"),
    "request-body-media-type-added": (SAFE, "the request body can be {value} now"),
    "response-success-status-removed": (BREAKING, "the response {status} was removed"),
    "response-success-status-added": (SAFE, "the response {status} is new"),
    "response-non-success-status-removed": (SAFE, "the response {status} was removed"),
    "response-non-success-status-added": (SAFE, "the response {status} is new"),
    "request-body-schema-added": (BREAKING, "the request body as {value} must follow a schema now"),
    "request-body-schema-removed": (SAFE, "the request body as {value} can be anything now"),
    "response-body-schema-added": (SAFE, "the response {status} as {value} follows a schema now"),
    "response-body-schema-removed": (
        BREAKING,
        "what the response {status} as {value} holds is no longer described",
    ),
    "response-media-type-removed": (
        BREAKING,
        "the response {status} is no longer given as {value}",
    ),
    "response-media-type-added": (SAFE, "the response {status} can be given as {value} now"),
    "required-response-header-removed": (
        BREAKING,
        "the header `{name}` of the response {status} was removed",
    ),
    "optional-response-header-removed": (
        RISKY,
        "the header `{name}` of the response {status} was removed",
    ),
    "response-header-added": (SAFE, "the header `{name}` of the response {status} is new"),
    "response-header-became-optional": (
        BREAKING,
        "the header `{name}` of the response {status} can be left out now",
    ),
    "response-header-became-required": (
        SAFE,
        "the header `{name}` of the response {status} is always sent now",
    ),
    "security-added": (BREAKING, "{operation} demands {new} now"),
    "security-removed": (SAFE, "{operation} no longer demands {old}"),
    "security-alternative-removed": (BREAKING, "{operation} can no longer be called with {old}"),
    "security-alternative-added": (SAFE, "{operation} can be called with {new} now"),
    "security-scheme-changed": (
        BREAKING,
        "the security scheme `{name}` was {old} and is {new} now",
    ),
    "security-scope-removed": (
        RISKY,
        "the scope `{value}` of the security scheme `{name}` was removed",
    ),
    "operation-id-changed": (
        SAFE,
        "generated code calls {operation} `{new}` now instead of `{old}`",
    ),
    "server-added": (SAFE, "the server {new} is new"),
    "server-url-changed": (RISKY, "the servers were {old} and are {new} now"),
    "callback-removed": (BREAKING, "the callback `{name}` was removed"),
    "webhook-removed": (BREAKING, "{operation} was removed"),
    "message-removed": (BREAKING, "the message `{name}` was removed"),
    "received-message-added": (SAFE, "the message `{name}` can be sent to it now"),
    "sent-message-added": (RISKY, "the message `{name}` is new, and readers must cope with it"),
    "message-content-type-changed": (BREAKING, "the message `{name}` is {new} instead of {old}"),
    "message-schema-changed": (RISKY, "the schema of the message `{name}` changed"),
    "message-language-changed": (
        BREAKING,
        "the message `{name}` is described in {new} instead of {old}",
    ),
    "channel-address-changed": (
        BREAKING,
        "the operation `{name}` uses the channel {new} instead of {old}",
    ),
    "reply-address-changed": (
        BREAKING,
        "where {operation} finds the address of its reply was {old} and is {new} now",
    ),
    "channel-binding-changed": (RISKY, "`{name}` of {of} was {old} and is {new} now"),
    "operation-binding-changed": (RISKY, "`{name}` of {of} was {old} and is {new} now"),
    "message-binding-changed": (RISKY, "`{name}` of {of} was {old} and is {new} now"),
    "comparison-incomplete": (
        RISKY,
        "the schemas lead to one another in too many ways, and not all were compared",
    ),
    "schema-definition-removed": (BREAKING, "the definition `{name}` was removed"),
}
"""Changes that mean the same wherever they stand: id -> level and sentence."""

_FATES = {
    "-after-deprecation": (RISKY, "{} was removed; it was deprecated, without a date of its end"),
    "-before-sunset": (BREAKING, "{} was removed although its sunset is {{sunset}}"),
    "-after-sunset": (SAFE, "{} was removed after its sunset on {{sunset}}"),
}
"""End of the id of a removal -> what it means that an end had been announced (`endings.gone`)."""

_VALUE = "the value {value} of {subject}"
_HEADER = "the header `{name}` of the response {status}"
for _fate, (_level, _sentence) in _FATES.items():
    SCHEMA[f"enum-value-removed{_fate}"] = Words(_level, SAFE, _sentence.format(_VALUE))
    for _name in ("property", "required-property", "optional-property"):
        MEMBER[f"{_name}-removed{_fate}"] = _both(_level, _sentence.format("{subject}"))
    for _name, _what in {
        "operation-removed": "{operation}",
        "webhook-removed": "{operation}",
        "request-parameter-removed": "{subject}",
        "required-response-header-removed": _HEADER,
        "optional-response-header-removed": _HEADER,
    }.items():
        FIXED[f"{_name}{_fate}"] = _level, _sentence.format(_what)
