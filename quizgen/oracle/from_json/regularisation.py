"""Dropout, penalties, weight decay, early stopping and augmentation from an item's JSON."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, product
from math import prod
from typing import Any

from quizgen.oracle.from_json.built import ItemParams
from quizgen.oracle.running import loaded

NEAR = 1e-9
"""Losses have two decimals: what differs by less is equal."""


def dropout_value(params: ItemParams) -> float:
    """A unit behind dropout, with the mask that the item gives."""
    torch = loaded()
    x, weights, kept = (torch.tensor(params[name], dtype=torch.float64) for name in ("x", "weights", "kept"))
    unit = torch.nn.Linear(len(x), 1, dtype=torch.float64)
    unit.weight.data, unit.bias.data = weights[None], torch.tensor([params["bias"]], dtype=torch.float64)
    training = float((unit(x * kept / (1 - params["p"]))).item())
    return training - float(unit(x).item()) if params["compared"] else training


def variance(params: ItemParams) -> float:
    """The spread of a unit's output over every mask, each with its probability; or the mean of its square."""
    drop, pairs = params["p"], list(zip(params["x"], params["weights"], strict=True))
    every = []
    for mask in product((0, 1), repeat=len(pairs)):
        chance = prod(1 - drop if kept else drop for kept in mask)
        every.append((chance, sum(x * w * kept / (1 - drop) for (x, w), kept in zip(pairs, mask, strict=True))))
    if params["squared"]:
        return float(sum(chance * (value + params["bias"]) ** 2 for chance, value in every))
    mean = sum(chance * value for chance, value in every)
    return float(sum(chance * (value - mean) ** 2 for chance, value in every))


def penalty(params: ItemParams) -> float:
    """The loss, 0 where there is none, and the weights' squared length; or the derivative by the weight at a place."""
    torch = loaded()
    if "place" in params:
        return float(params["slope"] + params["strength"] * 2 * params["weights"][params["place"]])
    weights = torch.tensor(params["weights"], dtype=torch.float64)
    return float(params["loss"] + params["strength"] * weights @ weights)


def weight(params: ItemParams) -> float:
    """A parameter after real steps of stochastic gradient descent."""
    torch = loaded()
    parameter = torch.nn.Parameter(torch.tensor(params["weight"], dtype=torch.float64))
    optimiser = torch.optim.SGD([parameter], **{name: params[name] for name in ("lr", "weight_decay", "momentum")})
    for gradient in params["gradients"]:
        parameter.grad = torch.tensor(gradient, dtype=torch.float64)
        optimiser.step()
    return float(parameter.detach())


def epoch(params: ItemParams) -> int:
    """Where the last losses, as many as the patience, are not below those before; or the best epoch till then."""
    losses, patience = params["losses"], params["patience"]
    every = range(patience + 1, len(losses) + 1)
    least = params["min_delta"] + NEAR
    stop = next(n for n in every if min(losses[: n - patience]) <= min(losses[n - patience : n]) + least)
    return int(losses.index(min(losses[:stop])) + 1 if params["restored"] else stop)


def images(params: ItemParams) -> int:
    """Different crops, flips and turns of an image without equal pixels, gathered in a set."""
    torch = loaded()
    height, width, crop = params["height"], params["width"], params["crop"]
    image = torch.arange(height * width).reshape(height, width)
    axes = [{"vertical": 0, "horizontal": 1}[flip] for flip in params["flips"]]
    flips = [chosen for number in range(len(axes) + 1) for chosen in combinations(axes, number)]
    found = set()
    for row, column in product(range(height - crop + 1), range(width - crop + 1)):
        part = image[row : row + crop, column : column + crop]
        for flip, turn in product(flips, range(params["quarter_turns"])):
            found.add(tuple(torch.rot90(part.flip(flip), turn).flatten().tolist()))
    return int(params["images"] * len(found))


ALONE: dict[str, Callable[[ItemParams], Any]] = {
    "dropout_value": dropout_value,
    "variance": variance,
    "penalty": penalty,
    "weight": weight,
    "epoch": epoch,
    "images": images,
}
