"""What holds for every file of authored items that comes with quizgen."""

from __future__ import annotations

import re
from collections import Counter
from itertools import cycle

import pytest

from quizgen import catalog
from quizgen.asking.source import TOPICS
from quizgen.audit.check import check_level, check_together
from quizgen.audit.equations import texts
from quizgen.audit.words import leaning, right_ones
from quizgen.authored import Concepts, shipped
from quizgen.blueprint import draw
from quizgen.formats.names import idnumber
from quizgen.model import LEVELS, NO_PROMPT, Level, Question
from quizgen.text import Text
from quizgen.text.html import HTML
from quizgen.text.markdown import MARKDOWN
from quizgen.text.terminal import TERMINAL
from quizgen.text.typst import TYPST

FILES = pytest.mark.parametrize("written", shipped(), ids=lambda written: written.id)
AT_A_LEVEL = [*zip(shipped(), cycle(LEVELS))]
"""One level of each file; ``make check`` has all."""
PRINTERS = (HTML, MARKDOWN, TYPST, TERMINAL)


def test_they_stand_in_the_catalogue_after_the_families_of_their_topic() -> None:
    found = [source for source in catalog.sources() if source.authored]
    assert {source.id for source in found} == {source.id for source in shipped()}
    for topic in catalog.topics():
        authored = [source.authored for source in catalog.sources() if source.topic == topic]
        assert authored == sorted(authored)


def test_no_name_is_taken_twice() -> None:
    names = [source.id for source in catalog.sources()] + list(catalog.topics())
    assert len(set(names)) == len(names)
    ids = Counter(item.id for source in shipped() for item in source.items)
    assert [name for name, number in ids.items() if number > 1] == []


@pytest.mark.parametrize(("written", "level"), AT_A_LEVEL, ids=[written.id for written, _ in AT_A_LEVEL])
def test_the_rules_find_nothing(written: Concepts, level: Level) -> None:
    report = check_level(written, level, None, others=shipped())
    assert report.passed, f"{report.smallest}\nsee it again with: quizgen check {written.id}"


@FILES
def test_every_item_fits_its_place(written: Concepts) -> None:
    assert written.topic in TOPICS
    for level in LEVELS:
        for item in draw(written, level, None, "1"):
            assert re.fullmatch(r"[a-z0-9-]{8,100}", idnumber(item))
            assert all(printer.text(text).strip() for text in _texts(item.question) for printer in PRINTERS)


def _texts(question: Question) -> list[Text]:
    """Everything that is read; the only part of a question has no prompt."""
    return [text for text in texts(question) if text != NO_PROMPT]


def test_nobody_guesses_the_keys_of_all_files_together_from_the_words() -> None:
    report = check_together(shipped())
    assert report is not None
    assert report.passed, report.smallest


def test_true_is_the_key_about_as_often_as_false() -> None:
    found = leaning(shipped())
    assert set(found) == {"True", "False"}
    assert max(found.values()) <= 0.6 * sum(found.values())


def test_statements_with_absolute_words_are_as_often_true_as_false() -> None:
    found = leaning(shipped(), absolute=True)
    assert sum(found.values()) >= 8
    assert abs(found["True"] - found["False"]) <= 1


def test_of_several_options_one_two_three_or_all_are_right_and_no_number_is_the_usual_one() -> None:
    found = right_ones(shipped())
    assert set(found) == {"1", "2", "3", "all"}
    assert min(found.values()) >= 3
    assert max(found.values()) <= 0.4 * sum(found.values())
