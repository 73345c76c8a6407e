"""Moodle XML for the question bank: one file a form, one category an import."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from quizgen import resources
from quizgen.figures import svg
from quizgen.formats import moodle_rules as rules
from quizgen.formats.moodle_answers import CLOZE, Typed, WholeRemark, remarks, typed
from quizgen.formats.moodle_cloze import Gapped, gapped
from quizgen.formats.moodle_gaps import shielded
from quizgen.formats.protocol import File, Format, Options, file_name
from quizgen.model import KINDS, Figure, Form, Item, Kind
from quizgen.model.hints import hints
from quizgen.templating import XML, Templates
from quizgen.text import Text
from quizgen.text.html import HTML
from quizgen.text.speech import SPEECH


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure as an embedded file."""

    name: str
    alt: Markup
    data: str


@dataclass(frozen=True, slots=True)
class Question:
    """An item in Moodle's words; ``remarks`` are what Moodle can only say of a whole, ``parts`` those with gaps."""

    item: Item
    category: str
    name: str
    idnumber: str
    stem: Markup
    tags: list[str]
    grade: str
    typed: Typed
    parts: list[Gapped]
    remarks: list[WholeRemark]
    hints: tuple[Text, ...]
    stem_drawings: list[Drawing]
    solution_drawings: list[Drawing]


@dataclass(frozen=True, slots=True)
class MoodleFormat:
    """Items for Moodle's question bank."""

    name: str = "moodle"
    suffix: str = ".xml"
    kinds: frozenset[Kind] = frozenset(KINDS)
    title: str = "questions for Moodle's question bank, with feedback and hints"

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """One file for each form; raises QuizgenError for what Moodle would refuse or misread."""
        wrong = rules.penalty(options.wrong)
        for form in forms:
            yield File(file_name(form, options, self.suffix), _chunks(form, wrong))


def _chunks(form: Form, wrong: str) -> Iterator[bytes]:
    top = rules.import_name(form)
    return Templates(XML).stream(
        "moodle.xml.j2",
        form=form,
        top=rules.path(top),
        questions=(_question(item, top, wrong) for item in _by_category(form.items)),
        version=resources.version(),
        gaps_there=any(typed(item.question, wrong).name == CLOZE for item in form.items),
    )


def _by_category(items: Sequence[Item]) -> list[Item]:
    """The items of each topic and level together, so that each category is named once."""
    first: dict[tuple[str, str], int] = {}
    return sorted(items, key=lambda item: first.setdefault((item.topic, item.level), len(first)))


def _question(item: Item, top: str, wrong: str) -> Question:
    question = item.question
    kind = typed(question, wrong)
    return Question(
        item=item,
        category=rules.path(top, item.topic, item.level),
        name=rules.name(item),
        idnumber=rules.idnumber(item),
        stem=shielded(HTML.text(question.stem)),
        tags=rules.tags(item),
        grade=f"{float(item.points):.7f}",
        typed=kind,
        parts=gapped(item, wrong) if kind.name == CLOZE else [],
        remarks=remarks(question),
        hints=hints(question),
        stem_drawings=_drawings(question.figures, "stem"),
        solution_drawings=_drawings(question.figures, "solution"),
    )


def _drawings(figures: Sequence[Figure], place: str) -> list[Drawing]:
    return [
        Drawing(f"figure-{number}.svg", _spoken(figure), b64encode(svg(figure).encode()).decode())
        for number, figure in enumerate(figures, start=1)
        if figure.place == place
    ]


def _spoken(figure: Figure) -> Markup:
    return shielded(Markup.escape(SPEECH.text(figure.alt)))


FORMAT: Format = MoodleFormat()
