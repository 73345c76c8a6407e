"""The solutions of a form, for those who sat the exam: how each question is worked, and which mistake gives what else.

The key is the exam once more, to be marked by; this is to be read. It shows neither the seed nor what belongs to the
bank: ids, sources and names of mistakes.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from msgspec import Struct

from quizgen import templating
from quizgen.figures import svg
from quizgen.formats import fonts
from quizgen.formats.foot import foot, titled
from quizgen.formats.frames import Frame, frame, spoken
from quizgen.formats.keys import key_in_words, remarks
from quizgen.formats.sections import headings
from quizgen.model import Form, Question
from quizgen.text import Text
from quizgen.text.joining import joined

NOTE = "solutions"
"""In the names of its files."""


class Told(Struct, frozen=True):
    """An answer that is not the right one, and what is said to whoever gave it."""

    about: Text
    feedback: Text


def booklet(form: Form) -> str:
    """Its Typst source."""
    words = frame(form.sitting.language)
    total = sum((item.points for item in form.items), Fraction(0))
    return templating.Templates(templating.TYPST).render(
        "booklet.typ.j2",
        form=form,
        document_title=f"{titled(form, words)}: {words.solutions_booklet}",
        foot=", ".join(foot(form, words, key=False)),
        total=words.points_of(total),
        sections=headings(form),
        frame=words,
        families=fonts.families(form.sitting.fonts) if form.sitting.fonts else (),
        points=words.points_of,
        key_in_words=partial(key_in_words, words=words),
        told=partial(told, words=words),
        spoken=partial(spoken, language=form.sitting.language),
        svg=svg,
    )


def told(question: Question, words: Frame) -> Iterator[Told]:
    """What is said about the other answers of all parts, each by its letter and by what it is."""
    for one in remarks(question):
        part = [Text(f"({one.part})")] if one.part else []
        letter = [Text(one.remark.letter)] if one.remark.letter else []
        about = [one.remark.about] if one.remark.about else [] if letter else [Text(words.other_orders)]
        yield Told(joined([*part, *letter, *about], " "), one.remark.slip.feedback)
