"""The parts of an OpenAPI document that are compared, in one form for all its dialects."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from gazetteer.apis.compare.nodes import Node, Whole
from gazetteer.apis.paths import methods

_PARAMETER = re.compile(r"\{([^}]*)\}")
IGNORED_HEADERS = {"accept", "content-type", "authorization"}
"""Parameters of these names are ignored (OpenAPI 3, Parameter Object)."""


class Operation(NamedTuple):
    """One operation of one version.

    Attributes:
        method: upper case; `WEBHOOK` for one.
        item: the path item; node: the operation.
    """

    method: str
    path: str
    item: Node
    node: Node

    @property
    def name(self) -> str:
        """How changes call it."""
        return f"{self.method} {self.path}"

    @property
    def template(self) -> tuple[str, str]:
        """What it has in common with the same operation whose path parameters are called otherwise."""
        return self.method, _PARAMETER.sub("{}", self.path)


class Parameter(NamedTuple):
    """One parameter, references followed."""

    name: str
    where: str
    required: bool
    node: Node

    @property
    def label(self) -> str:
        """How changes call it."""
        return f"the {self.where} parameter `{self.name}`"


@dataclass(frozen=True, eq=False)
class Body:
    """A request body, a response, or what a callback sends.

    Attributes:
        contents: media type without parameters -> its schema.
    """

    node: Node
    contents: dict[str, Node]
    required: bool = False


@dataclass(frozen=True, eq=False)
class Description:
    """One version of a document."""

    whole: Whole

    @property
    def root(self) -> Node:
        """The whole document."""
        return self.whole.root

    @property
    def is_swagger(self) -> bool:
        """Whether it is written in version 2.0."""
        return "swagger" in self.root.mapping and "openapi" not in self.root.mapping

    def servers(self) -> list[str]:
        """The addresses of its servers."""
        root = self.root
        if self.is_swagger:
            base = root.text("host") + root.text("basePath")
            stated = root.get("schemes").elements() if root.text("host") else ()
            return [f"{scheme.value}://{base}" for scheme in stated] or ([base] if base else [])
        return [server.text("url") for server in root.get("servers").elements()]

    def operations(self) -> Iterator[Operation]:
        """The operations of its paths, then its webhooks."""
        for section in ("paths", "webhooks", "x-webhooks"):
            for name, written in self.root.get(section).members():
                if not name.startswith("x-"):
                    yield from self.path_item(name, written, is_webhook=section != "paths")

    def path_item(self, name: str, written: Node, *, is_webhook: bool) -> Iterator[Operation]:
        """The operations of a path item; fields beside its `$ref` belong to it."""
        item = self.whole.follow(written)
        for method in methods(self.root.mapping):
            node = written.get(method)
            node = node if node.exists else item.get(method)
            if isinstance(node.value, dict):
                yield Operation("WEBHOOK" if is_webhook else method.upper(), name, item, node)
        for method, node in item.get("additionalOperations").members():
            if isinstance(node.value, dict):
                yield Operation("WEBHOOK" if is_webhook else method.upper(), name, item, node)

    def parameters(self, operation: Operation) -> dict[tuple[str, str], Parameter]:
        """Identity -> parameter; those of the path item are overridden by those of the operation.

        A header is the same whatever its letter case, a path parameter by its position in the template.
        """
        positions = {name: str(at) for at, name in enumerate(_PARAMETER.findall(operation.path))}
        found: dict[tuple[str, str], Parameter] = {}
        for parameter in self._parameters(operation):
            identity = parameter.name
            if parameter.where == "header":
                identity = identity.lower()
                if identity in IGNORED_HEADERS:
                    continue
            elif parameter.where == "path":
                identity = positions.get(identity, identity)
            if parameter.where not in {"body", "formData"}:
                found[parameter.where, identity] = parameter
        return found

    def _parameters(self, operation: Operation) -> Iterator[Parameter]:
        for holder in (operation.item, operation.node):
            for written in holder.get("parameters").elements():
                node = self.whole.follow(written)
                if node.text("name") or node.text("in") == "body":
                    required = node.mapping.get("required") is True
                    yield Parameter(node.text("name"), node.text("in"), required, node)

    def schema(self, parameter: Parameter) -> Node | None:
        """The schema of a parameter or header; in Swagger 2.0 it is the parameter itself."""
        node = parameter.node
        if isinstance(node.mapping.get("schema"), dict | bool):
            return node.get("schema")
        for _, media in node.get("content").members():
            return _media_schema(media)
        return node if "type" in node.mapping else None

    def request(self, operation: Operation) -> Body | None:
        """What an operation takes as its body."""
        if not self.is_swagger:
            node = self.whole.follow(operation.node.get("requestBody"))
            if not isinstance(node.value, dict):
                return None
            return Body(node, _contents(node), node.mapping.get("required") is True)
        form: list[Parameter] = []
        for parameter in self._parameters(operation):
            if parameter.where == "body":
                media = dict.fromkeys(
                    self._media(operation, "consumes"), parameter.node.get("schema")
                )
                return Body(parameter.node, media, parameter.required)
            if parameter.where == "formData":
                form.append(parameter)
        return self._form(operation, form) if form else None

    def _form(self, operation: Operation, form: list[Parameter]) -> Body:
        """Form fields are properties of one object."""
        required = [parameter.name for parameter in form if parameter.required]
        value = {
            "type": "object",
            "properties": {parameter.name: _field(parameter.node.value) for parameter in form},
            "required": required,
        }
        node = Node(value, (operation.node.way, "parameters"), operation.node.whole)
        media = dict.fromkeys(self._media(operation, "consumes", form=True), node)
        return Body(operation.node.get("parameters"), media, bool(required))

    def responses(self, operation: Operation) -> dict[str, Body]:
        """Status, in upper case, -> response."""
        found: dict[str, Body] = {}
        for status, written in operation.node.get("responses").members():
            if status.startswith("x-"):
                continue
            node = self.whole.follow(written)
            contents = _contents(node)
            if self.is_swagger and "schema" in node.mapping:
                contents = dict.fromkeys(self._media(operation, "produces"), node.get("schema"))
            found[status.upper() if status != "default" else status] = Body(node, contents)
        return found

    def headers(self, body: Body) -> dict[str, Parameter]:
        """Lower-case name -> header of a response."""
        found: dict[str, Parameter] = {}
        for name, written in body.node.get("headers").members():
            node = self.whole.follow(written)
            if name.lower() != "content-type":
                required = node.mapping.get("required") is True
                found[name.lower()] = Parameter(name, "header", required, node)
        return found

    def _media(self, operation: Operation, key: str, *, form: bool = False) -> list[str]:
        holder = operation.node if key in operation.node.mapping else self.root
        stated = [node.value for node in holder.get(key).elements() if isinstance(node.value, str)]
        default = "application/x-www-form-urlencoded" if form else "application/json"
        return [essence(media) for media in stated] or [default]


def _field(value: dict[str, Any]) -> dict[str, Any]:
    """A form field as a schema; what Swagger 2.0 calls a file, OpenAPI 3 calls a binary string."""
    return {**value, "type": "string", "format": "binary"} if value.get("type") == "file" else value


def essence(media: str) -> str:
    """A media type without its parameters, in lower case."""
    return media.partition(";")[0].strip().lower()


def _contents(node: Node) -> dict[str, Node]:
    return {essence(name): _media_schema(media) for name, media in node.get("content").members()}


def _media_schema(media: Node) -> Node:
    item = media.get("itemSchema")
    return item if item.exists else media.get("schema")
