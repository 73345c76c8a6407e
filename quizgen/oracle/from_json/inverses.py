"""What has to be put in so that a layer gives what an item wants, from the item's JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Any

from quizgen.oracle.from_json.built import ItemParams, blank, sequence
from quizgen.oracle.running import loaded


def _filled(layers: Sequence[ItemParams], **asked: Any) -> str:
    """The layers as JSON; an argument that is None takes the value in ``asked``."""
    return json.dumps(
        [{name: asked[name] if value is None else value for name, value in layer.items()} for layer in layers]
    )


@lru_cache(maxsize=1 << 10)
def _rows(layers: str) -> Callable[[int], int]:
    """A function from the side of a map to the rows that the layers make of it, 0 where it is too small."""
    made = sequence(json.loads(layers))

    @cache
    def rows(side: int) -> int:
        try:
            with loaded().inference_mode():
                return int(made(blank((1, side, side))).shape[-1])
        except RuntimeError:
            return 0

    return rows


def _fitting_inputs(params: ItemParams) -> list[int]:
    rows, side = _rows(_filled(params["layers"])), 1
    found: list[int] = []
    while not found or found[-1] == side - 1:
        if rows(side) == params["target"]:
            found.append(side)
        side += 1
    return found


def kernel_size(params: ItemParams) -> int:
    """The kernel size that gives the target."""
    side = params["input"][-1]
    sizes = range(1, side)
    return next(k for k in sizes if _rows(_filled(params["layers"], kernel_size=k))(side) == params["target"])


def zeros(params: ItemParams) -> int:
    """Zeros of ``same`` padding: torch's own, or TensorFlow's fewest for ceil(n/stride) outputs."""
    torch = loaded()
    (layer,) = params["layers"]
    if params["same"] == "TensorFlow":
        return _tensorflow(params["input"][-1], layer["kernel_size"], layer["stride"], params["side"])
    kernel, dilation = tuple(layer["kernel_size"]), tuple(layer["dilation"])
    conv = torch.nn.Conv2d(1, 1, kernel, dilation=dilation, padding="same", bias=False)
    left, right, top, bottom = conv._reversed_padding_repeated_twice  # noqa: SLF001 - torch tells it nowhere else
    if params["side"] == "all":
        image = torch.ones(1, *params["input"])
        return int((torch.nn.functional.pad(image, (left, right, top, bottom)) == 0).sum())
    if params["side"] == "below":
        return int(bottom * (left + params["input"][-1] + right))
    return int({"right": right, "top": top}[params["side"]])


def _tensorflow(n: int, kernel: int, stride: int, side: str) -> int:
    torch = loaded()
    functional, wanted = torch.nn.functional, len(range(0, n, stride))
    row, weight = torch.zeros(1, 1, n), torch.ones(1, 1, kernel)
    total = next(
        zeros
        for zeros in range(kernel)
        if functional.conv1d(functional.pad(row, (0, zeros)), weight, stride=stride).shape[-1] == wanted
    )
    padded, below = n + total, total - total // 2
    return below * padded if side == "below" else padded**2 - n**2


def transposed_value(params: ItemParams) -> int:
    """One output of a transposed convolution of a row."""
    torch = loaded()
    x, weight = (torch.tensor([[params[name]]], dtype=torch.float64) for name in ("x", "weight"))
    settings = params["stride"], params["padding"], params["output_padding"]
    made = torch.nn.functional.conv_transpose1d(x, weight, None, *settings)
    value: float = made[0, 0, params["place"] - 1].item()
    return round(value)


ALONE: dict[str, Callable[[ItemParams], Any]] = {
    "smallest_input_size": lambda params: min(_fitting_inputs(params)),
    "largest_input_size": lambda params: max(_fitting_inputs(params)),
    "kernel_size": kernel_size,
    "zeros": zeros,
    "transposed_value": transposed_value,
}
