"""Mistakes about the parameters of a linear layer on a flattened map."""

from __future__ import annotations

from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead, Misreading, Shape, Trees
from quizgen.misconceptions.parameters import ADDS_BIAS
from quizgen.misconceptions.twice import with_pairs

_CONV = "(floor((n + 2*padding - kernel_size)/stride) + 1)"
_SIDES = {"conv": _CONV, "pooled": f"floor({_CONV}/2)"}


def _flat(slug: str, formula: str, feedback: str, *, only: tuple[str, ...] = tuple(_SIDES), concept: str) -> Instead:
    """``SIDE`` and ``CHANNELS`` are those of the map that is flattened; ``CONV`` is the side before a pooling."""

    def wrong(shape: Shape) -> Trees | None:
        if shape[0] not in only:
            return None
        text = formula.replace("WEIGHTS", "CHANNELS*SIDE**2*features_out")
        text = text.replace("CHANNELS", "out_channels").replace("SIDE", _SIDES[shape[0]]).replace("CONV", _CONV)
        return (read(text),)

    return Instead(slug, wrong, feedback, concept=concept)


_BIAS = "bias*features_out"


def _resized(slug: str, side: str, feedback: str, *, concept: str) -> Instead:
    """The right formula for a convolution's output of another side."""

    def wrong(shape: Shape) -> Trees | None:
        found = f"floor({side}/2)" if shape == ("pooled",) else side
        return (read(f"out_channels*{found}**2*features_out + {_BIAS}"),)

    return Instead(slug, wrong, feedback, concept=concept)


FLATTENED = (
    _flat(
        "forgets-bias-of-linear",
        "WEIGHTS",
        "With `bias=True` every output of the `Linear` layer has a bias as well.",
        concept="forgets-bias",
    ),
    _flat(
        "adds-biases",
        "WEIGHTS + features_out",
        "With `bias=False` there are no biases to count.",
        concept="adds-absent-bias",
    ),
    _flat(
        "linear-bias-per-input",
        "WEIGHTS + bias*CHANNELS*SIDE**2",
        "The biases of a `Linear` layer belong to its outputs, not to its inputs.",
        concept="bias-per-output",
    ),
    _flat(
        "linear-bias-on-both-sides",
        "WEIGHTS + bias*(features_out + CHANNELS*SIDE**2)",
        "Only the outputs of a `Linear` layer have biases, its inputs have none.",
        concept="bias-per-output",
    ),
    _flat(
        "bias-per-weight",
        "WEIGHTS + bias*WEIGHTS",
        "A bias is added once to the sum of an output, not once for each of its weights.",
        concept="bias-per-weight",
    ),
    _flat(
        "counts-side-of-map-once",
        f"CHANNELS*SIDE*features_out + {_BIAS}",
        "A map has as many values as its area, so its side counts twice as a factor.",
        concept="kernel-side-once",
    ),
    _flat(
        "adds-sides-of-map",
        f"CHANNELS*2*SIDE*features_out + {_BIAS}",
        "Height and width of a map are multiplied, not added.",
        concept="adds-sides",
    ),
    _flat(
        "one-value-a-channel",
        f"CHANNELS*features_out + {_BIAS}",
        "Only after global pooling would there be one value for each channel.",
        concept="flatten-all-channels",
    ),
    _flat(
        "flattens-one-channel",
        f"SIDE**2*features_out + {_BIAS}",
        "`Flatten` lines up the values of all channels, not those of one.",
        concept="flatten-all-channels",
    ),
    _flat(
        "adds-channels-to-positions",
        f"(CHANNELS + SIDE**2)*features_out + {_BIAS}",
        "Every channel has a whole map, so the channels are multiplied by the positions.",
        concept="flatten-all-channels",
    ),
    _flat(
        "flattened-length",
        "CHANNELS*SIDE**2",
        "That is how many values are flattened; each of them has a weight for every output.",
        concept="linear-pairs",
    ),
    _flat(
        "adds-in-and-out",
        "CHANNELS*SIDE**2 + features_out",
        "Every input is joined to every output, so the two numbers are multiplied.",
        concept="linear-pairs",
    ),
    _flat(
        "flattens-input-channels",
        f"in_channels*SIDE**2*features_out + {_BIAS}",
        "The flattened map has the channels that the convolution gives, not those that it takes.",
        concept="reads-earlier-channels",
    ),
    _flat(
        "counts-convolution",
        f"WEIGHTS + {_BIAS} + kernel_size**2*in_channels*out_channels + out_channels",
        "The question is about the `Linear` layer alone, so the parameters of the convolution before it do not count.",
        concept="leaves-out-a-layer",
    ),
    _flat(
        "flattens-convolution-input",
        f"CHANNELS*n**2*features_out + {_BIAS}",
        "`Flatten` gets the last map, which is smaller than the input of the convolution.",
        concept="flatten-input",
    ),
    _flat(
        "ignores-pooling",
        f"CHANNELS*CONV**2*features_out + {_BIAS}",
        "The pooling makes the maps smaller before they are flattened.",
        only=("pooled",),
        concept="skips-pooling",
    ),
    _flat(
        "pooling-halves-area",
        f"CHANNELS*CONV*SIDE*features_out + {_BIAS}",
        "The pooling halves both sides of the maps, so a quarter of the values is left.",
        only=("pooled",),
        concept="area-factor-on-side",
    ),
    _flat(
        "pooling-rounds-up",
        f"CHANNELS*ceil(CONV/2)**2*features_out + {_BIAS}",
        "An incomplete last window of the pooling is dropped, so half a side is rounded down.",
        only=("pooled",),
        concept="rounds-up",
    ),
    _resized(
        "ignores-padding-of-map",
        "(floor((n - kernel_size)/stride) + 1)",
        "The padding widens the map on both sides before the kernel is fitted.",
        concept="ignores-padding",
    ),
    _resized(
        "ignores-kernel-size",
        "(floor((n + 2*padding)/stride) + 1)",
        "The kernel takes room itself, so its size is subtracted from that of the padded map.",
        concept="forgets-kernel-room",
    ),
    _resized(
        "doubles-padding",
        "(floor((n + 4*padding - kernel_size)/stride) + 1)",
        "`padding` is what one side gets, so both sides together add $2*padding$ and not $4*padding$.",
        concept="padding-not-doubled-again",
    ),
    _resized(
        "padding-once-before-flatten",
        "(floor((n + padding - kernel_size)/stride) + 1)",
        "`padding` is what each side gets, so both sides together add $2*padding$.",
        concept="padding-on-both-sides",
    ),
    _resized(
        "rounds-up-before-flatten",
        "(ceil((n + 2*padding - kernel_size)/stride) + 1)",
        "The fraction is rounded down: a last step for which the map does not suffice is dropped.",
        concept="rounds-up",
    ),
    _resized(
        "forgets-start",
        "floor((n + 2*padding - kernel_size)/stride)",
        "Dividing by the stride gives the steps of the kernel, and its starting position is one more.",
        concept="forgets-starting-position",
    ),
    _resized(
        "ignores-stride-before-flatten",
        "(n + 2*padding - kernel_size + 1)",
        "The kernel moves by the stride, which makes the map smaller.",
        concept="ignores-stride",
    ),
)
"""The mistakes about a ``Linear`` layer on a flattened map."""
_FORGETS_BIAS = Misreading(
    "forgets-bias-of-linear",
    {"bias": "0"},
    "With `bias=True` every output of the `Linear` layer has a bias as well.",
    concept="forgets-bias",
)
_TELLS = {
    *("forgets-bias-of-linear", "adds-biases"),
    *("linear-bias-per-input", "linear-bias-on-both-sides", "bias-per-weight", "adds-sides-of-map"),
    *("adds-channels-to-positions", "flattened-length", "adds-in-and-out", "counts-convolution"),
}
AMONG_OPTIONS = with_pairs(_FORGETS_BIAS, ADDS_BIAS, *(one for one in FLATTENED if one.id not in _TELLS))
"""Those whose values look like keys, and two at once."""
