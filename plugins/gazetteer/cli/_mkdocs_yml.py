"""Adds our plugins to the text of an mkdocs.yml and changes nothing else in it, not a byte."""

import yaml

from gazetteer.cli._output import OutputError
from gazetteer.formats.yaml import Problem, load

PLUGINS = ("gazetteer", "gazetteer/links", "gazetteer/search", "gazetteer/gate")


class SiteFileError(OutputError):
    """The mkdocs.yml cannot be edited safely; the message says what to add by hand."""


def with_plugins(text: str) -> str:
    """The text with the plugins that it lacks.

    Args:
        text: of the file, line ends and byte-order mark as they are.

    Raises:
        SiteFileError: the file is no YAML mapping, or its `plugins:` cannot be added to without touching the rest.
    """
    before = _settings(text)
    if "INHERIT" in before and not before.get("plugins"):
        # A list here would replace the inherited one.
        raise SiteFileError(_by_hand("it inherits its plugins from another file", PLUGINS))
    present = _names(before)
    missing = [name for name in PLUGINS if name not in present]
    if not missing:
        return text
    # Without plugins MkDocs switches search on by itself; once there are any, search must be named.
    missing = missing if before.get("plugins") is not None else ["search", *missing]
    try:
        after = _with(text, missing)
        fits = _fits(before, _settings(after), missing)
    except (yaml.YAMLError, SiteFileError):
        fits = False
    if not fits:
        raise SiteFileError(_by_hand("its plugins have a form that is not safe to edit", missing))
    return after


def _by_hand(why: str, missing: list[str] | tuple[str, ...]) -> str:
    return f"mkdocs.yml: {why}; add by hand to `plugins:`: {', '.join(missing)}"


def _with(text: str, missing: list[str]) -> str:
    start = 1 if text.startswith("\ufeff") else 0
    body = text[start:]
    end = "\r\n" if "\r\n" in body else "\n"
    key, node = _plugins_node(body)
    if key is None:
        entries = [f"  - {name}" for name in missing]
        gap = "" if not body else end if body.endswith("\n") else end * 2
        added = end.join(["plugins:", *entries, ""])
        return text[:start] + body + gap + added
    if isinstance(node, yaml.CollectionNode) and node.flow_style:
        return text[:start] + _in_flow(body, node, missing)
    if isinstance(node, yaml.SequenceNode) and node.value:
        lines = [f"{' ' * node.start_mark.column}- {name}" for name in missing]
        at = _end_of_block(body, node)
    elif isinstance(node, yaml.MappingNode):
        lines = [f"{' ' * node.start_mark.column}{name}: {{}}" for name in missing]
        at = _end_of_block(body, node)
    else:
        # `plugins:` with nothing behind it.
        lines = [f"{' ' * key.start_mark.column}  - {name}" for name in missing]
        at = _end_of_line(body, key.end_mark.index)
    before = body[:at] if body[:at].endswith("\n") else body[:at] + end
    return text[:start] + before + "".join(line + end for line in lines) + body[at:]


def _plugins_node(body: str) -> tuple[yaml.ScalarNode | None, yaml.Node | None]:
    root = yaml.compose(body, Loader=yaml.CSafeLoader)
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if isinstance(key, yaml.ScalarNode) and key.value == "plugins":
            return key, value
    return None, None


def _in_flow(body: str, node: yaml.CollectionNode, missing: list[str]) -> str:
    """Behind the last member: the bracket and what stands before it keep their place."""
    is_list = isinstance(node, yaml.SequenceNode)
    added = ", ".join(missing if is_list else [f"{name}: {{}}" for name in missing])
    if not node.value:
        at = node.start_mark.index + 1
        return f"{body[:at]}{added}{body[at:]}"
    last = node.value[-1] if is_list else node.value[-1][1]
    at = last.end_mark.index
    return f"{body[:at]}, {added}{body[at:]}"


def _end_of_block(body: str, node: yaml.Node) -> int:
    """Where the line of the last thing in a block ends; the block's own end mark lies behind the comments after it."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    at = node.end_mark.index
    if node.end_mark.column == 0:
        # Text in the style of `|` ends where the next line begins, blank lines included.
        at = len(body[:at].rstrip("\r\n \t"))
    return _end_of_line(body, at)


def _end_of_line(body: str, at: int) -> int:
    end = body.find("\n", at)
    return len(body) if end < 0 else end + 1


def _fits(before: dict[str, object], after: dict[str, object], missing: list[str]) -> bool:
    """Whether the plugins are the old ones, unchanged, then the new ones, and everything else is as it was."""
    old, new = before.pop("plugins", None) or [], after.pop("plugins", None)
    if isinstance(old, dict):
        return before == after and new == old | {name: {} for name in missing}
    return before == after and new == [*_list(old), *missing]


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _settings(text: str) -> dict[str, object]:
    document = load(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    if isinstance(document, Problem):
        raise SiteFileError(f"mkdocs.yml:{document.line}: {document.message}")
    if document.value is None:
        return {}
    if not isinstance(document.value, dict):
        raise SiteFileError(f"mkdocs.yml:{document.line}: this is no mapping of settings")
    if document.problems:
        problem = document.problems[0]
        raise SiteFileError(f"mkdocs.yml:{problem.line}: {problem.message}")
    return dict(document.value)


def _names(settings: dict[str, object]) -> set[str]:
    plugins = settings.get("plugins") or []
    if isinstance(plugins, dict):
        return set(plugins)
    if not isinstance(plugins, list):
        raise SiteFileError(_by_hand("its `plugins` is no list", PLUGINS))
    return {str(next(iter(entry), "") if isinstance(entry, dict) else entry) for entry in plugins}
