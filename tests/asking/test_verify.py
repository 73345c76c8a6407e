"""An item exists only if its witnesses and the rules for options agree."""

from __future__ import annotations

import pytest
from made_answers import MATCHING, ORDERING
from made_questions import LINKED, POSITIONS, SIZE, VALUES
from made_questions import question as asking
from msgspec.structs import replace

from quizgen import catalog
from quizgen.answers import Choice, Numerical
from quizgen.asking.verify import confirmed, verified
from quizgen.errors import Disagreement
from quizgen.model import Evidence, Option, Part, Question, Witness
from quizgen.text import Text


@pytest.fixture(scope="module")
def question() -> Question:
    (family,) = catalog.select(["conv-output-size"])
    return next(found for found in family.draw("easy", "choice", "1") if _choice(found).right > 0)


def _choice(question: Question) -> Choice:
    answer = question.parts[0].answer
    assert isinstance(answer, Choice)
    return answer


def _offering(question: Question, options: tuple[Option, ...]) -> Question:
    return replace(question, parts=(replace(question.parts[0], answer=replace(_choice(question), options=options)),))


def _with(question: Question, place: int, option: Option) -> Question:
    return _offering(question, (*question.options[:place], option, *question.options[place + 1 :]))


def _wrong(question: Question) -> int:
    return next(place for place in range(len(question.options)) if place != _choice(question).right)


def test_an_agreed_question_becomes_an_item_with_its_evidence(question: Question) -> None:
    item = verified(question)
    assert item.evidence.measured == ((_choice(question).key.value,),)
    assert item.tags == (question.topic, question.family, question.level)


def test_a_witness_who_disagrees_is_named_with_all_values(question: Question) -> None:
    liar = Witness("abacus", lambda: (1,), question.witnesses[0].expected)
    with pytest.raises(Disagreement, match=r"conv-output-size .easy. at .*kernel_size=.*torch \d+.*abacus 1"):
        verified(replace(question, witnesses=(*question.witnesses, liar)))


def test_an_item_that_was_verified_elsewhere_is_the_same(question: Question) -> None:
    item = verified(question)
    assert confirmed(question, item.id, item.evidence) == item


def test_what_was_verified_in_the_place_of_a_question_is_refused(question: Question) -> None:
    there = verified(question)
    other = replace(there.evidence, measured=((1,),))
    for item, evidence in ((there.id, other), ("padding-x", there.evidence), (there.id, Evidence("", ()))):
        with pytest.raises(Disagreement, match="was verified in its place, by a process that draws other items"):
            confirmed(question, item, evidence)


def test_no_option_may_be_right_besides_the_key(question: Question) -> None:
    place = _wrong(question)
    with pytest.raises(Disagreement, match="or a right option from one"):
        verified(_with(question, place, replace(question.options[place], slip=None)))
    other = replace(question.parts[0], answer=replace(_choice(question), right=place))
    with pytest.raises(Disagreement, match="or a right option from one"):
        verified(replace(question, parts=(other,)))


def test_a_distractor_needs_a_misconception(question: Question) -> None:
    place = _wrong(question)
    with pytest.raises(Disagreement, match="no named misconception"):
        verified(_with(question, place, replace(question.options[place], slip=None)))


def test_what_nobody_measured_says_so_and_keeps_its_tags() -> None:
    item = verified(replace(asking(Part(MATCHING, ())), tags=("x",)))
    assert (item.evidence.torch, item.evidence.measured) == ("", ())
    assert item.tags == ("output-size", "hand-made", "easy", "x")
    assert item.question.parts[0].answer == MATCHING


@pytest.mark.parametrize("places", [(0,), (0, 0), (0, 2, 1), (0, 5), ()])
def test_the_key_of_a_matching_question_is_an_option_for_each_prompt(places: tuple[int, ...]) -> None:
    with pytest.raises(Disagreement, match=r"does not give each prompt an option|prompts and places for"):
        verified(asking(Part(replace(MATCHING, places=places), ())))


@pytest.mark.parametrize("places", [(0, 1), (0, 1, 1), (0, 1, 3), (), (0, 1, 2)])
def test_the_key_of_an_ordering_question_is_every_place_in_another_order(places: tuple[int, ...]) -> None:
    assert verified(asking(Part(ORDERING, ()))).question.parts[0].answer == ORDERING
    with pytest.raises(Disagreement, match=r"does not give each of 3 steps a place|shown in the right order"):
        verified(asking(Part(replace(ORDERING, places=places), ())))


def test_a_matching_question_has_prompts() -> None:
    with pytest.raises(Disagreement, match="prompts"):
        verified(asking(Part(replace(MATCHING, prompts=()), ())))


def test_a_fault_of_one_part_of_several_is_told_with_its_letter() -> None:
    spoiled = replace(VALUES, answer=Numerical(5832, (Option(Text("5"), 5),)))
    with pytest.raises(Disagreement, match=r"hand-made .easy. at by hand: part c: a foreseen wrong value comes from"):
        verified(replace(LINKED, parts=(SIZE, POSITIONS, spoiled)))


def test_a_part_follows_from_earlier_parts_only() -> None:
    assert verified(LINKED).question.follows(2) == (1,)
    with pytest.raises(Disagreement, match="part a follows from o, which no earlier part asks"):
        verified(replace(LINKED, parts=(POSITIONS, SIZE, VALUES)))
    with pytest.raises(Disagreement, match="part b follows from positions, which no earlier part asks"):
        verified(replace(LINKED, parts=(SIZE, VALUES)))


def test_two_parts_call_their_answers_differently() -> None:
    with pytest.raises(Disagreement, match="part b calls its answer o, as an earlier part does"):
        verified(replace(LINKED, parts=(SIZE, SIZE)))


def test_options_ascend(question: Question) -> None:
    first, second, *_ = (place for place, option in enumerate(question.options) if option.slip)
    options = list(question.options)
    options[first], options[second] = options[second], options[first]
    with pytest.raises(Disagreement, match="do not ascend"):
        verified(_offering(question, tuple(options)))


def test_options_are_positive(question: Question) -> None:
    place = _wrong(question)
    with pytest.raises(Disagreement, match="not positive"):
        verified(_with(question, place, replace(question.options[place], value=-3)))
