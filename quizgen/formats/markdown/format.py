"""Markdown that GitHub and pandoc read alike; figures are SVG files in a folder beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from markupsafe import Markup
from msgspec import Struct

from quizgen import model, templating
from quizgen.answers import Matching
from quizgen.figures import svg
from quizgen.formats.foot import foot
from quizgen.formats.frames import Frame, frame
from quizgen.formats.instructions import allowed, instructions, marking
from quizgen.formats.keys import PartRemark, key_in_words, key_words, remarks
from quizgen.formats.markdown.parts import PartSheet, parts, worth
from quizgen.formats.protocol import File, Format, Options, file_name
from quizgen.formats.sections import headings
from quizgen.model import KINDS, Form, Item, Kind, Place
from quizgen.text import Text
from quizgen.text.joining import unended
from quizgen.text.markdown import MARKDOWN


class Picture(Struct, frozen=True):
    """A figure's words, and where the page finds its drawing."""

    alt: Text
    link: Markup


class Question(Struct, frozen=True):
    """An item as the page shows it.

    ``key`` is short, ``worked_key`` has the steps of an order in words. ``remarks`` are sentences about other answers
    under a ``heading``, each after what it is about; ``orders`` those about any other order of steps.
    """

    item: Item
    points: str
    parts: list[PartSheet]
    key: Text
    worked_key: Text
    remarks: list[tuple[Markup, Text]]
    heading: str
    orders: list[tuple[Markup, Text]]
    stem_pictures: list[Picture]
    solution_pictures: list[Picture]


class MarkdownFormat(Struct, frozen=True):
    """Items for GitHub, pandoc and whoever reads Markdown."""

    name: str = "markdown"
    suffix: str = ".md"
    kinds: frozenset[Kind] = frozenset(KINDS)
    title: str = "Markdown that GitHub and pandoc read alike, figures as SVG files"
    heeds: frozenset[str] = frozenset(("extra-time",))

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """For each form its page, then the drawings that the page shows."""
        for form in forms:
            page = file_name(form, options, self.suffix)
            folder = page.removesuffix(self.suffix) + "-figures"
            yield File(page, _page(form, folder, key=options.key))
            yield from _drawings(form, folder, key=options.key)


def _page(form: Form, folder: str, *, key: bool) -> Iterator[bytes]:
    words = frame(form.sitting.language)

    def questions() -> Iterator[Question]:
        return (
            _question(number, item, folder, words, weighed=weighed) for number, item in enumerate(form.items, start=1)
        )

    weighed = any(item.points != 1 for item in form.items)
    head = [line for line in (_about(form, words, key=key), *_whose(form, words), *allowed(form), *_told(form)) if line]
    page = templating.Templates(templating.MARKDOWN)
    sections = headings(form)
    return page.stream(
        "markdown.md.j2", form=form, head=head, questions=questions, key=key, frame=words, sections=sections
    )


def _about(form: Form, words: Frame, *, key: bool) -> str:
    """Course and date, and of an exam what tells its paper apart, as at the foot of a printed page."""
    exam = foot(form, words, key=key) if form.ordered else ()
    return " · ".join(part for part in (form.course, words.dated(form.date), *exam) if part)


def _whose(form: Form, words: Frame) -> Iterator[str]:
    """The student's name and number."""
    if form.student:
        yield f"{words.name}: {form.student.name}"
        yield f"{words.student_number}: {form.student.number}"


def _told(form: Form) -> tuple[str, ...]:
    return instructions(form) if form.ordered or form.notes else tuple(marking(form))


def _question(number: int, item: Item, folder: str, words: Frame, *, weighed: bool) -> Question:
    question = item.question
    said = list(remarks(question))
    return Question(
        item=item,
        points=worth(item.points, words) if weighed else "",
        parts=parts(item, words),
        key=key_words(question, words),
        worked_key=key_in_words(question, words),
        remarks=[(_label(one, one.remark.about), one.remark.slip.feedback) for one in said if one.remark.about],
        heading=_heading(question, words),
        orders=[(_part(one), one.remark.slip.feedback) for one in said if not one.remark.about],
        stem_pictures=_pictures(number, item, folder, "stem"),
        solution_pictures=_pictures(number, item, folder, "solution"),
    )


def _heading(question: model.Question, words: Frame) -> str:
    """What stands above the remarks."""
    if all(isinstance(part.answer, Matching) for part in question.parts):
        return f"{words.what_belongs}:"
    return f"{words.why_wrong}:"


def _label(one: PartRemark, about: Text) -> Markup:
    """The part and the option that a remark is about."""
    letter = f"{one.remark.letter}\\) " if one.remark.letter else ""
    return Markup(f"{_part(one)}{letter}{MARKDOWN.line(unended(about))}")  # noqa: S704 - printers escape


def _part(one: PartRemark) -> Markup:
    """“(a)”, which begins no list."""
    return Markup(f"({one.part}\\) ") if one.part else Markup()  # noqa: S704 - a letter


def _name(number: int, place: int) -> str:
    return f"question-{number}-figure-{place}.svg"


def _pictures(number: int, item: Item, folder: str, place: Place) -> list[Picture]:
    return [
        Picture(figure.alt, Markup(quote(f"{folder}/{_name(number, which)}")))  # noqa: S704 - percent-encoded
        for which, figure in item.question.drawn(place)
    ]


def _drawings(form: Form, folder: str, *, key: bool) -> Iterator[File]:
    for number, item in enumerate(form.items, start=1):
        for which, figure in enumerate(item.question.figures, start=1):
            if key or figure.place == "stem":
                yield File(f"{folder}/{_name(number, which)}", [svg(figure).encode()])


FORMAT: Format = MarkdownFormat()
