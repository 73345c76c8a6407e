"""A file of authored items is a source like any other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from quizgen.answers import Matching, Ordering
from quizgen.asking.verify import verified
from quizgen.authored import Concepts
from quizgen.blueprint import draw
from quizgen.counting.counts import counts, distinct, there
from quizgen.model import LEVELS, Question

Write = Callable[..., Path]


def questions(small: Concepts, seed: str = "1") -> list[Question]:
    return [q for level in LEVELS for kind in small.kinds for q in small.draw(level, kind, seed)]


def place(question: Question) -> int:
    (right,) = question.parts[0].answer.correct
    return right


def test_it_is_named_after_its_file(small: Concepts) -> None:
    assert (small.id, small.topic, small.title) == (
        "normalisation-concepts",
        "normalisation",
        "Batch normalisation",
    )
    assert small.authored
    assert small.kinds == ("choice", "multiple", "matching", "ordering")


def test_items_are_counted_by_level_and_kind(small: Concepts) -> None:
    assert counts(small) == {
        "easy": {"choice": 2, "multiple": 1, "matching": 0, "ordering": 0},
        "medium": {"choice": 0, "multiple": 0, "matching": 0, "ordering": 1},
        "hard": {"choice": 0, "multiple": 0, "matching": 1, "ordering": 0},
    }
    assert distinct(small) == {"easy": 3, "medium": 1, "hard": 1}
    assert (there(small, "easy", None), there(small, "easy", "choice"), there(small, "easy", "numerical")) == (
        3,
        2,
        0,
    )


def test_every_item_is_drawn_once_and_becomes_an_item_without_a_measurement(small: Concepts) -> None:
    items = [verified(question) for question in questions(small)]
    assert len({item.id for item in items}) == len(items) == 5
    assert all(item.id.startswith("normalisation-concepts-") for item in items)
    assert {(item.evidence.torch, item.evidence.measured) for item in items} == {("", ())}
    assert items[0].question.asks == "concept"
    assert "inference" in next(item.tags for item in items if item.id.endswith("which-statistics"))


def test_the_same_seed_gives_the_same_and_ids_do_not_depend_on_it(small: Concepts) -> None:
    assert questions(small, "1") == questions(small, "1")
    assert {q.id for q in questions(small, "1")} == {q.id for q in questions(small, "2")}


def test_of_many_distractors_three_are_shown_and_every_one_of_them_sooner_or_later(small: Concepts) -> None:
    shown: Counter[str | None] = Counter()
    for seed in range(200):
        (four,) = (q for q in small.draw("easy", "choice", str(seed)) if len(q.options) == 4)
        assert four.options[place(four)].text.template == "The running averages"
        shown.update(option.slip.id if option.slip else None for option in four.options)
    assert shown[None] == 200
    assert len(shown) == 5
    assert all(100 < number < 200 for name, number in shown.items() if name)


def test_the_key_stands_at_every_place_equally_often(small: Concepts) -> None:
    fours = [q for seed in range(400) for q in small.draw("easy", "choice", str(seed)) if len(q.options) == 4]
    places = Counter(map(place, fours))
    assert all(70 <= places[number] <= 130 for number in range(4))


def test_within_a_level_four_keys_in_a_row_stand_at_four_places(write: Write) -> None:
    text = write().read_text(encoding="utf-8")
    head, _, rest = text.partition("[[item]]")
    choice = rest.partition("[[item]]")[0]
    copies = [choice.replace("which-statistics", f"copy-{number}") for number in range(8)]
    source = Concepts(write("[[item]]".join([head, *copies])))
    for seed in ("1", "2", "3"):
        places = [place(question) for question in source.draw("easy", "choice", seed)]
        assert sorted(places[:4]) == sorted(places[4:]) == [0, 1, 2, 3]


def test_true_stands_before_false(small: Concepts) -> None:
    (question,) = (q for q in small.draw("easy", "choice", "1") if len(q.options) == 2)
    assert [option.text.template for option in question.options] == ["True", "False"]
    assert [option.slip.id if option.slip else None for option in question.options] == ["needs-a-batch", None]


def test_the_key_of_a_matching_item_leads_each_prompt_to_its_answer(small: Concepts) -> None:
    (question,) = small.draw("hard", "matching", "1")
    (part,) = question.parts
    assert isinstance(part.answer, Matching)
    assert [prompt.template for prompt in part.answer.prompts] == ["`BatchNorm2d`", "`LayerNorm`", "`InstanceNorm2d`"]
    answers = [option.text.template for _, option in part.answer.pairs]
    assert answers == ["Samples, height and width", "Channels, height and width", "Height and width"]
    assert len(question.options) == 4


def test_steps_are_shown_out_of_order_and_the_key_puts_them_right(small: Concepts) -> None:
    (question,) = small.draw("medium", "ordering", "1")
    (part,) = question.parts
    assert isinstance(part.answer, Ordering)
    assert part.answer.places != (0, 1, 2, 3)
    steps = [part.answer.steps[place].template for place in part.answer.places]
    assert steps == ["Take the mean.", "Take the variance.", "Normalise.", "Scale and shift."]


def test_without_a_kind_all_items_of_a_level_come_each_in_its_own(small: Concepts) -> None:
    items = list(draw(small, "easy", None, "1"))
    assert Counter(item.kind for item in items) == {"choice": 2, "multiple": 1}
    assert [item.id for item in islice(draw(small, "easy", None, "1"), 2)] == [item.id for item in items[:2]]


def test_nobody_is_heard_and_nothing_is_suspected(small: Concepts) -> None:
    assert [small.points(level) for level in LEVELS] == [3, 1, 1]
    assert small.testify("hard", 0).witnesses == ()
    assert small.testify("hard", 0).where == "axes"
    assert small.cases() == ()
    assert list(small.givers("easy")(0, [(1,)])) == [()]
