"""An item exists only if its witnesses and the rules for options agree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizgen import catalog
from quizgen.asking.verify import verified
from quizgen.errors import Disagreement
from quizgen.model import Key, Option, Question, Witness
from quizgen.text import Text


@pytest.fixture(scope="module")
def question() -> Question:
    (family,) = catalog.select(["conv-output-size"])
    return next(family.draw("easy", "choice", "1"))


def _with(question: Question, place: int, option: Option) -> Question:
    return replace(question, options=(*question.options[:place], option, *question.options[place + 1 :]))


def _wrong(question: Question) -> int:
    return next(number for number, option in enumerate(question.options) if not option.correct)


def test_an_agreed_question_becomes_an_item_with_its_evidence(question: Question) -> None:
    item = verified(question)
    assert item.evidence.measured == ((item.key,),)
    assert item.tags == (question.topic, question.family, question.level)


def test_a_witness_who_disagrees_is_named_with_all_values(question: Question) -> None:
    liar = Witness("abacus", lambda: (1,), question.witnesses[0].expected)
    with pytest.raises(Disagreement, match=r"conv-output-size .easy. at .*kernel_size=.*torch \d+.*abacus 1"):
        verified(replace(question, witnesses=(*question.witnesses, liar)))


def test_no_option_may_be_right_besides_the_key(question: Question) -> None:
    place = _wrong(question)
    with pytest.raises(Disagreement, match="right options"):
        verified(_with(question, place, replace(question.options[place], correct=True)))


def test_a_distractor_needs_a_misconception(question: Question) -> None:
    place = _wrong(question)
    with pytest.raises(Disagreement, match="no named misconception"):
        verified(_with(question, place, replace(question.options[place], misconception=None)))


def _words(*words: str, right: tuple[str, ...]) -> tuple[Option, ...]:
    return tuple(Option(Text(w), Text(w), w in right, Text("So."), "mixes-up") for w in words)


@pytest.fixture
def matching(question: Question) -> Question:
    options = _words("a", "b", "c", right=("a", "c"))
    prompts = (Text("one"), Text("two"))
    return replace(question, kind="matching", options=options, key=(2, 0), prompts=prompts, witnesses=(), tags=("x",))


@pytest.fixture
def ordering(question: Question) -> Question:
    return replace(question, kind="ordering", options=_words("a", "b", "c", right=("a", "b", "c")), key=(2, 0, 1))


def test_what_nobody_measured_says_so_and_keeps_its_tags(matching: Question) -> None:
    item = verified(matching)
    assert (item.evidence.torch, item.evidence.measured) == ("", ())
    assert (item.prompts, item.tags[-1]) == (matching.prompts, "x")


@pytest.mark.parametrize("key", [(0,), (0, 1), (0, 0), (0, 2, 1), (0, 5), 2])
def test_the_key_of_a_matching_question_is_one_right_option_for_each_prompt(matching: Question, key: Key) -> None:
    with pytest.raises(Disagreement, match="are not the key"):
        verified(replace(matching, key=key))


@pytest.mark.parametrize("key", [(0, 1), (0, 1, 1), (0, 1, 3), 2, (0, 1, 2)])
def test_the_key_of_an_ordering_question_is_every_place_in_another_order(ordering: Question, key: Key) -> None:
    assert verified(ordering).key == (2, 0, 1)
    with pytest.raises(Disagreement, match="are not the key"):
        verified(replace(ordering, key=key))


def test_only_a_matching_question_has_prompts(matching: Question, ordering: Question) -> None:
    for wrong in (replace(matching, prompts=()), replace(ordering, prompts=matching.prompts)):
        with pytest.raises(Disagreement, match="prompts"):
            verified(wrong)


def test_options_ascend(question: Question) -> None:
    with pytest.raises(Disagreement, match="do not ascend"):
        verified(replace(question, options=question.options[::-1]))


def test_options_are_positive(question: Question) -> None:
    place = _wrong(question)
    with pytest.raises(Disagreement, match="not positive"):
        verified(_with(question, place, replace(question.options[place], value=-3)))
