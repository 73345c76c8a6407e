"""Whatever a package holds is found again by a reader that is not ours, item by item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from io import BytesIO
from string import ascii_uppercase
from typing import assert_never

import pytest
from everything import sample
from qti_answers import act, attempts, plain
from qti_package import VERSIONS, files, of, package
from qti_player import MISSING, Player, player

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Option, Ordering
from quizgen.answers.numerical import components_of
from quizgen.answers.values import components
from quizgen.model import Form, Item
from quizgen.text import Text
from quizgen.text.speech import SPEECH
from quizgen.text.xhtml import XHTML

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=MISSING),
    pytest.mark.skipif(find_spec("qti_convert") is None, reason="NOT JUDGED: citolab-qti-convert is not installed"),
]


@pytest.fixture(scope="module")
def read() -> Iterator[Player]:
    with player() as found:
        yield found


@pytest.mark.parametrize("version", VERSIONS)
def test_stem_options_key_points_feedback_and_figures_of_every_item(read: Player, form: Form, version: str) -> None:
    """QTI 2.1 is first made QTI 3 by another program; in QTI 3 each item is answered, and rightly."""
    whole = sample(form, VERSIONS.index(version))
    packed = package(version, whole)
    found = files(packed) if version == "qti30" else _upgraded(packed)
    read.files = found
    for item in whole.items:
        read.load(of(item, found).decode())
        _compare(read, item)
        if version == "qti30":
            act(read, item.question, next(attempts(item.question)))
        ended = read.end()
        assert _found(ended.correct) == [key for part in item.question.parts for key in _keys(part.answer)], item.id
        assert ended.outcomes["MAXSCORE"] == pytest.approx(float(item.points)), item.id
        if version == "qti30":
            assert ended.outcomes["SCORE"] == ended.outcomes["MAXSCORE"], item.id
    assert read.faults == []


def _upgraded(packed: bytes) -> Mapping[str, bytes]:
    from qti_convert import upgrade_package

    made = upgrade_package(BytesIO(packed))
    return {name: raw.encode() if isinstance(raw, str) else raw for name, raw in made.files.items()}


def _compare(read: Player, item: Item) -> None:
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


def _found(correct: Mapping[str, object]) -> list[object]:
    """The right value of each response, as the player has read it."""
    keys = [key for name, key in correct.items() if name.startswith("RESPONSE")]
    return [pytest.approx(key) if isinstance(key, float) else key for key in keys]


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
            yield from (option.feedback for option in answer.options if option.slip)
        case Numerical() | Grid():
            for cell in answer.open if isinstance(answer, Grid) else (answer,):
                size = len(components(cell.key))
                yield from (one.feedback for one in cell.foreseen if len(components_of(one)) == size and _typed(one))
        case unknown:
            assert_never(unknown)


def _typed(option: Option) -> bool:
    """Whether a decimal of a few digits says the number, or comes near enough."""
    return bool(option.tolerance) or all((number * 10**9).denominator == 1 for number in components_of(option))
