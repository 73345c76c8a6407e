"""What a template puts out, through one function that belongs to the environment.

Jinja would call ``finalize`` and then ``escape``, each for itself, for every value; ``CodeGenerator`` has hooks for
another way, which ``jinja2.nativetypes`` uses too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr, Output, Template, TemplateData
from markupsafe import Markup, escape

from quizgen.templating.dialects import Dialect
from quizgen.templating.inlining import Macros, inlined, plain_macros
from quizgen.text import Text


def printed(dialect: Dialect) -> Callable[[object], str]:
    """What a template of the dialect puts out for a value: safe markup, whoever wrote the value."""
    text, data = dialect.printer.text, dialect.data
    known: dict[type, Callable[[Any], str]] = {Markup: _as_it_is, Text: text, **dialect.writers}

    def put_out(value: object) -> str:
        writer = known.get(type(value))
        if writer is not None:
            return writer(value)
        if isinstance(value, Markup):
            return value
        return text(value) if isinstance(value, Text) else escape(data(value))

    return put_out


def _as_it_is(markup: Markup) -> str:
    return markup


class _Joined:
    """What Jinja takes for the buffer of some words: it gives them back as one, so that they are yielded as one."""

    append = staticmethod(str)
    extend = "".join


class _Generator(CodeGenerator):
    """Puts ``environment.printed`` around each value, where Jinja has its own ``finalize`` and ``escape``."""

    def visit_Output(self, node: Output, frame: Frame) -> None:  # noqa: N802 - Jinja names it
        """Words and values that stand together are put out together."""
        if frame.buffer is None and len(node.nodes) > 1:
            frame = frame.copy()
            frame.buffer = "yield environment.joined"
        super().visit_Output(node, frame)

    def _output_child_to_const(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> str:
        """What is known when the template is compiled: its own words as they are, constants as all values are."""
        del finalize
        known = node.as_const(frame.eval_ctx)
        if isinstance(node, TemplateData) or not isinstance(self.environment, PrintingEnvironment):
            return str(known)
        return self.environment.printed(known)

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        del node, frame, finalize
        self.write("environment.printed(")

    def _output_child_post(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        del node, frame, finalize
        self.write(")")


class PrintingEnvironment(Environment):
    """An environment whose templates put out every value through ``printed``."""

    code_generator_class = _Generator

    def __init__(self, dialect: Dialect, **options: Any) -> None:
        super().__init__(**options)
        self.printed, self.joined = printed(dialect), _Joined
        self._macros: dict[str, Macros] = {}

    def _generate(
        self,
        source: Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 - Jinja's
    ) -> str:
        return super()._generate(inlined(source, self._macros_of), name, filename, defer_init)

    def _macros_of(self, name: str) -> Macros:
        """The macros of another template that can be put in."""
        if name not in self._macros:
            words, path, _ = self.loader.get_source(self, name) if self.loader else ("", None, None)
            self._macros[name] = plain_macros(self.parse(words, name, path))
        return self._macros[name]
