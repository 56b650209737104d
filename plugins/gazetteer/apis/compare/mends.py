"""What to do about a change that breaks or may break somebody: one sentence for each kind of change."""

import re

from gazetteer.model.change import ApiChange, Level

_KEEP = "Keep it, mark it `deprecated` with an `x-sunset`, and remove it after that day."
_OLD_TOO = "Go on taking what was taken before."
_BESIDE = "Leave it as it was, and offer the new one under a name of its own."
_MOVED = "Keep it beside the new one until all have moved."
_DEFAULT = "Let it be left out, with a default that does what was done before."

_GIVEN = r"(?:response|sent|schema)-"
_TAKEN = r"(?:request|received)-"

_OF_PROTOBUF = {
    r"(?:field|enum-value)-removed.*": "Reserve its number and its name, so that neither is used again.",
    r"(?:field|enum-value)-.*": "Leave it, and add a new one with a number that was never used.",
    r"number-reused|name-reused|reserved-removed": "Take a number and a name that were never used.",
}
_OF_GRAPHQL = {
    r"required-.*": "Let it be null or have a default.",
    r".*-removed": "Keep it, mark it `@deprecated` with a reason, and remove it when nobody asks for it.",
    r".*-added": "Tell clients before they meet it; old ones do not know it.",
}
_OF_AVRO = {
    r".*field-added-without-default": "Give the field a default.",
    r".*": "Give the field or enumeration a default, or upgrade all readers before the first writer.",
}
_OF_ALL = {
    r".*-removed-before-sunset": "Restore it until the day that was announced.",
    r".*sunset-(?:deleted|moved-earlier)": "Restore the date; a later one is always fine.",
    r"stability-decreased": "Restore the level that was promised.",
    r"security-.*": "Take the old way to prove who calls until all have moved.",
    r"server-url-changed": "Let the old address lead to the new one.",
    r"description-removed": "Restore it, give its operations an `x-sunset`, and remove it after that day.",
    r"(?:message-(?:content|language)|.*media-type).*": "Offer the old format beside the new one.",
    r"(?:channel-address|reply-address|\w+-binding)-changed": "Serve the old one beside it until all have moved.",
    rf".*{_TAKEN}.*(?:became-required|required-\w+-added|added-required)": _DEFAULT,
    rf"{_TAKEN}.*enum-value-removed.*|{_TAKEN}.*-of-removed": _OLD_TOO,
    r".*-became-optional": "Go on giving it always.",
    r".*default-(?:added|changed|removed)": "Keep the old default: who relies on it does not state it.",
    r".*-removed(?:-after-deprecation)?": _KEEP,
    r".*(?:type|format|discriminator)-changed": _BESIDE,
    rf"{_TAKEN}.*": _OLD_TOO,
    rf"{_GIVEN}.*": "Give only what was promised; offer what is new under a name of its own.",
    r".*": _MOVED,
}
"""Pattern of ids -> what to do; the first that fits counts."""

_BY_ENDING = {
    "proto": _OF_PROTOBUF,
    "avsc": _OF_AVRO,
    "graphql": _OF_GRAPHQL,
    "graphqls": _OF_GRAPHQL,
    "gql": _OF_GRAPHQL,
}
"""Ending of a file -> what is said of its format alone."""


def mend(change: ApiChange) -> str:
    """What to do about a change; empty for what is safe."""
    if change.level is Level.SAFE:
        return ""
    own = _BY_ENDING.get(change.place.path.rpartition(".")[2].lower(), {})
    told = (
        text
        for table in (own, _OF_ALL)
        for pattern, text in table.items()
        if re.fullmatch(pattern, change.rule)
    )
    return next(told, _MOVED)
