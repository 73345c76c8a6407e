"""An item in Canvas's words: one question, or one for each part where a single one would count parts wrongly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec import Struct

from quizgen.answers import CORRECT, Grid, Numerical
from quizgen.answers.values import components
from quizgen.formats.fingerprint import fingerprint
from quizgen.formats.frames import frame, spoken
from quizgen.formats.moodle.names import name
from quizgen.formats.moodle.rules import idnumber
from quizgen.formats.qti12 import bodies
from quizgen.formats.qti12.asked import NUMERICAL, Asked, asked, cells, gapped
from quizgen.formats.qti12.rules import objection, plain
from quizgen.model import Item
from quizgen.model import Question as Model
from quizgen.text.canvas import CANVAS

MARK = 15
"""Bytes of what stands for a figure's number until that is known; no text holds it by chance."""


class Question(Struct, frozen=True):
    """A question of Canvas.

    ``labels`` are metadata that Canvas passes over. ``body`` is HTML, and so is what is said: ``general`` to everybody,
    ``right`` and ``wrong`` after such an answer.
    """

    ident: str
    title: str
    points: str
    labels: tuple[tuple[str, str], ...]
    body: str
    asked: Asked
    general: str
    right: str
    wrong: str


def questions(item: Item, place: str, language: str, *, shuffle: bool) -> Iterator[Question]:
    """The item with its place in an exam, if it has one; raises QuizgenError for what Canvas cannot mark."""
    question, begin = item.question, bodies.prefix(item.question)
    everywhere = range(len(question.parts))
    answers = [part.answer for part in question.parts]
    typed = [answer for answer in answers if isinstance(answer, Numerical | Grid)]
    if len(answers) == 1:
        one = asked(answers[0], shuffle=shuffle, prefix=begin)
        yield _question(item, place, language, everywhere, one)
    elif len(typed) == len(answers) and _even(item):
        yield _question(item, place, language, everywhere, gapped(typed, begin))
    else:
        for part in everywhere:
            one = asked(answers[part], shuffle=shuffle, prefix=begin)
            yield _question(item, place, language, range(part, part + 1), one)


def figures_mark(item: Item) -> str:
    """What stands in the item's HTML for the number of its figures' files."""
    return fingerprint(repr((item.id, item.question.kind, item.question.params)), MARK)


def refusal(question: Model) -> str | None:
    """Why Canvas cannot mark it, if it cannot."""
    return next((said for number in question.numericals if (said := objection(number))), None)


def _even(item: Item) -> bool:
    """Whether one question of gaps, which count the same, counts each part as it should; and none has a tolerance."""
    parts = item.question.parts
    shares = {item.points_of(place) / _gaps(part.answer) for place, part in enumerate(parts)}
    exact = not any(isinstance(part.answer, Numerical) and part.answer.tolerance for part in parts)
    return len(shares) == 1 and exact


def _gaps(answer: object) -> int:
    if not isinstance(answer, Numerical | Grid):
        return 1
    return sum(len(components(one.key)) for one in cells(answer))


def _question(item: Item, place: str, language: str, parts: Sequence[int], one: Asked) -> Question:
    """Some parts of the item as one question; those before are shown, since these may speak of them."""
    question = item.question
    alone = len(parts) < len(question.parts)
    letter = question.letter(parts[0]) if alone else ""
    begin, mark = bodies.prefix(question), figures_mark(item)
    before = bodies.shown(question, range(parts[0]), begin, gaps=False)
    own = list(bodies.shown(question, parts, begin, gaps=one.type != NUMERICAL))
    told = {"words": frame(language), "language": _foreign(item, language)}
    signed = question.signed and any(part.answer in question.numericals for part in question.parts)
    wrong = list(bodies.remarks(question, parts))
    return Question(
        ident=idnumber(item) + (f"-{letter}" if alone else ""),
        title=name(item, place, language) + (f" ({letter})" if alone else ""),
        points=plain(sum((item.points_of(part) for part in parts), Fraction(0))),
        labels=(("qmd_topic", item.topic), ("qmd_levelofdifficulty", item.level), ("qmd_keywords", ", ".join(item.tags))),
        body=bodies.rendered(
            "body", stem=question.stem, drawings=bodies.drawings(question.figures, "stem", mark),
            parts=[*before, *own], signed=signed, **told,
        ),
        asked=one,
        general=bodies.rendered(
            "solution", drawings=bodies.drawings(question.figures, "solution", mark), parts=own, **told
        ),
        right=CANVAS.line(CORRECT),
        wrong=bodies.rendered("wrong", remarks=wrong, **told) if wrong else "",
    )


def _foreign(item: Item, language: str) -> str:
    """The item's language where it is not that of the frame."""
    own = spoken(item, language)
    return own if own != language else ""
