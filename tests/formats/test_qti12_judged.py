"""Instructure's own importer reads every item as it is: its words, key, marks, feedback and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, assert_never

import canvas_reader
import pytest
from everything import everything
from qti12_player import shown
from three_hundred import three_hundred

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Ordering
from quizgen.answers.values import components
from quizgen.formats.names import idnumber, name
from quizgen.formats.protocol import Options
from quizgen.formats.qti12.format import FORMAT
from quizgen.model import Form, Item
from quizgen.text import Text
from quizgen.text.canvas import CANVAS
from quizgen.text.terminal import TERMINAL

Read = dict[str, Any]
JOINER = "\N{WORD JOINER}"
_IMAGE = re.compile(r'<img src="\$IMS-CC-FILEBASE\$/([^"]+)" alt="([^"]+)"')

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not canvas_reader.present(), reason=canvas_reader.ABSENT),
]


@pytest.fixture
def drawn(form: Form) -> Form:
    """Items of every kind, family and file."""
    return everything(form)


def test_the_importer_reads_every_item_as_it_is(drawn: Form, tmp_path: Path) -> None:
    compared(_package(drawn), drawn.items, tmp_path, about=True)


def test_the_importer_reads_hostile_words_as_they_are(hostile: Form, tmp_path: Path) -> None:
    compared(_package(hostile), hostile.items, tmp_path, about=True)


def test_the_importer_reads_three_hundred_items_of_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed, drawn = three_hundred("qti12", tmp_path, monkeypatch)
    assert len(drawn) == 300
    compared(packed, drawn, tmp_path, about=False)


def _package(form: Form) -> bytes:
    (file,) = FORMAT.write([form], Options("exam"))
    return b"".join(file.chunks)


def compared(packed: bytes, items: Sequence[Item], folder: Path, *, about: bool) -> None:
    """Reads a package, which begins with words about the whole where a form has some."""
    found = iter(canvas_reader.read(packed, folder))
    assert not about or next(found)["type"] == "text"
    for item in items:
        read = [next(found) for _ in range(_count(item, folder))]
        assert sum(Fraction(one["points"]) for one in read) == item.points
        assert read[0]["ident"].startswith(idnumber(item))
        assert read[0]["title"].startswith(name(item))
        for one in read:
            _texts(item, one)
            _pictures(item, one, folder)
        for part, (answer, one) in enumerate(_paired(item, read)):
            _answer(answer, one, _first(item, part, read))
    assert next(found, None) is None


def _count(item: Item, folder: Path) -> int:
    """How many questions of Canvas an item is."""
    text = (folder / "questions.xml").read_text("utf-8")
    return text.count(f'<item ident="{idnumber(item)}"') + text.count(f'<item ident="{idnumber(item)}-')


def _paired(item: Item, read: list[Read]) -> Iterator[tuple[Answer, Read]]:
    answers = [part.answer for part in item.question.parts]
    return zip(answers, read if len(read) == len(answers) else read * len(answers), strict=True)


def _first(item: Item, part: int, read: list[Read]) -> int:
    """The number of the first gap of a part."""
    if len(read) > 1:
        return 0
    return sum(len(_numbers(one.answer)) for one in item.question.parts[:part])


def _texts(item: Item, one: Read) -> None:
    body = shown(one["body"])
    assert body.startswith(words(item.question.stem))
    said = shown(one["feedback"]["neutral"])
    texts = [text for part in item.question.parts for text in part.solution]
    assert any(words(text) in said for text in texts)


def _pictures(item: Item, one: Read, folder: Path) -> None:
    for place, markup in (("stem", one["body"]), ("solution", one["feedback"]["neutral"])):
        images = _IMAGE.findall(markup)
        assert len(images) == sum(figure.place == place for figure in item.question.figures)
        for path, alt in images:
            assert (folder / path).read_bytes().startswith(b"\x89PNG")
            assert alt


def _answer(answer: Answer, one: Read, first: int) -> None:
    match answer:
        case Choice(options):
            assert one["type"] == "ChoiceInteraction"
            _offered(options, one, [answer.key])
        case Multiple(options):
            assert one["scoring"][0]["rcardinality"] == "Multiple"
            _offered(options, one, answer.key)
        case Numerical() if not isinstance(answer.key, tuple) and one["type"] == "NumericInteraction":
            _number(answer, one)
        case Numerical() | Grid():
            _gaps(answer, one, first)
        case Matching():
            _pairs(answer, one)
        case Ordering():
            right = [str(answer.places.index(place) + 1) for place in range(len(answer.steps))]
            assert [shown(prompt["itemBody"]) for prompt in one["prompts"]] == [words(step) for step in answer.steps]
            assert list(one["scoring"][0]["values"].values()) == right
            assert words(answer.slip.feedback) in shown(one["feedback"]["incorrect"])
        case unknown:
            assert_never(unknown)


def _offered(options: Any, one: Read, key: Any) -> None:
    texts = {ident: shown(markup) for ident, markup in one["options"]}
    assert list(texts.values()) == [words(option.text) for option in options]
    assert [texts[scored["values"]] for scored in one["scoring"]] == [words(option.text) for option in key]
    said = [(texts[each["response_value"]], shown(each["feedback"])) for each in one["answers"]]
    assert said == [(words(option.text), words(option.feedback)) for option in options]


def _number(answer: Numerical, one: Read) -> None:
    (scored,) = one["scoring"]
    key = Fraction(components(answer.key)[0])
    assert abs(Fraction(scored["value"]) - key) <= Fraction(1, 10**9)
    off = Fraction(scored["margin"]) if scored["type"] == "marginOfError" else 0
    assert answer.tolerance <= off <= answer.tolerance * (1 + Fraction(1, 10**5))
    _foreseen(answer, one)


def _gaps(answer: Numerical | Grid, one: Read, first: int) -> None:
    assert one["type"] == "FillBlankInteraction"
    gaps = [piece["blank_id"] for piece in one["stem"] if piece["type"] == "blank"]
    numbers = _numbers(answer)
    for gap, number in zip(gaps[first : first + len(numbers)], numbers, strict=True):
        typed = [scored["values"] for scored in one["scoring"] if scored["parent_identifier"] == gap]
        assert str(number) in typed or str(float(number)) in typed
        assert all(scored["scoring_algorithm"] == "TextInChoices" for scored in one["scoring"])
    _foreseen(answer, one)


def _numbers(answer: Answer) -> list[Any]:
    cells = answer.open if isinstance(answer, Grid) else (answer,)
    return [number for cell in cells if isinstance(cell, Numerical) for number in components(cell.key)]


def _foreseen(answer: Numerical | Grid, one: Read) -> None:
    told = shown(one["feedback"].get("incorrect", ""))
    for remark in answer.remarks():
        assert f"{words(remark.about)}: {words(remark.slip.feedback)}" in told


def _pairs(answer: Matching, one: Read) -> None:
    right = [_plain(option.text) for _, option in answer.pairs]
    assert [shown(prompt["itemBody"]) for prompt in one["prompts"]] == [words(prompt) for prompt in answer.prompts]
    assert [_menu(said) for said in one["scoring"][0]["values"].values()] == right
    assert [_menu(said) for _, said in one["options"]] == [_plain(option.text) for option in answer.options]
    said = [shown(each["feedback"]) for each in one["answers"]]
    assert said == [words(option.feedback) for _, option in answer.pairs]
    assert all(each["negated"] for each in one["answers"])


def _plain(text: Text) -> str:
    return " ".join(TERMINAL.line(text).split())


def _menu(markup: str) -> str:
    return shown(markup).replace(JOINER, "")


def words(text: Text | None) -> str:
    """What is read of a text; XML has no place for a bell."""
    return shown(CANVAS.text(text)).replace("\x07", "?") if text else ""
