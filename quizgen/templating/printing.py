"""What a template puts out, through writers that belong to the environment: one for each type of value.

Jinja would call ``finalize`` and then ``escape``, each for itself, for every value; ``CodeGenerator`` has hooks for
another way, which ``jinja2.nativetypes`` uses too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from jinja2 import Environment
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Concat, Expr, Filter, Getattr, If, Impossible, Node, Output, Template, TemplateData
from markupsafe import Markup, escape

from quizgen.templating.dialects import Dialect
from quizgen.templating.inheriting import whole
from quizgen.templating.inlining import Macros, inlined, plain_macros
from quizgen.templating.ready import Writer, filters
from quizgen.templating.together import together
from quizgen.text import Text


class Writers(dict[type, Writer]):
    """By type, what a template of the dialect puts out for a value: safe markup, whoever wrote the value.

    How a type is written is decided when it is first met.
    """

    def __init__(self, dialect: Dialect) -> None:
        super().__init__({Markup: str.__str__, Text: dialect.printer.text, **dialect.writers})
        self._dialect = dialect

    def __missing__(self, kind: type) -> Writer:
        data = self._dialect.data
        if issubclass(kind, Markup | Text):
            self[kind] = self[Markup if issubclass(kind, Markup) else Text]
        else:
            self[kind] = lambda value: escape(data(value))
        return self[kind]


def _marked(make: Writer) -> Callable[[Any], Markup]:
    return lambda value: Markup(make(value))  # noqa: S704 - printers escape


class _Joined:
    """What Jinja takes for the buffer of some words: it gives them back as one, so that they are yielded as one."""

    append = staticmethod(str)
    extend = "".join


class _Generator(CodeGenerator):
    """Puts the environment's writers around each value, where Jinja has its own ``finalize`` and ``escape``."""

    environment: PrintingEnvironment
    _put_out: Node | None = None

    def visit_Output(self, node: Output, frame: Frame) -> None:  # noqa: N802 - Jinja names it
        """Words and values that stand together are put out together."""
        node = Output([part for child in node.nodes for part in self._parts(child)], lineno=node.lineno)
        if frame.buffer is None and len(node.nodes) > 1:
            frame = frame.copy()
            frame.buffer = "yield environment.joined"
        super().visit_Output(node, frame)

    def blockvisit(self, nodes: Iterable[Node], frame: Frame) -> None:
        """What stands one after the other, as few outputs as possible."""
        super().blockvisit(together(nodes), frame)

    def visit_If(self, node: If, frame: Frame) -> None:  # noqa: N802 - Jinja names it
        """A choice: between what is done, or among what is put out."""
        if node is not self._put_out:
            super().visit_If(node, frame)
            return
        self.write("(")
        for case in (node, *node.elif_):
            self._write_words(case.body, frame)
            self.write(" if ")
            self.visit(case.test, frame)
            self.write(" else ")
        self._write_words(node.else_, frame)
        self.write(")")

    def _write_words(self, body: Sequence[Node], frame: Frame) -> None:
        """What a case of a choice puts out, as one value."""
        outputs = [child for node in together(body) if isinstance(node, Output) for child in node.nodes]
        parts = [part for one in outputs for part in self._parts(one)]
        known = [self._known(part, frame) for part in parts]
        if None not in known:
            self.write(repr("".join(filter(None, known))))
            return
        self.write("''.join((")
        for part, words in zip(parts, known, strict=True):
            if words is None:
                self._output_child_pre(part, frame, self._make_finalize())
                self.visit(part, frame)
                self._output_child_post(part, frame, self._make_finalize())
            else:
                self.write(repr(words))
            self.write(",")
        self.write("))")

    def _known(self, node: Expr, frame: Frame) -> str | None:
        """What is put out, if that is known when the template is compiled."""
        try:
            return self._output_child_to_const(node, frame, self._make_finalize())
        except Exception:  # noqa: BLE001 - what goes wrong is told when it happens, as Jinja does
            return None

    def _parts(self, child: Expr) -> list[Expr]:
        """What is joined, one by one where parts are escaped as the whole would be."""
        return child.nodes if self.environment.dialect.by_letter and isinstance(child, Concat) else [child]

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja names it
        """A point between an object and a name: Python's own where nothing else can be meant."""
        if self.environment.dialect.plain:
            self.visit(node.node, frame)
            self.write(f".{node.attr}")
        else:
            super().visit_Getattr(node, frame)

    def _output_child_to_const(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> str:
        """What is known when the template is compiled: its own words as they are, constants as all values are."""
        del finalize
        if isinstance(node, If):
            raise Impossible  # a choice is made for each item
        known = node.as_const(frame.eval_ctx)
        return str(known) if isinstance(node, TemplateData) else self.environment.writers[type(known)](known)

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        del frame, finalize
        self._put_out = node if self._is_ready(node) else None
        if self._put_out is None:
            self.write("environment.writers[type(put_out := ")

    def _output_child_post(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        del frame, finalize
        if not self._is_ready(node):
            self.write(")](put_out)")

    def visit_Filter(self, node: Filter, frame: Frame) -> None:  # noqa: N802 - Jinja names it
        """A filter whose markup is put out at once need not say that it is markup."""
        if node is self._put_out and node.node is not None:
            self.write(f"environment.ready[{node.name!r}](")
            self.visit(node.node, frame)
            self.write(")")
        else:
            super().visit_Filter(node, frame)

    def _is_ready(self, node: Expr) -> bool:
        """Whether a filter makes markup of what is put out; a choice has such within."""
        return isinstance(node, If) or (
            isinstance(node, Filter) and node.name in self.environment.ready and not node.args
        )


class PrintingEnvironment(Environment):
    """An environment whose templates put out every value through ``writers``.

    ``ready`` are filters that make markup, as plain functions.
    """

    code_generator_class = _Generator

    def __init__(self, dialect: Dialect, **options: Any) -> None:
        super().__init__(**options)
        self.dialect, self.writers, self.joined = dialect, Writers(dialect), _Joined
        self.ready = filters(dialect.printer)
        self.filters |= {name: _marked(make) for name, make in self.ready.items()}
        self._macros: dict[str, Macros] = {}

    def _generate(
        self,
        source: Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 - Jinja's
    ) -> str:
        return super()._generate(inlined(whole(source, self._parsed), self._macros_of), name, filename, defer_init)

    def _macros_of(self, name: str) -> Macros:
        """The macros of another template that can be put in."""
        if name not in self._macros:
            self._macros[name] = plain_macros(self._parsed(name))
        return self._macros[name]

    def _parsed(self, name: str) -> Template:
        words, path, _ = self.loader.get_source(self, name) if self.loader else ("", None, None)
        return self.parse(words, name, path)
