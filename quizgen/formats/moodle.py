"""Moodle XML for the question bank: one file a form, one category an import."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from quizgen import resources, templating
from quizgen.figures import svg
from quizgen.formats import moodle_rules as rules
from quizgen.formats.hints import hints
from quizgen.formats.letters import places, two_sided
from quizgen.formats.protocol import File, Format, Options, file_name
from quizgen.model import KINDS, Figure, Form, Item, Kind
from quizgen.text import Text
from quizgen.text.terminal import TERMINAL


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer with its grade in percent; the text of a numerical answer is a number."""

    grade: str
    text: Text | str
    feedback: Text


@dataclass(frozen=True, slots=True)
class Pair:
    """What is to be matched, or nothing, and its answer, which Moodle shows in a menu as plain words."""

    prompt: Text
    answer: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Feedback that has no place of its own, after what it is about, if it is not about the whole."""

    about: Text | None
    words: Text


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure as an embedded file."""

    name: str
    alt: Text
    data: str


@dataclass(frozen=True, slots=True)
class Question:
    """An item in Moodle's words; ``single`` says that one option is right, ``remarks`` are what Moodle says of a whole.

    Of ``answers`` and ``pairs`` one is empty.
    """

    item: Item
    category: str
    name: str
    idnumber: str
    tags: list[str]
    grade: str
    type: str
    single: bool
    answers: list[Answer]
    pairs: list[Pair]
    remarks: list[Remark]
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
    return templating.stream(
        "xml",
        "moodle.xml.j2",
        form=form,
        top=rules.path(top),
        questions=(_question(item, top, wrong) for item in _by_category(form.items)),
        version=resources.version(),
    )


def _by_category(items: Sequence[Item]) -> list[Item]:
    """The items of each topic and level together, so that each category is named once."""
    first: dict[tuple[str, str], int] = {}
    return sorted(items, key=lambda item: first.setdefault((item.topic, item.level), len(first)))


def _question(item: Item, top: str, wrong: str) -> Question:
    return Question(
        item=item,
        category=rules.path(top, item.topic, item.level),
        name=rules.name(item),
        idnumber=rules.idnumber(item),
        tags=rules.tags(item),
        grade=f"{float(item.points):.7f}",
        type=_type(item, wrong),
        single=item.kind == "choice",
        answers=_answers(item, wrong),
        pairs=_pairs(item),
        remarks=_remarks(item),
        hints=hints(item),
        stem_drawings=_drawings(item.figures, "stem"),
        solution_drawings=_drawings(item.figures, "solution"),
    )


def _type(item: Item, wrong: str) -> str:
    """Moodle's question type.

    Its own true-false type knows no penalty. Its ordering type came with 4.5; before, a file with a type that is not
    known is not imported at all, so steps are matched with their places.
    """
    if item.kind in ("matching", "ordering"):
        return "matching"
    if two_sided(item) and wrong == "0":
        return "truefalse"
    return "numerical" if item.kind == "numerical" else "multichoice"


def _answers(item: Item, wrong: str) -> list[Answer]:
    match _type(item, wrong):
        case "numerical":
            return _numbers(item)
        case "truefalse":
            return [Answer("100" if o.correct else "0", o.text.template.lower(), o.feedback) for o in item.options]
        case "multichoice":
            return _options(item, wrong)
        case _:
            return []


def _pairs(item: Item) -> list[Pair]:
    """Prompts and their answers, then answers that match nothing; or steps and the numbers of their places."""
    if item.kind == "matching":
        words = rules.menu([TERMINAL.line(option.text) for option in item.options])
        extra = [Pair(Text(""), shown) for shown, option in zip(words, item.options, strict=True) if not option.correct]
        matched = zip(item.prompts, places(item), strict=True)
        return [*(Pair(prompt, words[place]) for prompt, place in matched), *extra]
    if item.kind == "ordering":
        return [Pair(option.text, str(places(item).index(n) + 1)) for n, option in enumerate(item.options)]
    return []


def _remarks(item: Item) -> list[Remark]:
    """The feedback that Moodle's matching questions cannot hold; a wrong order is one mistake."""
    if item.kind == "matching":
        matched = zip(item.prompts, places(item), strict=True)
        return [Remark(prompt, item.options[place].feedback) for prompt, place in matched]
    return [Remark(None, item.options[0].feedback)] if item.kind == "ordering" else []


def _numbers(item: Item) -> list[Answer]:
    """The key, then the wrong values that are foreseen."""
    foreseen = (Answer("0", rules.number(option.value), option.feedback) for option in item.options)
    return list(chain([Answer("100", rules.number(item.key), Text("Correct."))], foreseen))


def _options(item: Item, wrong: str) -> list[Answer]:
    """The options; where several are right, as much is lost by ticking all wrong ones as is won by all right ones."""
    right = sum(option.correct for option in item.options)
    gain = rules.share(right)
    loss = wrong if item.kind == "choice" else f"-{rules.share(len(item.options) - right)}"
    return [Answer(gain if option.correct else loss, option.text, option.feedback) for option in item.options]


def _drawings(figures: Sequence[Figure], place: str) -> list[Drawing]:
    return [
        Drawing(f"figure-{number}.svg", figure.alt, b64encode(svg(figure).encode()).decode())
        for number, figure in enumerate(figures, start=1)
        if figure.place == place
    ]


FORMAT: Format = MoodleFormat()
