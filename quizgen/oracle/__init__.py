"""What real torch layers do. Nothing else in quizgen imports torch, and this does so on first use.

Sizes run one channel, one axis at a time, and whole maps all at once, on batches without samples; parameters are
counted on the meta device, where no memory is filled; what units see is told by rows with a one at a single position or
with marks that grow, which is exact for max pooling too, where gradients reach only the largest value. No layer runs on
the meta device: that would import torch's compiler and sympy, which take as long as torch itself.
"""

from quizgen.oracle.borders import outputs_reached, range_seen, seen_by
from quizgen.oracle.cost import flops, macs, memory
from quizgen.oracle.exactly import exact
from quizgen.oracle.fields import depth_for_span, receptive_field, receptive_fields
from quizgen.oracle.modules import fitted_parameters, output_shape, parameters
from quizgen.oracle.running import output_length, version
from quizgen.oracle.searching import input_lengths
from quizgen.oracle.upsampling import padded_length, same_zeros, stamped
from quizgen.oracle.walking import Measured, measured, stretches

__all__ = [
    "Measured",
    "depth_for_span",
    "exact",
    "fitted_parameters",
    "flops",
    "input_lengths",
    "macs",
    "measured",
    "memory",
    "output_length",
    "output_shape",
    "outputs_reached",
    "padded_length",
    "parameters",
    "range_seen",
    "receptive_field",
    "receptive_fields",
    "same_zeros",
    "seen_by",
    "stamped",
    "stretches",
    "version",
]
