"""The quiz with a pipe as input."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from click.testing import Result

from quizgen import catalog
from quizgen.answers import Matching, Numerical, Ordering
from quizgen.asking.verify import verified
from quizgen.blueprint import Cell, Supply
from quizgen.blueprint.candidates import Candidate
from quizgen.blueprint.spread import cells, spread
from quizgen.cli.talk import round as rounds
from quizgen.cli.talk.asking import Asking
from quizgen.model import LEVELS, Item, Kind, Question
from quizgen.study import ahead
from quizgen.text.terminal import TERMINAL

Run = Callable[..., Result]


def drawn(family: str, kind: Kind, number: int) -> list[Item]:
    """What ``quizgen quiz FAMILY --kind KIND -n NUMBER --seed 7`` asks."""
    return list(spread(cells(catalog.select([family]), LEVELS, [kind]), number, "7"))


def letters(item: Item, *, right: bool) -> list[str]:
    correct = item.question.parts[0].answer.correct
    return ["abcdef"[place] for place in range(len(item.question.options)) if (place in correct) == right]


def flat(text: str) -> str:
    """On one line; where a line ended after a hyphen, what follows is joined again."""
    return re.sub(r"(?<=\w-)\s+(?=\w)", "", " ".join(text.split()))


def quiz(run: Run, family: str, kind: Kind, number: int, answers: list[str]) -> Result:
    arguments = ("quiz", family, "--kind", kind, "-n", str(number), "--seed", "7")
    return run(*arguments, input="".join(f"{answer}\n" for answer in answers))


def number(item: Item) -> object:
    answer = item.question.parts[0].answer
    assert isinstance(answer, Numerical)
    return answer.key


def test_right_answers_give_a_full_score_and_every_solution(run: Run) -> None:
    items = drawn("conv-output-size", "choice", 3)
    result = quiz(run, "conv-output-size", "choice", 3, [letters(item, right=True)[0] for item in items])
    text = flat(result.stdout)
    assert result.exit_code == 0
    assert text.count("Right.") == 3
    assert "3 of 3 right" in text
    assert "output size 3 of 3" in text
    assert "Mistakes" not in text
    for item in items:
        assert flat(TERMINAL.text(item.stem)) in text
        assert all(flat(TERMINAL.text(part)) in text for part in item.question.solution)


def test_a_wrong_choice_is_told_its_very_mistake_and_the_summary_names_it(run: Run) -> None:
    (item,) = drawn("conv-output-size", "choice", 1)
    letter = letters(item, right=False)[1]
    option = item.question.options["abcd".index(letter)]
    before, _, after = flat(quiz(run, "conv-output-size", "choice", 1, [letter.upper()]).stdout).partition("Not right.")
    others = [flat(TERMINAL.line(other.feedback)) for other in item.question.options if other is not option]
    assert flat(TERMINAL.line(option.feedback)) in after.partition("Solution")[0]
    assert not any(other in after for other in others)
    assert f"The answer is {letters(item, right=True)[0]})" in after
    assert option.slip
    concept = option.slip.concept
    summary = after.partition("Mistakes to look at again:")[2]
    assert f"{flat(concept.name)} (1×) {flat(TERMINAL.line(concept.meaning))}" in summary
    assert concept.name not in before


def test_a_foreseen_number_is_told_its_mistake_and_another_only_the_answer(run: Run) -> None:
    one, two, three = drawn("conv-output-size", "numerical", 3)
    foreseen = one.question.options[0]
    result = quiz(run, "conv-output-size", "numerical", 3, [str(foreseen.value), "987654321", f" {number(three)} "])
    first, second, third = flat(result.stdout).partition("Question 1")[2].split("Question")
    assert flat(TERMINAL.line(foreseen.feedback)) in first
    assert f"The answer is {number(two)}." in second
    assert not any(flat(TERMINAL.line(option.feedback)) in second for option in two.question.options)
    assert "Right." in third
    assert "1 of 3 right" in third


def test_of_several_only_the_right_set_is_right(run: Run) -> None:
    one, two = drawn("which-conv-output-size", "multiple", 2)
    wrong = letters(two, right=False)[0]
    answers = [" ".join(letters(one, right=True)), wrong]
    first, second = flat(quiz(run, "which-conv-output-size", "multiple", 2, answers).stdout).split("Question 2")
    assert "Right." in first
    assert (
        f"{wrong}) does not fit: {flat(TERMINAL.line(two.question.options['abcdef'.index(wrong)].feedback))}" in second
    )
    assert f"Right, but not chosen: {', '.join(letters(two, right=True))}." in second


def with_kind(kind: Kind) -> str:
    return next(source.id for source in catalog.sources() if kind in source.kinds)


def row(item: Item, turned: int = 0) -> str:
    """The key as one types it, or with so many of its letters moved on by one place."""
    answer = item.question.parts[0].answer
    assert isinstance(answer, Matching | Ordering)
    places = answer.places
    return "".join("abcdefgh"[place] for place in places[turned:] + places[:turned])


def test_each_pair_that_is_wrong_is_told_what_belongs_there(run: Run) -> None:
    (item,) = drawn(with_kind("matching"), "matching", 1)
    answer = item.question.parts[0].answer
    assert isinstance(answer, Matching)
    wrong = quiz(run, item.family, "matching", 1, ["a", "?x", row(item, 1)])
    before, _, after = flat(wrong.stdout).partition("Not right.")
    assert before.count(f"Please type {len(answer.prompts)} letters") == 2
    for number, (prompt, place) in enumerate(zip(answer.prompts, answer.places, strict=True), start=1):
        assert f"{number}) {flat(TERMINAL.line(prompt))}" in before
        belongs = f"{number}) {TERMINAL.line(prompt)} {'abcdefgh'[place]}) {TERMINAL.line(answer.options[place].text)}"
        assert flat(belongs) in after
        assert flat(TERMINAL.line(answer.options[place].feedback)) in after
    names = {slip.concept.name for option in answer.options if (slip := option.slip)}
    assert any(f"{name} (1×)" in after for name in names)
    assert "1 of 1 right" in quiz(run, item.family, "matching", 1, [", ".join(row(item)).upper()]).stdout


def test_a_wrong_order_is_told_the_right_one_and_its_mistake(run: Run) -> None:
    (item,) = drawn(with_kind("ordering"), "ordering", 1)
    wrong = flat(quiz(run, item.family, "ordering", 1, ["aaaa", row(item, 1)]).stdout)
    assert "each once" in wrong
    answer = item.question.parts[0].answer
    assert isinstance(answer, Ordering)
    steps = (f"{'abcdefgh'[place]}) {TERMINAL.line(answer.steps[place])}" for place in answer.places)
    assert f"The answer is this order: {flat(' '.join(steps))}" in wrong
    slip = item.question.options[0].slip
    assert slip
    assert wrong.count(flat(TERMINAL.line(slip.feedback))) == 1
    assert f"{flat(slip.concept.name)} (1×) {flat(TERMINAL.line(slip.concept.meaning))}" in wrong
    assert "1 of 1 right" in quiz(run, item.family, "ordering", 1, [row(item)]).stdout


def test_authored_items_are_asked_each_in_its_own_way(run: Run) -> None:
    (source,) = catalog.select(["receptive-field-growth-concepts"])
    assert len(source.kinds) > 2
    result = run("quiz", source.id, "-n", "8", "--seed", "7", input="?\n" * 8)
    assert "0 of 8 right" in result.stdout
    items = list(spread(cells([source], LEVELS, None), 8, "7"))
    assert len({item.kind for item in items}) > 1
    assert all(flat(TERMINAL.text(item.stem)) in flat(result.stdout) for item in items)


def test_what_cannot_be_read_is_asked_again(run: Run) -> None:
    (item,) = drawn("conv-output-size", "choice", 1)
    right = letters(item, right=True)[0]
    text = quiz(run, "conv-output-size", "choice", 1, ["", "x", "ab", "é", right]).stdout
    letter = {3: "a, b, c", 4: "a, b, c, d"}[len(item.question.options)]
    assert text.count(f"Please answer with one of {letter}.") == 4
    assert "1 of 1 right" in text
    (typed,) = drawn("conv-output-size", "numerical", 1)
    text = quiz(run, "conv-output-size", "numerical", 1, ["", "abc", str(number(typed))]).stdout
    assert "Please type a number." in text
    assert "'abc' is not a number" in text
    assert "1 of 1 right" in text
    (several,) = drawn("which-conv-output-size", "multiple", 1)
    right = "".join(letters(several, right=True))
    text = quiz(run, "which-conv-output-size", "multiple", 1, ["", "a z", right]).stdout
    assert text.count("Please answer with some of") == 2
    assert "1 of 1 right" in text


def test_options_that_are_sentences_stand_in_the_answer_without_their_full_stops(run: Run) -> None:
    names = ("activations-concepts", "batch-normalisation-basics-concepts")
    told = [
        flat(run("quiz", name, "--kind", "multiple", "-n", "1", "--seed", "1", input="?\n").stdout) for name in names
    ]
    assert all("The answer is " in one for one in told)
    assert not any(re.search(r"\.[.;]", one) for one in told)


def test_a_question_mark_shows_the_solution_and_is_no_mistake(run: Run) -> None:
    for family, kind in (("conv-output-size", "choice"), ("conv-output-size", "numerical")):
        text = quiz(run, family, "choice" if kind == "choice" else "numerical", 1, ["?"]).stdout
        assert "The answer is " in text
        assert "Not right" not in text
        assert "0 of 1 right" in text
        assert "Mistakes" not in text


def test_q_and_the_end_of_the_input_leave_with_a_summary_of_what_was_answered(run: Run) -> None:
    (item, *_) = drawn("conv-output-size", "choice", 3)
    right = letters(item, right=True)[0]
    for given in ([right, "q"], [right]):
        result = quiz(run, "conv-output-size", "choice", 3, given)
        assert result.exit_code == 0
        assert "1 of 1 right" in result.stdout
        assert "Question 2 of 3" in result.stdout
        assert "Question 3 of 3" not in result.stdout


def test_leaving_before_the_first_answer_is_not_an_error(run: Run) -> None:
    result = run("quiz", "-n", "2", "--seed", "7")
    assert result.exit_code == 0
    assert "No question was answered." in result.stdout


MANY = "?\n" * 600
"""More than any quiz asks for, cell by cell."""


def test_the_same_seed_asks_the_same_and_another_seed_other_families(run: Run, made: list[Question]) -> None:
    one, two, three = (run("quiz", "--seed", seed, input=MANY).stdout for seed in "778")
    assert one == two != three
    number = len(made) // 3
    assert [question.id for question in made[:number]] == [question.id for question in made[number : 2 * number]]
    assert {question.family for question in made[:number]} != {question.family for question in made[2 * number :]}


def test_ten_quizzes_ask_sixty_families_and_all_topics_and_no_topic_twice_in_a_row(
    run: Run, asked: list[Question]
) -> None:
    for seed in range(1, 11):
        before = len(asked)
        assert run("quiz", "--seed", str(seed), input=MANY).exit_code == 0
        assert all(one.topic != other.topic for one, other in pairwise(asked[before:]))
    assert len({item.family for item in asked}) >= 60
    assert {item.topic for item in asked} == set(catalog.topics())


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Question]:
    """The questions that are handed out, as it happens: without those that an enemy keeps apart."""
    questions: list[Question] = []
    take = Supply.take

    def noted(supply: Supply[Question], cell: Cell) -> Candidate[Question] | None:
        taken = take(supply, cell)
        questions.extend([taken.content] if taken else [])
        return taken

    monkeypatch.setattr(Supply, "take", noted)
    return questions


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Question]:
    """The questions that are verified, as it happens."""
    questions: list[Question] = []

    def noted(question: Question) -> Item:
        questions.append(question)
        return verified(question)

    monkeypatch.setattr(ahead, "verified", noted)
    return questions


@pytest.mark.parametrize("name", ["conv-output-size", "which-conv-output-size", "pooling-concepts", "output-size"])
def test_at_most_one_item_is_made_ahead_of_the_question_that_is_answered(
    run: Run, made: list[Question], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    before: list[int] = []

    def asked(question: Question, *others: Any) -> Asking:
        before.append(len(made))
        return Asking(question, *others)

    monkeypatch.setattr(rounds, "Asking", asked)
    result = run("quiz", name, "-n", "3", "--seed", "7", input="?\n?\n?\n")
    assert result.exit_code == 0
    assert all(count <= place + 1 for place, count in enumerate(before, start=1))
    assert len(made) == len(before) == 3


def test_asking_for_what_is_not_there_is_one_sentence(run: Run) -> None:
    result = run("quiz", "conv-output-size", "-n", "99999")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    said = "Error: there is no family, topic or file 'outputsize'; did you mean 'output-size', "
    assert run("quiz", "outputsize").stderr.startswith(said)


def test_nothing_in_the_output_is_for_terminals_only(run: Run) -> None:
    text = quiz(run, "conv-output-size", "choice", 2, ["a", "b"]).output
    assert "\x1b" not in text
    assert "\r" not in text
