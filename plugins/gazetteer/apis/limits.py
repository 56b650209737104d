"""What a schema demands beyond its type, in words."""

from gazetteer.apis.schemas import literal, text

LONGEST = 160
"""Longer patterns are cut."""

_UNITS = (("Length", "character"), ("Items", "entry"), ("Properties", "member"))
_BOUNDS = frozenset(
    [
        *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "pattern"),
        *("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"),
        *("uniqueItems", "readOnly", "writeOnly", "discriminator", "contentEncoding"),
    ]
)
"""Most schemas have none of these keywords, which one question tells."""


def limits(schema: dict[str, object]) -> tuple[str, ...]:
    """`1 to 100`, `at most 80 characters`, `matches ^[a-z]+$`, `read only`; empty for most schemas."""
    if _BOUNDS.isdisjoint(schema):
        return ()
    found = [_range(schema)]
    for ending, unit in _UNITS:
        found.append(_count(schema.get(f"min{ending}"), schema.get(f"max{ending}"), unit))
    if pattern := text(schema.get("pattern")):
        found.append(f"matches {pattern[:LONGEST]}{'…' if len(pattern) > LONGEST else ''}")
    if step := text(schema.get("multipleOf")):
        found.append(f"a multiple of {step}")
    for key, words in _FLAGS.items():
        if schema.get(key) is True:
            found.append(words)
    if encoding := text(schema.get("contentEncoding")):
        found.append(f"in {encoding}")
    discriminator = schema.get("discriminator")
    name = discriminator.get("propertyName") if isinstance(discriminator, dict) else discriminator
    if name := text(name):
        found.append(f"told apart by {name}")
    return tuple(filter(None, found))


_FLAGS = {"uniqueItems": "no entry twice", "readOnly": "read only", "writeOnly": "write only"}


def _range(schema: dict[str, object]) -> str:
    """Bounds of a number, whose exclusive forms are flags before JSON Schema 2019 and numbers since."""
    low, high = text(schema.get("minimum")), text(schema.get("maximum"))
    above, below = schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum")
    if text(above) or (above is True and low):
        low, sign = (text(above) or low), ">"
    else:
        sign = "≥"
    if text(below) or (below is True and high):
        high, other = (text(below) or high), "<"
    else:
        other = "≤"
    if low and high and (sign, other) == ("≥", "≤"):
        return f"{low} to {high}"
    return ", ".join([*([f"{sign} {low}"] if low else ()), *([f"{other} {high}"] if high else ())])


def _count(low: object, high: object, unit: str) -> str:
    least, most = text(low), text(high)
    if not least and not most:
        return ""
    units = {"entry": "entries"}.get(unit, f"{unit}s")
    if least == most:
        return f"exactly {least} {unit if least == '1' else units}"
    if least and most and least != "0":
        return f"{least} to {most} {units}"
    number, word = (most, "at most") if most else (least, "at least")
    return f"{word} {number} {unit if number == '1' else units}"


def brief(value: object, longest: int = 200) -> str:
    """A default or example as people read it; empty when it is too long for a table."""
    written = literal(value)
    return written if len(written) <= longest else ""
