"""An item in Canvas's words: one question, or one for each part where a single one would count parts wrongly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec import Struct

from quizgen.answers import CORRECT, Grid, Numerical
from quizgen.answers.values import components
from quizgen.formats.fingerprint import fingerprint
from quizgen.formats.frames import frame, spoken
from quizgen.formats.names import idnumber, name
from quizgen.formats.qti12 import bodies
from quizgen.formats.qti12.asked import BLANKS, NUMERICAL, Asked, asked, cells, gapped
from quizgen.formats.qti12.rules import objection, plain
from quizgen.model import Item, Place
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


class Setting(Struct, frozen=True):
    """Where an item stands: its place in an exam, if it has one, and the language of the frame.

    ``widths`` are those of its figures in pixels of a screen; ``shuffle`` lets Canvas shuffle options in words.
    """

    place: str
    language: str
    shuffle: bool
    widths: tuple[int, ...] = ()


def questions(item: Item, setting: Setting) -> Iterator[Question]:
    """The item as one question of Canvas or as several."""
    question, begin = item.question, bodies.prefix(item.question)
    everywhere = range(len(question.parts))
    answers = [part.answer for part in question.parts]
    typed = [answer for answer in answers if isinstance(answer, Numerical | Grid)]
    if len(answers) == 1:
        one = asked(answers[0], shuffle=setting.shuffle, prefix=begin)
        yield _question(item, setting, everywhere, one)
    elif len(typed) == len(answers) and _even(item):
        yield _question(item, setting, everywhere, gapped(typed, begin))
    else:
        for part in everywhere:
            one = asked(answers[part], shuffle=setting.shuffle, prefix=begin)
            yield _question(item, setting, range(part, part + 1), one)


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


def _question(item: Item, setting: Setting, parts: Sequence[int], one: Asked) -> Question:
    """Some parts of the item as one question."""
    question, language = item.question, setting.language
    alone = len(parts) < len(question.parts)
    letter = question.letter(parts[0]) if alone else ""
    page = bodies.Page(frame(language), _foreign(item, language))
    own = list(bodies.shown(question, parts, bodies.prefix(question), gaps=one.type == BLANKS))
    return Question(
        ident=idnumber(item) + (f"-{letter}" if alone else ""),
        title=name(item, setting.place, language) + (f" ({letter})" if alone else ""),
        points=plain(sum((item.points_of(part) for part in parts), Fraction(0))),
        labels=_labels(item),
        body=_body(item, setting, page, [*_before(question, parts), *own], one),
        asked=one,
        general=page.rendered("solution", drawings=_drawings(item, "solution", setting.widths), parts=own),
        right=CANVAS.line(CORRECT),
        wrong=page.wrong(list(bodies.remarks(question, parts))),
    )


def _before(question: Model, parts: Sequence[int]) -> Iterator[bodies.Shown]:
    """The parts before these, since what is asked may speak of them."""
    return bodies.shown(question, range(parts[0]), "", gaps=False)


def _body(item: Item, setting: Setting, page: bodies.Page, shown: Sequence[bodies.Shown], one: Asked) -> str:
    """The stem; how a number is typed that may be negative is said also where this one is not."""
    drawings = _drawings(item, "stem", setting.widths)
    signed = item.question.signed and one.type == NUMERICAL
    return page.rendered("body", stem=item.stem, drawings=drawings, parts=shown, signed=signed)


def _labels(item: Item) -> tuple[tuple[str, str], ...]:
    """By the names that QTI has for such."""
    tags = ", ".join(item.tags)
    return (("qmd_topic", item.topic), ("qmd_levelofdifficulty", item.level), ("qmd_keywords", tags))


def _foreign(item: Item, language: str) -> str:
    """The item's language where it is not that of the frame."""
    own = spoken(item, language)
    return own if own != language else ""


def _drawings(item: Item, place: Place, widths: Sequence[int]) -> list[bodies.Drawing]:
    """The figures that stand in the stem, or in the solution."""
    named, mark = item.question.drawn(place), figures_mark(item)
    return [bodies.Drawing(f"{mark}-{number:02}.png", one.alt, widths[number - 1]) for number, one in named]
