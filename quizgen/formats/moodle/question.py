"""An item in Moodle's words: its type, name and texts, with figures as embedded files."""

from __future__ import annotations

from fractions import Fraction

from markupsafe import Markup
from msgspec import Struct

from quizgen.figures import svg
from quizgen.formats.frames import frame
from quizgen.formats.moodle import rules
from quizgen.formats.moodle.answers import CLOZE, Typed, WholeRemark, remarks, typed
from quizgen.formats.moodle.cloze import Gapped, gapped
from quizgen.formats.moodle.gaps import shielded
from quizgen.formats.moodle.rules import Wishes
from quizgen.formats.names import idnumber, name
from quizgen.model import Figure, Item, Place
from quizgen.model import Question as Asked
from quizgen.model.hints import hints
from quizgen.text import Text
from quizgen.text.html import HTML
from quizgen.text.speech import SPEECH


class Drawing(Struct, frozen=True):
    """A figure as an embedded file."""

    name: str
    alt: Markup
    svg: str


class Question(Struct, frozen=True):
    """An item in Moodle's words.

    ``remarks`` are what Moodle can only say of a whole, ``parts`` those with gaps. ``hyphen`` says how a number is
    typed that may be negative, nothing where none is.
    """

    name: str
    idnumber: str
    stem: Markup
    hyphen: str
    tags: tuple[str, ...]
    grade: str
    typed: Typed
    parts: list[Gapped]
    solution: tuple[Text, ...]
    remarks: list[WholeRemark]
    hints: tuple[Text, ...]
    stem_drawings: list[Drawing]
    solution_drawings: list[Drawing]


def question(item: Item, place: str, wishes: Wishes) -> Question:
    """An item with its place in an exam, if it has one."""
    asked = item.question
    kind = typed(asked, wishes)
    return Question(
        name=name(item, place, wishes.language),
        idnumber=idnumber(item),
        stem=shielded(HTML.text(asked.stem)),
        hyphen=frame(wishes.language).hyphen if _may_be_negative(asked) else "",
        tags=rules.tags(item.tags),
        grade=f"{float(item.points):.7f}",
        typed=kind,
        parts=gapped(item, wishes) if kind.name == CLOZE else [],
        solution=asked.solution,
        remarks=remarks(asked, kind),
        hints=hints(asked),
        stem_drawings=_drawings(asked, "stem"),
        solution_drawings=_drawings(asked, "solution"),
    )


def _may_be_negative(asked: Asked) -> bool:
    """Whether a number that is typed may be: also where this key is not, for else the sign would be told."""
    return asked.signed and any(isinstance(number.key, int | Fraction) for number in asked.numericals)


def _drawings(asked: Asked, place: Place) -> list[Drawing]:
    return [Drawing(f"figure-{number}.svg", _spoken(figure), svg(figure)) for number, figure in asked.drawn(place)]


def _spoken(figure: Figure) -> Markup:
    return shielded(Markup.escape(SPEECH.text(figure.alt)))
