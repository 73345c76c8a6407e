"""Every kind of question is answered in Chromium by keyboard alone, rightly and wrongly, and logged as by the quiz."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import handmade
import handmade_parts
import pytest
from chromium import needed
from logged_by_quiz import logged, told
from practice_page import Learner, of_one

from quizgen.answers import Chosen, Filled, Given, Numerical, Placed, Written
from quizgen.model import Form, Item

pytestmark = needed("answered on a page")
Practise = Callable[..., Learner]


def typed_shape() -> Item:
    return handmade.answered(handmade.choice(), handmade_parts.CONV)


def chosen(*places: int) -> Chosen:
    return Chosen(frozenset(places))


def written(*numbers: int) -> Written:
    return Written(numbers)


RIGHT: dict[str, tuple[Callable[[], Item], Given]] = {
    "choice": (handmade.choice, chosen(1)),
    "true-false": (handmade.true_false, chosen(1)),
    "multiple": (handmade.multiple, chosen(1, 3)),
    "numerical": (handmade.numerical, written(1024)),
    "shape": (typed_shape, written(16, 14, 14)),
    "matching": (handmade.matching, Placed((2, 0))),
    "ordering": (handmade.ordering, Placed((1, 2, 0))),
    "grid": (handmade_parts.grid, Filled((written(16, 14, 14), written(448), written(16, 7, 7), written(7850)))),
}
SEVERAL: Sequence[Given] = (
    *(written(10), written(808), chosen(1), chosen(0, 2), Placed((2, 0)), Placed((1, 2, 0))),
    Filled((written(10), written(11))),
)


def of_all(kinds: Iterable[str]) -> Form:
    """An item of each of these sorts on one page."""
    return Form("Practice", "7", tuple(RIGHT[kind][0]() for kind in kinds))


def expected(kinds: Iterable[str], tries: Callable[[str], Sequence[Sequence[Given]]]) -> list[dict[str, Any]]:
    """What the quiz would log for these tries."""
    return [event for kind in kinds for event in logged(RIGHT[kind][0](), tries(kind))]


def test_a_right_answer_is_right_at_once(practise: Practise) -> None:
    learner = practise(of_all(RIGHT))
    learner.push("Practise")
    for kind, (_, answer) in RIGHT.items():
        learner.give([answer])
        learner.push("Check")
        assert learner.verdicts == ["Right."], kind
        assert learner.card.locator("details").count() == 1
        learner.push("Next")
    assert "8 of 8 right" in learner.page.locator("#summary").inner_text()
    assert [told(event) for event in learner.events] == expected(RIGHT, lambda kind: [[RIGHT[kind][1]]])


def test_so_are_parts_of_every_kind_on_one_card(practise: Practise) -> None:
    learner = practise(of_one(handmade_parts.several()))
    learner.push("Practise")
    learner.give(SEVERAL)
    learner.push("Check")
    assert learner.verdicts == ["Right."] * 7
    assert [told(event) for event in learner.events] == logged(handmade_parts.several(), [SEVERAL])


def test_a_wrong_choice_is_told_its_very_mistake_and_the_key_at_once(practise: Practise) -> None:
    learner = practise(of_one(handmade.choice()))
    learner.push("Practise")
    learner.give([chosen(3)])
    learner.push("Check")
    assert learner.verdicts == ["Not right. The answer is B: 1,024."]
    assert "stride is larger than 1." in learner.card.inner_text()
    assert learner.page.get_by_role("button", name="Check").count() == 0
    assert [told(event) for event in learner.events] == logged(handmade.choice(), [[chosen(3)]])


WRONG: dict[str, tuple[Callable[[], Item], Given, str, str]] = {
    "multiple": (handmade.multiple, chosen(1, 2), "Not yet: C does not fit.", "Right, but not chosen: D."),
    "incomplete": (handmade.multiple, chosen(1), "what you chose fits, but there is more", "not chosen: D."),
    "numerical": (handmade.numerical, written(20480), "Not yet: stride is larger than 1.", "The answer is 1,024."),
    "unforeseen": (handmade.numerical, written(5), "Not yet.", "Not right. The answer is 1,024."),
    "shape": (typed_shape, written(16, 15, 15), "Not yet: a step that does not fit", "The answer is 16 × 14 × 14."),
    "matching": (handmade.matching, Placed((2, 1)), "Not yet: 1 of 2 are where they belong.", "Not right."),
    "ordering": (
        handmade.ordering,
        Placed((0, 1, 2)),
        "Not yet: 0 of 3 are where they belong.",
        "statistics come first",
    ),
    "grid": (
        handmade_parts.grid,
        Filled((written(16, 14, 14), written(432), written(16, 7, 7), written(1))),
        "Not yet: each filter has a bias.",
        "Each filter has a bias.",
    ),
}


def test_a_wrong_answer_says_nothing_of_the_key_is_tried_again_and_then_explained(practise: Practise) -> None:
    items = [make() for make, *_ in WRONG.values()]
    learner = practise(Form("Practice", "7", tuple(items)))
    learner.push("Practise")
    for kind, (_, wrong, first, last) in WRONG.items():
        learner.give([wrong])
        learner.push("Check")
        assert first in learner.verdicts[0], kind
        assert "1,024" not in learner.verdicts[0]
        assert learner.card.locator("details").count() == 0
        learner.push("Check")
        assert last in learner.verdicts[0], kind
        assert learner.solution().startswith("Worked solution")
        learner.push("Next")
    pairs = zip(items, WRONG.values(), strict=True)
    wanted = [event for item, (_, wrong, *_) in pairs for event in logged(item, [[wrong], [wrong]])]
    assert [told(event) for event in learner.events] == wanted


def test_a_second_try_may_be_right(practise: Practise) -> None:
    kinds = [kind for kind in WRONG if kind in RIGHT]
    learner = practise(of_all(kinds))
    learner.push("Practise")
    for kind in kinds:
        learner.give([WRONG[kind][1]])
        learner.push("Check")
        learner.give([RIGHT[kind][1]])
        learner.push("Check")
        assert learner.verdicts == ["Right."], kind
        learner.push("Next")
    assert "0 of 6 right at the first try, 6 in the end" in learner.page.locator("#summary").inner_text()
    wanted = expected(kinds, lambda kind: [[WRONG[kind][1]], [RIGHT[kind][1]]])
    assert [told(event) for event in learner.events] == wanted


def test_who_does_not_know_is_shown_the_solution(practise: Practise) -> None:
    learner = practise(of_all(RIGHT))
    learner.push("Practise")
    for kind in RIGHT:
        learner.push("I don’t know")
        assert "Not right" not in learner.verdicts[0], kind
        assert learner.solution()
        learner.push("Next")
    assert [told(event) for event in learner.events] == expected(RIGHT, lambda _: [[None]])


FOLLOWS = "It follows from your own numbers: if you change these, work it out again."


def test_a_later_part_is_judged_by_the_learners_own_earlier_number(practise: Practise) -> None:
    carried: Sequence[Given] = (written(9), written(656), *SEVERAL[2:])
    learner = practise(of_one(handmade_parts.several()))
    learner.push("Practise")
    learner.give(carried)
    learner.push("Check")
    assert learner.verdicts[0] == "Not yet: it is what somebody gets who counts wrongly."
    assert learner.verdicts[1] == f"Right. {FOLLOWS}"
    learner.push("Worked solution")
    assert learner.verdicts[1] == "Right. Right from your 9; with the right 10 it would be 808."


def test_who_mends_an_earlier_number_has_to_work_out_what_follows_again(practise: Practise) -> None:
    carried: Sequence[Given] = (written(9), written(656), *SEVERAL[2:])
    learner = practise(of_one(handmade_parts.several()))
    learner.push("Practise")
    learner.give(carried)
    learner.push("Check")
    mended: Sequence[Given] = (written(10), *carried[1:2], None, *SEVERAL[3:])
    learner.give(mended)
    learner.push("Check")
    assert learner.verdicts[0] == "Right."
    assert learner.verdicts[1] == "Not right. The answer is 808."
    ended = [written(10), *carried[1:]]
    assert [told(event) for event in learner.events] == logged(handmade_parts.several(), [carried, ended])


def test_a_choice_among_parts_is_asked_once_and_what_was_left_open_can_still_be_answered(practise: Practise) -> None:
    learner = practise(of_one(handmade_parts.several()))
    learner.push("Practise")
    learner.give((None, written(5), chosen(0)))
    learner.push("Check")
    learner.push("Check")
    assert learner.verdicts[:3] == ["Nothing is answered yet.", "Not yet.", "Not right."]
    assert learner.card.locator("input[type=radio]:enabled").count() == 0
    assert learner.card.locator("input[type=checkbox]:enabled").count() > 0
    learner.give([SEVERAL[0], SEVERAL[1], None, *SEVERAL[3:]])
    learner.push("Check")
    assert [one.split(".")[0] for one in learner.verdicts] == ["Right", "Right", "Not right", *["Right"] * 4]


def test_a_mistake_is_known_again_in_the_learners_own_numbers(practise: Practise) -> None:
    own: Sequence[Given] = (written(9), written(648), *SEVERAL[2:])
    learner = practise(of_one(handmade_parts.several()))
    learner.push("Practise")
    learner.give(own)
    learner.push("Check")
    assert learner.verdicts[1] == "Not yet: each neuron has a bias: 8 more."
    assert [told(event) for event in learner.events] == logged(handmade_parts.several(), [own])


def test_a_table_carries_too(practise: Practise) -> None:
    given = Filled((written(3, 14, 14), written(448), written(3, 7, 7), written(7850)))
    learner = practise(of_one(handmade_parts.grid()))
    learner.push("Practise")
    learner.give([given])
    learner.push("Check")
    assert learner.verdicts[0].endswith(f"MaxPool2d(2), Output shape: {FOLLOWS}")
    learner.push("Worked solution")
    assert "Right from your 3 × 14 × 14; with the right 16 × 14 × 14 it would be 16 × 7 × 7." in learner.verdicts[0]
    assert [told(event) for event in learner.events] == logged(handmade_parts.grid(), [[given]])


def test_hints_are_told_one_by_one_and_counted(practise: Practise) -> None:
    learner = practise(of_one(handmade.numerical()))
    learner.push("Practise")
    learner.push("Hint")
    learner.push("Hint")
    assert learner.card.locator(".hints h3").all_inner_texts() == ["Hint 1 of 2", "Hint 2 of 2"]
    assert learner.page.get_by_role("button", name="Hint", exact=True).is_disabled()
    learner.give([written(1024)])
    learner.push("Check")
    assert [told(event) for event in learner.events] == logged(handmade.numerical(), [[written(1024)]], hints=2)


@pytest.mark.parametrize(
    ("item", "text", "said"),
    [
        (handmade.numerical, "", "Nothing is answered yet."),
        (handmade.numerical, "abc", "“abc” is not a number such as 56, 2.5 or 5/2."),
        (typed_shape, "16", "“16” is not 3 numbers such as 3 x 8."),
    ],
)
def test_what_is_no_answer_is_not_judged(practise: Practise, item: Callable[[], Item], text: str, said: str) -> None:
    learner = practise(of_one(item()))
    learner.push("Practise")
    learner.reach(learner.card.locator("input[type=text]"))
    learner.page.keyboard.type(text)
    learner.press("Enter")
    assert learner.card.locator(".fault").inner_text() == said
    assert learner.card.locator("input[type=text]").evaluate("one => one === document.activeElement")
    assert learner.events == []


def test_what_can_be_read_in_two_ways_is_told_as_it_was_read(practise: Practise) -> None:
    learner = practise(of_one(handmade.answered(handmade.choice(), Numerical(1825))))
    learner.push("Practise")
    learner.reach(learner.card.locator("input[type=text]"))
    learner.page.keyboard.type("1.825")
    learner.press("Enter")
    assert learner.verdicts == ["Right. Read as 1825."]


def test_part_of_a_table_may_stay_open_if_it_is_wished_twice(practise: Practise) -> None:
    some = Filled((written(16, 14, 14), None, None, written(7850)))
    learner = practise(of_one(handmade_parts.grid()))
    learner.push("Practise")
    learner.give([some])
    learner.push("Check")
    assert "Check again" in learner.card.locator(".fault").inner_text()
    assert learner.events == []
    learner.push("Check")
    assert [told(event) for event in learner.events] == logged(handmade_parts.grid(), [[some]])
