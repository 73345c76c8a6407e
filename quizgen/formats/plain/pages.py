"""Questions and solutions as HTML on one line, for tables in which a line break ends a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from msgspec import Struct

from quizgen.answers import Choice, Grid, Matching, Multiple, Numerical, Ordering
from quizgen.formats.frames import frame
from quizgen.formats.keys import remarks_on
from quizgen.model import Figure, Question
from quizgen.templating import UNICODE_HTML, Templates
from quizgen.text import Text
from quizgen.text.unicode_html import UNICODE_HTML as PRINTER

_BREAKS = re.compile("[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_FORMULA = re.compile(r"^[=+\-@]")
_TAB = "    "


class Asked(Struct, frozen=True):
    """What stands above the answers."""

    stem: Text
    hyphen: str
    pictured: tuple[Text, ...]


class Said(Struct, frozen=True):
    """A sentence on what it is about, if that is not the whole."""

    about: Text | None
    words: Text


class Worked(Struct, frozen=True):
    """What is said afterwards."""

    solution: tuple[Text, ...]
    drawn: tuple[Text, ...]
    remarks: tuple[Said, ...]


def pictures(question: Question) -> tuple[Figure, ...]:
    """What is drawn in the stem."""
    return tuple(figure for _, figure in question.drawn("stem"))


def asked(question: Question, language: str) -> str:
    """What is asked, with the words for its pictures."""
    numbers = (one.key for one in question.numericals)
    signed = question.signed and any(isinstance(key, int | Fraction) for key in numbers)
    hyphen = frame(language).hyphen if signed else ""
    page = Asked(question.stem, hyphen, tuple(figure.alt for figure in pictures(question)))
    return _shown("asked", page)


def worked(question: Question) -> str:
    """The worked solution, and what has no place beside the answers."""
    drawn = tuple(figure.alt for _, figure in question.drawn("solution"))
    return _shown("worked", Worked(question.solution, drawn, tuple(_remarks(question))))


def line(text: Text) -> str:
    """A text of one paragraph."""
    return one_line(PRINTER.line(text))


def text(whole: Text) -> str:
    """A text of several paragraphs."""
    return one_line(PRINTER.text(whole))


def one_line(html: str) -> str:
    """HTML without line breaks and tabs, which mean nothing in it but where tags stand for them.

    A character by which a spreadsheet would know a formula is written as its number.
    """
    line = _BREAKS.sub(" ", html.replace("\t", _TAB)).strip()
    return _FORMULA.sub(lambda found: f"&#{ord(found[0])};", line)


def _shown(name: str, page: Asked | Worked) -> str:
    return one_line(Templates(UNICODE_HTML).render(f"unicode-html/{name}.html.j2", q=page))


def _remarks(question: Question) -> Sequence[Said]:
    """What is said of wrong answers that are not on offer, or to the whole."""
    answer = question.parts[0].answer
    match answer:
        case Choice() | Multiple():
            return ()
        case Matching():
            slips = ((prompt, option.slip) for prompt, option in answer.pairs)
            return [Said(prompt, slip.reason) for prompt, slip in slips if slip and slip.reason]
        case Ordering() | Numerical() | Grid():
            return [Said(one.about, one.slip.feedback) for one in remarks_on(answer)]
