"""What normalisation layers average over, and what they make of values, from an item's JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quizgen.oracle.from_json.built import ItemParams, module
from quizgen.oracle.running import loaded


def elements(params: ItemParams) -> int:
    """How many inputs the first output depends on."""
    torch = loaded()
    (layer,) = params["layers"]
    x = torch.randn(params["batch"], *params["input"], dtype=torch.float64, requires_grad=True)
    module(layer).double()(x)[0, 0, 0, 0].backward()
    return int(x.grad.count_nonzero())


def statistics(params: ItemParams) -> int:
    """All values over the values that share a mean, once for the means and once for the variances."""
    torch = loaded()
    return int(2 * params["batch"] * torch.Size(params["input"]).numel() // elements(params))


def _standardised(params: ItemParams, x: Any, axes: tuple[int, ...]) -> float:
    """By the mean and the biased variance over some axes, then scaled and shifted."""
    torch = loaded()
    variance, mean = torch.var_mean(x, axes, correction=0, keepdim=True)
    standard = (x - mean) / (variance + params["eps"]).sqrt()
    weight, bias = (torch.as_tensor(params[name], dtype=torch.float64) for name in ("weight", "bias"))
    return float((weight * standard + bias)[tuple(params["position"])])


def normalised(params: ItemParams) -> float:
    """All values of the channel share their mean."""
    torch = loaded()
    return _standardised(params, torch.tensor(params["x"], dtype=torch.float64), (0, 1))


def layer_normalised(params: ItemParams) -> float:
    """The values of a row share their mean."""
    torch = loaded()
    return _standardised(params, torch.tensor(params["x"], dtype=torch.float64), (1,))


def evaluated(params: ItemParams) -> float:
    """A real layer's output for ``x``, or for the bias of the convolution that it is merged with."""
    torch = loaded()
    layer = torch.nn.BatchNorm1d(1, eps=params["eps"]).double().eval()
    names = ("weight", "bias", "running_mean", "running_var")
    layer.load_state_dict({name: torch.tensor([params[name]]) for name in names}, strict=False)
    x = params["conv_bias"] if "conv_bias" in params else params["x"]
    with torch.inference_mode():
        return float(layer(torch.tensor([[x]], dtype=torch.float64)))


def running(params: ItemParams) -> float:
    """A part of the way from the old value to each new one; variances of samples are made unbiased first."""
    torch = loaded()
    now, count = torch.tensor(params["old"], dtype=torch.float64), params.get("count")
    for observed in params["observed"]:
        target = torch.tensor(observed, dtype=torch.float64) * (count / (count - 1) if count else 1)
        now = torch.lerp(now, target, params["momentum"])
    return float(now)


ALONE: dict[str, Callable[[ItemParams], Any]] = {
    "elements": elements,
    "statistics": statistics,
    "normalized_value": normalised,
    "layer_normalized_value": layer_normalised,
    "evaluated_value": evaluated,
    "running_statistic": running,
}
