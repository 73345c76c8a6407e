from logged import answered, wrong

from quizgen.study.insight.firsts import firsts


def test_the_first_try_and_what_became_of_it_are_told_apart() -> None:
    (found,) = firsts([wrong(), answered(0, 0, attempt=2, uid="second")])
    assert (found.right, found.final) == (False, True)


def test_what_was_right_after_a_hint_was_not_right_unaided() -> None:
    (found,) = firsts([answered(hints=1)])
    assert (found.right, found.final) == (False, True)


def test_the_first_item_of_a_kind_in_a_sitting_is_fresh() -> None:
    items = [answered(0, 0), answered(0, 1), answered(0, 2, source="dilated-size"), answered(1, 0)]
    assert [one.fresh for one in firsts(items)] == [True, False, True, True]


def test_one_item_in_two_sittings_is_two_items() -> None:
    assert len(list(firsts([answered(0, item="same"), answered(1, item="same")]))) == 2
