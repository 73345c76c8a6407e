"""Mistakes about the parameters of one convolution: its filters, its biases, and what does not count."""

from __future__ import annotations

from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead, Misreading, Mistake, Wrong

# The weights of a filter.
ONE_CHANNEL = Misreading(
    "one-kernel-per-filter",
    {"in_channels": "1"},
    "Each filter has a kernel for every input channel it sees, not one kernel in all.",
    concept="one-input-channel",
)
ONE_FILTER = Misreading(
    "parameters-of-one-filter",
    {"out_channels": "1"},
    "That is a single filter, and there is one for each output channel.",
    concept="one-filter-only",
)
ONE_WEIGHT = Mistake(
    "one-weight-per-pair",
    "kernel_size**2",
    "1",
    "Each pair of an input and an output channel has a whole kernel, not a single weight.",
    optional=True,
    concept="kernel-area-forgotten",
)
KERNEL_ONCE = Mistake(
    "kernel-side-once",
    "kernel_size**2",
    "kernel_size",
    "A square kernel has as many weights as its area, so its side counts twice as a factor.",
    optional=True,
    concept="kernel-side-once",
)
KERNEL_DOUBLED = Mistake(
    "kernel-side-doubled",
    "kernel_size**2",
    "2*kernel_size",
    "The two sides of a kernel are multiplied, not added.",
    optional=True,
    concept="adds-sides",
)
KERNEL_SQUARED_TWICE = Mistake(
    "kernel-squared-twice",
    "kernel_size**2",
    "kernel_size**4",
    "`kernel_size` is the length of one side, so its square is already the whole area.",
    optional=True,
    concept="kernel-as-cube",
)
KERNEL_CUBED = Mistake(
    "kernel-as-cube",
    "kernel_size**2*in_channels",
    "kernel_size**3",
    "`kernel_size` sets height and width of a filter only; it is as deep as the number of input channels it sees.",
    optional=True,
    concept="kernel-as-cube",
)
_FLAT = {
    ("cube",): "kernel_size**2*in_channels*out_channels + bias*out_channels",
    ("grouped cube",): "kernel_size**2*(in_channels/groups)*out_channels + bias*out_channels",
}
FLAT_KERNEL = Instead(
    "flat-kernel-on-volumes",
    lambda shape: (read(_FLAT[shape]),) if shape in _FLAT else None,
    "On volumes a kernel has a depth of its own, too: its side counts three times as a factor.",
    concept="kernel-side-once",
)
ADDS_CHANNELS = Mistake(
    "adds-channels",
    "x*in_channels*out_channels",
    "x*(in_channels + out_channels)",
    "Every output channel is joined to every input channel, so the two numbers of channels are multiplied.",
    concept="adds-channels",
)
OUT_TWICE = Misreading(
    "depth-from-output-channels",
    {"in_channels": "out_channels"},
    "The depth of a filter comes from the input channels, not from the output channels.",
    concept="depth-from-outputs",
)
IN_TWICE = Misreading(
    "filters-from-inputs",
    {"out_channels": "in_channels"},
    "There are as many filters as output channels, not as input channels.",
    concept="filters-from-inputs",
)

# The two sides of a kernel that is not square.
HEIGHT_TWICE = Misreading(
    "height-twice",
    {"kernel_size_w": "kernel_size_h"},
    "The kernel is not square: its height is multiplied by its width.",
    optional=True,
    concept="assumes-square",
)
WIDTH_TWICE = Misreading(
    "width-twice",
    {"kernel_size_h": "kernel_size_w"},
    "The kernel is not square: its width is multiplied by its height.",
    optional=True,
    concept="assumes-square",
)
ADDS_SIDES = Mistake(
    "adds-sides-of-kernel",
    "a*b*in_channels*out_channels",
    "(a + b)*in_channels*out_channels",
    "Height and width of a kernel are multiplied, not added.",
    optional=True,
    concept="adds-sides",
)
ONLY_HEIGHT = Misreading(
    "height-only",
    {"kernel_size_w": "1"},
    "The kernel has a width too, and it is a factor.",
    optional=True,
    concept="kernel-side-once",
)
ONLY_WIDTH = Misreading(
    "width-only",
    {"kernel_size_h": "1"},
    "The kernel has a height too, and it is a factor.",
    optional=True,
    concept="kernel-side-once",
)

# The biases.
FORGETS_BIAS = Misreading(
    "forgets-bias",
    {"bias": "0"},
    "With `bias=True`, which is the default, every output channel has a bias as well.",
    concept="forgets-bias",
)
ADDS_BIAS = Misreading(
    "adds-biases", {"bias": "1"}, "With `bias=False` there are no biases to count.", concept="adds-absent-bias"
)
ONE_BIAS = Mistake(
    "one-bias-for-all-outputs",
    "bias*out_channels",
    "bias",
    "There is one bias for each output channel, not one for the whole layer.",
    concept="one-bias-per-layer",
)
BIAS_PER_INPUT = Mistake(
    "bias-per-input",
    "bias*out_channels",
    "bias*in_channels",
    "Biases belong to the output channels, not to the input channels.",
    concept="bias-per-output",
)
BIAS_ON_BOTH = Mistake(
    "bias-on-both-sides",
    "bias*out_channels",
    "bias*(in_channels + out_channels)",
    "Only the output channels have biases, the input channels have none.",
    concept="bias-per-output",
)
BIAS_PER_KERNEL = Mistake(
    "bias-per-kernel",
    "bias*out_channels",
    "bias*in_channels*out_channels",
    "A filter sums over its input channels first and then adds one bias, not one for each of them.",
    concept="bias-per-weight",
)
BIAS_PER_TAP = Mistake(
    "bias-per-tap",
    "x*in_channels*out_channels + bias*out_channels",
    "x*(in_channels + bias)*out_channels",
    "A bias is one number for a filter, not one for each position of its kernel.",
    concept="bias-per-weight",
)
BIAS_PER_WEIGHT = Mistake(
    "bias-per-filter-weight",
    "x + bias*out_channels",
    "x + bias*x",
    "A bias is added once to the sum of a filter, not once for each of its weights.",
    concept="bias-per-weight",
)

# What the layer does to its input, in stems that place it on a feature map.


def _placed(formula: str) -> Wrong:
    return lambda shape: (read(formula),) if shape == ("placed",) else None


_CHANNELS = "in_channels*out_channels"
_BIASES = "bias*out_channels"
_POSITIONS = "(floor((n + 2*padding - kernel_size)/stride) + 1)**2"
BIAS_PER_POSITION = Instead(
    "bias-per-position",
    _placed(f"kernel_size**2*{_CHANNELS} + {_BIASES}*{_POSITIONS}"),
    "All positions of an output channel share one bias.",
    concept="weights-are-shared",
)
WEIGHTS_PER_POSITION = Instead(
    "weights-per-position",
    _placed(f"kernel_size**2*{_CHANNELS}*{_POSITIONS} + {_BIASES}"),
    "All positions of the feature map share the same weights.",
    concept="weights-are-shared",
)
PADDED_KERNEL = Instead(
    "padded-kernel",
    _placed(f"(kernel_size + 2*padding)**2*{_CHANNELS} + {_BIASES}"),
    "Padding adds zeros around the input and leaves the kernel as it is.",
    concept="stride-changes-parameters",
)
STRIDE_THINS = Instead(
    "stride-thins-kernel",
    _placed(f"kernel_size**2*{_CHANNELS}/stride**2 + {_BIASES}"),
    "The stride skips places at which the kernel is laid down, not weights of the kernel.",
    concept="stride-changes-parameters",
)
DILATED_KERNEL = Misreading(
    "dilated-kernel",
    {
        "kernel_size_h": "dilation*(kernel_size_h - 1) + 1",
        "kernel_size_w": "dilation*(kernel_size_w - 1) + 1",
    },
    "Dilation spreads the weights of a kernel over a larger area and adds none.",
    optional=True,
    concept="dilation-changes-parameters",
)
DILATION_TIMES_KERNEL = Misreading(
    "learns-dilation-holes",
    {"kernel_size_h": "dilation*kernel_size_h", "kernel_size_w": "dilation*kernel_size_w"},
    "Dilation leaves holes between the weights of a kernel, and a hole is not learned.",
    optional=True,
    concept="dilation-changes-parameters",
)

OF_THE_KERNEL = (ONE_WEIGHT, KERNEL_ONCE, KERNEL_DOUBLED, KERNEL_SQUARED_TWICE)
"""What goes wrong with the weights of one square kernel."""
