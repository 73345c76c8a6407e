"""Markups that templates put out: how a text is printed in each, and how data are escaped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, NamedTuple

from jinja2 import StrictUndefined
from markupsafe import Markup

from quizgen.errors import FormulaError
from quizgen.math.typst import literal
from quizgen.text.amc import AMC as AMC_PRINTER
from quizgen.text.canvas import CANVAS as CANVAS_PRINTER
from quizgen.text.cards import CARD as CARD_PRINTER
from quizgen.text.castext import CASTEXT as CASTEXT_PRINTER
from quizgen.text.castext import spoken
from quizgen.text.course import COURSE
from quizgen.text.gift import GIFT as GIFT_PRINTER
from quizgen.text.gift import escaped as gift_escaped
from quizgen.text.h5p import H5P_GAPS as H5P_GAPS_PRINTER
from quizgen.text.html import HTML
from quizgen.text.latex import LATEX as LATEX_PRINTER
from quizgen.text.lines import LINES as LINES_PRINTER
from quizgen.text.lines import one_line
from quizgen.text.markdown import MARKDOWN as MARKDOWN_PRINTER
from quizgen.text.notebook import NOTEBOOK as NOTEBOOK_PRINTER
from quizgen.text.printer import Printer
from quizgen.text.typst import TYPST as TYPST_PRINTER
from quizgen.text.unicode_html import UNICODE_HTML as UNICODE_HTML_PRINTER
from quizgen.text.word import WORD as WORD_PRINTER
from quizgen.text.xhtml import XHTML

_SHORT = 32
"""Letters of words that templates are likely to put out again: colours, names, numbers."""


class Brackets(NamedTuple):
    """Around a value, a statement and a comment."""

    value: tuple[str, str]
    statement: tuple[str, str]
    comment: tuple[str, str]


BRACES = Brackets(("{{", "}}"), ("{%", "%}"), ("{#", "#}"))
ANGLES = Brackets(("<<", ">>"), ("<%", "%>"), ("<#", "#>"))


@dataclass(frozen=True, eq=False, slots=True)
class Dialect:
    """A markup: ``printer`` prints a Text, ``data`` escapes all else that is no markup yet.

    What ``data`` gives is escaped as XML unless it is a ``markupsafe.Markup``. It does not see values of the types in
    ``writers``, which make markup of them at once; a subclass of such a type is no such value. ``by_letter`` says that
    words are escaped letter by letter, so that several in a row may be escaped one by one. ``plain`` says that
    templates get objects of Python alone: a point is Python's, no key of a mapping, and no name that may be missing.
    ``brackets`` are what templates write around what is theirs, in a markup that has braces of its own.
    """

    name: str
    printer: Printer
    data: Callable[[object], object]
    writers: Mapping[type, Callable[[Any], str]] = field(default_factory=dict)
    by_letter: bool = False
    plain: bool = False
    brackets: Brackets = BRACES


def escaped(words: str) -> str:
    """What ``markupsafe.escape`` gives, without the cost of making a ``Markup``; not for what is one already."""
    return _remembered(words) if len(words) <= _SHORT else _escaped(words)


def _escaped(words: str) -> str:
    shown = words.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")
    return shown.replace("'", "&#39;").replace('"', "&#34;")


def _named(words: str) -> str:
    """Words whose quotation marks have a name: Vue, in which players are written, knows them by no number."""
    return escaped(words).replace("&#34;", "&quot;")


_remembered = lru_cache(maxsize=1 << 12)(_escaped)


def _xml(value: object) -> object:
    """Data as it is: XML's own escaping is what comes after."""
    return value


def _markdown(value: object) -> Markup:
    return Markup(MARKDOWN_PRINTER.string(str(value)))  # noqa: S704 - just escaped


def _notebook(value: object) -> Markup:
    return Markup(NOTEBOOK_PRINTER.string(str(value)))  # noqa: S704 - just escaped


def _card(value: object) -> Markup:
    """Words for an attribute or a menu, on one line: genanki warns of tags over several."""
    return Markup(CARD_PRINTER.attribute(str(value)))  # noqa: S704 - just escaped


def _latex(value: object) -> Markup:
    return Markup(LATEX_PRINTER.string(str(value)))  # noqa: S704 - just escaped


def _gift(value: object) -> Markup:
    return Markup(gift_escaped(str(value)))  # noqa: S704 - just escaped


def _lines(value: object) -> Markup:
    return Markup(one_line(str(value)))  # noqa: S704 - there is no markup


def _python(value: object) -> Markup:
    if isinstance(value, StrictUndefined):
        return Markup(str(value))  # noqa: S704 - raises: it has no value
    return Markup(repr(value))  # noqa: S704 - a literal


def _typst(value: object) -> Markup:
    return Markup(_typst_literal(value))  # noqa: S704 - just made a literal


def _typst_literal(value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(int(value) if isinstance(value, int) else float(value))
    if isinstance(value, str | StrictUndefined):
        return literal(str(value))
    raise FormulaError(f"a Typst template puts out {value!r}, which is neither a text, words nor a number")


NUMBERS: Mapping[type, Callable[[Any], str]] = {int: str, float: str}
"""Of whole numbers and floats nothing comes but digits, signs, points, ``e``, ``inf`` and ``nan``."""
XML = Dialect("xml", HTML, _xml, {**NUMBERS, str: escaped}, by_letter=True)
PLAIN = replace(XML, name="plain", plain=True)
UNICODE_HTML = replace(PLAIN, name="unicode-html", printer=UNICODE_HTML_PRINTER)
QTI = replace(PLAIN, name="qti", printer=XHTML, writers={**NUMBERS, str: _named})
CANVAS = replace(PLAIN, name="canvas", printer=CANVAS_PRINTER)
CASTEXT = replace(PLAIN, name="castext", printer=CASTEXT_PRINTER, writers={**NUMBERS, str: spoken})
MARKDOWN = Dialect("markdown", MARKDOWN_PRINTER, _markdown)
NOTEBOOK = Dialect("notebook", NOTEBOOK_PRINTER, _notebook)
CARD = Dialect("card", CARD_PRINTER, _card)
TYPST = Dialect("typst", TYPST_PRINTER, _typst, {**NUMBERS, str: literal})
WORD = Dialect("word", WORD_PRINTER, _xml, {**NUMBERS, str: escaped}, by_letter=True)
LATEX = Dialect("latex", LATEX_PRINTER, _latex, NUMBERS, brackets=ANGLES)
PYTHON = Dialect("python", MARKDOWN_PRINTER, _python, brackets=ANGLES)
"""A program, in which data are literals."""
AMC = replace(LATEX, name="amc", printer=AMC_PRINTER)
GIFT = Dialect("gift", GIFT_PRINTER, _gift, NUMBERS, brackets=ANGLES)
LINES = Dialect("lines", LINES_PRINTER, _lines, NUMBERS)
H5P_GAPS = replace(XML, name="h5p-gaps", printer=H5P_GAPS_PRINTER)
MUSTACHE = replace(XML, name="mustache", printer=COURSE, brackets=ANGLES)
"""HTML with places in double braces, which another program fills."""
