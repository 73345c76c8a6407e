"""What is written as Aiken is what Moodle finds in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest
from handmade import answered, choice, multiple, numerical, shape, true_false
from hostile import HOSTILE
from msgspec.structs import replace
from ran import ran
from spread import spread

from quizgen.answers import Choice
from quizgen.errors import QuizgenError, UsageError
from quizgen.formats.aiken import FORMAT
from quizgen.formats.protocol import Options
from quizgen.model import Form, Item
from quizgen.text import Text
from quizgen.text.terminal import TERMINAL


class Found(NamedTuple):
    """A question, and the place of the right option."""

    stem: str
    options: tuple[str, ...]
    right: int


def imported(source: str) -> Iterator[Found]:
    """As Moodle reads it: lines trimmed, those of a character passed over, a letter and a bracket begin an option."""
    stem, options = "", []
    for line in (line.strip() for line in re.split(r"[\r\n]+", source)):
        if len(line) < 2:
            continue
        if re.match(r"[A-Z][).][ \t]?", line):
            options.append(line[2:].strip())
        elif line.startswith("ANSWER:"):
            yield Found(stem, tuple(options), ord(line[7:].strip()[0]) - ord("A"))
            stem, options = "", []
        else:
            assert not stem, f"another line after the stem: {line}"
            stem = line
    assert not stem


def written(*items: Item, **wishes: Fraction) -> str:
    (file,) = FORMAT.write([Form("Midterm", "7", items, "A")], Options("exam", **wishes))  # type: ignore[arg-type]
    return b"".join(file.chunks).decode()


def words(text: Text) -> str:
    return " ".join(TERMINAL.text(text).split())


def same(found: Found, item: Item) -> None:
    answer = item.question.parts[0].answer
    assert isinstance(answer, Choice)
    assert found == (words(item.stem), tuple(words(option.text) for option in answer.options), answer.right)


def test_golden(golden: Callable[[str, bytes], None]) -> None:
    golden("exam.aiken.txt", written(choice(), shape(), true_false()).encode())


def test_the_reader_finds_what_families_and_authors_ask() -> None:
    items = spread(FORMAT)
    assert len(items) > 120
    compare(*items)


@pytest.mark.slow
def test_so_it_does_each_of_three_hundred_that_are_generated(tmp_path: Path) -> None:
    compare(*ran(FORMAT, tmp_path).items)


def compare(*items: Item) -> None:
    for question, item in zip(imported(written(*items)), items, strict=True):
        same(question, item)


def test_hostile_words_stay_words_on_their_lines() -> None:
    stem = Text("{w}", {"w": f"So: {HOSTILE}\nA) B) \N{LINE SEPARATOR}C) \r\nANSWER: A \\ 中 \N{HEBREW LETTER ALEF}"})
    first, second, *others = choice().question.options
    option = replace(first, text=Text("{w}", {"w": f"{HOSTILE}\nANSWER: B"}))
    item = answered(choice(), Choice((option, second, *others), 1), stem=stem)
    (found,) = imported(written(item))
    said = " ".join(HOSTILE.replace("\x07", "\N{REPLACEMENT CHARACTER}").split())
    assert found.options[0] == f"{said} ANSWER: B"
    assert found.stem == (f"So: {said} A) B) C) \N{REPLACEMENT CHARACTER} ANSWER: A \\ 中 \N{HEBREW LETTER ALEF}")


@pytest.mark.parametrize(
    ("stem", "reason"),
    [
        ("A) is first", "takes the beginning of its stem for an option"),
        ("B. Frost asks", "takes the beginning of its stem for an option"),
        ("ANSWER: which?", "takes the beginning of its stem for an option"),
        ("?", "takes the beginning of its stem for an option"),
        ("What is printed?\n\n```python\nx\n```", "its stem has a program"),
    ],
)
def test_what_aiken_would_misread_or_lose_is_refused_by_name(stem: str, reason: str) -> None:
    item = answered(choice(), choice().question.parts[0].answer, stem=Text(stem))
    assert reason in (FORMAT.refusal(item.question) or "")
    with pytest.raises(QuizgenError, match=f"Aiken cannot show {item.id}: "):
        written(item)


def test_what_is_no_plain_choice_is_refused_by_name() -> None:
    assert FORMAT.refusal(multiple().question) == "Aiken holds choices only: write gift or moodle"
    table = answered(numerical(), choice().question.parts[0].answer).question
    assert FORMAT.refusal(table) == "its stem has a table, and in Aiken one line: write gift or moodle"
    pictured = answered(multiple(), choice().question.parts[0].answer).question
    assert FORMAT.refusal(pictured) == "Aiken has no pictures: write gift or moodle"
    empty = replace(choice().question.options[0], text=Text(""))
    options = (empty, *choice().question.options[1:])
    assert "none of them empty" in (FORMAT.refusal(answered(choice(), Choice(options, 1)).question) or "")


def test_what_a_wrong_option_costs_is_refused_since_it_cannot_be_said() -> None:
    with pytest.raises(UsageError, match="leave --wrong out"):
        written(choice(), wrong=Fraction(1, 3))
