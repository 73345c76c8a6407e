"""The exam for auto-multiple-choice, a free program that prints and marks exams: its plain text, AMC-TXT.

Described in AMC's manual (https://www.auto-multiple-choice.net/auto-multiple-choice.en/AMC-TXT.shtml); what stands in
it is LaTeX, as ``quizgen.text.amc`` prints it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from markupsafe import Markup
from msgspec import Struct

from quizgen import templating
from quizgen.answers import Answer, Multiple
from quizgen.formats.drawings import as_pdf
from quizgen.formats.foot import foot, titled
from quizgen.formats.frames import ENGLISH, frame
from quizgen.formats.instructions import allowed, instructions
from quizgen.formats.latex.setting import nameable, settable
from quizgen.formats.protocol import File, Options, file_name
from quizgen.formats.sections import headings
from quizgen.model import Figure, Form, Item, Kind
from quizgen.text.latex_characters import declared
from quizgen.text.spreadsheet import decimal

DIGITS = 8
"""Of a student's number, where the exam does not say it."""
PAPER = {"a4": "A4", "letter": "Letter"}


class AmcFormat(Struct, frozen=True):
    """AMC-TXT for each form, with its key, and figures as PDF files in a folder beside it."""

    name: str = "amc"
    suffix: str = ".txt"
    kinds: frozenset[Kind] = frozenset(("choice", "multiple"))
    title: str = "plain text for auto-multiple-choice (AMC-TXT), which prints and marks choices"
    heeds: frozenset[str] = frozenset(("extra-time",))
    without_evidence: bool = True

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """For each form its text, then the figures; raises QuizgenError for what pdflatex cannot set."""
        for form in forms:
            name = nameable(file_name(form, options, self.suffix))
            folder = f"{name.removesuffix(self.suffix)}-figures"
            yield File(name, [source(form, folder).encode()])
            for number, item in enumerate(form.items, start=1):
                for which, figure in _figures(item):
                    yield File(_name(folder, number, which), [as_pdf(figure)])


def source(form: Form, folder: str) -> str:
    """The text of a form whose figures lie in that folder."""
    shown = settable(form, lambda one: _rendered(one, folder, ""))
    return _rendered(form, folder, shown)


def _rendered(form: Form, folder: str, shown: str) -> str:
    """The text; its preamble declares what is special among the characters of what it ``shown``."""
    words, sitting = frame(form.sitting.language), form.sitting
    digits = DIGITS if sitting.sheet is None else sitting.sheet
    return templating.Templates(templating.AMC).render(
        "amc.txt.j2",
        form=form,
        document_title=titled(form, words),
        lang="" if sitting.language == ENGLISH else sitting.language.upper(),
        paper=PAPER[sitting.paper],
        digits=0 if form.student else digits,
        separate=int(sitting.sheet is not None),
        characters=declared(shown),
        lines=(*_head(form), *instructions(form)),
        sections=headings(form),
        points=words.points_of,
        scoring=lambda item: Markup(_scoring(item, sitting.wrong)),  # noqa: S704 - numbers
        star=_star,
        hint=lambda answer: words.tick_all if isinstance(answer, Multiple) else words.tick_one,
        drawings=lambda number: _names(folder, number, form.items[number - 1]),
    )


def _head(form: Form) -> Iterator[str]:
    """What stands above the instructions: course and date, time and aids, which form it is."""
    words = frame(form.sitting.language)
    if around := [one for one in (form.course, words.dated(form.date)) if one]:
        yield ", ".join(around)
    yield from allowed(form)
    yield ", ".join(foot(form, words, key=False))


def _star(answer: Answer) -> str:
    return "**" if isinstance(answer, Multiple) else "*"


def _scoring(item: Item, wrong: Fraction | None) -> str:
    """All points for what is right, and nothing for less; a wrong option of a choice costs its share."""
    if isinstance(item.question.parts[0].answer, Multiple):
        return f"mz={decimal(item.points)}"
    return f"b={decimal(item.points)},m={decimal(-item.points * (wrong or 0))}"


def _figures(item: Item) -> Iterator[tuple[int, Figure]]:
    return item.question.drawn("stem")


def _names(folder: str, number: int, item: Item) -> list[Markup]:
    return [Markup(_name(folder, number, which)) for which, _ in _figures(item)]  # noqa: S704 - a file's name


def _name(folder: str, number: int, which: int) -> str:
    return f"{folder}/question-{number}-figure-{which}.pdf"


FORMAT = AmcFormat()
