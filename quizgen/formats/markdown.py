"""Markdown that GitHub and pandoc read alike; figures are SVG files in a folder beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from string import ascii_uppercase
from urllib.parse import quote

from markupsafe import Markup

from quizgen import templating
from quizgen.errors import FormulaError
from quizgen.figures import svg
from quizgen.formats.letters import key_letters
from quizgen.formats.protocol import File, Format, Options, file_name
from quizgen.model import KINDS, Form, Item, Kind, Option
from quizgen.text import Text
from quizgen.text.markdown import MARKDOWN


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure's words, and where the page finds its drawing."""

    alt: Text
    link: Markup


@dataclass(frozen=True, slots=True)
class Question:
    """An item with its options' letters; ``remarks`` are options with feedback, and what the solutions call them."""

    item: Item
    points: str
    options: list[tuple[str, Option]]
    key: Text
    remarks: list[tuple[Markup, Option]]
    stem_pictures: list[Picture]
    solution_pictures: list[Picture]


@dataclass(frozen=True, slots=True)
class MarkdownFormat:
    """Items for GitHub, pandoc and whoever reads Markdown."""

    name: str = "markdown"
    suffix: str = ".md"
    kinds: frozenset[Kind] = frozenset(KINDS)
    title: str = "Markdown that GitHub and pandoc read alike, figures as SVG files"

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """For each form its page, then the drawings that the page shows."""
        for form in forms:
            page = file_name(form, options, self.suffix)
            folder = page.removesuffix(self.suffix) + "-figures"
            yield File(page, _page(form, folder, key=options.key))
            yield from _drawings(form, folder, key=options.key)


def _page(form: Form, folder: str, *, key: bool) -> Iterator[bytes]:
    def questions() -> Iterator[Question]:
        return (_question(number, item, folder, weighed=weighed) for number, item in enumerate(form.items, start=1))

    weighed = any(item.points != 1 for item in form.items)
    about = " · ".join(part for part in (form.course, form.date) if part)
    head = [line for line in (about, *form.notes) if line]
    return templating.stream("markdown", "markdown.md.j2", form=form, head=head, questions=questions, key=key)


def _question(number: int, item: Item, folder: str, *, weighed: bool) -> Question:
    options = [(ascii_uppercase[place], option) for place, option in enumerate(item.options)]
    return Question(
        item=item,
        points=_points(item.points) if weighed else "",
        options=options,
        key=_key(item),
        remarks=[(_label(item, letter, option), option) for letter, option in _remarked(item, options)],
        stem_pictures=_pictures(number, item, folder, "stem"),
        solution_pictures=_pictures(number, item, folder, "solution"),
    )


def _points(points: Fraction) -> str:
    return f" ({points} {'point' if points == 1 else 'points'})"


def _key(item: Item) -> Text:
    """The right letters, or the number."""
    if item.kind == "numerical":
        if not isinstance(item.key, int | Fraction):
            raise FormulaError(f"a numerical item has one number as key, and {item.id} has {item.key}")
        return Text("{key}", {"key": item.key})
    return Text(key_letters(item))


def _remarked(item: Item, options: list[tuple[str, Option]]) -> list[tuple[str, Option]]:
    """The options whose feedback says something of its own: an ordering item says one thing about all of its steps."""
    if item.kind == "ordering":
        return options[:1]
    return [(letter, option) for letter, option in options if item.kind == "matching" or not option.correct]


def _label(item: Item, letter: str, option: Option) -> Markup:
    shown = MARKDOWN.line(option.text)
    return Markup(shown if item.kind == "numerical" else f"{letter}\\) {shown}")  # noqa: S704 - printers escape


def _name(number: int, place: int) -> str:
    return f"question-{number}-figure-{place}.svg"


def _pictures(number: int, item: Item, folder: str, place: str) -> list[Picture]:
    return [
        Picture(figure.alt, Markup(quote(f"{folder}/{_name(number, which)}")))  # noqa: S704 - percent-encoded
        for which, figure in enumerate(item.figures, start=1)
        if figure.place == place
    ]


def _drawings(form: Form, folder: str, *, key: bool) -> Iterator[File]:
    for number, item in enumerate(form.items, start=1):
        for which, figure in enumerate(item.figures, start=1):
            if key or figure.place == "stem":
                yield File(f"{folder}/{_name(number, which)}", [svg(figure).encode()])


FORMAT: Format = MarkdownFormat()
