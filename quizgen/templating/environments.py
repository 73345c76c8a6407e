"""The one Jinja environment for each markup; what a template puts out is escaped unless it is markup already.

A ``Text`` is printed by the markup's printer (``{{ text }}`` as paragraphs, ``{{ text | line }}`` as one line), a
``markupsafe.Markup`` stands as it is (so do macros, blocks and ``| safe``), everything else is data and is escaped: as
XML, as Markdown, or as a literal of Typst's code mode. ``{{ text | speech }}`` is the text in words, as data. In XML
``{{ words | cdata }}`` is one CDATA section for a reader that wants no HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Literal, TypeAlias

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from quizgen import resources
from quizgen.errors import FormulaError
from quizgen.math.typst import literal
from quizgen.text import Text
from quizgen.text.html import HTML
from quizgen.text.markdown import MARKDOWN
from quizgen.text.printer import Printer
from quizgen.text.speech import SPEECH
from quizgen.text.typst import TYPST

MarkupName: TypeAlias = Literal["xml", "markdown", "typst"]
Finalize: TypeAlias = Callable[[object], object]

_PIECES = 2048
# XML holds no control characters, and no other markup needs them.
_CONTROLS = bytes(code if code >= 0x20 or code in b"\t\n\r" else ord("?") for code in range(256))


def stream(markup: MarkupName, template: str, **context: object) -> Iterator[bytes]:
    """The filled template as UTF-8 in blocks of some ten kilobytes, so that a long form is never held whole."""
    return encoded(environment(markup).get_template(template).generate(**context))


def encoded(pieces: Iterable[str]) -> Iterator[bytes]:
    """Pieces of text as UTF-8 in larger blocks; a character that XML cannot hold becomes a question mark."""
    rest = iter(pieces)
    while block := list(islice(rest, _PIECES)):
        raw = "".join(block).encode("utf-8", "replace").translate(_CONTROLS)
        yield raw.replace(b"\xef\xbf\xbe", b"?").replace(b"\xef\xbf\xbf", b"?")


@cache
def environment(markup: MarkupName) -> Environment:
    """The environment whose templates are ``templates/``; a name that a template is not given is an error.

    Autoescape stays on in all of them: it is what makes macros and blocks count as markup.
    """
    printer, plain = _DIALECTS[markup]
    jinja = Environment(
        loader=FileSystemLoader(resources.templates()),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize(printer, plain),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    jinja.filters["line"] = lambda text: Markup(printer.line(text))  # noqa: S704 - printers escape
    jinja.filters["speech"] = SPEECH.text
    jinja.filters["cdata"] = _cdata
    return jinja


def _cdata(words: str) -> Markup:
    return Markup(f"<![CDATA[{words.replace(']]>', ']]]]><![CDATA[>')}]]>")  # noqa: S704 - cannot end early


def _finalize(printer: Printer, plain: Finalize) -> Callable[[EvalContext, object], object]:
    # With a context to take, Jinja does not run it on constants when it compiles: there it would escape them as HTML.
    @pass_eval_context
    def finalize(_: EvalContext, value: object) -> object:
        if isinstance(value, Markup):
            return value
        if isinstance(value, Text):
            return Markup(printer.text(value))  # noqa: S704 - printers escape
        return plain(value)

    return finalize


def _xml(value: object) -> object:
    """Data as it is: autoescape is XML's own escaping."""
    return value


def _markdown(value: object) -> Markup:
    return Markup(MARKDOWN.string(str(value)))  # noqa: S704 - just escaped


def _typst(value: object) -> Markup:
    return Markup(_typst_literal(value))  # noqa: S704 - just made a literal


def _typst_literal(value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, str | StrictUndefined):
        return literal(str(value))
    raise FormulaError(f"a Typst template puts out {value!r}, which is neither a text, words nor a number")


_DIALECTS: dict[MarkupName, tuple[Printer, Finalize]] = {
    "xml": (HTML, _xml),
    "markdown": (MARKDOWN, _markdown),
    "typst": (TYPST, _typst),
}
