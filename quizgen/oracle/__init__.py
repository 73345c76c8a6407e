"""What real torch layers do. Nothing else in quizgen imports torch, and this does so on first use.

Sizes run one channel, one axis at a time, as rows in float64 (a new 2-D shape costs ten times as much); parameters are
counted on the meta device, where no memory is filled; receptive fields are probed with one-hot inputs, which is exact
for max pooling too, where gradients reach only the largest value.
"""

from quizgen.oracle.fields import depth_for_span, receptive_field
from quizgen.oracle.modules import fitted_parameters, parameters
from quizgen.oracle.running import output_length, version

__all__ = ["depth_for_span", "fitted_parameters", "output_length", "parameters", "receptive_field", "version"]
