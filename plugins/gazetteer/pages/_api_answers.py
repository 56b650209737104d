"""What the messages of an API have in common: which of them tell of errors, and what media types go without saying."""

from collections import Counter

from gazetteer.model.surface import Body, Surface


def usual(surface: Surface) -> tuple[str, ...]:
    """The media types that most messages have; said once for all of them."""
    counts = Counter(
        body.media
        for operation in surface.operations
        for body in (*operation.messages, operation.request, *operation.responses)
        if body and body.media and not fails(body)
    )
    return counts.most_common(1)[0][0] if counts else ()


def fails(body: Body) -> bool:
    """Whether a response tells of an error."""
    return body.status.startswith(("4", "5")) or body.status == "default"
