"""The largest input from which convolutions make an output of the wanted size.

The reader goes from the outputs back to the input. Easy items have no padding: there are steps between the windows, and
one window more. In medium ones the padding is taken off; in hard ones, of two layers in a row, the last one comes
first.
"""

from __future__ import annotations

from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.inverse_sizes import largest_input_size
from quizgen.misconceptions import inverse_sizes as mistakes
from quizgen.topics.output_size.shared.backwards import LARGEST, asked_backwards, back_levels, back_tree

FAMILY = Family(
    module=__name__,
    title="Largest input for a wanted output",
    weight="special",
    asks="largest_input_size",
    levels=back_levels(),
    formulas=(largest_input_size,),
    compose=back_tree,
    misconceptions=(
        *mistakes.EITHER_END,
        mistakes.SMALLEST,
        mistakes.NEXT_OUTPUT,
        mistakes.STRIDE_MORE,
        mistakes.ROUNDING_TWICE,
        *mistakes.OF_TWO,
    ),
    as_numbers=("easy",),
    options={"easy": 4, "medium": 0, "hard": 4},
    stem=LARGEST.stem,
    solution=LARGEST.solution,
    network=None,
    givens=asked_backwards,
    measure=LARGEST.measure,
    recount=(Check("windows counted", LARGEST.count),),
    examples=(
        Example(
            {"target": 3, "kernel_size": 3, "stride": 2, "padding": 1},
            (6,),
            "Dumoulin and Visin (2016), figure 2.7: 6 × 6 inputs give as many outputs as 5 × 5 inputs in figure 2.6",
            ("one",),
        ),
    ),
)
