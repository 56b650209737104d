"""An operation of an API: its heading, what a caller must know and send, and what comes back.

Made without a template, as the cells of its tables are: an API has dozens of operations.
"""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from gazetteer.model.surface import Body, Operation
from gazetteer.pages._api_answers import fails
from gazetteer.pages._api_sheet import ApiSheet
from gazetteer.pages._templates import safe, written


def operations(sheet: ApiSheet, shown: Sequence[Operation], path: str, level: int) -> Markup:
    """The sections of operations.

    Args:
        sheet: the page they stand on.
        shown: the operations.
        path: of the description.
        level: of their headings.
    """
    return safe("\n".join([_section(sheet, operation, path, level) for operation in shown]))


def _section(sheet: ApiSheet, shown: Operation, path: str, level: int) -> str:
    answers: list[Body] = []
    errors: list[Body] = []
    for response in shown.responses:
        (errors if fails(response) else answers).append(response)
    parts = [*_told(sheet, shown, path, level), *_messages(sheet, shown, answers)]
    if errors:
        told = "".join([f"<li>{sheet.error(body)}</li>" for body in errors])
        parts.append(f'<ul class="gz-errors">{told}</ul>')
    body = "\n".join(filter(None, parts))
    return f'<section class="gz-operation">\n{body}\n</section>\n'


def _told(sheet: ApiSheet, shown: Operation, path: str, level: int) -> Iterator[str]:
    yield sheet.operation(shown, level)
    title = []
    if shown.summary:
        title.append(f"<strong>{sheet.inline(shown.summary, path)}</strong>")
    if name := sheet.name(shown):
        title.append(f"<code>{written(name)}</code>")
    if line := sheet.line(shown):
        title.append(line)
    if title:
        yield f"<p>{' '.join(title)}</p>"
    if shown.deprecated or shown.sunset or shown.stability or shown.since:
        yield f'<p class="gz-line">{sheet.badges(shown)}</p>'
    if meta := sheet.meta(shown):
        yield f'<p class="gz-small">{meta}</p>'
    if shown.parent:
        asks = sheet.jump(shown.parent, "the operation that asks for it")
        yield f'<p class="gz-small">Called back by {asks}.</p>'
    if shown.description and shown.description != shown.summary:
        yield sheet.prose(shown.description, path)


def _messages(sheet: ApiSheet, shown: Operation, answers: Sequence[Body]) -> Iterator[str]:
    if shown.parameters:
        yield sheet.parameters(shown.parameters)
    for body in shown.messages:
        yield sheet.message(body, "Message", "sent")
    if shown.request and not shown.messages:
        yield sheet.message(shown.request, "Request", "sent")
    yield sheet.call(shown)
    for body in answers:
        yield sheet.message(body, "Response", "back")
