"""An item as a note of Anki: its fields as HTML, its pictures, and where it belongs."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from quizgen.answers import Choice, Matching, Multiple, Remark
from quizgen.figures import svg
from quizgen.formats.anki.answers import asked
from quizgen.formats.fingerprint import fingerprint
from quizgen.formats.frames import Frame
from quizgen.formats.keys import remarks
from quizgen.formats.titles import titled
from quizgen.model import Item, Kind, Place, Question
from quizgen.model.hints import hints
from quizgen.templating import CARD, Templates, encoded_whole
from quizgen.text import Text

TOP = "quizgen"
FIELDS = ("Question", "Answer", "Hints", "Key", "Solution", "Remarks", "Source", "Id")
"""The fields of every note; the first is what Anki's lists show."""


class Note(Struct, frozen=True):
    """A note: what Anki knows it by, its kind, deck and tags, its fields in their order, its pictures by name."""

    guid: str
    kind: Kind
    deck: str
    tags: tuple[str, ...]
    fields: tuple[str, ...]
    pictures: tuple[tuple[str, bytes], ...]


class Drawing(Struct, frozen=True):
    """A picture on a card."""

    name: str
    alt: Text
    content: bytes


class Said(Struct, frozen=True):
    """A sentence about an answer; only boxes have letters."""

    part: str
    remark: Remark
    lettered: bool


def note(item: Item, words: Frame) -> Note:
    """The note; its guid follows from the item's id and kind alone, so that other words are an update of it."""
    question = item.question
    parts = asked(question, words)
    stem, solution = (_drawings(question, place) for place in ("stem", "solution"))
    told = list(_remarks(question))
    shown = {
        "Question": _html("question", stem=question.stem, drawings=stem),
        "Answer": _html("answer", parts=parts, frame=words, hyphen=words.hyphen if _signed(question) else ""),
        "Hints": _html("hints", hints=hints(question), frame=words),
        "Key": _html("key", parts=parts, frame=words),
        "Solution": _html("solution", parts=_solutions(question), drawings=solution),
        "Remarks": _html("remarks", remarks=told, heading=_heading(question, words)) if told else "",
        "Source": CARD.printer.line(Text("{label}: {source}", {"label": words.source, "source": question.source})),
        "Id": CARD.printer.line(Text("{id}", {"id": f"{item.id} {item.kind}"})),
    }
    return Note(
        guid=fingerprint(f"{item.id}\x1f{item.kind}", 10),
        kind=item.kind,
        deck=_deck(TOP, titled(item.topic), words.level(item.level)),
        tags=tuple(dict.fromkeys(tag for word in item.tags if (tag := _tag(word)))),
        fields=tuple(shown[name] for name in FIELDS),
        pictures=tuple((one.name, one.content) for one in (*stem, *solution)),
    )


def _html(name: str, **given: object) -> str:
    made = encoded_whole(Templates(CARD).render(f"anki/{name}.html.j2", **given)).decode()
    return made.strip()


def _signed(question: Question) -> bool:
    """Whether a number that is typed may be negative."""
    return question.signed and any(not isinstance(number.key, tuple) for number in question.numericals)


def _solutions(question: Question) -> list[tuple[str, Sequence[Text]]]:
    return [(question.letter(place), part.solution) for place, part in enumerate(question.parts)]


def _remarks(question: Question) -> list[Said]:
    boxes = {
        question.letter(place)
        for place, part in enumerate(question.parts)
        if isinstance(part.answer, Choice | Multiple)
    }
    return [Said(one.part, one.remark, bool(one.remark.letter) and one.part in boxes) for one in remarks(question)]


def _heading(question: Question, words: Frame) -> str:
    if all(isinstance(part.answer, Matching) for part in question.parts):
        return words.what_belongs
    return words.why_wrong


def _drawings(question: Question, place: Place) -> list[Drawing]:
    """The figures; equal ones are one file of Anki's, whoever uses them."""
    made = [(figure, svg(figure)) for _, figure in question.drawn(place)]
    return [Drawing(f"quizgen-{fingerprint(one, 10)}.svg", figure.alt, encoded_whole(one)) for figure, one in made]


def _deck(*names: str) -> str:
    """A deck within others: two colons part their names."""
    return "::".join(" ".join(name.replace(":", " ").split()) for name in names)


def _tag(word: str) -> str:
    """A tag without spaces, which would make several of it, and without what makes it part of another one."""
    return "-".join(word.replace("::", "-").split())
