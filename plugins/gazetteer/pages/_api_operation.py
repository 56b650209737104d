"""An operation of an API: its heading, what a caller must know and send, and what comes back.

Made without a template, as the cells of its tables are: an API has dozens of operations.
"""

from collections.abc import Iterator

from markupsafe import Markup

from gazetteer.model.surface import Operation
from gazetteer.pages._api_sheet import ApiSheet
from gazetteer.pages._templates import written


def operation(sheet: ApiSheet, shown: Operation, path: str, level: int) -> Markup:
    """The section of an operation.

    Args:
        sheet: the page it stands on.
        shown: the operation.
        path: of the description.
        level: of its heading.
    """
    body = "\n".join(
        filter(
            None,
            (*_told(sheet, shown, path, level), *_messages(sheet, shown), _errors(sheet, shown)),
        )
    )
    return Markup(f'<section class="gz-operation">\n{body}\n</section>\n')  # noqa: S704 # every part has been escaped


def _told(sheet: ApiSheet, shown: Operation, path: str, level: int) -> Iterator[str]:
    yield sheet.operation(shown, level)
    name = sheet.name(shown)
    title = (
        f"<strong>{sheet.inline(shown.summary, path)}</strong>" if shown.summary else "",
        f"<code>{written(name)}</code>" if name else "",
        sheet.line(shown),
    )
    if any(title):
        yield f"<p>{' '.join(filter(None, title))}</p>"
    if shown.deprecated or shown.sunset or shown.stability or shown.since:
        yield f'<p class="gz-line">{sheet.badges(shown)}</p>'
    if meta := sheet.meta(shown):
        yield f'<p class="gz-small">{meta}</p>'
    if shown.parent:
        asks = sheet.jump(shown.parent, "the operation that asks for it")
        yield f'<p class="gz-small">Called back by {asks}.</p>'
    if shown.description and shown.description != shown.summary:
        yield sheet.prose(shown.description, path)


def _messages(sheet: ApiSheet, shown: Operation) -> Iterator[str]:
    if shown.parameters:
        yield sheet.parameters(shown.parameters)
    for body in shown.messages:
        yield sheet.message(body, "Message", "sent")
    if shown.request and not shown.messages:
        yield sheet.message(shown.request, "Request", "sent")
    yield sheet.call(shown)
    for body in sheet.answers(shown):
        yield sheet.message(body, "Response", "back")


def _errors(sheet: ApiSheet, shown: Operation) -> str:
    told = "".join([f"<li>{sheet.error(body)}</li>" for body in sheet.errors(shown)])
    return f'<ul class="gz-errors">{told}</ul>' if told else ""
