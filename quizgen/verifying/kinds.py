"""Which layer a part of a stem speaks of."""

from __future__ import annotations

from quizgen.verifying.problem import Doubtful, Kind, Part
from quizgen.verifying.taking import Taking, put

_TRANSPOSED = (
    r"(?:transposed? conv(?:olution(?:s|al)?)?|transposed convolutional|deconvolution(?:al)?|up convolution"
    r"|fractionally strided convolution)(?: layers?)?|convtranspose(?P<d>[123])d(?: layers?)?"
)
_NAMES: tuple[tuple[Kind, str], ...] = (
    ("ConvTranspose", _TRANSPOSED),
    ("MaxPool", r"maxpool(?P<d>[123])d(?: layers?)?|(?:max|maximum)(?: ?pool| pooling|pooling)(?: layers?)?"),
    ("AvgPool", r"avgpool(?P<d>[123])d(?: layers?)?|(?:average|avg|mean)(?: ?pool| pooling|pooling)(?: layers?)?"),
    ("Linear", r"(?:fully connected|dense|linear|fc|affine)(?: (?:linear|neural))?(?: layers?)"),
    ("Conv", r"conv(?P<d>[123])d(?: layers?)?|(?:conv|convs|convolutions?|convolutional)(?: layers?| operations?)?"),
)
_HOLES = r"(?:dilated|atrous)"


def kind(text: Taking, part: Part) -> None:
    """Takes the names of the layer; raises Doubtful for two different ones."""
    for found in text.take(r"(?P<d>[123])d"):
        put(part, "dims", int(found["d"]))
    for name, phrase in _NAMES:
        for found in text.take(phrase):
            put(part, "kind", name)
            if found.groupdict().get("d"):
                put(part, "dims", int(found["d"]))
    if text.has(r"pool|pooling|pooled") and part.kind not in {None, "MaxPool", "AvgPool"}:
        raise Doubtful
    if text.has(_HOLES) and part.dilation is None:
        raise Doubtful
