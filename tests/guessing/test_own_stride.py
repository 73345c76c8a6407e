"""What the stride of a layer alone tells of the size that it gives."""

from __future__ import annotations

from fractions import Fraction

from quizgen.guessing.own_stride import away, likely, rough_size


def test_the_rough_size_is_the_input_over_the_stride_and_times_it_for_a_transposed_layer() -> None:
    assert rough_size(33, {"type": "Conv2d", "stride": 2}) == Fraction(33, 2)
    assert rough_size(33, {"type": "ConvTranspose2d", "stride": 2}) == 66


def test_distances_keep_their_sides_and_count_in_parts_that_all_share() -> None:
    assert away([Fraction(33, 2), Fraction(33), Fraction(11)], 16) == (1, 34, -10)


def test_of_several_that_are_closest_each_is_as_likely() -> None:
    distances = (1, 34, -1, -10)
    assert [likely(distances, place) for place in range(4)] == [Fraction(1, 2), 0, Fraction(1, 2), 0]
