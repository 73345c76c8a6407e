"""Flash cards as a text file that Anki imports: question, answer and tags of each card on one line, parted by tabs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase
from typing import assert_never

from markupsafe import Markup

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Option, Ordering
from quizgen.answers.tables import keys, table
from quizgen.figures import svg
from quizgen.formats.protocol import File, Format, Options, file_name
from quizgen.model import KINDS, Form, Item, Kind, Question
from quizgen.templating import Templates
from quizgen.text import Table, Text
from quizgen_my_format.dialect import CARDS

TEMPLATES = Templates(CARDS, Path(__file__).parent / "templates")
GAP = "…"


@dataclass(frozen=True, slots=True)
class Front:
    """What is asked below the question: what to do, on what, and what there is to choose from; or a table with gaps."""

    task: str = ""
    prompts: tuple[Text, ...] = ()
    options: tuple[tuple[str, Text], ...] = ()
    table: Text | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its letter, where there are several, what is asked, the key, and how it is worked."""

    letter: str
    prompt: Text
    front: Front
    back: Text
    solution: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """An item, its parts, the drawings of its stem and those of its solution."""

    item: Item
    parts: tuple[Part, ...]
    figures: tuple[Markup, ...]
    worked: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class CardsFormat:
    """Cards to learn from: each has its answer and solution on the back, so that ``--key`` adds nothing."""

    name: str = "my-format"
    suffix: str = ".txt"
    kinds: frozenset[Kind] = frozenset(KINDS)
    title: str = "Flash cards as a text file that Anki imports"

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """One file for each form."""
        for form in forms:
            yield File(file_name(form, options, self.suffix), _page(form))


def _page(form: Form) -> Iterator[bytes]:
    return TEMPLATES.stream("my-format.txt.j2", cards=lambda: map(card, form.items))


def card(item: Item) -> Card:
    """The card of an item."""
    question = item.question
    parts = (
        Part(question.letter(place), part.prompt, front(part.answer), back(part.answer), part.solution)
        for place, part in enumerate(question.parts)
    )
    return Card(item, tuple(parts), _drawings(question, "stem"), _drawings(question, "solution"))


def front(answer: Answer) -> Front:
    """How an answer of each kind is asked for."""
    match answer:
        case Choice(options):
            return Front("One is right.", options=_lettered(options))
        case Multiple(options):
            return Front("One or several are right.", options=_lettered(options))
        case Numerical():
            return Front()
        case Matching(prompts, options):
            return Front("Which letter belongs to each?", prompts, _lettered(options))
        case Ordering():
            return Front("What is the right order?", options=_lettered(answer.options))
        case Grid():
            return Front(table=_text(table(answer, lambda *_: GAP)))
        case _:
            assert_never(answer)


def back(answer: Answer) -> Text:
    """The key of an answer of each kind."""
    match answer:
        case Grid():
            return _text(table(answer, keys))
        case Choice() | Multiple() | Numerical() | Matching() | Ordering():
            return answer.key_words()
        case _:
            assert_never(answer)


def _drawings(question: Question, place: str) -> tuple[Markup, ...]:
    """The drawings of the stem or of the solution, each on one line."""
    shown = (svg(figure) for figure in question.figures if figure.place == place)
    return tuple(Markup(" ".join(drawing.split())) for drawing in shown)  # noqa: S704 - made by quizgen


def _text(grid: Table) -> Text:
    return Text("{grid}", {"grid": grid})


def _lettered(options: Sequence[Option]) -> tuple[tuple[str, Text], ...]:
    return tuple((letter, option.text) for letter, option in zip(ascii_uppercase, options, strict=False))


FORMAT: Format = CardsFormat()
