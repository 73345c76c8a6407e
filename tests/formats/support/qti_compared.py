"""Items as the QTI 3 player has read them, held against those that were written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from io import BytesIO
from string import ascii_uppercase
from typing import assert_never

import pytest
from qti_answers import plain
from qti_player import Ended, Player

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Option, Ordering
from quizgen.answers.numerical import components_of
from quizgen.answers.values import components
from quizgen.model import Item
from quizgen.text import Text
from quizgen.text.joining import joined
from quizgen.text.speech import SPEECH
from quizgen.text.xhtml import XHTML

CONVERTER = "" if find_spec("qti_convert") else "NOT JUDGED: citolab-qti-convert is not installed"


def upgraded(packed: bytes) -> Mapping[str, bytes]:
    """The files of a package of QTI 2.1 as QTI 3.0, by another program."""
    from qti_convert import upgrade_package

    made = upgrade_package(BytesIO(packed))
    return {name: raw.encode() if isinstance(raw, str) else raw for name, raw in made.files.items()}


def compare(read: Player, item: Item) -> None:
    """Holds what the player has read against the item."""
    question = item.question
    answers = [part.answer for part in question.parts]
    (body,) = map(_close, read.texts(".qti-item-body"))
    assert body.startswith(_words(question.stem)), item.id
    assert all(_words(part.prompt) in body for part in question.parts), item.id
    cells = (cell for one in answers if isinstance(one, Grid) for row in one.cells for cell in row)
    assert all(_words(cell) in body for cell in cells if isinstance(cell, Text)), item.id
    offered = [text for answer in answers for text in _offered(answer)]
    assert list(map(_close, read.texts(".qti-choice-description"))) == list(map(_words, offered)), item.id
    matched = {_words(text) for one in answers if isinstance(one, Matching) for text in _matched(one)}
    assert set(map(_close, read.texts(".qti-match-interaction .choice-description"))) == matched, item.id
    _compare_feedback(read, item)
    spoken = [SPEECH.text(one.alt) for place in ("stem", "solution") for one in question.figures if one.place == place]
    assert read.drawings() == [(alt, True) for alt in spoken], item.id


def compare_key(ended: Ended, item: Item) -> None:
    """Holds the right values and the points that the player has read against the item."""
    read = [key for name, key in ended.correct.items() if name.startswith("RESPONSE")]
    written = [key for part in item.question.parts for key in _keys(part.answer)]
    assert [pytest.approx(key, rel=1e-14) if isinstance(key, float) else key for key in read] == written, item.id
    assert ended.outcomes["MAXSCORE"] == pytest.approx(float(item.points)), item.id


def _compare_feedback(read: Player, item: Item) -> None:
    """“Correct.”, then what is said about each mistake, then the solution."""
    right, *remarks, solution = map(_close, read.texts(".qti-modal-feedback .qti3-player-modal-body"))
    assert right == "Correct."
    expected = {_words(text) for part in item.question.parts for text in _said(part.answer)}
    assert all(any(one.endswith(words) for words in expected) for one in remarks), item.id
    assert all(any(one.endswith(words) for one in remarks) for words in expected), item.id
    assert all(_words(text) in solution for text in item.question.solution), item.id


def _words(text: Text) -> str:
    return _close(plain(XHTML.text(text)))


def _close(words: str) -> str:
    """Words without the spaces, which differ where elements meet."""
    return "".join(words.split())


def _offered(answer: Answer) -> Iterator[Text]:
    match answer:
        case Choice() | Multiple() | Ordering():
            yield from (option.text for option in answer.options)
        case Matching() | Numerical() | Grid():
            pass
        case unknown:
            assert_never(unknown)


def _matched(answer: Matching) -> Iterator[Text]:
    yield from answer.prompts
    yield from (option.text for option in answer.options)


def _keys(answer: Answer) -> Iterator[object]:
    """The right value of each response."""
    match answer:
        case Choice(right=right):
            yield ascii_uppercase[right]
        case Multiple(right=rights):
            yield [ascii_uppercase[one] for one in sorted(rights)]
        case Matching(places=places):
            yield [f"P{number} {ascii_uppercase[place]}" for number, place in enumerate(places, 1)]
        case Ordering(places=places):
            yield [ascii_uppercase[place] for place in places]
        case Numerical() | Grid():
            cells = answer.open if isinstance(answer, Grid) else (answer,)
            yield from (float(number) for cell in cells for number in components(cell.key))
        case unknown:
            assert_never(unknown)


def _said(answer: Answer) -> Iterator[Text]:
    """What is said about mistakes that somebody can make: all but about numbers that nobody can type."""
    match answer:
        case Ordering(slip=slip):
            yield slip.feedback
        case Matching():
            yield from (option.feedback for _, option in answer.pairs)
        case Choice() | Multiple():
            yield from (slip.feedback for option in answer.options for slip in option.slips)
        case Numerical() | Grid():
            for place, cell in enumerate(answer.open if isinstance(answer, Grid) else (answer,)):
                size = len(components(cell.key))
                told = [one.feedback for one in cell.foreseen if len(components_of(one)) == size and _typed(one)]
                where = [answer.heading(place)] if isinstance(answer, Grid) else []
                yield from (joined([*where, text], ": ") for text in told)
        case unknown:
            assert_never(unknown)


def _typed(option: Option) -> bool:
    """Whether a decimal of a few digits says the number, or comes near enough."""
    return bool(option.tolerance) or all((number * 10**9).denominator == 1 for number in components_of(option))
