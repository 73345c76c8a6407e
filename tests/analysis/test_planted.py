"""What is planted in simulated classes is found, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pytest
from everything import ALL
from msgspec import structs
from msgspec.structs import replace
from simulated import Answer, Class, Student, guess

from quizgen.analysis.analysing import analysis, sittings
from quizgen.analysis.beliefs import beliefs
from quizgen.analysis.exams import exam as exam_found
from quizgen.analysis.found import Analysis, Belief, ExamFound, ItemFound
from quizgen.analysis.holding import held
from quizgen.analysis.intervals import Estimate
from quizgen.analysis.items import items
from quizgen.analysis.offered import Chances, by_concept, errors, offers
from quizgen.marking.records import ExamKept, FormKept, PartKept, QuestionKept

LONG = "it takes a minute: make check-many, which takes long, asks for it"
CLASSES, ORDERED = (100, 40) if ALL else (25, 20)
PLANTED: Mapping[str, float] = {"ignores-padding": 0.5, "dilation-as-holes": 0.3, "kernel-at-both-ends": 0.15}


def estimated(exam: ExamKept, of: Class, seed: int) -> Iterator[tuple[Estimate, float]]:
    """For each concept that is planted the estimate, and the share of the class that really holds it."""
    intake, students = of.sit(exam, seed)
    answers = sittings([(exam, intake)])[0].answers
    chances = Chances(offers(answers, by_concept), errors(answers))
    for concept in of.holds:
        yield held(chances.of(concept)), float(np.mean([concept in one.holds for one in students]))


def covered(exam: ExamKept, of: Class, seeds: range) -> list[int]:
    """In how many of the classes the interval of each planted concept holds the truth."""
    found = np.zeros(len(of.holds), int)
    for seed in seeds:
        found += [one.low <= truth <= one.high for one, truth in estimated(exam, of, seed)]  # type: ignore[operator]
    return [int(one) for one in found]


def ranked(exam: ExamKept, seed: int) -> list[Belief]:
    intake, _ = Class(holds=PLANTED).sit(exam, seed)
    taken = sittings([(exam, intake)])
    return beliefs(taken[0].answers, {one.id: one for one in exam.misconceptions}, by_concept)


def test_intervals_hold_the_truth_in_nearly_all_of_ten_classes(exam: ExamKept) -> None:
    assert min(covered(exam, Class(120, PLANTED), range(10))) >= 9


@pytest.mark.slow
@pytest.mark.parametrize(
    "of",
    [
        Class(holds=PLANTED),
        pytest.param(Class(holds=PLANTED, slip=0.25), marks=pytest.mark.skipif(not ALL, reason=LONG)),
        Class(
            60, {"adds-strides": 0.35, "ignores-stride": 0.25, "dilates-every-tap": 0.1}, slip=0.0, steep=3.0, weak=1.0
        ),
    ],
    ids=["as usual", "many slips", "60 students, no slips, abilities far apart, the weak hold more"],
)
def test_intervals_hold_the_truth_in_nine_of_ten_classes(exam: ExamKept, of: Class) -> None:
    assert min(covered(exam, of, range(CLASSES))) >= 0.9 * CLASSES


def test_misconceptions_are_found_in_the_planted_order(exam: ExamKept) -> None:
    for seed in range(2):
        found = ranked(exam, seed)
        assert [one.id for one in found[:3]] == list(PLANTED)
        assert [one.found for one in found[:3]] == [True] * 3


@pytest.mark.slow
def test_the_planted_order_is_found_in_nearly_all_classes_and_little_else(exam: ExamKept) -> None:
    every = [ranked(exam, seed) for seed in range(ORDERED)]
    assert sum([one.id for one in found[:3]] == list(PLANTED) for found in every) >= 0.9 * ORDERED
    assert sum(one.found for found in every for one in found if one.id not in PLANTED) <= 0.1 * ORDERED


def test_in_a_class_that_only_guesses_no_misconception_is_found(exam: ExamKept) -> None:
    questions = {question.item for form in exam.forms for question in form.questions}
    intake, _ = Class(odd=dict.fromkeys(questions, guessing)).sit(exam, 5)
    taken = sittings([(exam, intake)])
    found = beliefs(taken[0].answers, {one.id: one for one in exam.misconceptions}, by_concept)
    assert [one.id for one in found if one.found] == []
    assert sum(one.shown > 0 for one in found) > 30


def guessing(student: Student, part: PartKept, dice: np.random.Generator) -> str:
    del student
    return guess(part, dice) if part.letters else str(dice.integers(100))


def wrong_key(letter: str) -> Answer:
    """Who can do it takes that letter, which is right though the exam says another; others guess."""

    def answer(student: Student, part: PartKept, dice: np.random.Generator) -> str:
        knows = dice.random() < 1 / (1 + np.exp(-2 * (student.ability + 0.5)))
        return letter if knows else guess(part, dice)

    return answer


def dead(letter: str) -> Answer:
    """Nobody ever takes that letter."""

    def answer(student: Student, part: PartKept, dice: np.random.Generator) -> str:
        others = [option.letter for option in part.options if option.letter != letter]
        knows = dice.random() < 1 / (1 + np.exp(-2 * student.ability))
        return part.letters if knows else others[dice.integers(len(others))]

    return answer


def test_a_wrong_key_makes_nobody_hold_a_misconception(exam: ExamKept) -> None:
    one_form = replace_forms(exam, 1)
    asked = a_choice(exam, 1)
    concept = next(one.concept for one in asked.parts[0].options if one.letter == wrong_letter(asked))
    intake, _ = Class(150, odd={asked.item: wrong_key(wrong_letter(asked))}).sit(one_form, 1)
    found = {one.id: one for one in analysis(sittings([(one_form, intake)]), "0.2.0").concepts}
    assert concept not in found or not found[concept].found


def a_choice(exam: ExamKept, number: int) -> QuestionKept:
    return [one for one in exam.forms[0].questions if one.kind == "choice"][number]


def wrong_letter(question: QuestionKept, number: int = 0) -> str:
    return [one.letter for one in question.parts[0].options if not one.correct][number]


@pytest.mark.parametrize("seed", range(5))
def test_planted_bad_items_are_found_and_named(exam: ExamKept, seed: int) -> None:
    one_form = replace_forms(exam, 1)
    key, flat, stale = (a_choice(exam, number) for number in range(3))
    odd = {key.item: wrong_key(wrong_letter(key)), flat.item: guessing, stale.item: dead(wrong_letter(stale, 1))}
    intake, _ = Class(150, odd=odd).sit(one_form, seed)
    found = {one.item: one for one in items(sittings([(one_form, intake)])[0].answers)}
    suspect = found[key.item].look[0]
    assert (suspect.why, suspect.answer) == ("key-suspect", wrong_letter(key))
    assert "no-discrimination" in {one.why for one in found[flat.item].look}
    assert ("dead-distractor", wrong_letter(stale, 1)) in {(one.why, one.answer) for one in found[stale.item].look}
    assert (found[stale.item].distractors, found[stale.item].functioning) == (3, 2)
    assert [one for one in found.values() if one.look and one.look[0].why == "key-suspect"] == [found[key.item]]


@pytest.mark.parametrize("seed", range(3))
def test_few_good_items_are_named_in_a_class_whose_forms_have_few_students(exam: ExamKept, seed: int) -> None:
    flat = a_choice(exam, 1).item
    intake, _ = Class(200, steep=1.0, odd={flat: guessing}).sit(exam, seed)
    found = analysis(sittings([(exam, intake)]), "0.2.0")
    unlike = [one.item for one in found.items if {"no-discrimination", "negative-discrimination"} & _why(one)]
    assert len(found.items) == 80
    assert len(unlike) <= 10
    told = {one.item: one.discrimination.value or 0 for one in found.items}
    named = [one for one in found.look if one in unlike]
    assert [told[one] for one in named] == sorted(told[one] for one in named)


def _why(item: ItemFound) -> set[str]:
    return {one.why for one in item.look}


def replace_forms(exam: ExamKept, number: int) -> ExamKept:
    return structs.replace(exam, forms=exam.forms[:number])


def test_a_value_that_those_write_who_can_do_it_makes_a_number_suspect(exam: ExamKept) -> None:
    one_form = replace_forms(exam, 1)
    asked = next(one for one in exam.forms[0].questions if one.kind == "numerical")

    def answer(student: Student, part: PartKept, dice: np.random.Generator) -> str:
        knows = dice.random() < 1 / (1 + np.exp(-2 * (student.ability + 0.5)))
        return "4321" if knows else str(part.key if dice.random() < 0.3 else dice.integers(100))

    intake, _ = Class(100, odd={asked.item: answer}).sit(one_form, 1)
    found = {one.item: one for one in items(sittings([(one_form, intake)])[0].answers)}
    first = found[asked.item].look[0]
    assert (first.why, first.answer) == ("key-suspect", "4321")


def whole(exam: ExamKept, of: Class, seed: int = 1) -> Analysis:
    intake, _ = of.sit(exam, seed)
    return analysis(sittings([(exam, intake)]), "0.2.0")


def sat(exam: ExamKept, of: Class, seed: int = 1) -> ExamFound:
    """How the exam went, without its items."""
    intake, _ = of.sit(exam, seed)
    return exam_found(sittings([(exam, intake)])[0])


def test_eight_students_are_too_few_for_anything(exam: ExamKept) -> None:
    found = whole(exam, Class(8, PLANTED))
    assert (found.too_few, found.look, found.teach) == ("nothing", [], [])
    told = [one.holding for one in (*found.concepts, *found.misconceptions)]
    told += [one for item in found.items for one in (item.difficulty, item.discrimination)]
    told += [one for group in (*found.families, *found.topics) for one in (group.difficulty, group.discrimination)]
    told += [found.exams[0].mean, found.exams[0].reliability]
    assert [one for one in told if one.told] == []
    assert "8 students are too few: 20 are needed" in {one.why for one in told}
    assert found.exams[0].fairness.why == "few"
    assert sum(one.shown for one in found.concepts) > 10


def test_exams_of_several_years_with_one_title_are_told_apart_by_their_order(exam: ExamKept) -> None:
    years = [exam, structs.replace(exam, title="Final"), exam]
    taken = sittings([(one, Class(12).sit(one, number)[0]) for number, one in enumerate(years)])
    named = [one.title for one in analysis(taken, "0.2.0").exams]
    assert named == [f"{exam.title} (1)", "Final", f"{exam.title} (3)"]


def test_reliability_is_that_of_the_class(exam: ExamKept) -> None:
    good, none = (sat(exam, Class(150, steep=steep)).reliability for steep in (3.0, 0.0))
    assert (good.low or 0) > 0.8
    assert (none.low or 0) < 0.2
    assert (none.high or 1) < 0.45


def test_forms_that_are_equally_hard_are_called_so_and_a_harder_one_is_not(exam: ExamKept) -> None:
    hard = {one.item for one in exam.forms[1].questions[:12]}

    def lost(student: Student, part: PartKept, dice: np.random.Generator) -> str:
        return guessing(student, part, dice) if dice.random() < 0.8 else ""

    assert not any(sat(exam, Class(80), seed).fairness.beyond for seed in range(2))
    found = sat(exam, Class(80, odd=dict.fromkeys(hard, lost))).fairness
    assert found.beyond
    assert [one.slot for one in found.slots if one.beyond]
    assert min(found.forms, key=lambda one: one.points.value or 0).form == "B"


def test_where_each_student_has_a_form_slots_and_misconceptions_are_told_and_items_are_not(exam: ExamKept) -> None:
    own = structs.replace(exam, forms=tuple(a_students(exam.forms[number % 4], number) for number in range(80)))
    found = whole(own, Class(80, PLANTED))
    assert [one.id for one in found.concepts[:2]] == ["ignores-padding", "dilation-as-holes"]
    assert found.exams[0].fairness.why == "own-forms"
    assert found.exams[0].reliability.told
    assert all(one.difficulty.told and one.discrimination.told for one in found.slots)
    assert not any(one.difficulty.told or one.answers or one.look for one in found.items)


def a_students(form: FormKept, number: int) -> FormKept:
    """The form as another one of which nobody else has an item."""
    questions = tuple(structs.replace(one, item=f"{one.item}-{number}") for one in form.questions)
    return structs.replace(form, form=str(number), seal=f"SEAL{number:06}", questions=questions)


def test_what_is_doubtful_is_left_out_and_counted(exam: ExamKept) -> None:
    intake, _ = Class(40).sit(exam, 2)
    doubtful = [replace(one, answers=(("?",), *one.answers[1:])) for one in intake.sheets[:7]]
    taken = sittings([(exam, replace(intake, sheets=(*doubtful, *intake.sheets[7:])))])
    found = analysis(taken, "0.2.0")
    assert found.exams[0].doubtful == 7 == sum(one.doubtful for one in found.items)
    assert sum(one.answered for one in found.items) == 40 * 20 - 7


def test_empty_sheets_are_left_out_and_counted(exam: ExamKept) -> None:
    intake, _ = Class(12).sit(exam, 2)
    empty = replace(intake.sheets[0], who="nobody", answers=tuple(("",) for _ in intake.sheets[0].answers))
    found = analysis(sittings([(exam, replace(intake, sheets=(*intake.sheets, empty)))]), "0.2.0")
    assert (found.students, found.exams[0].left_out) == (12, {"empty": 1})
