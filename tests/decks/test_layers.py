from __future__ import annotations

from collections import Counter
from itertools import islice

import numpy as np
import pytest

from quizgen import catalog
from quizgen.answers import Multiple
from quizgen.asking.which_layer import WhichFamily
from quizgen.decks.arrays import Ints
from quizgen.decks.asked_layers import of_hands
from quizgen.decks.layers import KEPT, LayerDeals
from quizgen.decks.tasks import Deal, Task, tasks
from quizgen.model import LEVELS, Level
from quizgen.topics.output_size.which_conv_output_size import FAMILY

FAMILIES = [family for family in catalog.shipped_families() if isinstance(family, WhichFamily)]
LEVEL = FAMILY.levels["hard"]
TABLE = FAMILY.table("hard")
HAND = (2, 3)
FIVE = [task for task in tasks(LEVEL, TABLE, FAMILY.given) if task.allows(*HAND)]
LOOKS = [(point["kernel_size"], point["stride"], point["padding"]) for point in LEVEL]


@pytest.fixture(scope="module")
def deals() -> list[tuple[Task, Deal]]:
    points, mistakes = kept()
    right, _ = HAND
    return [
        (task, Deal(tuple(row[:right]), tuple(zip(row[right:], wrong, strict=True))))
        for task, rows, every in zip(FIVE, points.tolist(), mistakes.tolist(), strict=True)
        for row, wrong in zip(rows, every, strict=True)
    ]


def kept() -> tuple[Ints, Ints]:
    return LayerDeals(FIVE, LOOKS, LEVEL.is_real, HAND).kept()


def test_a_right_layer_gives_the_target_and_a_wrong_one_only_by_its_mistake(deals: list[tuple[Task, Deal]]) -> None:
    for task, deal in deals:
        assert all(tuple(TABLE.key[:, point].tolist()) == task.target for point in deal.right)
        for point, mistake in deal.wrong:
            assert tuple(TABLE.key[:, point].tolist()) != task.target
            assert tuple(TABLE.wrong[mistake, :, point].tolist()) == task.target


def test_every_layer_of_a_deal_belongs_to_what_the_stem_gives(deals: list[tuple[Task, Deal]]) -> None:
    for task, deal in deals:
        points = (*deal.right, *(point for point, _ in deal.wrong))
        assert {(("n", LEVEL[point]["n"]),) for point in points} == {task.given}


def test_a_deal_has_five_layers_and_three_mistakes(deals: list[tuple[Task, Deal]]) -> None:
    for _, deal in deals:
        assert len({*deal.right, *(point for point, _ in deal.wrong)}) == 5
        assert len({mistake for _, mistake in deal.wrong}) == 3


@pytest.mark.parametrize(("argument", "most"), [(0, 0.1), (1, 0.2), (2, 0.12)])
def test_a_right_layer_is_first_and_last_by_an_argument_about_as_often_as_by_chance(
    deals: list[tuple[Task, Deal]], argument: int, most: float
) -> None:
    """Published layers come first, and strides are few: there are tasks that only layers of one stride solve."""
    seen: Counter[int] = Counter()
    shares = [0.0, 0.0]
    for _, deal in deals:
        values = [LOOKS[point][argument] for point in (*deal.right, *(point for point, _ in deal.wrong))]
        seen[values[0]] += 1
        for end, extreme in enumerate((min(values), max(values))):
            shares[end] += values[:2].count(extreme) / values.count(extreme)
    assert len(seen) > 1
    assert all(share / len(deals) == pytest.approx(2 / 5, abs=most) for share in shares)


def test_of_each_task_so_many_deals_are_kept_and_always_the_same() -> None:
    first, again = kept(), kept()
    assert first[0].shape == (len(FIVE), KEPT, 5)
    assert first[1].shape == (len(FIVE), KEPT, 3)
    assert all(np.array_equal(one, other) for one, other in zip(first, again, strict=True))


def test_a_task_that_lacks_mistakes_allows_no_deal_with_more_of_them() -> None:
    task = Task((("n", 9),), (), (4,), right=[1, 2], wrong={0: [3, 4], 1: [5, 6], 2: [7, 8]})
    assert task.asked
    assert task.allows(2, 3)
    assert not task.allows(1, 4)
    assert not task.allows(3, 2)


def test_tasks_with_one_right_layer_at_most_are_left_out_where_enough_have_several() -> None:
    laid = of_hands(FIVE, LEVEL.is_real, LOOKS)
    several = {*laid["2/tasks"].tolist()} | {*laid["3/tasks"].tolist()}
    assert {*laid["tasks"].tolist()} == several
    only = [Task(task.given, task.shape, task.target, task.right[:1], task.wrong) for task in FIVE]
    alone = of_hands(only, LEVEL.is_real, LOOKS)
    assert alone["tasks"].tolist() == alone["1/tasks"].tolist() != []


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("family", FAMILIES, ids=[family.id for family in FAMILIES])
def test_where_several_layers_may_be_right_one_alone_is_in_at_most_sixty_of_a_hundred(
    family: WhichFamily, level: Level
) -> None:
    answers = [question.parts[0].answer for question in islice(family.draw(level, "multiple", "ticks"), 100)]
    rights = Counter(len(answer.right) for answer in answers if isinstance(answer, Multiple))
    assert rights.total() >= 60
    assert rights[1] <= 0.6 * rights.total()
    assert len(rights) > 1


def test_every_deal_has_a_layer_of_every_sort_that_is_needed() -> None:
    wide = np.asarray([kernel_size > 7 for kernel_size, *_ in LOOKS])
    dealt = LayerDeals(FIVE, LOOKS, LEVEL.is_real, HAND, (wide, ~wide))
    points, _ = dealt.kept()
    assert 0 < len(dealt.asked) == len(points) < len(FIVE)
    assert (wide[points].any(axis=2) & ~wide[points].all(axis=2)).all()


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", ["which-line", "which-transposed-conv", "which-layer-receptive-field"])
def test_most_wrong_layers_take_one_mistake_where_several_are_right(name: str, level: Level) -> None:
    (family,) = (one for one in FAMILIES if one.id == name)
    twice = {family.misconceptions[number].id for number, _, _ in family.table(level).doubles}
    drawn = islice(family.draw(level, "multiple", "single"), 100)
    met = [option.slip.id in twice for question in drawn for option in question.options if option.slip]
    assert sum(met) <= 0.3 * len(met)
