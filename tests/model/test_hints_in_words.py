"""Hints for items in words help, come from the author's words, and do not tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from handmade import answered, matching, ordering, slip, true_false

from quizgen import catalog
from quizgen.answers import Choice, Matching, Multiple, Ordering
from quizgen.model import LEVELS, Question
from quizgen.model.hints import hints
from quizgen.text import Text
from quizgen.text.terminal import TERMINAL


def shown(question: Question) -> list[str]:
    return [TERMINAL.line(hint) for hint in hints(question)]


def test_the_first_hint_is_the_usual_mistake_and_the_second_where_to_read() -> None:
    assert shown(matching().question) == [
        "Whoever goes wrong here often counts wrongly.",
        "It can be read in: A paper (2018), figure 2.",
    ]


def test_of_two_sides_the_mistake_would_be_the_key() -> None:
    assert shown(true_false().question) == []


def test_a_list_of_works_has_years_and_may_be_the_order_that_is_asked_for() -> None:
    works = "LeCun et al. (1998); Krizhevsky et al. (2012)"
    steps, pairs = (replace(item.question, source=works) for item in (ordering(), matching()))
    assert shown(steps) == ["Whoever goes wrong here often counts wrongly."]
    assert shown(pairs)[1] == f"It can be read in: {works}."


def test_of_many_mistakes_the_most_frequent_are_named() -> None:
    item = matching()
    (part,) = item.question.parts
    assert isinstance(part.answer, Matching)
    rare = replace(slip("a", "No."), concept=replace(slip("a", "No.").concept, name="is rare"))
    options = (replace(part.answer.options[0], slip=rare), *part.answer.options[1:])
    found = shown(answered(item, replace(part.answer, options=options)).question)
    assert found[0] == "Whoever goes wrong here often counts wrongly or is rare."


def written() -> Iterator[Question]:
    for source in catalog.authored():
        for level in LEVELS:
            for kind in source.kinds:
                yield from source.draw(level, kind, "hints")


WRITTEN = list(written())


def two_sided(question: Question) -> bool:
    answer = question.parts[0].answer
    return isinstance(answer, Choice) and answer.two_sided


def test_every_item_in_words_but_those_of_two_sides_has_hints() -> None:
    assert len(WRITTEN) > 150
    assert all(bool(hints(question)) != two_sided(question) for question in WRITTEN)
    assert sum(len(hints(question)) == 2 for question in WRITTEN) > 150


def keys(question: Question) -> list[Text]:
    match question.parts[0].answer:
        case Choice() as choice:
            return [choice.key.text]
        case Multiple() as several:
            return [option.text for option in several.key]
        case Matching() as matching:
            return [option.text for option in matching.options]
        case Ordering(steps):
            return list(steps)
    raise AssertionError(question.kind)


def words(text: str) -> set[str]:
    return {word for word in re.findall(r"[\w×]+", text.lower()) if len(word) > 3}


def test_no_hint_quotes_a_key() -> None:
    for question in WRITTEN:
        told = " ".join(shown(question)[:1]).lower()
        assert not any(TERMINAL.line(key).lower().rstrip(".") in told for key in keys(question))


@pytest.mark.parametrize("best", [max, min])
def test_who_chooses_by_the_words_of_the_first_hint_finds_few_keys(best: Callable[[list[int]], int]) -> None:
    found, asked = 0.0, 0
    for question in WRITTEN:
        answer = question.parts[0].answer
        if isinstance(answer, Choice) and not answer.two_sided:
            told = words(shown(question)[0])
            scores = [len(words(TERMINAL.line(option.text)) & told) for option in answer.options]
            asked += 1
            found += (scores[answer.right] == best(scores)) / scores.count(best(scores))
    assert asked > 80
    assert found / asked < 0.35
