"""Templates as straight Python: an attribute is an attribute, a call is a call, and only what needs it is escaped.

Jinja serves functions that want its context, names that may be keys, and macros whose arguments have names. None of
ours are such, and a third of the time of a page went there. Everything that a template prints is escaped as before,
unless it was made safe. Jinja's own native types (`jinja2.nativetypes`) are made in the same way.
"""

import re
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from jinja2.utils import missing
from markupsafe import Markup, escape

from gazetteer.pages import _icons
from gazetteer.pages._bytecode import Beside

_MARKS = re.compile("[&<>'\"]").search


def written(value: object) -> str:
    """A value as HTML: what `markupsafe.escape` gives, quickly for what holds no mark."""
    kind = type(value)
    if kind is Markup or (kind is str and not _MARKS(value)):  # type: ignore[call-overload] # a string here
        return value  # type: ignore[return-value] # of one of both kinds
    if kind is int:
        return str(value)
    return escape(value)


safe: Callable[[str], Markup] = partial(str.__new__, Markup)
"""Markup out of parts that have been escaped already; `Markup(...)` itself looks first what it was given."""


def function(body: Callable[..., str]) -> Callable[..., Markup]:
    """A macro as a function of arguments in their order: what it writes is safe; what is left out is its default."""
    body.__defaults__ = (missing,) * body.__code__.co_argcount

    def macro(*arguments: object) -> Markup:
        return safe(body(*arguments))

    return macro


class StraightCode(CodeGenerator):
    """Jinja's generator of code, with shorter words for what templates do most."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 # Jinja's names
        """Makes our words known to the code."""
        self.writeline(f"from {__name__} import function, written")
        super().visit_Template(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Writes `place.path`."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802, FBT001
        """Writes `s.ref(entity)`; calls with unpacked arguments, or with a block for a macro, stay Jinja's."""
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Writes `function(macro)`; macros with a caller, or with arguments of any number, stay Jinja's."""
        if macro_ref.accesses_kwargs or macro_ref.accesses_varargs or macro_ref.accesses_caller:
            super().macro_def(macro_ref, frame)
        else:
            self.write("function(macro)")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: object) -> None:  # noqa: ARG002
        self.write("written(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: object) -> None:  # noqa: ARG002
        self.write(")")


class StraightTemplate(Template):
    """A template whose macros are made once: those who import it have no names of their own for it."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002 # Jinja's name
        if self._module is None:
            self._module = self.make_module()
        return self._module


class StraightEnvironment(Environment):
    """An environment whose templates become straight Python; for `autoescape=True` only."""

    code_generator_class = StraightCode
    template_class = StraightTemplate


@lru_cache(maxsize=1)
def templates() -> Environment:
    """The one environment: everything is escaped unless it was made safe here, and a misspelt name is an error."""
    environment = StraightEnvironment(
        loader=PackageLoader("gazetteer.pages"),
        bytecode_cache=Beside(Path(__file__), Path(__file__).parent / "templates" / "__pycache__"),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )
    environment.globals["icon"] = _icons.icon
    environment.globals["symbols"] = _icons.symbols
    environment.filters["word"] = _word
    return environment


@lru_cache(maxsize=1024)
def _word(text: str) -> str:
    """A text as one word of a class name."""
    return text.lower().replace(" ", "-").replace("/", "-")
