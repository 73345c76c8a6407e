"""Mistakes about the zeros that ``same`` padding adds, in TensorFlow and in PyTorch.

The shapes of the TensorFlow family are ``all`` zeros around a square map and those ``below`` it; those of the PyTorch
family ``behind``, ``before``, ``map`` (all zeros around a map) and ``below`` it.
"""

from __future__ import annotations

from quizgen.misconceptions.dilation import on_shapes
from quizgen.misconceptions.kinds import Instead, Wrong


def _of_total(total: str) -> Wrong:
    """The zeros if an axis gets so many."""
    return on_shapes(all=f"(n + {total})**2 - n**2", below=f"ceil({total}/2)*(n + {total})")


_LAST = "((ceil(n/stride) - 1)*stride + kernel_size - n)"

# TensorFlow.
STRIDE_ONE = Instead(
    "keeps-full-size",
    _of_total("(kernel_size - 1)"),
    "That is what stride 1 would need; with a larger stride the output is smaller, and fewer zeros are enough.",
    concept="same-padding-amount",
)
STEP_FOR_EACH = Instead(
    "step-for-each-same-output",
    _of_total("(ceil(n/stride)*stride + kernel_size - n)"),
    "There is one step fewer than there are outputs, because the first window takes none.",
    concept="one-position-too-many",
)
NO_WINDOW = Instead(
    "fills-up-strides",
    _of_total("(ceil(n/stride)*stride - n)"),
    "It is not enough to make the size a multiple of the stride: the last window has to fit as a whole.",
    concept="same-padding-amount",
)
KEEPS_INPUT = Instead(
    "output-as-large-as-input",
    _of_total("((n - 1)*stride + kernel_size - n)"),
    'With a stride above 1, `padding="same"` makes the output as large as the input divided by the stride, rounded up.',
    concept="same-padding-amount",
)
ROUNDS_DOWN = Instead(
    "rounds-output-down",
    _of_total("((floor(n/stride) - 1)*stride + kernel_size - n)"),
    "The output size is the input size over the stride, rounded up and not down.",
    concept="same-padding-amount",
)
ONE_SIDE_OF_TOTAL = Instead(
    "one-side-only",
    on_shapes(all=f"(n + ceil({_LAST}/2))**2 - n**2"),
    "Zeros are added at both ends of each axis, not at one end alone.",
    concept="total-or-one-side",
)
BOTH_SIDES_ALL = Instead(
    "same-total-at-each-end",
    on_shapes(all=f"(n + 2*{_LAST})**2 - n**2"),
    "Both ends of an axis share what is missing; it is not added at each of them.",
    concept="total-or-one-side",
)
WHOLE_BEHIND = Instead(
    "total-at-one-end",
    on_shapes(below=f"{_LAST}*(n + {_LAST})"),
    "That counts the zeros of both ends; they share the added rows as evenly as possible.",
    concept="total-or-one-side",
)
SHARE_BEFORE = Instead(
    "extra-zero-before",
    on_shapes(below=f"floor({_LAST}/2)*(n + {_LAST})"),
    "Where the total is odd, TensorFlow adds the extra row of zeros below the map, not above it.",
    concept="total-or-one-side",
)
ONE_AXIS = Instead(
    "pads-one-axis",
    on_shapes(all=f"n*{_LAST}"),
    "The map is padded along its height and along its width.",
    concept="axis-or-area",
)
CORNERS_FORGOTTEN = Instead(
    "leaves-out-padded-corners",
    on_shapes(all=f"2*n*{_LAST}", below=f"ceil({_LAST}/2)*n"),
    "The corners of the padded map are filled with zeros too.",
    concept="miscounts-added-zeros",
)
WHOLE_MAP = Instead(
    "counts-the-map-too",
    on_shapes(all=f"(n + {_LAST})**2"),
    "That is the size of the whole padded map, of which only the ring around the map was added.",
    concept="miscounts-added-zeros",
)

# PyTorch.
_HEIGHT, _WIDTH = "dilation_h*(kernel_size_h - 1)", "dilation_w*(kernel_size_w - 1)"
ALL_ZEROS = Instead(
    "whole-total",
    on_shapes(
        behind="dilation_w*(kernel_size_w - 1)",
        before="dilation_h*(kernel_size_h - 1)",
        below=f"{_HEIGHT}*(n_w + {_WIDTH})",
    ),
    "That is what both sides get together, and each of them gets about half.",
    concept="total-or-one-side",
)
OTHER_SHARE = Instead(
    "extra-zero-on-the-other-side",
    on_shapes(behind=f"floor({_WIDTH}/2)", before=f"ceil({_HEIGHT}/2)", below=f"floor({_HEIGHT}/2)*(n_w + {_WIDTH})"),
    "Where the total is odd, PyTorch adds the extra zero on the right and at the bottom.",
    concept="total-or-one-side",
)
OTHER_AXIS = Instead(
    "takes-the-other-axis",
    on_shapes(
        behind=f"ceil({_HEIGHT}/2)",
        before=f"floor({_WIDTH}/2)",
        map=f"(n_h + {_WIDTH})*(n_w + {_HEIGHT}) - n_h*n_w",
        below=f"ceil({_WIDTH}/2)*(n_h + {_HEIGHT})",
    ),
    "In PyTorch's pairs the first number belongs to the height and the second to the width.",
    concept="swaps-axes",
)
EVERY_TAP = Instead(
    "pads-for-every-tap",
    on_shapes(
        behind="ceil(dilation_w*kernel_size_w/2)",
        before="floor(dilation_h*kernel_size_h/2)",
        map="(n_h + dilation_h*kernel_size_h)*(n_w + dilation_w*kernel_size_w) - n_h*n_w",
        below="ceil(dilation_h*kernel_size_h/2)*(n_w + dilation_w*kernel_size_w)",
    ),
    "Only the gaps between the taps are stretched, and there is one gap fewer than there are taps.",
    concept="dilates-every-tap",
)
UNDILATED = Instead(
    "ignores-dilation-for-padding",
    on_shapes(
        behind="ceil((kernel_size_w - 1)/2)",
        before="floor((kernel_size_h - 1)/2)",
        map="(n_h + kernel_size_h - 1)*(n_w + kernel_size_w - 1) - n_h*n_w",
        below="ceil((kernel_size_h - 1)/2)*(n_w + kernel_size_w - 1)",
    ),
    "The dilation pulls the taps apart, so that the kernel needs more zeros.",
    concept="ignores-dilation",
)
HOLES_ONLY = Instead(
    "takes-holes-for-steps",
    on_shapes(
        behind="ceil((dilation_w - 1)*(kernel_size_w - 1)/2)",
        before="floor((dilation_h - 1)*(kernel_size_h - 1)/2)",
    ),
    "From one tap to the next it is `dilation` positions: the holes and the tap itself.",
    concept="dilation-as-holes",
)
BOTH_AXES = Instead(
    "adds-both-axes",
    on_shapes(behind=f"ceil(({_HEIGHT} + {_WIDTH})/2)", before=f"floor(({_HEIGHT} + {_WIDTH})/2)"),
    "Height and width are two axes, and each is padded by itself.",
    concept="axis-or-area",
)
PADDED_MAP = Instead(
    "whole-padded-map",
    on_shapes(map=f"(n_h + {_HEIGHT})*(n_w + {_WIDTH})"),
    "That is the size of the padded map; the values of the map itself are not added zeros.",
    concept="miscounts-added-zeros",
)
NO_CORNERS = Instead(
    "leaves-out-corners",
    on_shapes(map=f"n_h*{_WIDTH} + n_w*{_HEIGHT}", below=f"ceil({_HEIGHT}/2)*n_w"),
    "The corners of the padded map are filled with zeros as well.",
    concept="miscounts-added-zeros",
)
CORNERS_TWICE = Instead(
    "counts-corners-twice",
    on_shapes(map=f"(n_h + {_HEIGHT})*{_WIDTH} + (n_w + {_WIDTH})*{_HEIGHT}"),
    "The corners belong to the added rows and to the added columns, but they are counted once.",
    concept="miscounts-added-zeros",
)
ROWS_PLUS_COLUMNS = Instead(
    "counts-rows-and-columns",
    on_shapes(map=f"{_HEIGHT} + {_WIDTH}"),
    "That is the number of added rows and columns, each of which holds many zeros.",
    concept="miscounts-added-zeros",
)
EACH_SIDE_ALL = Instead(
    "whole-total-on-each-side",
    on_shapes(map=f"(n_h + 2*{_HEIGHT})*(n_w + 2*{_WIDTH}) - n_h*n_w"),
    "Both sides together get `dilation` times the number of gaps, not each of them.",
    concept="total-or-one-side",
)
HALF_AT_ALL = Instead(
    "one-side-of-each-axis",
    on_shapes(map=f"(n_h + ceil({_HEIGHT}/2))*(n_w + ceil({_WIDTH}/2)) - n_h*n_w"),
    "Zeros are added on both sides of each axis.",
    concept="padding-on-both-sides",
)
FOUR_EQUAL = Instead(
    "ceil-on-all-sides",
    on_shapes(map=f"(n_h + 2*ceil({_HEIGHT}/2))*(n_w + 2*ceil({_WIDTH}/2)) - n_h*n_w"),
    "Where the total of an axis is odd, one side gets one zero less than the other.",
    concept="total-or-one-side",
)
FOUR_SMALL = Instead(
    "floor-on-all-sides",
    on_shapes(map=f"(n_h + 2*floor({_HEIGHT}/2))*(n_w + 2*floor({_WIDTH}/2)) - n_h*n_w"),
    "Where the total of an axis is odd, one side gets one zero more than the other.",
    concept="total-or-one-side",
)
