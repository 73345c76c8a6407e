"""The exam as LaTeX source for pdflatex and the class ``exam``, and a file that prints it with key and solutions.

Questions, keys and solutions stand in one source, so that what is edited there is edited in both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial
from string import ascii_uppercase

from markupsafe import Markup
from msgspec import Struct

from quizgen import templating
from quizgen.formats.drawings import as_pdf
from quizgen.formats.foot import foot, titled
from quizgen.formats.formulas import formulas
from quizgen.formats.frames import ENGLISH, frame, others, spoken
from quizgen.formats.instructions import allowed, instructions
from quizgen.formats.keys import key_in_words, key_words
from quizgen.formats.latex.parts import countable, height, pointed, sheet
from quizgen.formats.latex.setting import nameable, settable
from quizgen.formats.protocol import File, Options, file_name
from quizgen.formats.sections import headings
from quizgen.formats.typst.parts import said
from quizgen.formats.working import lines, points_rows
from quizgen.model import KINDS, Form, Item, Kind, Place
from quizgen.text.latex_characters import declared


class LatexFormat(Struct, frozen=True):
    """Source for those who edit in LaTeX; figures are PDF files in a folder beside it."""

    name: str = "latex"
    suffix: str = ".tex"
    kinds: frozenset[Kind] = frozenset(KINDS)
    title: str = "LaTeX source of the class exam, and a file that prints it with key and worked solutions"
    heeds: frozenset[str] = frozenset(("large-print", "extra-time"))

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """For each form its source, the file that prints the key, then the figures.

        Raises QuizgenError for a character that pdflatex cannot set, and for a file's name that LaTeX cannot read.
        """
        for form in forms:
            name = file_name(form, options, self.suffix)
            folder = nameable(name).removesuffix(self.suffix) + "-figures"
            yield File(name, [source(form, folder).encode()])
            yield File(file_name(form, options, self.suffix, note="key"), [_with_key(name).encode()])
            yield from _drawings(form, folder)


def source(form: Form, folder: str) -> str:
    """The LaTeX source of a form whose figures lie in that folder."""
    shown = settable(form, lambda one: _rendered(one, folder, ""))
    return _rendered(form, folder, shown)


def _rendered(form: Form, folder: str, shown: str) -> str:
    """The source; its head declares what is special among the characters of what it ``shown``."""
    words = frame(form.sitting.language)
    name = titled(form, words)
    each = [item.points_of(place) for item in form.items for place, _ in enumerate(item.question.parts)]
    return templating.Templates(templating.LATEX).render(
        "latex.tex.j2",
        form=form,
        document_title=name,
        foot=", ".join(foot(form, words, key=False)),
        frame=words,
        units=[one.format(number="").strip() for one in (words.point, words.points)],
        page=words.around_pages,
        total=words.points_of(sum((item.points for item in form.items), Fraction(0))),
        counted=countable([*each, *(item.points for item in form.items)]),
        instructions=instructions(form),
        allowed=tuple(allowed(form)),
        characters=declared(shown),
        letters=ascii_uppercase,
        sections=headings(form),
        words_of=words.points_of,
        pointed=lambda value: Markup(pointed(value)),  # noqa: S704 - a number
        key_words=partial(key_words, words=words),
        key_in_words=partial(key_in_words, words=words),
        sheet=partial(sheet, words=words),
        feedback=lambda question: list(said(question, words)),
        height=partial(height, sitting=form.sitting, words=words),
        spoken=partial(spoken, language=form.sitting.language),
        others=others(form.items, form.sitting.language),
        in_babel=lambda language: _in_babel(language, form.sitting.language),
        lines=partial(lines, sitting=form.sitting, words=words),
        table_rows=list(points_rows(form, words)),
        formulas=formulas(form) if form.sitting.formula_sheet else (),
        drawings=lambda number, place: _names(number, form.items[number - 1], folder, place),
    )


def _in_babel(language: str, frames: str) -> str:
    """What the source calls a language."""
    return "english" if language == ENGLISH else "frame" if language == frames else f"words{language}"


def _with_key(name: str) -> str:
    head = f"% Prints {name} with its key and worked solutions: edit that file."
    return f"{head}\n\\PassOptionsToClass{{answers}}{{exam}}\n\\input{{{name}}}\n"


def _names(number: int, item: Item, folder: str, place: Place) -> list[Markup]:
    """The files of an item's figures in that place."""
    return [Markup(_name(folder, number, which)) for which, _ in item.question.drawn(place)]  # noqa: S704


def _name(folder: str, number: int, which: int) -> str:
    return f"{folder}/question-{number}-figure-{which}.pdf"


def _drawings(form: Form, folder: str) -> Iterator[File]:
    for number, item in enumerate(form.items, start=1):
        for which, figure in enumerate(item.question.figures, start=1):
            yield File(_name(folder, number, which), [as_pdf(figure)])


FORMAT = LatexFormat()
