"""What teachers and some reports see of an authored item, its name, says what is asked and never what is right."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from quizgen import catalog
from quizgen.answers import Choice, Multiple, Option
from quizgen.asking.verify import verified
from quizgen.formats.names import name
from quizgen.model import LEVELS, Question
from quizgen.text.speech import SPEECH

STEM = 5
"""Letters that tell a word from others whatever its ending is."""
SHORTEST = 4
"""Letters of a word that says something."""


def words(text: str) -> list[str]:
    """Words in small letters without their endings."""
    return [word[:STEM] for word in re.findall(r"\w+", text.lower())]


def shipped() -> list[Question]:
    every = catalog.authored()
    return [q for one in every for level in LEVELS for kind in one.kinds for q in one.draw(level, kind, "1")]


QUESTIONS = shipped()
FINITE = {"is", "are", "has", "have", "does", "do", "not", "never", "always"}
ASKING = {"what", "which", "why", "how", "when", "where", "that"}
VERBS = {
    verb
    for source in catalog.authored()
    for item in source.items
    for text in item.texts
    for verb in re.findall(r"\b(?:can|cannot|may|must|will|would|does not) ([a-z]{3,})", SPEECH.text(text).lower())
}
"""What the items' own texts use as verbs."""


def named(question: Question) -> str:
    title, _, _ = name(verified(question)).rpartition(", ")
    return title


def spoken(options: Iterator[Option]) -> list[str]:
    return [SPEECH.text(option.text) for option in options]


def right_and_wrong(question: Question) -> tuple[list[str], list[str]]:
    """The options of a choice, or of one of several right ones; of a statement there are none."""
    answer = question.parts[0].answer
    if not isinstance(answer, Choice | Multiple) or (isinstance(answer, Choice) and answer.two_sided):
        return [], []
    found = answer.correct
    right = (option for place, option in enumerate(answer.options) if place in found)
    return spoken(right), spoken(option for place, option in enumerate(answer.options) if place not in found)


def within(part: list[str], whole: list[str]) -> bool:
    return any(whole[start : start + len(part)] == part for start in range(len(whole) - len(part) + 1))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_no_name_contains_a_right_answer_nor_a_right_answer_the_name(question: Question) -> None:
    title = words(named(question))
    for key in map(words, right_and_wrong(question)[0]):
        assert not within(key, title)
        assert not within(title, key)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_no_word_of_a_name_stands_in_the_right_answer_alone(question: Question) -> None:
    right, wrong = right_and_wrong(question)
    known = words(" ".join([SPEECH.text(question.stem), *wrong]))
    telling = set(words(" ".join(right))) - set(known)
    assert not [word for word in words(named(question)) if word in telling and len(word) >= SHORTEST]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_a_name_that_is_no_question_has_no_verb_so_that_it_states_nothing(question: Question) -> None:
    title = re.findall(r"\w+", named(question).lower())
    verbs = [word for word in title if word in FINITE or (word[-1] == "s" and {word[:-1], word[:-2]} & VERBS)]
    assert verbs == [] or ASKING & set(title)
