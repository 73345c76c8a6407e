"""The smallest input from which convolutions make an output of the wanted size.

The reader goes from the outputs back to the input. Easy items have no padding: there are steps between the windows, and
one window more. In medium ones the padding is taken off; in hard ones, of two layers in a row, the last one comes
first.
"""

from __future__ import annotations

from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.inverse_sizes import smallest_input_size
from quizgen.misconceptions import inverse_sizes as mistakes
from quizgen.topics.output_size.shared.backwards import SMALLEST, asked_backwards, back_levels, back_tree

FAMILY = Family(
    module=__name__,
    title="Smallest input for a wanted output",
    weight="special",
    asks="smallest_input_size",
    levels=back_levels(),
    formulas=(smallest_input_size,),
    compose=back_tree,
    misconceptions=(*mistakes.EITHER_END, mistakes.LARGEST, mistakes.NEXT_OUTPUT, *mistakes.OF_TWO),
    as_numbers=("easy",),
    options={"easy": 4, "medium": 0, "hard": 4},
    stem=SMALLEST.stem,
    solution=SMALLEST.solution,
    network=None,
    givens=asked_backwards,
    measure=SMALLEST.measure,
    recount=(Check("windows counted", SMALLEST.count),),
    examples=(
        Example(
            {"target": 3, "kernel_size": 3, "stride": 2, "padding": 1},
            (5,),
            "Dumoulin and Visin (2016), figure 2.6: 5 × 5 inputs",
            ("one",),
        ),
    ),
)
